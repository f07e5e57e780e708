"""Reads a mapping file: how the columns and values of a foreign table become the model's.

It lies beside the table (`firms.csv.mapping.toml` or `firms.mapping.toml`) and is data only;
`triplehelix map` drafts one:

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
    floor_area = {from = "面积", unit = "万平方米"}                  # brought to the model's unit
    founded = {from = "成立日期", take = "year"}  # year, date, period, since, until, name, unit
    parties = {from = ["甲方", "乙方"], every = true, split = ["、", "；"]}
    [columns.kind]
    from = "types"
    split = "|"                         # a cell has several values
    first = true                        # of which the first that is known counts
    values = {education = "University", company = "Enterprise"}
    other = "ResearchInstitute"         # for what is not among the values
    [reverse]
    type = ["child"]                    # rows whose `from` and `to` change places

A table as offices make it says with `header` as a list, or one of the others, how it lies:

    header = [3, 4]                     # its rows; a column is then called upper/lower
    rows = [5, 40]                      # the first row of records, and the last
    between = ["A", "F"]                # its first and last column
    turned = true                       # rows and columns change places before all else
    form = true                         # the sheet is a form of one record: label, value in turn
    fill_down = ["园区"]                  # columns in which an empty cell means "as above"
    empty = ["-", "…"]                  # cells that say nothing
    hidden = true                       # hidden rows and columns are read too
    sums = false                        # rows such as 合计 are records and not left out
    parts = ["指标"]                      # columns in which 其中：企业 is a part of the row above
    new = {tenant_of = "Park"}          # what a column points to, said to exist, and of this kind
    present = "园区"                     # a row in which this column is empty says nothing
    [values]                            # each of these columns is a row (an Observation) of its
    "1月" = {period = "2024-01"}          # own: its number is the value, the rest is said here

Several tables of one file are sections `[[table]]` with all these keys but `source`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import UserError
from loaders.office.grid import column_number
from loaders.units import is_unit

LAYOUT_KEYS = frozenset(
    {"rows", "between", "turned", "fill_down", "empty", "hidden", "sums", "values", "parts", "form"}
)
TABLE_KEYS = LAYOUT_KEYS | {
    *("kind", "sheet", "header", "ignore", "only", "columns", "reverse", "new", "present")
}
FILE_KEYS = frozenset({"source", "encoding", "delimiter", "table"})
SOURCE_KEYS = frozenset(
    {"id", "title", "publisher", "date", "licence", "url", "rank", "needs", "version"}
)
TARGET_KEYS = frozenset(
    {*("from", "constant", "values", "other", "split", "first", "every")}
    | {*("unit", "take", "of", "about", "join")}
)
TAKES = ("year", "date", "period", "since", "until", "name", "unit", "change", "ticked")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the value of one column comes from."""

    columns: tuple[str, ...]
    constant: str = ""
    values: Mapping[str, str] | None = None
    other: str | None = None
    split: tuple[str, ...] = ()  # what parts several values in a cell
    first: bool = False
    every: bool = False
    unit: str = ""  # in which numbers of the column are, where the cell does not say
    take: str = ""  # what of the cell's text counts
    of: str = ""  # the year of a time that names none
    join: bool = False  # a text that is broken over lines is one
    about: bool = False  # a number that is only about right is taken as it stands


@dataclass(frozen=True, slots=True)
class Layout:
    """How an office table lies on its sheet; numbers as the sheet shows them, 0 for unsaid."""

    header: tuple[int, ...] = ()
    first: int = 0
    last: int = 0
    between: tuple[int, int] = (0, 0)
    turned: bool = False
    fill_down: tuple[str, ...] = ()
    empty: frozenset[str] = frozenset()
    hidden: bool = False
    sums: bool = True
    parts: tuple[str, ...] = ()
    form: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One table of a mapping file, checked for its form.  Without `layout` it is a plain one.

    `values` are columns each of whose cells is a row of its own, with what holds for them.
    `present` is a column of which an empty cell gives no row.
    """

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
    layout: Layout | None = None
    values: Mapping[str, Mapping[str, Target]] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    present: str = ""


def find_mapping(table: Path) -> Path | None:
    """The mapping file beside `table`, if there is one."""
    stem = table.name.split(".")[0]
    for name in (f"{table.name}.mapping.toml", f"{stem}.mapping.toml"):
        if (path := table.with_name(name)).is_file():
            return path
    return None


def read_mappings(path: Path) -> tuple[ColumnMapping, ...]:
    """The tables of the mapping file at `path`.  Raises `UserError` for one that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: expected a mapping in TOML; {error}") from None
    return parse_mappings(path, text)


def parse_mappings(path: Path, text: str) -> tuple[ColumnMapping, ...]:
    """The tables that `text` maps; `path` is how messages call it.  Raises `UserError`."""
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        raise UserError(f"{path}: expected a mapping in TOML; {error}") from None
    tables = data.get("table")
    if tables is None:
        _known(path, "the file", data, TABLE_KEYS | FILE_KEYS)
        return (_mapping(path, data, data),)
    _known(path, "a file with [[table]]", data, FILE_KEYS)
    if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
        raise UserError(f"{path}: expected sections [[table]], one a table")
    for table in tables:
        _known(path, "[[table]]", table, TABLE_KEYS)
    return tuple(_mapping(path, data, table) for table in tables)


