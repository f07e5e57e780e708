"""The rest of a file: its rows that are not right, taken away, mended and handed over again.

A workbook of such rows says on its sheet of notes of which file in the inbox they are, and in a
column which rows.  What was mended is written into that file, and the whole is loaded: it is one
source, read in one way, and its other rows stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from graph import inbox, tables
from graph.described import file_hash
from graph.errors import UserError
from graph.model import Model
from loaders.cells import At, Rows, rewritten, rows_of
from loaders.formats import NOTES, Unreadable
from loaders.formats.workbooks import DAMAGED, guard
from loaders.office.grid import Grid, GridCell
from loaders.office.tables import book_of

LARGEST = 16 << 20  # bytes of a rest: a report holds no more than a thousand cells
LOOKED_AT = 5  # first rows of a sheet, among which the headings are
FILE, SHA256, ROW, SHEET, NUMBERS = "file", "sha256", "row", "sheet", "rows"
HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Mark:
    """Of which file rows are; `row` and `sheet` are the headings above where each stands (the
    latter empty where the file has one), and `numbers` are those that were taken, by sheet."""

    file: str
    sha256: str
    row: str
    sheet: str
    numbers: Mapping[str, frozenset[int]]


def notes(
    path: Path, row: str, sheet: str, places: Iterable[tuple[str, int]], help_: str
) -> tables.Sheet:
    """The sheet that goes with rows of the file at `path`, which stand at `places`; `help_` tells a
    person what to do."""
    taken: dict[str, list[str]] = {}
    for name, number in places:
        taken.setdefault(name, []).append(str(number))
    rows = [(FILE, path.name, ""), (SHA256, file_hash(path), "")]
    rows += [(ROW, row, ""), (SHEET, sheet, "")]
    rows += [(NUMBERS, name, " ".join(numbers)) for name, numbers in taken.items()]
    return tables.Sheet(NOTES, (help_, "", ""), rows)


def mark_of(path: Path) -> Mark | None:
    """Of which file the workbook at `path` holds the rest; None where it does not say so."""
    if path.suffix.lower() != ".xlsx" or path.stat().st_size > LARGEST:
        return None
    try:
        guard(path)
        book = openpyxl.load_workbook(path, read_only=True)
        told = list(book[NOTES].iter_rows(values_only=True)) if NOTES in book.sheetnames else []
        book.close()
    except (Unreadable, *DAMAGED):
        return None
    lines = [[str(cell) if cell is not None else "" for cell in (*line, "", "")] for line in told]
    said = {line[0]: line[1] for line in lines if line[0] != NUMBERS}
    file = said.get(FILE, "")
    if not (HASH.fullmatch(said.get(SHA256, "")) and file == Path(file).name and said.get(ROW)):
        return None
    numbers = {
        line[1]: frozenset(int(n) for n in line[2].split() if n.isdecimal())
        for line in lines
        if line[0] == NUMBERS
    }
    return Mark(file, said[SHA256], said[ROW], said.get(SHEET, ""), numbers)


def looks_so(path: Path, headings: Iterable[tuple[str, ...]]) -> bool:
    """Whether a file without a mark has all of some `headings` that only such rows have."""
    if path.stat().st_size > LARGEST:
        return False
    with suppress(Unreadable):
        for grid in book_of(path).grids:
            first = [{c.text for c in row} for row in grid.rows[:LOOKED_AT]]
            if any(set(some) <= texts for some in headings for texts in first):
                return True
    return False


def whole(path: Path, mark: Mark, folder: Path, model: Model) -> Path:
    """The file in the inbox `folder` of which `path` holds the rest, with what was mended there.

    It is the last of its name: what was mended in it meanwhile stays.  Raises `UserError` where the
    rows cannot be put back without a doubt.
    """
    taken = inbox.by_hash(folder, mark.file, mark.sha256)
    if taken is None:
        raise UserError(
            f"{mark.file}: the file that these rows come from is not here; mend that file itself "
            "and drop it"
        )
    last = inbox.last_of(folder, mark.file) or taken
    try:
        before = rows_of(taken, model)
        now = before if last == taken else rows_of(last, model)
        told = _mended(path, mark, before)
        changes = _changes(mark.file, told, before, now)
        if not changes:
            return last
        made = inbox.put(folder, mark.file, rewritten(last, changes), like=last)
        _must_be_alike(made, now, told, changes, model)
    except Unreadable as error:
        raise UserError(f"{mark.file}: expected {error.expected}") from None
    return made


Told = dict[tuple[str, int], dict[str, GridCell]]  # by sheet and number, what stands under what


def _headed(path: Path, mark: Mark) -> tuple[Grid, int]:
    """The sheet with the rows, and the number of the row with its headings.  Raises `UserError`."""
    for grid in book_of(path).grids:
        for number, row in enumerate(grid.rows[:LOOKED_AT], 1):
            if mark.row in {cell.text for cell in row}:
                return grid, number
    raise UserError(
        f"{mark.file}: the column {mark.row} with the numbers of the rows is gone; take the rows "
        "away once more, or mend that file itself"
    )


def _mended(path: Path, mark: Mark, before: Rows) -> Told:
    """The rows of a rest, each by the place where it was taken from."""
    grid, top = _headed(path, mark)
    headings = {cell.text: n for n, cell in enumerate(grid.rows[top - 1], 1) if cell.text}
    found: Told = {}
    for number in range(top + 1, grid.height + 1):
        if not any(cell.text for cell in grid.rows[number - 1]):
            continue
        written = grid.at(number, headings[mark.row]).text
        sheet = _sheet(grid, number, headings, mark)
        place = sheet, int(written) if written.isdecimal() else 0
        if place[1] not in mark.numbers.get(sheet, ()) or place not in before or place in found:
            raise UserError(
                f"row {number}: {written[:20]!r} is not the number of a row that was taken away, "
                "or is there twice; take the rows away once more"
            )
        found[place] = {
            name: grid.at(number, column)
            for name in before[place]
            if (column := headings.get(name))
        }
    return found


def _sheet(grid: Grid, number: int, headings: Mapping[str, int], mark: Mark) -> str:
    """On which sheet a row was."""
    if mark.sheet and (column := headings.get(mark.sheet)):
        return grid.at(number, column).text
    return next(iter(mark.numbers)) if len(mark.numbers) == 1 else ""


def _changes(file: str, told: Told, before: Rows, now: Rows) -> dict[At, GridCell]:
    """The cells that a person changed, where each is to be written."""
    changes: dict[At, GridCell] = {}
    for place, cells in told.items():
        here = now.get(place, {})
        for name, standing in before[place].items():
            mine, theirs = cells.get(name), here.get(name)
            mended = mine if mine and not _same(mine.text, standing.text) else None
            if theirs and _same(theirs.text, standing.text):
                if mended:
                    changes[theirs.at] = mended
            elif not (theirs and mended and _same(theirs.text, mended.text)):
                raise UserError(
                    f"{file}: row {place[1]} reads differently in the file that was dropped last; "
                    "mend that file itself and drop it"
                )
    return changes


def _same(one: str, other: str) -> bool:
    """Whether two cells say the same, as a workbook keeps them."""
    return _kept(one) == _kept(other)


def _kept(text: str) -> str:
    return tables.clean(text.replace("\r\n", "\n")).strip()[: tables.CELL]


def _must_be_alike(
    made: Path, now: Rows, told: Told, changes: Mapping[At, GridCell], model: Model
) -> None:
    """Raises `UserError` if what was written changes more than what was mended: a cell may have
    been what others below it repeat."""
    there = rows_of(made, model)
    same = there.keys() <= now.keys() and all(
        name in there[place] and _same(there[place][name].text, standing.text)
        for place, row in now.items()
        if place in there
        for name, standing in row.items()
        if standing.at not in changes
    )
    if not same or now.keys() - there.keys() - told.keys():  # a row may have been emptied
        made.unlink()
        raise UserError(
            f"{made.name}: with these rows mended others would be read differently; mend that file "
            "itself and drop it"
        )
