"""Tables of others, read by a mapping that a person names: it need not lie beside them.

The mappings of well-known sources are in `data/mappings`, a folder each, found by its name. One of
several tables that are one source names their files; what is loaded is then the folder with these
files, or one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import UserError
from graph.model import Model
from loaders.mapping import ColumnMapping
from loaders.packages import Table, with_kind
from loaders.source import Options
from loaders.values import Wrong, fold, perhaps

HOME = Path(__file__).parents[1] / "data" / "mappings"
FILE = "mapping.toml"


def names() -> list[str]:
    """The names of the mappings that come with the program."""
    return sorted(path.parent.name for path in HOME.glob(f"*/{FILE}"))


def find(name: str) -> Path:
    """The mapping file that `name` means: one that comes with the program, or a file.

    Raises `UserError`.
    """
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        return path
    if name in names():
        return HOME / name / FILE
    near = perhaps(name, {fold(n): n for n in names()})
    raise UserError(f"no mapping {name!r}{near}; there are: {', '.join(names())}, or name a .toml")


def tables(
    path: Path, file: Path, mappings: Sequence[ColumnMapping], model: Model, options: Options
) -> list[Table]:
    """The tables that the mapping in `file` reads of `path`, a folder or a file of it.

    Raises `UserError` if one is not there.
    """
    if options.kind:
        raise UserError(f"{file}: it says itself of which kinds its tables are; leave out --kind")
    if path.is_dir() and not all(m.file for m in mappings):
        raise UserError(f"{path}: a folder; {file} reads one file, name that")
    folder = path if path.is_dir() else path.parent
    paths = [folder / m.file if m.file else path for m in mappings]
    listed = ", ".join(dict.fromkeys(p.name for p in paths))
    if not path.is_dir() and path not in paths:
        raise UserError(f"{path}: {file} reads {listed}; name that, or the folder with it")
    if missing := [p.name for p in paths if not p.is_file()]:
        raise UserError(f"{folder}: no {missing[0]} in it; {file} reads {listed}")
    try:
        return [
            with_kind(Table(p, p.name, "", mapping=m), model)
            for p, m in zip(paths, mappings, strict=True)
        ]
    except Wrong as wrong:
        raise UserError(f"{file}: kind: expected {wrong.expected}") from None
