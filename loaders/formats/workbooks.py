"""Reads Excel workbooks, row by row and with nothing executed."""

from __future__ import annotations

import datetime
import itertools
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from loaders.formats import NOTES, Fault, Sheet, Text, Unreadable

# What the libraries raise at a file that was cut off, changed, or made to harm.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,  # of XML, whichever parser it is that reads it
    DefusedXmlException,
    OSError,
    EOFError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
PROTECTED = b"\xd0\xcf\x11\xe0"  # how a workbook with a password begins, and an old .xls
UNPACKED_LIMIT = 2 << 30  # bytes of all parts of a workbook
RATIO_LIMIT = 200  # what is packed more tightly than this, and large, is no table
RATIO_FREE = 50 << 20  # bytes below which the ratio does not matter


def read(path: Path, sheet: str = "", first: int = 1) -> Sheet:
    """The sheet named `sheet`, or the first one; its header is in row `first`.

    Raises `Unreadable` if there is none.
    """
    guard(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    except DAMAGED:
        raise Unreadable("an Excel workbook; this file is none, or is damaged") from None
    names = [s.title for s in book.worksheets]
    if not names:
        raise Unreadable("a workbook with a sheet of cells")
    if sheet and sheet not in names:
        raise Unreadable(f"a sheet named {sheet!r}; there are {', '.join(names)}")
    chosen = book[sheet] if sheet else book.worksheets[0]
    chosen.reset_dimensions()
    rows = _rows(chosen)
    number, header = next(itertools.islice(rows, first - 1, None), (first, []))
    if isinstance(header, Fault):
        raise Unreadable(f"column names in row {first}, {header.expected}", number, header.value)
    if not any(header):
        raise Unreadable("a table with a header row; the sheet is empty", first - 1)
    others = [
        n for n in names if n not in (chosen.title, NOTES) and book[n].sheet_state == "visible"
    ]
    warnings = []
    if others and not sheet:
        warnings = [f"{path.name}: only sheet {chosen.title} is read, not {', '.join(others)}"]
    return Sheet(chosen.title, [str(c) for c in header], rows, warnings=warnings, first=first)


def guard(path: Path) -> None:
    """Raises `Unreadable` for what is no workbook, or unpacks to more than a table can need."""
    with path.open("rb") as file:
        if file.read(len(PROTECTED)) == PROTECTED:
            raise Unreadable("a workbook without a password, saved as .xlsx")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except DAMAGED:
        raise Unreadable("an Excel workbook; this file is none, or is damaged") from None
    size = sum(p.file_size for p in parts)
    packed = sum(p.compress_size for p in parts) or 1
    if size > UNPACKED_LIMIT or (size > RATIO_FREE and size / packed > RATIO_LIMIT):
        raise Unreadable(
            f"a workbook of reasonable size; this one unpacks to {size >> 20} MB from "
            f"{packed >> 10} KB"
        )
    if "[Content_Types].xml" not in {p.filename for p in parts}:
        raise Unreadable("an Excel workbook; this is a zip archive of something else")


def _rows(sheet: Any) -> Iterator[tuple[int, list[Text] | Fault]]:
    number = 0
    try:
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = [plain(c.value) for c in row]
            while cells and not cells[-1]:  # formatted and empty
                cells.pop()
            bad = next((c for c in row if c.data_type in "fe" and c.value is not None), None)
            if bad is None:
                yield number, list(cells)
            else:
                what = "formula" if bad.data_type == "f" else "error"
                expected = (
                    "a value, not a formula" if what == "formula" else "a value, not an error"
                )
                hint = " (copy the column and paste it as values)" if what == "formula" else ""
                fault = Fault(f"#{row.index(bad)}", plain(bad.value), expected + hint, list(cells))
                yield number, fault
    except DAMAGED:
        raise Unreadable(
            "a sound workbook; the sheet is damaged from here on", number + 1
        ) from None


def plain(value: Any) -> str:
    """A cell as a person reads it: 2019 and not 2019.0, a date without a midnight."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    return str(value)
