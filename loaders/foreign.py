"""Tables of others, read by a mapping that a person names: it need not lie beside them.

A mapping of one table is as in `loaders.mapping`. One of several tables that are one source has

    [source]
    id = "registry"                     # title, publisher, date, licence: all are needed
    [tables.organisations]
    file = "nodes.csv"                  # in the folder that is loaded; without it: the file loaded
    kind = "Actor"                      # and what a mapping of one table has
    [tables.organisations.columns]
    …

The mappings of well-known sources are in `data/mappings`, a folder each, found by its name.
"""

from __future__ import annotations

from pathlib import Path

from graph.errors import UserError
from graph.model import Model
from loaders.mapping import KEYS, SOURCE_KEYS, ColumnMapping, as_mapping, known, read_toml, table
from loaders.packages import Table, describe, with_kind
from loaders.source import Options, SourceData
from loaders.values import Wrong, fold, perhaps

HOME = Path(__file__).parents[1] / "data" / "mappings"
FILE = "mapping.toml"
Foreign = tuple[SourceData, list[Table]]
MUST_SAY = {"title": "title", "publisher": "publisher", "date": "date", "licence": "licence"}


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
    if path.is_dir() and (path / FILE).is_file():
        return path / FILE
    if name in names():
        return HOME / name / FILE
    near = perhaps(name, {fold(n): n for n in names()})
    raise UserError(f"no mapping {name!r}{near}; there are: {', '.join(names())}, or name a .toml")


def has_tables(path: Path) -> bool:
    """Whether the mapping file at `path` is of several tables."""
    return "tables" in read_toml(path)


def read_tables(path: Path, mapping: Path, model: Model, options: Options) -> Foreign:
    """The source whose tables are at `path`, a folder or a file, as the file `mapping` says.

    Raises `UserError` if the mapping is wrong, or a table is not there.
    """
    data = read_toml(mapping)
    known(mapping, "the file", data, frozenset({"source", "tables"}))
    said = table(mapping, data, "source")
    known(mapping, "[source]", said, SOURCE_KEYS)
    sections = table(mapping, data, "tables")
    if options.kind or not sections:
        raise UserError(f"{mapping}: expected a section [tables.NAME] with a kind for each table")
    source = describe(said, options, str(mapping), MUST_SAY)
    parts = {name: table(mapping, sections, name) for name in sections}
    folder = path if path.is_dir() else path.parent
    files = {name: _file(mapping, part, path, folder) for name, part in parts.items()}
    listed = ", ".join(dict.fromkeys(f.name for f in files.values()))
    if not path.is_dir() and path not in files.values():
        raise UserError(f"{path}: {mapping} reads {listed}; name that, or the folder with it")
    found = []
    for name, part in parts.items():
        if not files[name].is_file():
            raise UserError(f"{folder}: no {files[name].name} in it; {mapping} reads {listed}")
        own = {key: value for key, value in part.items() if key != "file"}
        known(mapping, f"[tables.{name}]", own, KEYS - {"source"})
        several = list(files.values()).count(files[name]) > 1
        found.append(_table(as_mapping(mapping, own), files[name], name * several, model))
    return source, found


def _file(mapping: Path, part: dict[str, object], path: Path, folder: Path) -> Path:
    said = part.get("file", "")
    if not isinstance(said, str) or Path(said).name != said:
        raise UserError(f"{mapping}: file = {said!r}, expected the name of a file")
    if not said and path.is_dir():
        raise UserError(f"{path}: a folder; {mapping} reads one file, name that")
    return folder / said if said else path


def _table(mapping: ColumnMapping, file: Path, part: str, model: Model) -> Table:
    try:
        return with_kind(Table(file, file.name, "", mapping=mapping, part=part), model)
    except Wrong as wrong:
        raise UserError(f"{mapping.path}: kind: expected {wrong.expected}") from None
