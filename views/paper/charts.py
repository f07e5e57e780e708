"""Bars, a matrix and a map as sheets: pictures of the pages for slides, as PNG or SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from views.paper.sheet import QUIET, Box, Disc, Sheet, Stroke, Word, width_of
from views.parts.writing import number
from views.words import text

WIDTH, FONT = 1280, 17.0
LINE = FONT * 1.9  # between two rows
EDGE = FONT  # around everything
MOST_ROWS, MOST_COLUMNS = 60, 40  # of a picture: a slide with more cannot be read
LONGEST = 24  # characters of a heading
INDENT = "　"  # before the name of a row that is part of the one above it
RADIUS = FONT * 0.3  # of a point
COLOURS = ("#3b6fb5", "#c8701a", "#3e8e7e", "#783ca0")


class Bar(NamedTuple):
    """One bar: its name, its length, and what it is of (its colour)."""

    name: str
    value: float
    of: str = ""


class Mark(NamedTuple):
    """A point of a map: where it is (x to the right, y upward), its name and colour."""

    x: float
    y: float
    name: str
    color: str


class Curve(NamedTuple):
    """A line of a map, between two of its points."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    color: str


def bars(listed: Sequence[Bar], title: str, language: str) -> Sheet:
    """Bars below each other, each with its name at the left and its number at its end.

    What is beyond the most that can be read is left out, and its number said.
    """
    groups = list(dict.fromkeys(b.of for b in listed))
    colour = {of: COLOURS[n % len(COLOURS)] for n, of in enumerate(groups)}
    shown = listed[:MOST_ROWS]
    start = EDGE + min(WIDTH * 0.4, max((width_of(b.name, FONT) for b in shown), default=0)) + FONT
    values = [number(b.value, language) for b in shown]
    room = WIDTH - EDGE - start - max((width_of(v, FONT) for v in values), default=0) - FONT
    most = max((abs(b.value) for b in shown), default=0) or 1
    words, strokes = [_title(title)], []
    for place, (bar, value) in enumerate(zip(shown, values, strict=True)):
        y = FONT * 3 + place * LINE + LINE / 2
        end = start + max(1.0, room * abs(bar.value) / most)
        words.append(Word(EDGE, y, bar.name, FONT, left=True))
        strokes.append(Stroke(start, y, end, y, FONT, colour[bar.of]))
        words.append(Word(end + FONT * 0.5, y, value, FONT, QUIET, left=True))
    height = FONT * 3 + len(shown) * LINE + EDGE
    said = [of for of in groups if of]
    if said:
        keys, meanings = _legend([(colour[of], of) for of in said], height + FONT)
        strokes += keys
        words += meanings
        height += FONT * 2
    notes, height = _notes(_beyond(len(listed) - len(shown), 0, language), height)
    return Sheet(WIDTH, round(height), title, tuple(strokes), (), (*words, *notes))


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], str],
    title: str,
    language: str,
    marked: Mapping[int, str] | None = None,
    legend: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
) -> Sheet:
    """Names of rows at the left, headings above, a sign in each cell; `marked` rows have a colour.

    Beneath stand the `legend` of these colours, `notes`, a line each, and how much is left out
    because it is beyond the most that can be read.
    """
    shown, heads = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    heads = [h if len(h) <= LONGEST else f"{h[: LONGEST - 1]}…" for h in heads]
    left = EDGE + max((width_of(r, FONT) for r in shown), default=0) + FONT
    across = max(FONT * 1.6, (WIDTH - left - EDGE) / max(1, len(heads)))
    small = FONT * 0.75
    top = FONT * 3 + small * max(map(len, heads), default=0)
    words, strokes = [_title(title)], []
    for place, head in enumerate(heads):  # one sign below the other, as narrow columns have it
        x = left + (place + 0.5) * across
        words += [Word(x, top - small * (len(head) - n), s, small) for n, s in enumerate(head)]
    for line, name in enumerate(shown):
        y = top + (line + 0.5) * LINE
        if colour := (marked or {}).get(line):
            strokes.append(Stroke(0, y, WIDTH, y, LINE * 0.9, colour))
        own = name.lstrip(INDENT)  # a picture's text keeps no blanks
        words.append(Word(EDGE + (len(name) - len(own)) * FONT, y, own, FONT, left=True))
        words += [
            Word(left + (place + 0.5) * across, y, sign, FONT)
            for place in range(len(heads))
            if (sign := cells.get((line, place)))
        ]
    height = top + len(shown) * LINE + EDGE
    if legend:
        keys, meanings = _legend(legend, height, FONT)
        strokes += keys
        words += meanings
        height += LINE
    hidden = _beyond(len(rows) - len(shown), len(columns) - len(heads), language)
    said, height = _notes([*notes, *hidden], height)
    width = max(WIDTH, round(left + across * len(heads) + EDGE))
    return Sheet(width, round(height), title, tuple(strokes), (), (*words, *said))


