"""The timeline as a sheet: a column a year, a lane for each sort of thing.  Pure.

Filled dots are so, hollow ones are only intended so far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from views.paper.brief import MARGIN_SIDE, PAGE_WIDTH, Brief, Dated, Timeline
from views.paper.dated import LANES
from views.paper.sheet import PAPER, QUIET, TEXT, Disc, Sheet, Stroke, Word, width_of
from views.parts.drawing import LINE_PLANNED
from views.words import text

SO = "#1f5fa8"
RULE = "#d9dfe7"
WIDTH, FONT = 1160, 17.0  # as wide as a page of paper
YEARS = 8  # columns: of more, the earliest are one
IN_CELL = 6  # things of a year and lane that are written
FEWEST = 3  # dated things that make a timeline of a brief
BRIEF_ROWS = 4  # of the timeline of a brief: the page has more to say
AROUND = 6.0  # points that Word adds around a picture
ROW = 1.5  # height of a row, in heights of the font


class Grid(NamedTuple):
    """The things by column and lane, as far as they are written; `left` is how many are not."""

    columns: tuple[str, ...]
    lanes: tuple[str, ...]
    cells: dict[tuple[str, int], list[Dated]]
    left: Counter[tuple[str, int]]

    def rows(self, lane: str) -> int:
        """How many rows a lane needs."""
        at = [(lane, i) for i in range(len(self.columns))]
        return max(len(self.cells.get(a, ())) + bool(self.left[a]) for a in at)


def grid_of(dated: Sequence[Dated], most: int = IN_CELL) -> Grid:
    """The dated ones of `dated` in columns and lanes, at most so many in a cell."""
    known = [one for one in dated if one.year is not None]
    years = sorted({one.year for one in known if one.year is not None})
    early = years[: len(years) - YEARS + 1] if len(years) > YEARS else []
    columns = [f"{early[0]}–{early[-1]}"] if early else []
    columns += [str(year) for year in years[len(early) :]]
    at = dict.fromkeys(early, 0) | {int(c): i for i, c in enumerate(columns) if c.isdecimal()}
    cells: dict[tuple[str, int], list[Dated]] = {}
    left = Counter[tuple[str, int]]()
    for one in known:
        here = cells.setdefault((one.lane, at[one.year or 0]), [])
        if len(here) < most:
            here.append(one)
        else:
            left[one.lane, at[one.year or 0]] += 1
    lanes = tuple(lane for lane in LANES if any(key[0] == lane for key in cells))
    return Grid(tuple(columns), lanes, cells, left)


def in_brief(dated: Sequence[Dated], language: str) -> Timeline | None:
    """The timeline of a brief, few enough to be read there; None if too little is dated."""
    known = [one for one in dated if one.year is not None]
    if len(known) < FEWEST:
        return None
    most = BRIEF_ROWS
    while most > 1 and _rows(known, most) > BRIEF_ROWS:
        most -= 1
    lanes = grid_of(known).lanes[:BRIEF_ROWS]
    dated = [one for one in dated if one.lane in lanes]
    written = {id(one) for cell in grid_of(dated, most).cells.values() for one in cell}
    kept = tuple(one for one in known if id(one) in written)
    points = (PAGE_WIDTH - 2 * MARGIN_SIDE) / WIDTH
    every = (*kept, *(one for one in dated if one.year is None))
    high = timeline_sheet(every, language).height * points
    return Timeline(kept, every, len(known) - len(kept), high + AROUND)


def _rows(dated: Sequence[Dated], most: int) -> int:
    grid = grid_of(dated, most)
    return sum(map(grid.rows, grid.lanes))


def timeline_sheet(
    dated: Sequence[Dated],
    language: str,
    title: str = "",
    mark: Callable[[Dated], str] = lambda one: "",
    left: int = 0,
) -> Sheet:
    """The sheet of `dated`; `mark` is what is written behind a thing, such as its note, and `left`
    how many more are not among them."""
    grid = grid_of(dated)
    row = FONT * ROW
    side = max((width_of(_lane(lane, language), FONT) for lane in grid.lanes), default=0) + FONT
    wide = (WIDTH - side) / max(1, len(grid.columns))
    strokes: list[Stroke] = []
    discs: list[Disc] = []
    words: list[Word] = []
    y = FONT * 0.9
    if title:
        words.append(Word(FONT * 0.5, FONT * 1.2, title, FONT * 1.3, bold=True, left=True))
        y += FONT * 1.9
    for i, column in enumerate(grid.columns):
        words.append(Word(side + i * wide, y, column, FONT, TEXT, bold=True, left=True))
    y += row * 0.7
    for lane in grid.lanes:
        strokes.append(Stroke(0, y, WIDTH, y, 1, RULE))
        words.append(Word(0, y + row * 0.6, _lane(lane, language), FONT, QUIET, left=True))
        for i in range(len(grid.columns)):
            x = side + i * wide
            for number, one in enumerate(grid.cells.get((lane, i), ())):
                at = y + row * (number + 0.6)
                discs += _dot(x + FONT * 0.35, at, one.planned)
                early = f"{one.year} " if not grid.columns[i].isdecimal() else ""
                said = _short(early + one.words, wide - FONT * 1.4, mark(one))
                words.append(Word(x + FONT * 0.95, at, said, FONT, TEXT, left=True))
            if rest := grid.left[lane, i]:
                at = y + row * (len(grid.cells[lane, i]) + 0.6)
                said = text(language, "timeline.more", n=rest)
                words.append(Word(x + FONT * 0.95, at, said, FONT, QUIET, left=True))
        y += row * (grid.rows(lane) + 0.15)
    strokes.append(Stroke(0, y, WIDTH, y, 1, RULE))
    y += row * 0.6
    x = 0.0
    for planned, name in ((False, "picture.line_so"), (True, "picture.line_planned")):
        discs += _dot(x + FONT * 0.35, y, planned)
        said = text(language, name)
        words.append(Word(x + FONT * 0.95, y, said, FONT * 0.85, QUIET, left=True))
        x += width_of(said, FONT * 0.85) + FONT * 2.2
    more = [text(language, "brief.more", n=left)] if left else []
    if said := "　".join([*more, without_year(dated, language)]).strip():
        words.append(Word(x, y, said, FONT * 0.85, QUIET, left=True))
    height = round(y + row * 0.5)
    alt = text(language, "timeline.alt", n=sum(one.year is not None for one in dated))
    return Sheet(WIDTH, height, alt, tuple(strokes), tuple(discs), tuple(words), title)


def brief_sheet(brief: Brief) -> Sheet | None:
    """The timeline of a brief, each thing with the numbers of its notes; None if it has none."""
    if brief.timeline is None:
        return None
    numbers = brief.numbers

    def mark(one: Dated) -> str:
        return "".join(f"[{numbers[cite]}]" for cite in one.cites if cite in numbers)

    return timeline_sheet(brief.timeline.every, brief.language, "", mark, brief.timeline.left)


def without_year(dated: Sequence[Dated], language: str) -> str:
    """How many have no year, by lane, in a line; empty if none."""
    count = Counter(one.lane for one in dated if one.year is None)
    if not count:
        return ""
    each = [f"{_lane(lane, language)} {count[lane]}" for lane in LANES if count[lane]]
    told = text(language, "signs.list").join(each)
    return text(language, "timeline.undated", n=count.total(), which=told)


def _lane(lane: str, language: str) -> str:
    return text(language, f"timeline.{lane}")


def _dot(x: float, y: float, planned: bool) -> list[Disc]:
    if planned:
        return [Disc(x, y, FONT * 0.34, LINE_PLANNED), Disc(x, y, FONT * 0.2, PAPER)]
    return [Disc(x, y, FONT * 0.34, SO)]


def _short(words: str, room: float, mark: str) -> str:
    """The words, cut to the room that they have, and the mark behind them."""
    if width_of(words + mark, FONT) <= room:
        return words + mark
    while words and width_of(words + "…" + mark, FONT) > room:
        words = words[:-1]
    return f"{words}…{mark}"
