"""Reads a mapping file: how the columns and values of a foreign table become the model's.

It lies beside the table (`firms.csv.mapping.toml` or `firms.mapping.toml`) or is named by a
person (`loaders.foreign`), and is data only:

    kind = "Actor"                      # or a relationship type, or "relationships"
    header = 2                          # the row with the column names, if not the first
    ignore = ["country"]                # columns that are left out on purpose
    each = "relationships"              # of nested records: the list whose objects are rows
    [source]                            # for a table outside a data package
    id = "ror-delta"
    title = "…"                         # publisher, date, licence, url, rank, needs
    [only]
    in_delta = ["1"]                    # rows that count: the column has one of these values
    [columns]                           # property or column of the model = where it comes from
    id = {from = "ror", strip = "https://ror.org/"}               # without what it begins with
    website = "links.homepage"          # in nested records: a path, see loaders.formats.nested
    name = {from = ["name_zh", "name_en"]}                        # the first that is not empty
    aliases = {from = ["short", "former"], every = true}          # all that are not empty
    level = {constant = "national"}
    [columns.kind]
    from = "types"
    split = "|"                         # a cell has several values
    first = true                        # of which the first that is known counts
    values = {education = "University", company = "Enterprise"}
    other = "ResearchInstitute"         # for what is not among the values
    [columns.place]
    from = "geonames_id"
    values = "places.toml"              # the values in a file of their own, beside this one
    [[columns.level]]                   # several: the first that gives a value counts
    from = "name"
    contains = {"国家" = "national"}     # the value holds this text; the first that it holds
    only = {in_delta = ["1"]}           # and for these rows alone
    [[columns.level]]
    from = "level"
    [reverse]
    type = ["child"]                    # rows whose `from` and `to` change places
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import UserError

KEYS = frozenset(
    {
        "kind",
        "sheet",
        "encoding",
        "delimiter",
        "header",
        "ignore",
        "each",
        "source",
        "only",
        "columns",
        "reverse",
    }
)
SOURCE_KEYS = frozenset(
    {"id", "title", "publisher", "date", "licence", "url", "rank", "needs", "version"}
)
TARGET_KEYS = frozenset(
    {
        "from",
        "constant",
        "values",
        "other",
        "split",
        "first",
        "every",
        "strip",
        "contains",
        "only",
    }
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the value of one column comes from, in rows that are as `only` says."""

    columns: tuple[str, ...]
    constant: str = ""
    values: Mapping[str, str] | None = None
    other: str | None = None
    split: str = ""
    first: bool = False
    every: bool = False
    strip: tuple[str, ...] = ()
    contains: Mapping[str, str] | None = None
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether cells stay as they are."""
        changes = (self.values, self.contains)
        return changes == (None, None) and not (self.split or self.first or self.strip)

    def value(self, text: str, otherwise: str) -> str:
        """Our value for theirs, or `otherwise` where no line of the mapping is about it."""
        if self.values is not None and text in self.values:
            return self.values[text]
        if self.contains is not None:
            return next((v for part, v in self.contains.items() if part in text), "")
        return otherwise


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A mapping file, checked for its form."""

    path: Path
    kind: str
    sheet: str
    encoding: str
    delimiter: str
    header: int
    ignore: frozenset[str]
    source: Mapping[str, Any]
    only: Mapping[str, frozenset[str]]
    reverse: Mapping[str, frozenset[str]]
    targets: Mapping[str, tuple[Target, ...]]
    each: str = ""
    files: tuple[Path, ...] = ()  # that it consists of

    @property
    def fields(self) -> tuple[str, ...]:
        """The foreign columns that it names."""
        found = [c for t in self.targets.values() for one in t for c in (*one.columns, *one.only)]
        return tuple(dict.fromkeys([*found, *self.only, *self.reverse]))


def find_mapping(table: Path) -> Path | None:
    """The mapping file beside `table`, if there is one."""
    stem = table.name.split(".")[0]
    for name in (f"{table.name}.mapping.toml", f"{stem}.mapping.toml"):
        if (path := table.with_name(name)).is_file():
            return path
    return None


def read_mapping(path: Path) -> ColumnMapping:
    """The mapping file at `path`.  Raises `UserError` for one that is wrong."""
    return as_mapping(path, read_toml(path))


