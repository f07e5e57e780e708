"""Reads .xls, .xlsb, .ods and the .et of WPS, with nothing executed."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import python_calamine as calamine

from loaders.formats import NOTES, Unreadable
from loaders.office import biff
from loaders.office.grid import Area, Grid, GridCell
from loaders.office.reading import Book

CELLS_LIMIT = 20_000_000  # a sheet of more is no table, but a file made to harm


def read(path: Path) -> Book:
    """All sheets of the workbook at `path`.  Raises `Unreadable`."""
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        visible = {
            s.name: s.visible == calamine.SheetVisibleEnum.Visible
            for s in book.sheets_metadata
            if s.typ == calamine.SheetTypeEnum.WorkSheet
        }
        hidden = biff.hidden_parts(path)
        grids = [
            _grid(book.get_sheet_by_name(name), not seen, hidden.get(name, biff.NOTHING))
            for name, seen in visible.items()
            if name != NOTES
        ]
    except calamine.PasswordError:
        raise Unreadable("a workbook without a password") from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        if biff.is_encrypted(path):
            raise Unreadable("a workbook without a password") from None
        raise Unreadable("an Excel workbook; this file is none, or is damaged") from None
    return Book(grids)


def _grid(sheet: Any, hidden: bool, parts: biff.Hidden) -> Grid:
    if sheet.total_height * sheet.total_width > CELLS_LIMIT:
        raise Unreadable("a workbook of reasonable size")
    rows = [[_cell(v) for v in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = [
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Grid(sheet.name, rows, tuple(merged), parts.rows, parts.columns, frozenset(), hidden)


def _cell(value: Any) -> GridCell:
    if isinstance(value, str):
        error = value.startswith("#") and value.rstrip("!?/A").isupper()
        return GridCell(value.strip(), "error" if error else "text")
    if isinstance(value, bool):
        return GridCell("true" if value else "false")
    if isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e15
        return GridCell(str(int(value)) if whole else repr(value), "number")
    if isinstance(value, datetime.datetime):
        day = value.time() == datetime.time()
        return GridCell(value.date().isoformat() if day else value.isoformat(), "date")
    return GridCell(str(value), "date")
