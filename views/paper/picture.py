"""A drawing as a file for slides: PNG by Pillow, SVG as text.  Both show the same sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw, ImageFont

from graph.tables import clean
from views.paper.fonts import FontFile, chinese_font
from views.paper.sheet import PAPER, TEXT, Sheet, Word, lay_out
from views.parts.drawing import LINE, LINE_PLANNED, Drawing
from views.words import text

SCALE = 2  # pixels of the file for each of the sheet
SLIDE = (1280, 720, 17.0)  # width, height, height of names: a page of slides
STRIP = (1160, 400, 17.0)  # a picture as wide as a page of paper
WALL = (1800, 1100, 17.0)  # where there are many
MANY = 40  # dots
ROWS = 4  # of the legend
FAMILY = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"
HALO = 3  # pixels of paper around a name, so that lines do not cross it


def sheet_of(
    drawing: Drawing, language: str, size: tuple[int, int, float] = SLIDE, title: str = ""
) -> Sheet:
    """The sheet of a drawing with its legend in `language`."""
    lines: Sequence[tuple[str, str]] = [
        (LINE, text(language, "picture.line_so")),
        (LINE_PLANNED, text(language, "picture.line_planned")),
    ]
    width, height, font = size
    smaller = font if len(drawing.dots) <= MANY else font * 0.75
    alt = text(language, "picture.alt", n=len(drawing.dots))
    rows = 1 if size == STRIP else ROWS
    return lay_out(drawing, width, height, smaller, lines, title, alt, rows)


def size_for(drawing: Drawing) -> tuple[int, int, float]:
    """A slide, or larger where there are many dots."""
    return SLIDE if len(drawing.dots) <= MANY else WALL


def png(sheet: Sheet, scale: int = SCALE) -> bytes:
    """The sheet as PNG.  Raises `UserError` where no font with Chinese characters is found."""
    face = chinese_font()
    image = Image.new("RGB", (sheet.width * scale, sheet.height * scale), PAPER)
    draw = ImageDraw.Draw(image)
    for s in sheet.strokes:
        ends = [(s.x * scale, s.y * scale), (s.to_x * scale, s.to_y * scale)]
        draw.line(ends, fill=s.color, width=max(1, round(s.width * scale)))
    for d in sheet.discs:
        draw.circle(
            (d.x * scale, d.y * scale),
            d.radius * scale,
            fill=d.color,
            outline=TEXT if d.ring or d.fine else PAPER,
            width=scale * (2 if d.ring else 1),
        )
    for word in sheet.words:
        _write(draw, word, face, scale)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(draw: ImageDraw.ImageDraw, word: Word, face: FontFile, scale: int) -> None:
    draw.text(
        (word.x * scale, word.y * scale),
        " ".join(clean(word.text).split()),
        font=_font(face, round(word.size * scale)),
        fill=word.color,
        anchor="lm" if word.left else "mm",
        stroke_width=0 if word.left else HALO * scale // 2,
        stroke_fill=PAPER,
    )
    if word.bold:  # over the halo once more, a little thicker: no second font is needed
        draw.text(
            (word.x * scale, word.y * scale),
            " ".join(clean(word.text).split()),
            font=_font(face, round(word.size * scale)),
            fill=word.color,
            anchor="lm" if word.left else "mm",
            stroke_width=1,
            stroke_fill=word.color,
        )


@cache
def _font(face: FontFile, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, size, face.face)


def svg(sheet: Sheet) -> str:
    """The sheet as SVG; every text is escaped, nothing is fetched from elsewhere."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width}" height="{sheet.height}" '
        f'viewBox="0 0 {sheet.width} {sheet.height}" role="img" '
        f"aria-label={quoteattr(clean(sheet.alt))}>",
        f"<title>{escape(clean(sheet.title or sheet.alt))}</title>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
    ]
    parts += [
        f'<line x1="{s.x}" y1="{s.y}" x2="{s.to_x}" y2="{s.to_y}" stroke={quoteattr(s.color)} '
        f'stroke-width="{s.width:.2f}"/>'
        for s in sheet.strokes
    ]
    parts += [
        f'<circle cx="{d.x}" cy="{d.y}" r="{d.radius:.2f}" fill={quoteattr(d.color)} '
        f'stroke="{TEXT if d.ring or d.fine else PAPER}" stroke-width="{2 if d.ring else 1}"/>'
        for d in sheet.discs
    ]
    parts.append(f'<g font-family="{FAMILY}" dominant-baseline="central">')
    parts += [
        f'<text x="{w.x}" y="{w.y}" font-size="{w.size:.1f}" fill="{w.color}" '
        f'text-anchor="{"start" if w.left else "middle"}"'
        + (' font-weight="bold"' if w.bold else "")
        + ("" if w.left else f' stroke="{PAPER}" stroke-width="{HALO}" paint-order="stroke"')
        + f">{escape(clean(w.text))}</text>"
        for w in sheet.words
    ]
    return "\n".join([*parts, "</g>", "</svg>", ""])
