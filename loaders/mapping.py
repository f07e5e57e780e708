"""Reads a mapping file: how the columns and values of a foreign table become the model's.

It lies beside the table (`firms.csv.mapping.toml` or `firms.mapping.toml`) and is data only:

    kind = "Actor"                      # or a relationship type, or "relationships"
    header = 2                          # the row with the column names, if not the first
    ignore = ["country"]                # columns that are left out on purpose
    [source]                            # for a table outside a data package
    id = "ror-delta"
    title = "…"                         # publisher, date, licence, url, rank, needs
    [only]
    in_delta = ["1"]                    # rows that count: the column has one of these values
    [columns]                           # property or column of the model = where it comes from
    id = "ror"
    name = {from = ["name_zh", "name_en"]}                        # the first that is not empty
    aliases = {from = ["short", "former"], every = true}          # all that are not empty
    level = {constant = "national"}
    [columns.kind]
    from = "types"
    split = "|"                         # a cell has several values
    first = true                        # of which the first that is known counts
    values = {education = "University", company = "Enterprise"}
    other = "ResearchInstitute"         # for what is not among the values
    [reverse]
    type = ["child"]                    # rows whose `from` and `to` change places
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import UserError
from loaders.formats import Text
from loaders.headers import WrongHeader
from loaders.values import fold

KEYS = frozenset(
    {
        "kind",
        "sheet",
        "encoding",
        "delimiter",
        "header",
        "ignore",
        "source",
        "only",
        "columns",
        "reverse",
    }
)
SOURCE_KEYS = frozenset(
    {"id", "title", "publisher", "date", "licence", "url", "rank", "needs", "version"}
)
TARGET_KEYS = frozenset({"from", "constant", "values", "other", "split", "first", "every"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where the value of one column comes from."""

    columns: tuple[str, ...]
    constant: str = ""
    values: Mapping[str, str] | None = None
    other: str | None = None
    split: str = ""
    first: bool = False
    every: bool = False


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
    targets: Mapping[str, Target]


Transform = Callable[[list[Text]], list[Text] | None]


def find_mapping(table: Path) -> Path | None:
    """The mapping file beside `table`, if there is one."""
    stem = table.name.split(".")[0]
    for name in (f"{table.name}.mapping.toml", f"{stem}.mapping.toml"):
        if (path := table.with_name(name)).is_file():
            return path
    return None


def read_mapping(path: Path) -> ColumnMapping:
    """The mapping file at `path`.  Raises `UserError` for one that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: expected a mapping in TOML; {error}") from None
    _known(path, "the file", data, KEYS)
    _known(path, "[source]", _table(path, data, "source"), SOURCE_KEYS)
    columns = _table(path, data, "columns")
    if not columns:
        raise UserError(f'{path}: expected [columns] with lines such as name = "their column"')
    return ColumnMapping(
        path=path,
        kind=_text(path, data, "kind"),
        sheet=_text(path, data, "sheet"),
        encoding=_text(path, data, "encoding"),
        delimiter=_text(path, data, "delimiter"),
        header=_row(path, data),
        ignore=frozenset(_texts(path, "ignore", data.get("ignore", []))),
        source=_table(path, data, "source"),
        only=_value_sets(path, data, "only"),
        reverse=_value_sets(path, data, "reverse"),
        targets={name: _target(path, name, said) for name, said in columns.items()},
    )


def apply(mapping: ColumnMapping, header: Sequence[str]) -> tuple[list[str], list[str], Transform]:
    """The columns that the mapping makes, the foreign column of each, and the row function.

    The function gives the new cells of a row, or None for a row that `only` leaves out.
    Raises `WrongHeader` for a foreign column that the table does not have.
    """
    where = {fold(name): index for index, name in reversed(list(enumerate(header)))}

    def place(column: str) -> int:
        if fold(column) not in where:
            raise WrongHeader(column, f"a column {column}, which {mapping.path.name} names")
        return where[fold(column)]

    names = list(mapping.targets)
    shown = [t.columns[0] if t.columns else "" for t in mapping.targets.values()]
    getters = [_getter(t, [place(c) for c in t.columns]) for t in mapping.targets.values()]
    only = [(place(c), values) for c, values in mapping.only.items()]
    reverse = [(place(c), values) for c, values in mapping.reverse.items()]
    if reverse and not {"from", "to"} <= set(names):
        raise WrongHeader("from", f"columns from and to, which [reverse] in {mapping.path} turns")
    ends = (names.index("from"), names.index("to")) if reverse else (0, 0)

    def transform(cells: list[Text]) -> list[Text] | None:
        for index, values in only:
            if cells[index] not in values:
                return None
        row = [get(cells) for get in getters]
        for index, values in reverse:
            if cells[index] in values:
                a, b = ends
                row[a], row[b] = row[b], row[a]
        return row

    return names, shown, transform


def unused(mapping: ColumnMapping, header: Sequence[str]) -> list[str]:
    """The columns of a table that the mapping neither uses nor ignores."""
    used = {fold(c) for t in mapping.targets.values() for c in t.columns}
    used |= {fold(c) for c in (*mapping.ignore, *mapping.only, *mapping.reverse)}
    return [c for c in header if c and fold(c) not in used]


def _getter(target: Target, places: list[int]) -> Callable[[list[Text]], Text]:
    if not places:
        return lambda cells: target.constant
    if len(places) == 1 and target.values is None and not target.split and not target.first:
        (only,) = places
        return lambda cells: cells[only]
    values, other = target.values or {}, target.other

    def change(text: str) -> list[str]:
        parts = [p.strip() for p in text.split(target.split)] if target.split else [text.strip()]
        if other is None:
            changed = [values.get(p, p) for p in parts]
        else:
            changed = [values[p] for p in parts if p in values] or [other]
        return [c for c in changed if c]

    def get(cells: list[Text]) -> Text:
        found: list[str] = []
        for place in places:
            cell = cells[place]
            for text in [cell] if isinstance(cell, str) else cell:
                if text.strip():
                    found += change(text)
            if found and not target.every:
                break
        if not found and other is not None:
            found = [other]
        if target.first or len(found) < 2:
            return found[0] if found else ""
        return found

    return get


def _target(path: Path, name: str, said: Any) -> Target:
    if isinstance(said, str):
        return Target((said,))
    if not isinstance(said, dict):
        raise UserError(f"{path}: {name} = {said!r}, expected a column or a table such as {{from}}")
    _known(path, name, said, TARGET_KEYS)
    if ("constant" in said) == ("from" in said):
        raise UserError(f"{path}: {name} needs either from or constant")
    values = said.get("values")
    if values is not None and not isinstance(values, dict):
        raise UserError(f"{path}: {name}.values, expected a table of their value = our value")
    source = said.get("from", [])
    return Target(
        tuple(_texts(path, name, [source] if isinstance(source, str) else source)),
        str(said.get("constant", "")),
        None if values is None else {k: str(v) for k, v in values.items()},
        str(said["other"]) if "other" in said else None,
        _text(path, said, "split"),
        bool(said.get("first", False)),
        bool(said.get("every", False)),
    )


def _known(path: Path, where: str, data: Mapping[str, Any], keys: frozenset[str]) -> None:
    if unknown := sorted(set(data) - keys):
        raise UserError(f"{path}: {where} has {', '.join(unknown)}, expected {sorted(keys)}")


def _table(path: Path, data: Mapping[str, Any], key: str) -> dict[str, Any]:
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
    return {c: frozenset(_texts(path, c, v)) for c, v in _table(path, data, key).items()}
