"""The brief as a file of some ending."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import UserError
from views.paper.brief import Brief
from views.paper.pdf import pdf
from views.paper.picture import SLIDE, STRIP, png, sheet_of, svg
from views.paper.plainly import markdown
from views.paper.timeline import brief_sheet
from views.paper.word import docx


class Written(NamedTuple):
    """The bytes of a file, and in words what had to be left out of it."""

    content: bytes
    without: str = ""


def written(brief: Brief, ending: str) -> Written:
    """The brief as `.docx`, `.pdf` or `.md`; its picture alone as `.png` or `.svg`.

    Raises `UserError` where a picture or a PDF cannot be made here.  Where only the picture
    cannot, a document is made without it.
    """
    if ending == ".md":
        return Written(markdown(brief).encode())
    if ending in {".png", ".svg"}:
        if not (brief.picture and brief.picture.dots):
            raise UserError(f"{brief.title}: nothing is linked to it, so there is no picture")
        sheet = sheet_of(brief.picture, brief.language, SLIDE, brief.title)
        return Written(svg(sheet).encode() if ending == ".svg" else png(sheet))
    strip, without = strip_of(brief)
    document = docx(brief, strip, timeline_of(brief))
    return Written(pdf(document) if ending == ".pdf" else document, without)


def strip_of(brief: Brief) -> tuple[bytes | None, str]:
    """The picture as it goes into the page, and why there is none where it cannot be drawn."""
    if not (brief.picture and brief.picture.dots):
        return None, ""
    try:
        return png(sheet_of(brief.picture, brief.language, STRIP)), ""
    except UserError as error:
        return None, brief.say("brief.no_picture", reason=error.message)


def timeline_of(brief: Brief) -> bytes | None:
    """The timeline as it goes into the page; None where there is none or it cannot be drawn."""
    sheet = brief_sheet(brief)
    if sheet is None:
        return None
    try:
        return png(sheet)
    except UserError:  # no font: `strip_of` says so, and the facts are on the page in words
        return None
