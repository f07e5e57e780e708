"""Reads .xlsx and .xlsm whole: values, merged cells, what is hidden; macros never run."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from loaders.formats import NOTES, Unreadable
from loaders.formats.workbooks import DAMAGED, guard, plain
from loaders.office.grid import Area, Grid, GridCell
from loaders.office.reading import Book

MACROS = "xl/vbaProject.bin"
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read(path: Path) -> Book:
    """All sheets of the workbook at `path`.  Raises `Unreadable`."""
    guard(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
            computed = any(
                b"<f" in archive.read(p)
                for p in parts
                if p.startswith("xl/worksheets/") and p.endswith(".xml")
            )
        # The values that the program which saved the file computed, and where there are none.
        with path.open("rb") as file:  # by what it is: its name may end in .xls or .et
            values = openpyxl.load_workbook(file, data_only=True, keep_links=False)
            formulas = openpyxl.load_workbook(file, keep_links=False) if computed else None
        pictures = any(p.startswith("xl/media/") for p in parts)
        grids = [
            _grid(s, formulas[s.title] if formulas else None, pictures)
            for s in values.worksheets
            if s.title != NOTES
        ]
    except DAMAGED:
        raise Unreadable("an Excel workbook; this file is none, or is damaged") from None
    said = f"{path.name} has macros; they are not run, only the values are read"
    return Book(grids, [said] if MACROS in parts else [])


def _grid(sheet: Any, formulas: Any, pictures: bool) -> Grid:
    rows = [
        [
            _cell(cell, formulas) if cell.value is not None or formulas else GridCell()
            for cell in row
        ]
        for row in sheet.iter_rows()
    ]
    merged = tuple(
        Area(a.min_row, a.min_col, a.max_row, a.max_col) for a in sheet.merged_cells.ranges
    )
    hidden_columns: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            hidden_columns |= set(range(dimension.min, min(dimension.max, sheet.max_column) + 1))
    return Grid(
        sheet.title,
        rows,
        merged,
        frozenset(n for n, d in sheet.row_dimensions.items() if d.hidden),
        frozenset(hidden_columns),
        frozenset(n for n, row in enumerate(sheet.iter_rows(), 1) if _struck(row)),
        sheet.sheet_state != "visible",
        pictures,
    )


def _struck(row: Any) -> bool:
    filled = [c for c in row if c.value is not None]
    return bool(filled) and all(c.font.strike for c in filled)


def _cell(cell: Any, formulas: Any) -> GridCell:
    value = cell.value
    if value is None:
        # Merged cells and cells that never had a value have none to be computed either.
        other = formulas.cell(cell.row, cell.column)
        return GridCell(str(other.value), "formula") if other.data_type == "f" else GridCell()
    if cell.data_type == "e":
        return GridCell(str(value), "error")
    if isinstance(value, bool | str):
        return GridCell(plain(value))
    if isinstance(value, int | float):
        if "%" in QUOTED.sub("", cell.number_format or ""):
            return GridCell(f"{plain(float(round(value * 100, 10)))}%", "number")
        return GridCell(plain(value), "number")
    return GridCell(_date(value, cell.number_format or ""), "date")


def _date(value: Any, format_: str) -> str:
    """A date as precise as it is shown: May 2019 where the cell shows no day."""
    text = plain(value)
    shown = QUOTED.sub("", format_).lower()
    if isinstance(value, datetime.date) and "y" in shown and "d" not in shown:
        return text[:7] if "m" in shown else text[:4]
    return text
