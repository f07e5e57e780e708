"""A grid of cells, as every spreadsheet, page and text file can be had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class GridCell(NamedTuple):
    """A cell as a person reads it; `kind` is text, number, date, formula, error or broken.

    A formula whose value the file keeps is of the kind of its value.
    """

    text: str = ""
    kind: str = "text"


class Area(NamedTuple):
    """A rectangle of cells, numbered from 1, its last row and column within it."""

    top: int
    left: int
    bottom: int
    right: int


EMPTY = GridCell()


@dataclass(frozen=True)
class Grid:
    """One sheet. Rows and columns are numbered from 1, as a spreadsheet shows them.

    `struck` are rows whose cells are all struck through. `turned` tells that rows and columns
    have changed places.
    """

    name: str
    rows: list[list[GridCell]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    hidden: bool = False
    pictures: bool = False
    turned: bool = False
    origin: tuple[tuple[int, int], ...] = ()  # of a form: the row and column of each value

    @property
    def height(self) -> int:
        """The number of the last row."""
        return len(self.rows)

    @cached_property
    def width(self) -> int:
        """The number of the last column."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def _over(self) -> dict[tuple[int, int], Area]:
        return {
            (row, column): area
            for area in self.merged
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }

    def at(self, row: int, column: int) -> GridCell:
        """The cell itself: of merged cells only the first has anything in it."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return cells[column - 1] if 0 < column <= len(cells) else EMPTY

    def seen(self, row: int, column: int) -> GridCell:
        """The cell as it is seen: of merged cells each has what the first has."""
        area = self._over.get((row, column))
        return self.at(area.top, area.left) if area else self.at(row, column)

    def area(self, row: int, column: int) -> Area | None:
        """The merged cells that a cell is one of."""
        return self._over.get((row, column))

    def shown_rows(self, hidden: bool = False) -> list[int]:
        """The numbers of the rows that are seen, or of all."""
        unseen = frozenset() if hidden else self.hidden_rows | self.struck
        return [n for n in range(1, self.height + 1) if n not in unseen]

    def shown_columns(self, hidden: bool = False) -> list[int]:
        """The numbers of the columns that are seen, or of all."""
        return [n for n in range(1, self.width + 1) if hidden or n not in self.hidden_columns]

    def filled(self, row: int, columns: Iterable[int]) -> list[int]:
        """Those of `columns` that have something in the row itself."""
        return [c for c in columns if self.at(row, c).text]

    def turn(self) -> Grid:
        """The grid with rows and columns changed."""
        return Grid(
            self.name,
            [[self.at(r, c) for r in range(1, self.height + 1)] for c in range(1, self.width + 1)],
            tuple(Area(a.left, a.top, a.right, a.bottom) for a in self.merged),
            self.hidden_columns,
            self.hidden_rows,
            frozenset(),
            self.hidden,
            self.pictures,
            not self.turned,
        )

    def address(self, row: int, column: int) -> str:
        """A cell as a spreadsheet calls it, such as C7."""
        if self.origin:
            row, column = self.origin[column - 1]
        return f"{letters(row)}{column}" if self.turned else f"{letters(column)}{row}"


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def column_number(name: str) -> int:
    """The number of the column with these letters; 0 if they are none."""
    number = 0
    for c in name.strip().upper():
        if not "A" <= c <= "Z":
            return 0
        number = number * 26 + ord(c) - ord("A") + 1
    return number
