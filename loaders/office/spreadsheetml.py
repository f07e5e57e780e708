"""Reads the XML that Excel 2003 saved and older systems still export as .xls."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from loaders.formats import NOTES, Unreadable
from loaders.office.grid import Area, Grid, GridCell
from loaders.office.reading import Book

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
LIMIT = 1_000_000  # rows or columns that an index may skip to
KINDS = {"Number": "number", "DateTime": "date", "Error": "error"}


def read(path: Path) -> Book:
    """All sheets of the file at `path`.  Raises `Unreadable`."""
    try:
        root = ElementTree.parse(path).getroot()
        sheets = [s for s in root.iter(f"{SS}Worksheet") if s.get(f"{SS}Name") != NOTES]
        return Book([_grid(s) for s in sheets])
    except (ParseError, DefusedXmlException, ValueError):
        raise Unreadable("an Excel workbook; this file is damaged") from None


def _grid(sheet: Any) -> Grid:
    rows: list[list[GridCell]] = []
    merged: list[Area] = []
    hidden: set[int] = set()
    for row in sheet.iter(f"{SS}Row"):
        number = int(row.get(f"{SS}Index", len(rows) + 1))
        if not len(rows) < number < LIMIT:
            raise ValueError("rows out of order")
        rows += [[] for _ in range(number - len(rows))]
        cells = rows[-1]
        if row.get(f"{SS}Hidden") == "1":
            hidden.add(number)
        for cell in row.iter(f"{SS}Cell"):
            at = int(cell.get(f"{SS}Index", len(cells) + 1))
            if not len(cells) < at < LIMIT:
                raise ValueError("cells out of order")
            cells += [GridCell() for _ in range(at - len(cells) - 1)]
            cells.append(_cell(cell.find(f"{SS}Data")))
            across = int(cell.get(f"{SS}MergeAcross", 0))
            down = int(cell.get(f"{SS}MergeDown", 0))
            if across or down:
                merged.append(Area(number, at, number + down, at + across))
            cells += [GridCell() for _ in range(min(across, LIMIT))]
    seen = sheet.find(f"{EXCEL}WorksheetOptions/{EXCEL}Visible")
    return Grid(
        sheet.get(f"{SS}Name", ""),
        rows,
        tuple(merged),
        frozenset(hidden),
        hidden=seen is not None and seen.text != "SheetVisible",
    )


def _cell(data: Any) -> GridCell:
    if data is None:
        return GridCell()
    text = "".join(data.itertext()).strip()
    kind = KINDS.get(data.get(f"{SS}Type", ""), "text")
    if kind == "number" and text.endswith(".0"):
        text = text[:-2]
    if kind == "date":
        text = text.removesuffix("T00:00:00.000").removesuffix("T00:00:00")
    return GridCell(text, kind)
