"""Reads a mapping file: how the columns and values of a foreign table become the model's.

It lies beside the table (`firms.csv.mapping.toml` or `firms.mapping.toml`) or is named by a person
(`loaders.foreign`), and is data only; `triplehelix map` drafts one:

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
    website = "links[type=website].value"   # in nested records a path, see loaders.formats.nested
    name = {from = ["name_zh", "name_en"]}                        # the first that is not empty
    aliases = {from = ["short", "former"], every = true}          # all that are not empty
    place = {from = ["省", "市", "县"], together = true}             # one text: 浙江省温州市乐清市
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
    [columns.place]
    from = "geonames_id"
    values = "places.toml"              # the values in a file of their own, beside this one
    [[columns.level]]                   # several: the first that gives a value counts
    from = "name"
    contains = {"国家" = "national"}      # the value holds this text; the first that it holds
    only = {in_delta = ["1"]}           # and for these rows alone
    [[columns.level]]
    from = "level"
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
    new = {tenant_of = "Park"}          # what a column points to, said to exist, and of this kind;
                                        # {tenant_of = {"东园" = "Park"}}: of its values only these
    present = "园区"                     # a row in which this column is empty says nothing
    [values]                            # each of these columns is a row (an Observation) of its
    "1月" = {period = "2024-01"}          # own: its number is the value, the rest is said here

Several tables of one source are sections `[[table]]` with all these keys but `source`; `file` names
the file of one in the same folder, if it is not the one that is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import UserError
from loaders import checked
from loaders.office.grid import column_number
from loaders.targets import Files, Target, target

LAYOUT_KEYS = frozenset(
    {"rows", "between", "turned", "fill_down", "empty", "hidden", "sums", "values", "parts", "form"}
)
TABLE_KEYS = LAYOUT_KEYS | {
    *("kind", "file", "sheet", "header", "each", "ignore", "only", "columns", "reverse", "new"),
    "present",
}
FILE_KEYS = frozenset({"source", "encoding", "delimiter", "table"})
SOURCE_KEYS = frozenset(
    {"id", "title", "publisher", "date", "licence", "url", "rank", "needs", "version"}
)


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

    `values` are columns each of whose cells is a row of its own, with what holds for them. `new` is
    column → name → kind of what is said to exist; the empty name stands for all.
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
    new: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    present: str = ""
    file: str = ""
    each: str = ""
    files: tuple[Path, ...] = ()  # that it consists of

    @property
    def fields(self) -> tuple[str, ...]:
        """The foreign columns that it names."""
        targets = [*self.targets.values(), *(t for v in self.values.values() for t in v.values())]
        found = [c for target in targets for c in target.fields]
        return tuple(dict.fromkeys([*found, *self.only, *self.reverse, *self.values]))


def find_mapping(table: Path) -> Path | None:
    """The mapping file beside `table`, if there is one."""
    stem = table.name.split(".")[0]
    for name in (f"{table.name}.mapping.toml", f"{stem}.mapping.toml"):
        if (path := table.with_name(name)).is_file():
            return path
    return None


def read_mappings(path: Path) -> tuple[ColumnMapping, ...]:
    """The tables of the mapping file at `path`.  Raises `UserError` for one that is wrong."""
    return parse_mappings(path, checked.read(path))


def parse_mappings(path: Path, text: str, begun: bool = False) -> tuple[ColumnMapping, ...]:
    """The tables that `text` maps; `path` is how messages call it, and of one that is `begun` a
    person has still to say the columns.  Raises `UserError`.
    """
    data = checked.toml(path, text)
    tables = data.get("table")
    if tables is None:
        checked.known(path, "the file", data, TABLE_KEYS | FILE_KEYS)
        return (_mapping(path, data, data, begun),)
    checked.known(path, "a file with [[table]]", data, FILE_KEYS)
    if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
        raise UserError(f"{path}: expected sections [[table]], one a table")
    for table in tables:
        checked.known(path, "[[table]]", table, TABLE_KEYS)
    return tuple(_mapping(path, data, table, begun) for table in tables)


def _mapping(path: Path, file: dict[str, Any], data: dict[str, Any], begun: bool) -> ColumnMapping:
    checked.known(path, "[source]", checked.table(path, file, "source"), SOURCE_KEYS)
    columns = checked.table(path, data, "columns")
    if not columns and not begun:
        raise UserError(f'{path}: expected [columns] with lines such as name = "their column"')
    office = isinstance(data.get("header"), list) or not LAYOUT_KEYS.isdisjoint(data)
    new = checked.table(path, data, "new")
    files: Files = {}
    targets = {name: target(path, name, said, files) for name, said in columns.items()}
    return ColumnMapping(
        path=path,
        kind=checked.text(path, data, "kind"),
        sheet=checked.text(path, data, "sheet"),
        encoding=checked.text(path, file, "encoding"),
        delimiter=checked.text(path, file, "delimiter"),
        header=1 if office else _row(path, data),
        ignore=frozenset(checked.texts(path, "ignore", data.get("ignore", []))),
        source=checked.table(path, file, "source"),
        only=checked.value_sets(path, data, "only"),
        reverse=checked.value_sets(path, data, "reverse"),
        targets=targets,
        layout=_layout(path, data) if office else None,
        values={n: _said(path, n, v) for n, v in checked.table(path, data, "values").items()},
        present=checked.text(path, data, "present"),
        new={n: _new(path, new, n) for n in new},
        file=_file(path, data),
        each=checked.text(path, data, "each"),
        files=(path, *files),
    )


def _layout(path: Path, data: dict[str, Any]) -> Layout:
    header = data.get("header", [])
    rows = _numbers(path, data, "rows")
    if len(rows) > 2 or (len(rows) == 2 and rows[1] < rows[0]):
        raise UserError(f"{path}: rows = {rows}, expected the first row of records and the last")
    letters = checked.texts(path, "between", data.get("between", []))
    between = tuple(map(column_number, letters))
    if letters and (len(between) != 2 or not 0 < between[0] <= between[1]):
        raise UserError(f'{path}: between = {letters}, expected two columns such as ["A", "F"]')
    return Layout(
        tuple(_numbers(path, data, "header") if isinstance(header, list) else [_row(path, data)]),
        rows[0] if rows else 0,
        rows[1] if len(rows) > 1 else 0,
        (between[0], between[1]) if letters else (0, 0),
        checked.flag(path, data, "turned", False),
        tuple(checked.texts(path, "fill_down", data.get("fill_down", []))),
        frozenset(checked.texts(path, "empty", data.get("empty", []))),
        checked.flag(path, data, "hidden", False),
        checked.flag(path, data, "sums", True),
        tuple(checked.texts(path, "parts", data.get("parts", []))),
        checked.flag(path, data, "form", False),
    )


def _said(path: Path, column: str, said: Any) -> dict[str, Target]:
    """What holds for the cells of one column of [values]: constants, or targets."""
    if not isinstance(said, dict):
        raise UserError(f'{path}: [values] {column}, expected a table such as {{year = "2019"}}')
    return {
        name: target(path, name, value, {})
        if isinstance(value, dict)
        else Target((), constant=str(value))
        for name, value in said.items()
    }


def _new(path: Path, new: dict[str, Any], column: str) -> dict[str, str]:
    """What a column names that is said to exist: name → kind."""
    if isinstance(new[column], dict):
        return {name: checked.text(path, new[column], name) for name in new[column]}
    return {"": checked.text(path, new, column)}


def _file(path: Path, data: dict[str, Any]) -> str:
    file = checked.text(path, data, "file")
    if Path(file).name != file:
        raise UserError(f"{path}: file = {file!r}, expected the name of a file in the same folder")
    return file


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
