"""Readers of files: each yields things said in the model's words, and rows that it refuses.

A loader knows neither ledger nor graph. Adding a source is adding one module to this folder: a
module that has `reads(path)` and `open_source(path, model, options)` is found by itself.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

from graph.errors import UserError
from graph.model import Model
from loaders import tables
from loaders.source import Opened, Options, Row, SourceData

__all__ = ["Loader", "Opened", "Options", "Row", "SourceData", "loaders", "open_source"]


class Loader(Protocol):
    """What a module of this folder has when it is a loader."""

    def reads(self, path: Path) -> bool:
        """Whether `path` (a file or folder that exists) is something that it reads."""
        ...

    def open_source(self, path: Path, model: Model, options: Options) -> Opened:
        """The source at `path`, its description read and its tables not yet.

        Raises `UserError` where nothing of it can be loaded.
        """
        ...


def loaders() -> Iterator[tuple[str, Loader]]:
    """The loaders in this folder with their names, in alphabetical order."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        if module.ispkg:
            continue
        found = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(found, "reads") and hasattr(found, "open_source"):
            yield module.name, cast(Loader, found)


def open_source(path: Path, model: Model, options: Options | None = None) -> Opened:
    """The source at `path`, opened by the first loader that reads it.

    Raises `UserError` if there is nothing at `path`, or nothing that a loader reads.
    """
    if not path.exists():
        raise UserError(f"{path}: not found; give a data-package folder or a table file")
    options = options or Options()
    if options.mapping:  # it says how tables are read, wherever they lie
        return tables.open_source(path, model, options)
    for _, loader in loaders():
        if loader.reads(path):
            return loader.open_source(path, model, options)
    if path.is_dir():
        raise UserError(f"{path}: a folder without datapackage.json; add one, or name a file in it")
    raise UserError(
        f"{path}: no loader reads files that end in {path.suffix or 'nothing'!r}; "
        "expected .csv, .tsv, .xlsx, .jsonl or .parquet"
    )
