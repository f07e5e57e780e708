"""Finds the tables of a sheet: title, header, records, sums, notes. Pure, over a grid.

A table is a header (one to four rows of names) with records under it. What is above the header
and stands alone in its row is its title; a row that names a sum is a sum; what stands alone below
and speaks of the table is a note. A header that comes again, on the next page, is no record.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from loaders.office import words
from loaders.office.beside import side_by_side
from loaders.office.block import Block
from loaders.office.grid import Grid
from loaders.office.heads import (
    body_starts,
    head_like,
    header_height,
    join_header,
    looks_numeric,
    split_names,
)
from loaders.units import split_unit, squeeze

Known = Callable[[str], bool]
SECTION = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]+[部分章节类批]"
)
PART = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]?")
GAP = 3  # empty rows after which what follows is another table, or none


def find_blocks(grid: Grid, known: Known, hidden: bool = False) -> list[Block]:
    """The tables of a sheet from above; `known` tells the names of columns.

    Hidden rows and columns do not count unless `hidden`.
    """
    rows, columns = grid.shown_rows(hidden), grid.shown_columns(hidden)
    blocks: list[Block] = []
    start = 0
    while start < len(rows):
        found = _next_header(grid, rows, columns, start, known)
        if found is None:
            break
        at, height = found
        lines = _lines(grid, rows[start:at], columns)
        header = rows[at : at + height]
        at += height
        skipped = {}
        if at < len(rows) and _is_numbering(grid, rows[at], columns):
            skipped[rows[at]] = "numbers of the columns"
            at += 1
        block, start = _body(grid, rows, columns, header, at, known)
        block.lines, block.skipped = lines, skipped | block.skipped
        if not block.columns:
            continue
        blocks += side_by_side(grid, block)
    return [b for b in blocks if b.last >= b.first or len(b.columns) > 1]


def block_at(grid: Grid, header: Sequence[int], known: Known, hidden: bool = False) -> Block:
    """The table whose header a person says stands in the rows `header`."""
    rows, columns = grid.shown_rows(hidden), grid.shown_columns(hidden)
    at = next((i for i, n in enumerate(rows) if n > header[-1]), len(rows))
    skipped = {}
    if at < len(rows) and _is_numbering(grid, rows[at], columns):
        skipped[rows[at]] = "numbers of the columns"
        at += 1
    block, _ = _body(grid, rows, columns, list(header), at, known)
    block.skipped = skipped | block.skipped
    return block


def _next_header(
    grid: Grid, rows: list[int], columns: list[int], start: int, known: Known
) -> tuple[int, int] | None:
    """The place in `rows` of the next header from `start` on, and its height."""
    best: tuple[int, int] | None = None
    for at in range(start, len(rows)):
        if not head_like(grid, rows[at], columns):
            continue
        height = header_height(grid, rows, at, columns, known)
        if best is None:
            best = (at, height)
        # A line such as "填报单位：…  2019年" may look like a header; a better one under it,
        # with names that are known, is the header.
        count = sum(
            known(n) for n in join_header(grid, rows[at : at + height], columns, known).values()
        )
        if count >= 2:
            return at, height
        if at - best[0] > GAP or not _looks_like_line(grid, rows[best[0]], columns):
            break
    return best


def _looks_like_line(grid: Grid, row: int, columns: list[int]) -> bool:
    texts = [grid.at(row, c).text for c in grid.filled(row, columns)]
    return any("：" in t or ":" in t for t in texts) or len(texts) < len(columns) / 3


def _lines(grid: Grid, rows: Sequence[int], columns: list[int]) -> list[str]:
    return [t for row in rows for c in columns if (t := grid.at(row, c).text.strip())]


def _body(
    grid: Grid, rows: list[int], columns: list[int], header: list[int], at: int, known: Known
) -> tuple[Block, int]:
    """The table under a header, and the place in `rows` where the search goes on."""
    names = join_header(grid, header, columns, known)
    for c in list(names):  # what reaches from the header into the records is a title on its side
        if (area := grid.area(header[-1], c)) and area.bottom > header[-1]:
            del names[c]
            columns = [other for other in columns if other != c]
    used = [c for c in columns if names.get(c)]
    block = Block(header, used, names, rows[at] if at < len(rows) else header[-1] + 1, 0)
    block.notices = _broken_names(grid, header, columns, names, known)
    gap, last = 0, at - 1
    while at < len(rows):
        row = rows[at]
        cells = [c for c in columns if grid.seen(row, c).text]
        if not cells:
            gap += 1
            at += 1
            # A table with room between its records is rare; another table below is not.
            if gap >= GAP and at < len(rows) and head_like(grid, rows[at], columns):
                break
            continue
        repeat = _repeats(grid, rows, at, header, columns)
        if repeat:
            for n in rows[at : at + repeat]:
                block.skipped[n] = "the header again"
            at, gap = at + repeat, 0
            continue
        what = _what(grid, row, cells, used)
        if what == "section" and _names_follow(grid, rows, at, columns, known):
            break
        if what == "alone":
            ends = gap > 0 or _above_header(grid, rows, at, columns, known)
            follows = ends and _table_follows(grid, rows, at, columns, known, header)
            repeats = _leads_to_repeat(grid, rows, at, header, columns)
            what = "title" if follows or repeats else "record"
        if what == "title" or (
            what == "record" and _other_header(grid, rows, at, block, known, gap)
        ):
            if what == "title" and not _table_follows(grid, rows, at, columns, known, header):
                if _leads_to_repeat(grid, rows, at, header, columns):
                    block.skipped[row] = "a line between"
                else:
                    block.notes.append(grid.seen(row, cells[0]).text)
                    block.skipped[row] = "a line between"
                at, gap = at + 1, 0
                continue
            break
        if what == "note":
            block.notes += [grid.at(row, c).text for c in grid.filled(row, cells)]
            block.skipped[row] = "a note"
        elif what == "section":
            block.skipped[row] = "the title of a part"
        elif what == "mean":
            block.skipped[row] = "a mean or count"
        elif what == "sum":
            block.sums.append(row)
            last = at
        else:
            last = at
            if not block.columns:
                block.columns = cells
        at, gap = at + 1, 0
    block.last = rows[last] if last >= 0 and rows[last] >= block.first else block.first - 1
    block.columns = [
        c
        for c in columns
        if names.get(c) or any(grid.at(r, c).text for r in range(block.first, block.last + 1)
                               if r not in block.skipped)
    ]  # fmt: skip
    return block, at


def _broken_names(
    grid: Grid, header: list[int], columns: list[int], names: dict[int, str], known: Known
) -> list[str]:
    said = []
    for above, row in itertools.pairwise(header):
        own = [c for c in columns if grid.at(row, c).text]
        said += [
            f"row {row}, {grid.address(row, c)}: the header is split over rows {above} and {row}; "
            f"{grid.at(row, c).text!r} is read as the end of {names.get(c, '')!r}"
            for c in split_names(grid, above, row, own, known)
        ]
    return said


def _what(grid: Grid, row: int, cells: list[int], used: list[int]) -> str:
    texts = [grid.at(row, c).text for c in grid.filled(row, cells)]
    if not texts:
        # Only what reaches down from above: a record of which nothing is said.
        return "record"
    if words.is_sum(texts[0]) or (len(texts) > 1 and words.is_sum(texts[1]) and _short(texts[0])):
        return "sum"
    if words.is_mean(texts[0]) or (len(texts) > 1 and words.is_mean(texts[1])):
        return "mean"
    if all(words.is_signature(t) or words.is_note(t) for t in texts):
        return "note"
    if words.is_note(texts[0]) and len(texts) <= max(2, len(used) // 3):
        return "note"
    own = [c for c in cells if grid.at(row, c).text]
    if own == used[:2] and len(used) > 3 and PART.fullmatch(squeeze(texts[0])):
        return "section"  # its number stands where the records are numbered
    if len(own) == 1 and len(used) > 1:
        area = grid.area(row, own[0])
        wide = area is not None and area.right - area.left + 1 >= max(2, len(used) * 0.6)
        text = texts[0]
        merged_down = [c for c in cells if c not in own]
        if merged_down and not wide:
            return "record"
        if (wide and text[:1] in " \u3000（(") or len(text) > 40 or (text[:1].isspace()):
            return "note"
        if wide or words.CONTINUED.fullmatch(squeeze(text)) or words.unit_said(text):
            return "title"
        if SECTION.match(text):
            return "section"
        if own[0] == used[0] and not looks_numeric(text):
            return "alone"  # the title of another table, or a record of which little is said
    return "record"


def _short(text: str) -> bool:
    return len(text) <= 12 and not looks_numeric(text)


def _repeats(grid: Grid, rows: list[int], at: int, header: list[int], columns: list[int]) -> int:
    """How many rows from `at` on say the header (or its last row) again."""
    for part in (header, header[-1:]):
        here = rows[at : at + len(part)]
        if len(here) < len(part):
            continue
        same = filled = 0
        for ours, theirs in zip(here, part, strict=True):
            for c in columns:
                a, b = grid.seen(ours, c).text, grid.seen(theirs, c).text
                filled += bool(a or b)
                same += bool(a) and squeeze(a) == squeeze(b)
        if filled > 1 and same >= max(2, 0.8 * filled):
            return len(part)
    return 0


def _leads_to_repeat(
    grid: Grid, rows: list[int], at: int, header: list[int], columns: list[int]
) -> bool:
    return any(
        _repeats(grid, rows, n, header, columns) for n in range(at + 1, min(at + 4, len(rows)))
    )


def _table_follows(
    grid: Grid, rows: list[int], at: int, columns: list[int], known: Known, header: list[int]
) -> bool:
    """Whether what stands alone at `at` is the title of another table."""
    for n in range(at + 1, min(at + 5, len(rows))):
        if _repeats(grid, rows, n, header, columns):
            title = re.sub(r"[（(]?续表?[）)]?", "", _text_of(grid, rows[at], columns))
            before = [_text_of(grid, r, columns) for r in rows if r < header[0]]
            return bool(title) and title not in before and not words.CONTINUED.fullmatch(title)
        if head_like(grid, rows[n], columns):
            names = [grid.seen(rows[n], c).text for c in columns]
            return sum(known(t) for t in names if t) >= 1 or body_starts(grid, rows, n, columns)
    return False


def _above_header(grid: Grid, rows: list[int], at: int, columns: list[int], known: Known) -> bool:
    """Whether the next row names columns that are known."""
    return _known_below(grid, rows, at, columns, known) >= 2


def _names_follow(grid: Grid, rows: list[int], at: int, columns: list[int], known: Known) -> bool:
    """Whether the row under the title of a part is a header, so that it is another table."""
    count = _known_below(grid, rows, at, columns, known)
    return count >= 2 or (count == 1 and body_starts(grid, rows, at + 1, columns))


def _known_below(grid: Grid, rows: list[int], at: int, columns: list[int], known: Known) -> int:
    """How many columns that are known the next row names, if it could be a header."""
    if at + 1 >= len(rows) or not head_like(grid, rows[at + 1], columns):
        return 0
    return sum(known(t) for c in columns if (t := grid.seen(rows[at + 1], c).text))


def _text_of(grid: Grid, row: int, columns: list[int]) -> str:
    return squeeze("".join(grid.at(row, c).text for c in columns))


def _other_header(
    grid: Grid, rows: list[int], at: int, block: Block, known: Known, gap: int
) -> bool:
    """Whether a row that could be a record is the header of another table."""
    if rows[at] == block.first or not head_like(grid, rows[at], grid.shown_columns()):
        return False
    texts = [t for c in grid.shown_columns() if (t := grid.at(rows[at], c).text)]
    count = sum(known(t) for t in texts)
    if gap > 0 and count == 1 and any(split_unit(t)[1] for t in texts):
        return body_starts(grid, rows, at, grid.shown_columns())
    return count >= 2 and (count >= len(texts) / 2 or gap > 0)


def _is_numbering(grid: Grid, row: int, columns: list[int]) -> bool:
    """Whether a row under the header only numbers the columns (甲 乙 1 2 3)."""
    texts = [squeeze(t) for c in columns if (t := grid.at(row, c).text)]
    if len(texts) < 3 or not all(words.NUMBERED.fullmatch(t) for t in texts):
        return False
    digits = [int(re.sub(r"\D", "", t)) for t in texts if re.search(r"\d", t)]
    return digits == list(range(digits[0], digits[0] + len(digits))) if digits else True
