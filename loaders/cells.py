"""Where each cell of a table stands in its file, and that file again with some of them changed."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from graph.errors import UserError
from graph.model import Model
from loaders.formats import Fault, Sheet, separated
from loaders.formats.workbooks import DAMAGED
from loaders.mapping import find_mapping, read_mappings
from loaders.office.grid import Area, Grid, GridCell
from loaders.office.reading import holds_workbook, read_book
from loaders.packages import Table
from loaders.sheets import as_read
from loaders.tables import open_sheet

TEXTS = (".csv", ".tsv", ".txt")
SHOWN = {10: "yyyy-mm-dd", 7: "yyyy-mm", 4: "yyyy"}  # a date as precise as it is written
BEGINS = "-01-01"
At = tuple[str, int, int]  # sheet, row and column, numbered from 1


class Standing(NamedTuple):
    """What is read under a heading in a row, and the cell of the file that says so."""

    text: str
    at: At


Rows = dict[tuple[str, int], dict[str, Standing]]  # by sheet and number


def rows_of(path: Path, model: Model) -> Rows:
    """All rows of the tables in `path`, as a person would mend them; read by the mapping beside it.

    Tables beside each other have rows of one number: what they call alike is left out.
    Raises `UserError` and `Unreadable`.
    """
    plain = Table(path, path.name, "")
    mapping = find_mapping(path)
    told = read_mappings(mapping) if mapping else ()
    found: Rows = {}
    for table in [replace(plain, kind=m.kind, mapping=m) for m in told] or [plain]:
        opened = open_sheet(table, model)
        for number, cells in opened.rows:
            texts = as_read(opened.header, cells.cells if isinstance(cells, Fault) else cells)
            row = found.setdefault((opened.name, number), {})
            twice = []
            for name, at in _places(opened, number).items():
                standing = Standing(texts.get(name, ""), at)
                if row.setdefault(name, standing).at != at:
                    twice.append(name)
            for name in twice:
                del row[name]
    return found


def _places(opened: Sheet, number: int) -> dict[str, At]:
    """The heading of each column → its cell in row `number`."""
    found = {}
    for place, heading in enumerate(opened.header):
        row, column = number, place + 1
        if opened.address:
            row, column = coordinate_to_tuple(opened.address(number, place))
        found[heading.strip() or f"#{place + 1}"] = (opened.name, row, column)
    return found


def rewritten(path: Path, cells: Mapping[At, GridCell]) -> bytes:
    """The file at `path` with `cells` in place of its own.

    Of a formula its value is kept. An old workbook is written as a new one, whatever its name ends
    in: it is read by what is in it. Raises `UserError` for a file that cannot be written so.
    """
    try:
        if path.suffix.lower() in TEXTS:
            said = {(row, column): cell.text for (_, row, column), cell in cells.items()}
            mapping = find_mapping(path)
            told = read_mappings(mapping)[0] if mapping else None
            encoding, delimiter = (told.encoding, told.delimiter) if told else ("", "")
            return separated.rewritten(path, said, encoding, delimiter)
        book = _book(path) if holds_workbook(path) else _made(read_book(path).grids)
        for (name, row, column), cell in cells.items():
            _apart(book[name], row, column)
            _put(book[name].cell(row, column), cell)
        file = io.BytesIO()
        book.save(file)
    except DAMAGED:
        raise UserError(
            f"{path.name}: rows cannot be put back into a file of this kind; mend that file itself "
            "and drop it again"
        ) from None
    return file.getvalue()


def _book(path: Path) -> Any:
    """The workbook with the values that its formulas had; a formula stays where none is kept."""
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(file, keep_links=False)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None:
                    book[sheet.title][cell.coordinate].value = cell.value
    return book


def _made(grids: list[Grid]) -> Any:
    """A workbook with what is read of another kind of file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        if not grid.name:
            raise ValueError("a page of the web or a text has no sheets")
        sheet = book.create_sheet(grid.name)
        for number, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row, 1):
                if cell.text:
                    _put(sheet.cell(number, column), cell)
                    if number in grid.struck:
                        sheet.cell(number, column).font = Font(strike=True)
        for area in grid.merged:
            sheet.merge_cells(None, *_corners(area))
        for hidden in grid.hidden_rows:
            sheet.row_dimensions[hidden].hidden = True
        for hidden in grid.hidden_columns:
            sheet.column_dimensions[get_column_letter(hidden)].hidden = True
        sheet.sheet_state = "hidden" if grid.hidden else "visible"
    return book


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.top, area.left, area.bottom, area.right


def _apart(sheet: Any, row: int, column: int) -> None:
    """Takes merged cells apart, of which one is to say something else: each row says its own."""
    for area in list(sheet.merged_cells.ranges):
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            value = sheet.cell(area.min_row, area.min_col).value
            sheet.unmerge_cells(str(area))
            for below in range(area.min_row, area.max_row + 1):
                sheet.cell(below, area.min_col).value = value


def _put(cell: Any, said: GridCell) -> None:
    """Writes what a cell says: a number as one, a formula as one, all else as text."""
    cell.number_format = "General"
    value: Any = None
    if said.kind == "number":
        value = _number(said.text)
    elif said.kind == "date" and (shown := SHOWN.get(len(said.text))):
        value = datetime.date.fromisoformat(said.text + BEGINS[len(said.text) - 4 :])
        cell.number_format = shown
    cell.value = said.text or None if value is None else value
    if said.kind == "error":
        cell.data_type = "e"
    elif said.text and value is None and said.kind != "formula":
        cell.data_type = "s"  # never a formula


def _number(text: str) -> int | float | None:
    """The number that a text is, if it is read as the same text again."""
    try:
        number = float(text)
    except ValueError:
        return None
    whole = int(number) if number.is_integer() and abs(number) < 1e15 else number
    return whole if str(whole) == text else None
