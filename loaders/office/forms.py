"""Reads a form of one record (登记表): labels and values in turn, across and down."""

from __future__ import annotations

from collections.abc import Callable

from loaders.office import words
from loaders.office.grid import Grid, GridCell

MOST_ROWS = 60  # of a form
ENOUGH = 4  # labels that are known, to take a sheet for a form


def pairs(grid: Grid) -> list[tuple[int, int, int, int]]:
    """The cells of labels and of their values: row and column of each, as they are read."""
    found = []
    for row in range(1, grid.height + 1):
        cells = _cells(grid, row)
        if len(cells) < 2 or words.is_signature(grid.seen(row, cells[0]).text):
            continue
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            area = grid.area(row, label)
            if grid.at(row, label).text and (area is None or area.top == row):
                found.append((row, label, row, value))
    return found


def unfold(grid: Grid) -> Grid:
    """The form as a table: a header of its labels and one record of its values."""
    found = pairs(grid)
    rows = [
        [grid.at(r, c) for r, c, _, _ in found],
        [grid.at(r, c) if grid.at(r, c).text else GridCell() for _, _, r, c in found],
    ]
    origin = tuple((r, c) for _, _, r, c in found)
    return Grid(grid.name, rows, origin=origin)


def is_form(grid: Grid, known: Callable[[str], bool]) -> bool:
    """Whether a sheet is a form: most of its labels are known, and no row is a header."""
    if not 0 < grid.height <= MOST_ROWS:
        return False
    found = pairs(grid)
    labels = [grid.at(r, c).text for r, c, _, _ in found]
    values = [grid.at(r, c).text for _, _, r, c in found]
    told = sum(map(known, labels))
    return told >= ENOUGH and told >= len(labels) / 2 and sum(map(known, values)) <= 1


def _cells(grid: Grid, row: int) -> list[int]:
    """The columns where a cell begins in this row; what is merged is one."""
    return [
        c for c in range(1, grid.width + 1) if (area := grid.area(row, c)) is None or area.left == c
    ]