def _mapping(path: Path, file: dict[str, Any], data: dict[str, Any]) -> ColumnMapping:
    _known(path, "[source]", _table(path, file, "source"), SOURCE_KEYS)
    columns = _table(path, data, "columns")
    if not columns:
        raise UserError(f'{path}: expected [columns] with lines such as name = "their column"')
    office = isinstance(data.get("header"), list) or not LAYOUT_KEYS.isdisjoint(data)
    return ColumnMapping(
        path=path,
        kind=_text(path, data, "kind"),
        sheet=_text(path, data, "sheet"),
        encoding=_text(path, file, "encoding"),
        delimiter=_text(path, file, "delimiter"),
        header=1 if office else _row(path, data),
        ignore=frozenset(_texts(path, "ignore", data.get("ignore", []))),
        source=_table(path, file, "source"),
        only=_value_sets(path, data, "only"),
        reverse=_value_sets(path, data, "reverse"),
        targets={name: _target(path, name, said) for name, said in columns.items()},
        layout=_layout(path, data) if office else None,
        values={
            name: _said(path, name, said) for name, said in _table(path, data, "values").items()
        },
        present=_text(path, data, "present"),
        new={name: _text(path, {name: k}, name) for name, k in _table(path, data, "new").items()},
    )


def _layout(path: Path, data: dict[str, Any]) -> Layout:
    header = data.get("header", [])
    rows = _numbers(path, data, "rows")
    if len(rows) > 2 or (len(rows) == 2 and rows[1] < rows[0]):
        raise UserError(f"{path}: rows = {rows}, expected the first row of records and the last")
    letters = _texts(path, "between", data.get("between", []))
    between = tuple(map(column_number, letters))
    if letters and (len(between) != 2 or not 0 < between[0] <= between[1]):
        raise UserError(f'{path}: between = {letters}, expected two columns such as ["A", "F"]')
    return Layout(
        tuple(_numbers(path, data, "header") if isinstance(header, list) else [_row(path, data)]),
        rows[0] if rows else 0,
        rows[1] if len(rows) > 1 else 0,
        (between[0], between[1]) if letters else (0, 0),
        _flag(path, data, "turned", False),
        tuple(_texts(path, "fill_down", data.get("fill_down", []))),
        frozenset(_texts(path, "empty", data.get("empty", []))),
        _flag(path, data, "hidden", False),
        _flag(path, data, "sums", True),
        tuple(_texts(path, "parts", data.get("parts", []))),
        _flag(path, data, "form", False),
    )


def _said(path: Path, column: str, said: Any) -> dict[str, Target]:
    """What holds for the cells of one column of [values]: constants, or targets."""
    if not isinstance(said, dict):
        raise UserError(f'{path}: [values] {column}, expected a table such as {{year = "2019"}}')
    return {
        name: _target(path, name, value)
        if isinstance(value, dict)
        else Target((), constant=str(value))
        for name, value in said.items()
    }


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
        _separators(path, said),
        bool(said.get("first", False)),
        bool(said.get("every", False)),
        _unit(path, name, said),
        _take(path, name, said),
        str(said.get("of", "")),
        bool(said.get("join", False)),
        bool(said.get("about", False)),
    )


def _separators(path: Path, said: dict[str, Any]) -> tuple[str, ...]:
    split = said.get("split", [])
    return tuple(
        t for t in _texts(path, "split", [split] if isinstance(split, str) else split) if t
    )


def _unit(path: Path, name: str, said: dict[str, Any]) -> str:
    unit = _text(path, said, "unit")
    if unit and not is_unit(unit):
        raise UserError(f"{path}: {name}.unit = {unit!r}, expected a unit such as 万元 or 平方米")
    return unit


def _take(path: Path, name: str, said: dict[str, Any]) -> str:
    take = _text(path, said, "take")
    if take and take not in TAKES:
        raise UserError(f"{path}: {name}.take = {take!r}, expected one of {', '.join(TAKES)}")
    return take


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


def _numbers(path: Path, data: Mapping[str, Any], key: str) -> list[int]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, int) and v > 0 for v in value):
        raise UserError(f"{path}: {key} = {value!r}, expected a list of row numbers")
    return value


def _flag(path: Path, data: Mapping[str, Any], key: str, default: bool) -> bool:
    value = data.get(key, default)
    if not isinstance(value, bool):
        raise UserError(f"{path}: {key} = {value!r}, expected true or false")
    return value


def _texts(path: Path, key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UserError(f"{path}: {key}, expected a text or a list of texts")
    return value


def _value_sets(path: Path, data: Mapping[str, Any], key: str) -> dict[str, frozenset[str]]:
    return {c: frozenset(_texts(path, c, v)) for c, v in _table(path, data, key).items()}
