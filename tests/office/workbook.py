"""Writing the workbooks of the cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(number: int) -> str:
    """A made-up unified social credit code with a right check character (GB 32100-2015).

    339900 is no registration authority, so that no organisation can have it.
    """
    body = f"91339900MA{number:07d}"
    total = sum(USCC_CHARACTERS.index(c) * 3**i for i, c in enumerate(body))
    return body + USCC_CHARACTERS[-total % 31]


def workbook(**sheets: Sequence[Sequence[Any]]) -> Workbook:
    """A workbook with these sheets, each filled from A1; None leaves a cell empty."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        fill(book.create_sheet(title), rows)
    return book


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]], row: int = 1, column: int = 1) -> None:
    """Write `rows` with their first cell at `row`, `column`."""
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            if value is not None:
                sheet.cell(row + down, column + right, value)


def merge(sheet: Worksheet, *ranges: str) -> None:
    """Merge ranges, centred, as offices do."""
    for name in ranges:
        sheet.merge_cells(name)
        first = sheet[name.split(":")[0]]
        first.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def title(sheet: Worksheet, *ranges: str) -> None:
    """Merge ranges and write them large."""
    merge(sheet, *ranges)
    for name in ranges:
        sheet[name.split(":")[0]].font = Font(size=16, bold=True)


def widths(sheet: Worksheet, numbers: Iterable[float]) -> None:
    """Set the widths of the first columns."""
    for i, number in enumerate(numbers, 1):
        sheet.column_dimensions[get_column_letter(i)].width = number


def save(book: Workbook, path: Path) -> Path:
    """Write the workbook and return its path."""
    book.save(path)
    return path
