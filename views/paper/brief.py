"""The brief as a small document: sections of lines, a table, a picture, notes.  Pure.

Every value carries where it is stated (`Cite`); the notes are numbered from what is left when the
page is full, so no note speaks of something that was cut.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.ledger.records import SourceInfo
from graph.tables import clean
from views.paper.sheet import width_of
from views.parts.drawing import PLANNED, Drawing
from views.parts.locators import located
from views.parts.wording import title_words
from views.parts.writing import date
from views.words import text

# An A4 page in points, as `word` sets it; lines have exact heights, so that a page can be counted.
PAGE_WIDTH, PAGE_HEIGHT = 595.3, 841.9
MARGIN_SIDE, MARGIN_TOP = 51.0, 42.5
BODY, NOTE, TITLE, HEADING = 9.0, 7.0, 16.0, 10.5  # heights of the fonts
LINE, NOTE_LINE, TITLE_LINE, HEADING_LINE = 13.0, 9.5, 22.0, 15.0
BEFORE_HEADING = 5.0
ROW = 13.5  # a line of the table
PICTURE_HEIGHT = 165.0  # with the room around it
FIRST_COLUMN = 0.28  # of the table
CELL = 3.0  # room at the sides of a cell
MARK = "00"  # about as wide as the raised number of a note
SPARE = 0.965  # of the page: fonts differ from machine to machine
ROOM = (PAGE_HEIGHT - 2 * MARGIN_TOP) * SPARE  # points
LONGEST_TITLE = 90  # characters
LONGEST = 60  # characters of a value
LONGEST_SOURCE = 120  # of the title of a source
LOCATORS = 4  # of a note
FEWEST = 3  # values of a line and rows of the table that are not cut for want of room
FIRST_COUNTS = 0.6  # the first block, what a thing is, is cut later than the others


class Cite(NamedTuple):
    """Where something is stated: a source, and the places in it (none: all over it)."""

    source: str
    at: tuple[str, ...] = ()


class Dated(NamedTuple):
    """One thing of a timeline; `lane` is its sort, `other` the id of who it is with."""

    year: int | None
    lane: str
    words: str
    status: str
    other: str
    cites: tuple[Cite, ...]

    @property
    def planned(self) -> bool:
        """Whether it is only intended so far."""
        return self.status in PLANNED


class Timeline(NamedTuple):
    """What is `written` of all that is dated; `every` has also what has no year, to be counted,
    and `left` is how many more are dated."""

    written: tuple[Dated, ...]
    every: tuple[Dated, ...]
    left: int
    height: float = 0.0  # on paper, in points


@dataclass(frozen=True, slots=True)
class Item:
    """A value in words, with where it is stated."""

    text: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What is said under one heading; `left` values found no room."""

    label: str
    items: tuple[Item, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Lines on one question."""

    title: str
    lines: tuple[Line, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Figures: the first cell of a row names the indicator."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Item, ...], ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """One page.  The picture comes after the first block."""

    language: str
    title: str
    about: str  # kind, place, status
    blocks: tuple[Section | Table, ...]
    sources: Mapping[str, SourceInfo]
    colophon: str
    picture: Drawing | None = None
    timeline: Timeline | None = None  # after the last block
    cut: Callable[[str], str] = lambda source: ""  # how the text of a source is cut into places

    @property
    def numbers(self) -> dict[Cite, int]:
        """The number of each note, in the order in which the page comes to it."""
        found: dict[Cite, int] = {}
        cited = [item.cites for item in _items(self.blocks)]
        cited += [one.cites for one in self.timeline.written] if self.timeline else []
        for cite in (cite for cites in cited for cite in cites):
            found.setdefault(cite, len(found) + 1)
        return found

    @property
    def notes(self) -> list[str]:
        """The notes in order: title, publisher, date, place; a source in full only once."""
        first: dict[str, int] = {}
        return [self._note(cite, number, first) for cite, number in self.numbers.items()]

    def _note(self, cite: Cite, number: int, first: dict[str, int]) -> str:
        at = located(
            tuple(map(plain_text, cite.at[:LOCATORS])), self.cut(cite.source), self.language
        )
        if len(cite.at) > LOCATORS:
            at += " …"
        at = at or self.say("brief.all_over")
        if cite.source in first:
            return self.say("brief.again", n=first[cite.source], at=at)
        first[cite.source] = number
        info = self.sources.get(cite.source)
        if info is None:
            return self.say("signs.unknown_source", source=plain_text(cite.source), at=at)
        title = plain_text(title_words(info.title, self.language), LONGEST_SOURCE)
        parts = [title, plain_text(info.publisher), date(info.date, self.language), at]
        return self.say("signs.comma").join(part for part in parts if part)

    def say(self, name: str, /, **values: object) -> str:
        """The text called `name` in the language of the brief."""
        return text(self.language, name, **values)

    def more(self, left: int) -> str:
        """That `left` more are not on the page; empty if none."""
        return text(self.language, "brief.more", n=left) if left else ""


def plain_text(words: object, most: int = LONGEST) -> str:
    """Words of the data on one line without signs that no file can hold, and not endless."""
    line = " ".join(clean(words).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def fit(brief: Brief) -> Brief:
    """The brief cut to one page: always the last of what has most, and how much was cut is said.

    The timeline says nothing that is not said elsewhere: it is drawn where there is room for it.
    """
    bare = _cut(replace(brief, timeline=None))
    drawn = replace(bare, timeline=brief.timeline)
    return drawn if height(drawn) <= ROOM else bare


def _cut(brief: Brief) -> Brief:
    while height(brief) > ROOM and (shorter := _shorter(brief)):
        brief = shorter
    return brief


def height(brief: Brief) -> float:
    """How high the brief stands on paper, in points, about."""
    total = TITLE_LINE * _lines(brief.title, TITLE) + 2 * LINE + NOTE_LINE
    total += PICTURE_HEIGHT if brief.picture and brief.picture.dots else 0.0
    total += sum(_high(block, brief) for block in brief.blocks)
    if brief.timeline:
        total += BEFORE_HEADING + HEADING_LINE + brief.timeline.height
    notes = "　".join(f"[{i}] {note}" for i, note in enumerate(brief.notes, 1))
    return total + BEFORE_HEADING + HEADING_LINE + NOTE_LINE * _lines(notes, NOTE)


def _high(block: Section | Table, brief: Brief) -> float:
    total = BEFORE_HEADING + HEADING_LINE + (LINE if block.left else 0.0)
    if isinstance(block, Table):
        return total + ROW + sum(ROW * _row_lines(row) for row in block.rows)
    return total + sum(LINE * _line_lines(line, brief) for line in block.lines)


def _lines(words: str, size: float, share: float = 1.0) -> int:
    wide = (PAGE_WIDTH - 2 * MARGIN_SIDE) * share
    wide -= size if share == 1.0 else 2 * CELL  # a line breaks before it is full
    return max(1, math.ceil(width_of(words, size) / wide))


def _line_lines(line: Line, brief: Brief) -> int:
    marks = sum(len(item.cites) for item in line.items)
    words = "；".join(item.text for item in line.items) + MARK * marks
    return _lines(f"{line.label}：{words}{brief.more(line.left)}", BODY)


def _row_lines(row: tuple[Item, ...]) -> int:
    other = (1 - FIRST_COLUMN) / max(1, len(row) - 1)
    return max(
        _lines(item.text + MARK * len(item.cites), BODY, other if i else FIRST_COLUMN)
        for i, item in enumerate(row)
    )


def _shorter(brief: Brief) -> Brief | None:
    """A little less of the highest block that has something to spare; None if none has."""
    order = sorted(
        range(len(brief.blocks)),
        key=lambda i: -_high(brief.blocks[i], brief) * (FIRST_COUNTS if i == 0 else 1),
    )
    for i in order:
        block = brief.blocks[i]
        less = _less_rows(block) if isinstance(block, Table) else _less_lines(block, brief)
        if less is not None:
            return replace(brief, blocks=(*brief.blocks[:i], less, *brief.blocks[i + 1 :]))
    return None


def _less_rows(table: Table) -> Table | None:
    if len(table.rows) <= FEWEST:
        return None
    return replace(table, rows=table.rows[:-1], left=table.left + 1)


def _less_lines(section: Section, brief: Brief) -> Section | None:
    """A value less in the longest line while it has several; then the last line less."""
    lines = section.lines
    long = max(range(len(lines)), key=lambda i: _line_lines(lines[i], brief), default=None)
    if long is None:
        return None
    line = lines[long]
    keep = FEWEST if len(lines) > 1 else 1
    if _line_lines(line, brief) > 1 and len(line.items) > keep:
        line = replace(line, items=line.items[:-1], left=line.left + 1)
        return replace(section, lines=(*lines[:long], line, *lines[long + 1 :]))
    if len(lines) < 2:
        return None
    cut = len(lines[-1].items) + lines[-1].left
    return replace(section, lines=lines[:-1], left=section.left + cut)


def _items(blocks: Iterable[Section | Table]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row
        else:
            for line in block.lines:
                yield from line.items