def points(
    marks: Sequence[Mark],
    curves: Sequence[Curve],
    legend: Sequence[tuple[str, str]],
    title: str,
    language: str,
    beneath: Sequence[Curve] = (),
    notes: Sequence[str] = (),
) -> Sheet:
    """Points with names and lines between them, in the proportions that they come in.

    No name covers another or a point: the first have the choice, and how many had no room is said.
    What lies `beneath` does not widen the picture; it ends at its edges.  Below stand the `legend`
    of the lines, and `notes`.
    """
    height = 720.0
    room = (EDGE * 3, FONT * 4, WIDTH - EDGE * 5, height - FONT * 4)
    xs, ys = [m.x for m in marks] or [0.0], [m.y for m in marks] or [0.0]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    scale = min((room[2] - room[0]) / wide, (room[3] - room[1]) / high)
    middle = (room[0] + room[2]) / 2, (room[1] + room[3]) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        across = middle[0] + (x - (max(xs) + min(xs)) / 2) * scale
        return round(across, 1), round(middle[1] - (y - (max(ys) + min(ys)) / 2) * scale, 1)

    def stroke(c: Curve) -> Stroke:
        return Stroke(*at(c.x, c.y), *at(c.to_x, c.to_y), c.width, c.color)

    paper = (0.0, FONT * 2, float(WIDTH), height - FONT * 2)
    below = [part for c in beneath if (part := _within(stroke(c), paper))]
    strokes = [*below, *map(stroke, curves)]
    discs = [Disc(*at(m.x, m.y), RADIUS, m.color) for m in marks]
    names = _names([m.name for m in marks], discs, paper)
    keys, meanings = _legend(legend, height - FONT)
    untold = sum(bool(m.name) for m in marks) - len(names)
    hidden = [text(language, "slides.names", n=untold)] if untold else []
    said, height = _notes([*notes, *hidden], height + FONT * 0.5)
    words = (_title(title), *names, *meanings, *said)
    return Sheet(WIDTH, round(height), title, (*strokes, *keys), tuple(discs), words)


def _names(names: Sequence[str], discs: Sequence[Disc], paper: Box) -> list[Word]:
    """A name at each point where there is room for it, on one of its four sides."""
    size = FONT * 0.8
    taken = [(d.x - RADIUS, d.y - RADIUS, d.x + RADIUS, d.y + RADIUS) for d in discs]
    words = []
    for name, disc in zip(names, discs, strict=True):
        wide, aside = width_of(name, size) / 2, RADIUS * 1.4 + width_of(name, size) / 2
        for across, down in ((0, -FONT * 0.9), (0, FONT * 0.9), (aside, 0), (-aside, 0)):
            x, y = disc.x + across, disc.y + down
            box = (x - wide, y - size / 2, x + wide, y + size / 2)
            inside = paper[0] <= box[0] and box[2] <= paper[2]
            if name and inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                words.append(Word(round(x, 1), round(y, 1), name, size))
                break
    return words


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _within(line: Stroke, paper: Box) -> Stroke | None:
    """The part of a line that is on the paper (Liang and Barsky 1984), if any is."""
    left, top, right, bottom = paper
    dx, dy = line.to_x - line.x, line.to_y - line.y
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, line.x - left),
        (dx, right - line.x),
        (-dy, line.y - top),
        (dy, bottom - line.y),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None
    x, y = line.x + first * dx, line.y + first * dy
    return replace(line, x=x, y=y, to_x=line.x + last * dx, to_y=line.y + last * dy)


def _title(title: str) -> Word:
    return Word(EDGE, FONT * 1.4, title, FONT * 1.3, bold=True, left=True)


def _beyond(rows: int, columns: int, language: str) -> list[str]:
    """How many rows and columns of the table are not in the picture, in words."""
    hidden = {"slides.rows": rows, "slides.columns": columns}
    return [text(language, name, n=n) for name, n in hidden.items() if n]


def _notes(said: Sequence[str], y: float) -> tuple[list[Word], float]:
    """Lines of words from `y` on, and where they end."""
    size = FONT * 0.85
    lines = [Word(EDGE, y + n * LINE, one, size, QUIET, left=True) for n, one in enumerate(said)]
    return lines, y + len(said) * LINE


def _legend(
    said: Sequence[tuple[str, str]], y: float, thick: float = 4
) -> tuple[list[Stroke], list[Word]]:
    keys, words, x = [], [], EDGE
    for colour, meaning in said:
        keys.append(Stroke(x, y, x + FONT * 1.5, y, thick, colour))
        words.append(Word(x + FONT * 2, y, meaning, FONT * 0.85, QUIET, left=True))
        x += FONT * 4 + width_of(meaning, FONT * 0.85)
    return keys, words
