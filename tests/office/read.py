"""Reads an office file plainly, as what stands in which cell; it interprets nothing."""

from __future__ import annotations

import csv
import html.parser
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
from openpyxl.utils import column_index_from_string

AS_ABOVE = ("同上", "〃", "″")


@dataclass
class Sheet:
    """The cells of one sheet, counted from 1, and which cells are merged."""

    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)  # shown times 100, with %

    def rows(self) -> list[int]:
        """The rows that hold anything."""
        return sorted({row for row, _ in self.cells})

    def at(self, row: int, column: int | str) -> Any:
        """What a person sees in the cell: a merged one holds its first cell's value."""
        column = column_index_from_string(column) if isinstance(column, str) else column
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
                break
        value = self.cells.get((row, column))
        if isinstance(value, str) and value.strip() in AS_ABOVE:
            return self.at(row - 1, column)
        return value


def read(path: Path) -> dict[str, Sheet]:
    """The sheets of the file, by their names; the format is told by its first bytes."""
    head = path.read_bytes()[:8]
    if head.startswith(b"PK"):
        return _xlsx(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _xls(path)
    text = _text(path)
    if text.lstrip("\ufeff \r\n").startswith("<"):
        return {"": _page(text)}
    delimiter = max("\t", ",", key=text.count)
    return {"": _sheet(list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter)))}


def _xlsx(path: Path) -> dict[str, Sheet]:
    found = {}
    worked_out = openpyxl.load_workbook(path, data_only=True)
    for sheet in openpyxl.load_workbook(path).worksheets:
        values = {
            (cell.row, cell.column): _shown(cell, worked_out[sheet.title])
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        percent = {
            (cell.row, cell.column)
            for row in sheet.iter_rows()
            for cell in row
            if "%" in cell.number_format
        }
        merged = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
        found[sheet.title] = Sheet(values, merged, percent)
    return found


def _shown(cell: Any, worked_out: Any) -> Any:
    """The value of a cell; of a formula what the file keeps, or else its text."""
    kept = worked_out[cell.coordinate].value
    return cell.value if kept is None else kept


def _xls(path: Path) -> dict[str, Sheet]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    found = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        merged = [
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        ]
        found[name] = _sheet(sheet.to_python(skip_empty_area=False))
        found[name].merged = merged
    return found


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _sheet(rows: list[list[Any]]) -> Sheet:
    return Sheet(
        {
            (down, right): value
            for down, row in enumerate(rows, 1)
            for right, value in enumerate(row, 1)
            if value not in (None, "")
        }
    )


class _Table(html.parser.HTMLParser):
    """The rows of a page, with `rowspan` and `colspan` as merged cells."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet()
        self.row = 0
        self.column = 0
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.row, self.column = self.row + 1, 1
        elif tag in ("td", "th"):
            given = dict(attrs)
            while self._covered():
                self.column += 1
            bottom = self.row + int(given.get("rowspan") or 1) - 1
            right = self.column + int(given.get("colspan") or 1) - 1
            if (bottom, right) != (self.row, self.column):
                self.sheet.merged.append((self.row, self.column, bottom, right))
            self.text = []
        elif tag == "br" and self.text is not None:
            self.text.append("\n")

    def _covered(self) -> bool:
        return any(
            top < self.row <= bottom and left <= self.column <= right
            for top, left, bottom, right in self.sheet.merged
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.text is not None:
            if text := "".join(self.text).strip():
                self.sheet.cells[(self.row, self.column)] = text
            ends = [m[3] for m in self.sheet.merged if m[:2] == (self.row, self.column)]
            self.column = (ends[0] if ends else self.column) + 1
            self.text = None

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)


def _page(text: str) -> Sheet:
    parser = _Table()
    parser.feed(text)
    return parser.sheet


def text_of(value: Any) -> str:
    """A cell's value as text on one line, without full width and spaces."""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)
