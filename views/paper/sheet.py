"""Where everything of a drawing stands on a sheet of a given size: no font, no file format.

PNG and SVG draw the same sheet, so that they show the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from views.parts.drawing import Drawing

TEXT, QUIET, PAPER = "#1d2733", "#5b6776", "#ffffff"
NARROW = 0.56  # width of a letter that is not full, in parts of the height of the font
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A text; `x` and `y` are the middle of its line, or its left end where `left`."""

    x: float
    y: float
    text: str
    size: float
    color: str = TEXT
    bold: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A dot; `ring` marks what the picture is about, `fine` a group."""

    x: float
    y: float
    radius: float
    color: str
    ring: bool = False
    fine: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    color: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn, what is below first; sizes in pixels at the scale 1."""

    width: int
    height: int
    alt: str
    strokes: tuple[Stroke, ...]
    discs: tuple[Disc, ...]
    words: tuple[Word, ...]
    title: str = ""


def lay_out(
    drawing: Drawing,
    width: int,
    height: int,
    font: float,
    lines: Sequence[tuple[str, str]],
    title: str = "",
    alt: str = "",
    rows: int = 1,
) -> Sheet:
    """The sheet of `drawing` with its legend below; `lines` are (colour, meaning) of its lines.

    `font` is the height of names in pixels.  The legend has at most so many `rows`.
    """
    top = font * (2.2 if title else 0.6)
    keys, meanings, said, used = _legend(drawing, lines, width, font * 0.85, rows)
    legend = font * (0.3 + 1.6 * used)
    room = (font * 4, top + font, width - font * 4, height - legend - font * 1.6)
    place = _spread(drawing, room)
    grow = font / 13
    strokes = [
        Stroke(*place[line.source], *place[line.target], line.size * grow, line.color)
        for line in drawing.lines
    ]
    discs = [
        Disc(*place[dot.id], dot.size * grow * 0.8, dot.color, dot.focus, bool(dot.members))
        for dot in drawing.dots
    ]
    words = _names(drawing, place, font, grow, (0.0, top, float(width), height - legend))
    if title:
        words.append(Word(font, font * 1.2, title, font * 1.3, bold=True, left=True))
    down = height - legend + font * 0.95
    return Sheet(
        width,
        height,
        alt,
        (*strokes, *(replace(s, y=s.y + down, to_y=s.to_y + down) for s in meanings)),
        (*discs, *(replace(k, y=k.y + down) for k in keys)),
        (*words, *(replace(w, y=w.y + down) for w in said)),
        title,
    )


def width_of(text: str, size: float) -> float:
    """About how wide a text is: a Chinese sign is as wide as it is high."""
    full = sum(unicodedata.east_asian_width(c) in "WFA" for c in text)
    return size * (full + NARROW * (len(text) - full))


def _spread(drawing: Drawing, room: Box) -> dict[str, tuple[float, float]]:
    """The dots over the whole of `room`, the first axis to the right, the second upward."""
    left, top, right, bottom = room
    if not drawing.dots:
        return {}
    xs, ys = [dot.x for dot in drawing.dots], [dot.y for dot in drawing.dots]

    def along(value: float, values: list[float], start: float, end: float) -> float:
        low, high = min(values), max(values)
        part = (value - low) / (high - low) if high > low else 0.5
        return round(start + part * (end - start), 2)

    return {
        dot.id: (along(dot.x, xs, left, right), along(dot.y, ys, bottom, top))
        for dot in drawing.dots
    }


def _names(
    drawing: Drawing, place: dict[str, tuple[float, float]], font: float, grow: float, room: Box
) -> list[Word]:
    """A name at each dot, on the side where it covers least; what is in focus first."""
    taken: list[Box] = []
    for dot in drawing.dots:
        x, y = place[dot.id]
        r = dot.size * grow * 0.8
        taken.append((x - r, y - r, x + r, y + r))
    words = []
    for dot in sorted(drawing.dots, key=lambda d: (not d.focus, -d.size, d.id)):
        x, y = place[dot.id]
        wide, away = width_of(dot.label, font) / 2, dot.size * grow * 0.8 + font * 0.75
        sides = [
            (min(max(a, room[0] + wide + 2), room[2] - wide - 2), b)
            for a, b in ((x, y + away), (x, y - away), (x + away + wide, y), (x - away - wide, y))
        ]
        boxes = [(a - wide, b - font * 0.6, a + wide, b + font * 0.6) for a, b in sides]
        best = min(range(4), key=lambda i: (_covered(boxes[i], taken, room), i))
        taken.append(boxes[best])
        at_x, at_y = sides[best]
        words.append(Word(round(at_x, 2), round(at_y, 2), dot.label, font, TEXT, dot.focus))
    return words


def _covered(box: Box, taken: Sequence[Box], room: Box) -> float:
    """How much of what is already there a box would cover, or stand outside of the sheet."""
    a, b, c, d = box
    over = sum(
        max(0.0, min(c, z) - max(a, w)) * max(0.0, min(d, q) - max(b, x)) for w, x, z, q in taken
    )
    out = max(0.0, room[0] - a) + max(0.0, c - room[2])
    out += max(0.0, room[1] - b) + max(0.0, d - room[3])
    return round(over + out * 100, 3)


def _legend(
    drawing: Drawing, lines: Sequence[tuple[str, str]], width: int, size: float, rows: int
) -> tuple[list[Disc], list[Stroke], list[Word], int]:
    """The kinds that occur with their number, and what lines mean; the first row is at 0, and
    the number of rows comes last."""
    keys: list[Disc] = []
    strokes: list[Stroke] = []
    said: list[Word] = []
    x, y, row = size * 1.2, 0.0, 1
    kinds = [(colour, f"{word} {n}", False) for colour, word, n in drawing.legend]
    for colour, text, is_line in [*((c, w, True) for c, w in lines), *kinds]:
        if x + width_of(text, size) + size * 2.6 > width:
            if row == rows:
                break  # the rarest kinds come last
            x, y, row = size * 1.2, round(y + size * 1.88, 2), row + 1
        if is_line:
            strokes.append(Stroke(x, y, x + size * 1.6, y, size * 0.22, colour))
            x += size * 2
        else:
            keys.append(Disc(x + size * 0.4, y, size * 0.4, colour))
            x += size * 1.2
        said.append(Word(round(x, 2), y, text, size, QUIET, left=True))
        x = round(x + width_of(text, size) + size * 1.2, 2)
    return keys, strokes, said, row
