"""Files for other tools.  Adding a format is adding one module to this folder.

A module is found by itself that has `NAME`, `TITLE`, `TITLE_ZH`, `SUFFIXES` (endings of names that
mean this format; `""` is a folder), `DEFAULT` (a name for the file), `READS` (`graph`, `ledger` or
`model`) and `write`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Protocol, cast

from graph.errors import UserError
from graph.exports.request import BASE, Exported, Request

__all__ = ["BASE", "Exported", "Exporter", "Request", "exporter_for", "exporters"]


class Exporter(Protocol):
    """What a module of this folder has when it is an exporter."""

    NAME: str
    TITLE: str
    TITLE_ZH: str
    SUFFIXES: tuple[str, ...]
    DEFAULT: str
    READS: Literal["graph", "ledger", "model"]

    def write(self, request: Request, path: Path) -> Exported:
        """Write what is asked for to `path`.  Raises `UserError` where that cannot be done."""
        ...


@cache
def exporters() -> MappingProxyType[str, Exporter]:
    """Name → exporter, in alphabetical order."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "NAME") and hasattr(loaded, "write"):
            found[loaded.NAME] = cast(Exporter, loaded)
    return MappingProxyType(dict(sorted(found.items())))


def exporter_for(path: Path, name: str = "") -> Exporter:
    """The exporter called `name`, or else the one that the ending of `path` means.

    Raises `UserError` if there is none.
    """
    known = exporters()
    if name in known:
        return known[name]
    for exporter in known.values():
        if not name and path.suffix.lower() in exporter.SUFFIXES:
            return exporter
    raise UserError(f"{path}: give --format {', '.join(known)}")
