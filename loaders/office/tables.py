"""Gives the records of an office table to the reader that all tables share."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from loaders.formats import Fault, Sheet, Text, Unreadable
from loaders.mapping import Layout
from loaders.office import sums, words
from loaders.office.block import Block
from loaders.office.forms import unfold
from loaders.office.grid import Area, Grid, letters
from loaders.office.layout import Known, block_at, find_blocks
from loaders.office.reading import Book, read_book
from loaders.transform import OF_WHICH, indicator_name, one_line
from loaders.units import split_unit
from loaders.values import fold

PASTE = "a value, not a formula whose result is not kept (copy the column, paste it as values)"
UNUSABLE = {
    "formula": PASTE,
    "error": "a value, not an error",
    "broken": "text in UTF-8 or GB18030; a byte here is neither",
}
NAMED = 6  # numbers of rows that a message names


def book_of(path: Path, encoding: str = "", delimiter: str = "") -> Book:
    """The file as grids, read once as long as it does not change.  Raises `Unreadable`."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        raise Unreadable("a file of this name; it is missing") from None
    if not stat.st_size:
        raise Unreadable("a table with a header row; the file is empty")
    if not os.access(path, os.R_OK):
        raise Unreadable("a file that may be read; permission was denied")
    return _book(path, encoding, delimiter, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _book(path: Path, encoding: str, delimiter: str, _time: int, _size: int) -> Book:
    return read_book(path, encoding, delimiter)


def sheet_of(book: Book, name: str) -> Grid:
    """The sheet of this name, or the first that is seen and has cells.  Raises `Unreadable`."""
    if name:
        for grid in book.grids:
            if grid.name == name:
                return grid
        there = ", ".join(g.name for g in book.grids if g.name)
        raise Unreadable(f"a sheet named {name!r}; there are {there}")
    seen = [g for g in book.grids if not g.hidden] or book.grids
    if not seen:
        raise Unreadable("a workbook with a sheet of cells")
    found = next((g for g in seen if has_cells(g)), seen[0])
    if not has_cells(found):
        raise Unreadable(empty_sheet(found))
    return found


def has_cells(grid: Grid) -> bool:
    """Whether anything is written on a sheet."""
    return any(cell.text for row in grid.rows for cell in row)


def empty_sheet(grid: Grid) -> str:
    """What was expected of a sheet without cells."""
    if grid.pictures:
        return "a table of cells; this sheet has only a picture, type the table in"
    return "a table with a header row; the sheet is empty"


def open_office(
    path: Path,
    sheet: str,
    layout: Layout,
    used: Collection[str],
    book: Book,
    name: str = "",
    codes: Collection[str] = (),
) -> Sheet:
    """The table that `layout` describes on a sheet of `path`.

    `used` are the columns that are read: a cell without a value matters only in these. `name` is
    the column with names of records, and `codes` those that tell records apart.
    Raises `Unreadable`.
    """
    grid = sheet_of(book, sheet)
    grid = grid.turn() if layout.turned else unfold(grid) if layout.form else grid
    wanted = {fold(u) for u in used}
    block = _block(grid, layout, lambda name: fold(name) in wanted)
    names = unique_names(block, grid)
    records = _records(grid, block, layout)
    where = f"{path.name}, {grid.name}" if grid.name else path.name
    warnings = [*book.warnings, *(f"{where}, {n}" for n in block.notices)]
    warnings += _hidden(grid, block, layout, where)
    if layout.sums:
        warnings += sums.check(grid, block, records, where)
    watched = [i for i, c in enumerate(block.columns) if fold(names[c]) in wanted]
    fill = [
        i for i, c in enumerate(block.columns) if fold(names[c]) in set(map(fold, layout.fill_down))
    ]
    header = [names[c] for c in block.columns]
    of_name = {fold(names[c]): c for c in block.columns}
    apart = (of_name.get(fold(name)), [of_name[f] for c in codes if (f := fold(c)) in of_name])
    rows = _rows(grid, block, records, layout, watched, fill, apart)

    if grid.origin:  # the record of a form stands where its first value does
        rows = ((grid.origin[0][0], cells) for _, cells in rows)

    def address(number: int, place: int) -> str:
        return grid.address(number, block.columns[place])

    return Sheet(
        grid.name,
        header,
        rows,
        len(records),
        warnings,
        block.header[-1],
        address=address,
    )


def _block(grid: Grid, layout: Layout, known: Known) -> Block:
    if grid.origin:
        columns = list(range(1, grid.width + 1))
        names = {c: one_line(grid.at(1, c).text) for c in columns}
        return Block([1], columns, names, 2, 2)
    if layout.header:
        block = block_at(grid, layout.header, known, layout.hidden)
    else:
        found = find_blocks(grid, known, layout.hidden)
        if not found:
            raise Unreadable("a table with a header row; there is none on the sheet")
        block = found[0]
    first, last = layout.first or block.first, layout.last or block.last
    if (first, last) != (block.first, block.last):
        inside = range(first, min(last, grid.height) + 1)
        marked = [r for r in inside if _marks_sum(grid, r, block.columns)]
        block.first, block.last, block.sums = first, inside[-1] if inside else last, marked
    left, right = layout.between
    if left:
        block.columns = [c for c in grid.shown_columns(layout.hidden) if left <= c <= right]
        block.beside = {c: n for c, n in block.names.items() if not left <= c <= right}
        block.names = {c: n for c, n in block.names.items() if left <= c <= right}
    if not layout.sums:
        block.sums = []
    if not any(block.names.get(c) for c in block.columns):
        raise Unreadable("column names in the rows of the header", block.header[0])
    return block


def _marks_sum(grid: Grid, row: int, columns: list[int]) -> bool:
    return any(words.is_sum(grid.at(row, c).text) for c in columns[:3])


def unique_names(block: Block, grid: Grid) -> dict[int, str]:
    """Column → a name that no other has: one that comes twice, or none, gets its letters."""
    count = Counter(fold(n) for n in block.names.values())
    found = {}
    for column in block.columns:
        name = block.names.get(column, "")
        mark = str(column) if grid.turned else letters(column)
        found[column] = name if name and count[fold(name)] == 1 else f"{name} ({mark})".strip()
    return found


def _records(grid: Grid, block: Block, layout: Layout) -> list[int]:
    shown = set(grid.shown_rows(layout.hidden))
    return [
        row
        for row in range(block.first, block.last + 1)
        if row in shown
        and row not in block.skipped
        and row not in block.sums
        and any(grid.at(row, c).text for c in block.columns)
    ]


def _rows(
    grid: Grid,
    block: Block,
    records: list[int],
    layout: Layout,
    watched: list[int],
    fill: list[int],
    apart: tuple[int | None, list[int]],
) -> Iterator[tuple[int, list[Text] | Fault]]:
    above = [""] * len(block.columns)
    wholes = set(map(fold, layout.parts))
    parts = [i for i, c in enumerate(block.columns) if fold(unique_names(block, grid)[c]) in wholes]
    whole = ""
    for row in records:
        cells: list[Text] = []
        for place, column in enumerate(block.columns):
            text = _text(grid, row, column)
            if text in layout.empty:
                text = ""
            elif text in words.AS_ABOVE or (not text and place in fill):
                text = above[place]
            above[place] = text
            cells.append(text)
        for place in parts:
            text = str(cells[place])
            if of_which := OF_WHICH.match(text):
                cells[place] = f"{whole}其中{text[of_which.end() :]}"
            else:
                whole = indicator_name(split_unit(text)[0])
        bad = next(
            (p for p in watched if grid.at(row, block.columns[p]).kind in UNUSABLE and cells[p]),
            None,
        )
        if bad is None and (merged := _merged_name(grid, row, apart)):
            column, area = merged
            name = f"{grid.address(area.top, area.left)}:{grid.address(area.bottom, area.right)}"
            expected = f"a name for each record; {name} is merged over several"
            place = block.columns.index(column)
            yield row, Fault(f"#{place}", _text(grid, row, column), expected, cells)
        elif bad is None:
            yield row, cells
        else:
            kind = grid.at(row, block.columns[bad]).kind
            yield row, Fault(f"#{bad}", str(cells[bad]), UNUSABLE[kind], cells)


def _merged_name(
    grid: Grid, row: int, apart: tuple[int | None, list[int]]
) -> tuple[int, Area] | None:
    """The column of names and its merged cells, where they reach over records with other codes."""
    name, codes = apart
    area = grid.area(row, name) if name is not None else None
    if name is None or area is None or area.bottom == area.top:
        return None
    for column in codes:
        said = {t for r in range(area.top, area.bottom + 1) if (t := grid.seen(r, column).text)}
        if len(said) > 1:
            return name, area
    return None


def _text(grid: Grid, row: int, column: int) -> str:
    """A cell's text; of merged cells the first column has it, in every row."""
    area = grid.area(row, column)
    if area is None:
        return grid.at(row, column).text
    return grid.at(area.top, area.left).text if area.left == column else ""


def _hidden(grid: Grid, block: Block, layout: Layout, where: str) -> list[str]:
    if layout.hidden:
        return []
    rows = [r for r in sorted(grid.hidden_rows)
            if block.first <= r <= max(block.last, block.first)
            and any(grid.at(r, c).text for c in range(1, grid.width + 1))]  # fmt: skip
    columns = [c for c in sorted(grid.hidden_columns)
               if any(grid.at(r, c).text for r in range(1, grid.height + 1))]  # fmt: skip
    struck = [r for r in sorted(grid.struck) if block.first <= r <= block.last]
    parts = []
    if struck:
        parts.append(_count(struck, "row", [str(r) for r in struck], "struck"))
    if rows:
        parts.append(_count(rows, "row", [str(r) for r in rows]))
    if columns:
        parts.append(_count(columns, "column", [letters(c) for c in columns]))
    if not parts:
        return []
    verb = "are" if len(rows) + len(columns) + len(struck) > 1 else "is"
    return [
        f"{where}: {' and '.join(parts)} {verb} left out; hidden = true in the mapping reads them"
    ]


def _count(found: list[int], what: str, named: list[str], how: str = "hidden") -> str:
    shown = ", ".join(named[:NAMED]) + (", …" if len(named) > NAMED else "")
    return f"{len(found)} {how} {what}{'s' if len(found) > 1 else ''} ({shown})"
