"""Opens a table file of any accepted format: a header, and rows of text with their numbers.

A cell is a text, or a list of texts where the format has lists; an empty text is no value.
Row numbers are what a person sees in a spreadsheet: the header is row 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

STREAMED = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".parquet")
WHOLE = (".xls", ".xlsb", ".ods", ".et")  # read by loaders/office/ alone
TABLES = STREAMED + WHOLE
NESTED = (".jsonl", ".ndjson", ".parquet")  # of which a cell may hold lists and objects
NOTES = "说明"  # the sheet of a template that explains its columns
Text = str | list[str]


class Fault(NamedTuple):
    """Why a row cannot be read: the cell, and what was expected there."""

    column: str
    value: str
    expected: str
    cells: list[Text]


class Unreadable(Exception):
    """A file or the rest of it cannot be read; `expected` says what it should have been."""

    def __init__(self, expected: str, row: int = 0, value: str = "") -> None:
        super().__init__(expected)
        self.expected, self.row, self.value = expected, row, value


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: `rows` can be walked once. `total` is about how many rows there are.

    `first` is the number of the row with the header. `lists` tells that a cell may be a list.
    `address` gives what a spreadsheet calls the cell of a row at a place of the header.
    """

    name: str
    header: list[str]
    rows: Iterator[tuple[int, list[Text] | Fault]]
    total: int | None = None
    warnings: list[str] = field(default_factory=list)
    first: int = 1
    lists: bool = False
    address: Callable[[int, int], str] | None = None


def suffix(path: Path) -> str:
    """The ending that tells the format, without `.gz`."""
    inner = path.with_suffix("") if path.suffix == ".gz" else path
    return inner.suffix.lower()


def is_table(path: Path) -> bool:
    """Whether the name of `path` is that of a table that can be read."""
    return suffix(path) in TABLES


def open_table(
    path: Path,
    sheet: str = "",
    encoding: str = "",
    delimiter: str = "",
    first: int = 1,
    fields: Sequence[str] = (),
    each: str = "",
) -> Sheet:
    """The table in `path`; `sheet`, `encoding` and `delimiter` only where they are known.

    `first` is the row of a spreadsheet or CSV file that has the header; what is above is left.
    `fields` and `each` tell which values of nested records are wanted (`loaders.formats.nested`).

    Raises `Unreadable` when there is no table in it; walking the rows may raise it as well.
    """
    if path.is_dir():
        raise Unreadable("a file; this is a folder")
    if not path.exists():
        raise Unreadable("a file of this name; it is missing")
    if path.stat().st_size == 0:
        raise Unreadable("a table with a header row; the file is empty")
    try:
        if suffix(path) in NESTED:
            return _open_nested(path, fields, each)
        if each:
            raise Unreadable("a JSON Lines or Parquet file: others have no lists of objects")
        return _open(path, suffix(path), sheet, encoding, delimiter, first)
    except PermissionError:
        raise Unreadable("a file that may be read; permission was denied") from None


def _open_nested(path: Path, fields: Sequence[str], each: str) -> Sheet:
    from loaders.formats import columnar

    read = columnar.read_parquet if suffix(path) == ".parquet" else columnar.read_jsonl
    return read(path, fields, each)


def _open(path: Path, kind: str, sheet: str, encoding: str, delimiter: str, first: int) -> Sheet:
    # Imported where needed: Excel's and Parquet's libraries take half a second to load.
    if kind in (".xlsx", ".xlsm"):
        from loaders.formats import workbooks

        return workbooks.read(path, sheet, first)
    if kind in STREAMED:
        from loaders.formats import separated

        return separated.read(path, encoding, delimiter, first)
    raise Unreadable("a file that ends in .csv, .tsv, .xlsx, .jsonl or .parquet")
