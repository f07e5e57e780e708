"""The broken files, found by themselves."""

from __future__ import annotations

import importlib
from types import ModuleType

from tests.office.faults import Broken, nothing
from tests.office.found import HERE, case
from tests.office.one_cell import one_cell


def modules() -> list[ModuleType]:
    """The modules of `broken/`, each of which breaks one thing."""
    found = sorted((HERE / "broken").glob("broken_*.py"))
    return [importlib.import_module(f"tests.office.broken.{path.stem}") for path in found]


def broken() -> list[Broken]:
    """All broken files: a module each, and every other case with one wrong cell."""
    return [of_module(module) for module in modules()] + one_cell()


def of_module(module: ModuleType) -> Broken:
    """What a module of `broken/` declares."""
    return Broken(
        module.__name__.rpartition(".")[2],
        module.build,
        case(module.BASE) if module.BASE else None,
        module.MUST_SAY,
        module.STILL_LOADS,
        getattr(module, "NOT_LOADED", nothing()),
        getattr(module, "DOWN", 0),
    )
