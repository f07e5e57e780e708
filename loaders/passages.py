"""Finds the row of a table at the place that a locator names, as it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from graph.errors import UserError
from graph.model import Model
from loaders.formats import Fault, Sheet, Text, Unreadable
from loaders.mapping import find_mapping, read_mappings
from loaders.office.draft import draft
from loaders.packages import Table
from loaders.tables import open_sheet
from loaders.values import fold

ADDRESS = re.compile(r"[A-Z]{1,3}(\d{1,7})")  # of a cell, as a spreadsheet writes it
SPLIT = re.compile("[;；]|→")


class Cells(NamedTuple):
    """A row: its number in the file, and what stands under which heading."""

    sheet: str
    number: int
    cells: tuple[tuple[str, str], ...]


def row_at(path: Path, place: str, words: Sequence[str], model: Model) -> Cells | None:
    """The row of the table in `path` at `place`; None if there is none.

    `place` is what a locator has after `#`: a cell, or what the row is about, in either case after
    the sheet and `!` where there is one.  Of several rows that name it, it is the first with most
    of `words` in it.  Raises `Unreadable`.
    """
    sheet, mark, about = place.partition("!")
    if not mark:
        sheet, about = "", place
    found = _found(_plain(path), sheet, about, words, model)
    if found is None or _is_headed(found):
        return found
    return _found(_drafted(path, model), sheet, about, words, model) or found


def _found(
    tables: Sequence[Table], sheet: str, about: str, words: Sequence[str], model: Model
) -> Cells | None:
    address = ADDRESS.fullmatch(about)
    wanted = {fold(part) for part in about.split("→")}
    sought = [fold(w) for w in words if w]
    best: tuple[int, Cells] | None = None
    for table in tables:
        for opened, number, cells in _rows(table, sheet, model):
            if address and number == int(address[1]):
                return _as_cells(opened, number, cells)
            there = [fold(v) for cell in cells for v in _values(cell)]
            if wanted <= set(there):
                hits = sum(any(word in value for value in there) for word in sought)
                if best is None or hits > best[0]:
                    best = hits, _as_cells(opened, number, cells)
    return best[1] if best else None


def _rows(table: Table, sheet: str, model: Model) -> Iterator[tuple[Sheet, int, list[Text]]]:
    opened = open_sheet(table, model, sheet)
    for number, cells in opened.rows:
        if not isinstance(cells, Fault):
            yield opened, number, cells


def _values(cell: Text) -> list[str]:
    if not isinstance(cell, str):
        return cell
    return [cell, *SPLIT.split(cell)] if SPLIT.search(cell) else [cell]


def _as_cells(opened: Sheet, number: int, cells: list[Text]) -> Cells:
    texts = [cell if isinstance(cell, str) else "；".join(cell) for cell in cells]
    headed = zip_longest([h.strip() for h in opened.header], texts, fillvalue="")
    return Cells(opened.name, number, tuple((h, t) for h, t in headed if t.strip()))


def _is_headed(found: Cells) -> bool:
    """Whether most cells stand under a heading: else a title is above the header."""
    return 2 * sum(bool(heading) for heading, _ in found.cells) > len(found.cells)


def _plain(path: Path) -> list[Table]:
    """The tables of a file by the mapping beside it, or as one whose first row is the header."""
    table = Table(path, path.name, "")
    if mapping := find_mapping(path):
        return [replace(table, kind=m.kind, mapping=m) for m in read_mappings(mapping)]
    return [table]


def _drafted(path: Path, model: Model) -> list[Table]:
    """The tables of an office file as they are found without a mapping."""
    try:
        mappings = draft(path, model).mappings()
    except (UserError, Unreadable):
        return []
    return [Table(path, path.name, m.kind, mapping=m) for m in mappings]
