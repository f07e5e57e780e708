"""The brief as .docx: text as text, a picture with its description, notes at the foot.

The same brief gives the same bytes: nothing in the file tells when it was written.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from views.paper import brief as page
from views.paper.brief import Brief, Cite, Item, Section, Table, Timeline
from views.words import tag

LATIN, CHINESE = "Arial", "Microsoft YaHei"
QUIET, DARK = RGBColor(0x5B, 0x67, 0x76), RGBColor(0x1D, 0x27, 0x33)
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can tell
MADE = datetime.datetime(1980, 1, 1)


def docx(brief: Brief, picture: bytes | None = None, timeline: bytes | None = None) -> bytes:
    """The document; `picture` and `timeline` are PNG."""
    document = Document()
    _set_up(document, brief)
    _write(_paragraph(document, page.TITLE_LINE), brief.title, page.TITLE, bold=True)
    _write(_paragraph(document, page.LINE), brief.about, page.BODY, color=QUIET)
    numbers = brief.numbers
    for i, block in enumerate(brief.blocks):
        _heading(document, block.title)
        if isinstance(block, Table):
            _table(document, block, numbers)
        else:
            _section(document, block, brief, numbers)
        if block.left:
            more = brief.more(block.left)
            _write(_paragraph(document, page.LINE), more, page.BODY, color=QUIET)
        if i == 0 and picture:
            dots = len(brief.picture.dots) if brief.picture else 0
            _picture(document, picture, brief.say("picture.alt", n=dots))
    if brief.timeline and timeline:
        _heading(document, brief.say("timeline.title"))
        _picture(document, timeline, told(brief.timeline, numbers))
    if brief.notes:
        _heading(document, brief.say("brief.notes"))
        paragraph = _paragraph(document, page.NOTE_LINE)
        for number, note in enumerate(brief.notes, 1):
            _write(paragraph, f"[{number}] {note}　", page.NOTE, color=QUIET)
    _write(_paragraph(document, page.NOTE_LINE), brief.colophon, page.NOTE, color=QUIET)
    file = io.BytesIO()
    document.save(file)
    return _timeless(file.getvalue())


def _set_up(document: Any, brief: Brief) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Pt(page.PAGE_WIDTH), Pt(page.PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(page.MARGIN_SIDE)
    section.top_margin = section.bottom_margin = Pt(page.MARGIN_TOP)
    section.header_distance = section.footer_distance = Pt(0)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(page.BODY)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE)
    # By this a program sets commas and stops as the mainland does, in a corner and not in mid-line.
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:eastAsia"), tag("zh"))
    known = document.core_properties
    known.title, known.author = brief.title[:255], brief.say("app.name")
    known.created = known.modified = MADE
    known.comments, known.language = "", tag(brief.language)


def _heading(document: Any, words: str) -> None:
    paragraph = _paragraph(document, page.HEADING_LINE, before=page.BEFORE_HEADING)
    paragraph.paragraph_format.keep_with_next = True
    _write(paragraph, words, page.HEADING, bold=True)


def _section(document: Any, section: Section, brief: Brief, numbers: Mapping[Cite, int]) -> None:
    for line in section.lines:
        paragraph = _paragraph(document, page.LINE)
        if line.label:
            _write(paragraph, line.label + brief.say("signs.colon"), page.BODY, color=QUIET)
        for i, item in enumerate(line.items):
            if i:
                _write(paragraph, brief.say("signs.semicolon"), page.BODY)
            _item(paragraph, item, numbers)
        if line.left:
            _write(paragraph, " " + brief.more(line.left), page.BODY, color=QUIET)


def _table(document: Any, table: Table, numbers: Mapping[Cite, int]) -> None:
    made = document.add_table(rows=0, cols=len(table.head))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow(made)
    whole = page.PAGE_WIDTH - 2 * page.MARGIN_SIDE
    rest = whole * (1 - page.FIRST_COLUMN) / (len(table.head) - 1)
    widths = [Pt(whole * page.FIRST_COLUMN), *[Pt(rest)] * (len(table.head) - 1)]
    head = tuple(Item(word) for word in table.head)
    for row in (head, *table.rows):
        cells = made.add_row().cells
        for cell, width, item in zip(cells, widths, row, strict=True):
            cell.width = width
            paragraph = _exact(cell.paragraphs[0], page.ROW - 0.5)
            if row is head:
                _write(paragraph, item.text, page.BODY, color=QUIET)
            else:
                _item(paragraph, item, numbers)


def _narrow(table: Any) -> None:
    """Little room at the sides of cells, and quiet lines."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(page.CELL * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "C5CDD8")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _item(paragraph: Any, item: Item, numbers: Mapping[Cite, int]) -> None:
    _write(paragraph, item.text, page.BODY)
    for cite in item.cites:
        mark = _write(paragraph, f"[{numbers[cite]}]", page.BODY, color=QUIET)
        mark.font.superscript = True


def told(timeline: Timeline, numbers: Mapping[Cite, int]) -> str:
    """The timeline in words, each thing with the numbers of its notes."""
    return "; ".join(
        f"{one.year} {one.words}" + "".join(f"[{numbers[cite]}]" for cite in one.cites)
        for one in timeline.written
    )


def _picture(document: Any, picture: bytes, alt: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    shape = paragraph.add_run().add_picture(
        io.BytesIO(picture), width=Pt(page.PAGE_WIDTH - 2 * page.MARGIN_SIDE)
    )
    shape._inline.docPr.set("descr", alt)


def _paragraph(document: Any, height: float, before: float = 0.0) -> Any:
    return _exact(document.add_paragraph(), height, before)


def _exact(paragraph: Any, height: float, before: float = 0.0) -> Any:
    """Lines of exactly this height: the page can be counted, whatever font is there."""
    known = paragraph.paragraph_format
    known.space_before, known.space_after = Pt(before), Pt(0)
    known.line_spacing_rule, known.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
    return paragraph


def _write(
    paragraph: Any, words: str, size: float, bold: bool = False, color: RGBColor = DARK
) -> Any:
    """Words as plain text: neither field nor formula, whatever they look like."""
    run = paragraph.add_run()
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run._r.append(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, color
    return run


def _timeless(document: bytes) -> bytes:
    """The same file with all its parts as if of one day."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            part = zipfile.ZipInfo(info.filename, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(info))
    return file.getvalue()