def read_toml(path: Path) -> dict[str, Any]:
    """What the file at `path` says.  Raises `UserError`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; expected a mapping in TOML") from None
    except ValueError as error:
        raise UserError(f"{path}: expected a mapping in TOML; {error}") from None


def as_mapping(path: Path, data: Mapping[str, Any], where: str = "the file") -> ColumnMapping:
    """The mapping that the file at `path` holds as `data`.  Raises `UserError`."""
    known(path, where, data, KEYS)
    known(path, "[source]", table(path, data, "source"), SOURCE_KEYS)
    columns = table(path, data, "columns")
    if not columns:
        raise UserError(f'{path}: expected [columns] with lines such as name = "their column"')
    values: dict[Path, Mapping[str, str]] = {}
    targets = {name: _targets(path, name, said, values) for name, said in columns.items()}
    return ColumnMapping(
        path=path,
        kind=_text(path, data, "kind"),
        sheet=_text(path, data, "sheet"),
        encoding=_text(path, data, "encoding"),
        delimiter=_text(path, data, "delimiter"),
        header=_row(path, data),
        ignore=frozenset(_texts(path, "ignore", data.get("ignore", []))),
        source=table(path, data, "source"),
        only=_value_sets(path, data, "only"),
        reverse=_value_sets(path, data, "reverse"),
        targets=targets,
        each=_text(path, data, "each"),
        files=(path, *values),
    )


def _targets(
    path: Path, name: str, said: Any, files: dict[Path, Mapping[str, str]]
) -> tuple[Target, ...]:
    some = said if isinstance(said, list) and said else [said]
    return tuple(_target(path, name, one, files) for one in some)


def _target(path: Path, name: str, said: Any, files: dict[Path, Mapping[str, str]]) -> Target:
    if isinstance(said, str):
        return Target((said,))
    if not isinstance(said, dict):
        raise UserError(f"{path}: {name} = {said!r}, expected a column or a table such as {{from}}")
    known(path, name, said, TARGET_KEYS)
    if ("constant" in said) == ("from" in said):
        raise UserError(f"{path}: {name} needs either from or constant")
    source, strip = said.get("from", []), said.get("strip", [])
    return Target(
        tuple(_texts(path, name, [source] if isinstance(source, str) else source)),
        str(said.get("constant", "")),
        _values(path, name, "values", said, files),
        str(said["other"]) if "other" in said else None,
        _text(path, said, "split"),
        bool(said.get("first", False)),
        bool(said.get("every", False)),
        tuple(_texts(path, name, [strip] if isinstance(strip, str) else strip)),
        _values(path, name, "contains", said, files),
        _value_sets(path, said, "only"),
    )


def _values(
    path: Path,
    name: str,
    key: str,
    target: Mapping[str, Any],
    files: dict[Path, Mapping[str, str]],
) -> Mapping[str, str] | None:
    """Their value → ours, as it stands there or in a file beside; None if neither."""
    said = target.get(key)
    if not isinstance(said, str):
        return None if said is None else _pairs(f"{path}: {name}.{key}", said)
    beside = path.parent / said
    if beside not in files:
        files[beside] = _pairs(str(beside), read_toml(beside))
    return files[beside]


def _pairs(where: str, said: Any) -> dict[str, str]:
    if not isinstance(said, dict) or any(isinstance(v, dict | list) for v in said.values()):
        raise UserError(f"{where}, expected a table of their value = our value")
    return {k: str(v) for k, v in said.items()}


def known(path: Path, where: str, data: Mapping[str, Any], keys: frozenset[str]) -> None:
    """Raises `UserError` if `data` has other keys than these."""
    if unknown := sorted(set(data) - keys):
        raise UserError(f"{path}: {where} has {', '.join(unknown)}, expected {sorted(keys)}")


def table(path: Path, data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The section `key` of a mapping file, empty if there is none.  Raises `UserError`."""
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise UserError(f"{path}: {key}, expected a section [{key}]")
    return value


def _text(path: Path, data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise UserError(f"{path}: {key} = {value!r}, expected a text")
    return value


def _row(path: Path, data: Mapping[str, Any]) -> int:
    value = data.get("header", 1)
    if not isinstance(value, int) or value < 1:
        raise UserError(f"{path}: header = {value!r}, expected the number of the row with it")
    return value


def _texts(path: Path, key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UserError(f"{path}: {key}, expected a text or a list of texts")
    return value


def _value_sets(path: Path, data: Mapping[str, Any], key: str) -> dict[str, frozenset[str]]:
    return {c: frozenset(_texts(path, c, v)) for c, v in table(path, data, key).items()}
