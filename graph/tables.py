"""Tables as files: CSV, and xlsx with typed cells.

What is written to a place is written beside it and moved there when it is whole, so that what is
there is never half.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from graph.errors import UserError

SHEET = 1_048_575  # rows of a worksheet below its header
CELL = 32_767  # characters of a cell
TITLE = 31  # characters of the name of a worksheet
FORMULA = "=+-@"  # what a text must not begin with unmarked
ARROW = 3  # columns that the arrow of a filter takes beside a header
DIGITS = 10**15  # a worksheet keeps no more digits of a number
STEP = 1_000  # rows between two reports of progress
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Sheet(NamedTuple):
    """One worksheet: its title, the line of its headers, and its rows."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]


def workbook(headers: Sequence[str], rows: Sequence[Sequence[Any]], title: str = "data") -> bytes:
    """A table as .xlsx on a sheet called `title`: typed cells, no formula, the header bold.

    Raises `UserError` for more rows than a worksheet holds.
    """
    return book_of([Sheet(title, headers, rows)])


def book_of(sheets: Iterable[Sheet]) -> bytes:
    """Several tables as one .xlsx, each as `workbook` writes it on a sheet of its own."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(book: Workbook, table: Sheet) -> None:
    headers, rows = table.headers, table.rows
    if len(rows) > SHEET:
        raise UserError(f"{len(rows):,} rows do not fit in a worksheet; take .csv, or fewer")
    sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", table.title)[:TITLE])
    sheet.freeze_panes = "A2"
    for i, header in enumerate(headers):
        texts = [str(joined(row[i])) for row in rows[:200]]
        sheet.column_dimensions[get_column_letter(i + 1)].width = min(
            50, 2 + max([ARROW + _width(str(header)), *map(_width, texts)])
        )
    sheet.append([_cell(sheet, header, Font(bold=True)) for header in headers])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(headers)))}{len(rows) + 1}"


def _cell(sheet: Any, value: Any, font: Font | None = None) -> Any:
    if isinstance(value, bool | int | float) and abs(value) < DIGITS:
        cell = WriteOnlyCell(sheet, value)
    else:
        text = clean(joined(value))[:CELL]
        cell = WriteOnlyCell(sheet, text or None)
        if text:
            cell.data_type = "s"  # never a formula
            cell.quotePrefix = text[0] in FORMULA  # also after a person has edited the cell
    if font:
        cell.font = font
    return cell


def _width(text: str) -> int:
    """Columns that `text` takes: two for each Chinese character."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def joined(value: Any) -> Any:
    """A value as one cell: several joined by `;`, nothing for nothing."""
    if isinstance(value, list | tuple | set | frozenset):
        return ";".join(str(joined(v)) for v in value)
    return "" if value is None else value


def clean(value: Any) -> str:
    """Text without the control characters that neither XML nor a worksheet can hold."""
    return _UNWRITABLE.sub("", str(value))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` to write into; it takes the place of `path` if all goes well.

    Raises `UserError` if `path` is a folder, or is in none.
    """
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a file")
    if not path.parent.is_dir():
        raise UserError(f"{path.parent} is not a folder; make it first")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def write_rows(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    progress: Callable[[int], None] = lambda rows: None,
) -> int:
    """Write rows as CSV: UTF-8, several values of a cell joined by `;`; the number of rows.

    `progress` hears the number of rows so far.
    """
    number = 0
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for number, row in enumerate(rows, 1):
            writer.writerow([joined(row.get(column)) for column in columns])
            if number % STEP == 0:
                progress(number)
    return number
