"""Reads the tables of a web page, as systems export them under the name of a workbook."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from loaders.formats import Unreadable
from loaders.formats.encodings import find_encoding, open_bytes
from loaders.office.grid import Area, Grid, GridCell
from loaders.office.reading import Book

SPAN_LIMIT = 1_000


def read(path: Path) -> Book:
    """The tables of the page at `path`, one a grid.  Raises `Unreadable` if it has none."""
    found = find_encoding(path)
    with open_bytes(path) as file:
        text = file.read().decode(found.name, "replace")
    reader = _Tables()
    reader.feed(text)
    reader.close()
    grids = [g for g in reader.grids if g.height]
    if not grids:
        raise Unreadable("a table; this is a web page without any")
    if len(grids) == 1:
        return Book(grids)
    named = [Grid(f"table {n}", g.rows, g.merged, g.hidden_rows) for n, g in enumerate(grids, 1)]
    return Book(named)


class _Tables(HTMLParser):
    """Gathers the outermost tables; a table within a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__()
        self.grids: list[Grid] = []
        self.depth = 0
        self.rows: list[list[GridCell]] = []
        self.merged: list[Area] = []
        self.hidden: set[int] = set()
        self.taken: set[tuple[int, int]] = set()
        self.cell: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {k: v or "" for k, v in attrs}
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.rows, self.merged, self.hidden, self.taken = [], [], set(), set()
        elif self.depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
            if "display:none" in said.get("style", "").replace(" ", "").lower():
                self.hidden.add(len(self.rows))
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self.cell = []
            self.span = (_span(said.get("rowspan", "")), _span(said.get("colspan", "")))
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.depth:
            self.depth -= 1
            if self.depth == 0:
                self._end_cell()
                hidden = frozenset(self.hidden)
                self.grids.append(Grid("", self.rows, tuple(self.merged), hidden))
        elif tag in ("td", "th", "tr") and self.depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        text = " ".join("".join(self.cell).replace("\xa0", " ").split())
        self.cell = None
        number, row = len(self.rows), self.rows[-1]
        while (number, len(row) + 1) in self.taken:
            row.append(GridCell())
        left = len(row) + 1
        row.append(GridCell(text))
        down, across = self.span
        if (down, across) != (1, 1):
            area = Area(number, left, number + down - 1, left + across - 1)
            self.merged.append(area)
            self.taken |= {
                (r, c)
                for r in range(area.top, area.bottom + 1)
                for c in range(area.left, area.right + 1)
            }
        row.extend(GridCell() for _ in range(across - 1))


def _span(text: str) -> int:
    return min(max(int(text), 1), SPAN_LIMIT) if text.isdecimal() else 1
