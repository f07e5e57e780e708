"""A brief read back from its .docx, as a person reads it."""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

from docx import Document

from graph.ledger.records import SourceInfo
from views.paper.brief import Brief
from views.parts.wording import title_words
from views.parts.writing import date
from views.words import text

MARK = re.compile(r"\[(\d+)\]")


class Sheet(NamedTuple):
    """Headings with the values below them: (words, numbers of notes); tables as rows of cells."""

    title: str
    sections: dict[str, list[tuple[str, list[int]]]]
    table: list[list[tuple[str, list[int]]]]
    notes: dict[int, str]
    xml: str
    drawn: list[str]  # what is said of each picture for those who do not see it


def read(document: bytes, language: str = "zh") -> Sheet:
    """The .docx opened again."""
    opened = Document(io.BytesIO(document))
    first, _, *rest = opened.paragraphs
    sections: dict[str, list[tuple[str, list[int]]]] = {}
    notes: dict[int, str] = {}
    heading = ""
    for paragraph in rest:
        runs = paragraph.runs
        if runs and runs[0].font.bold:
            heading = paragraph.text
            sections[heading] = []
        elif heading == text(language, "brief.notes"):
            for run in runs:
                if found := MARK.match(run.text):
                    notes[int(found[1])] = run.text[found.end() :].strip()
        else:
            sections[heading] += values(runs)
    table = [
        [one for cell in row.cells for one in values(cell.paragraphs[0].runs) or [("", [])]]
        for made in opened.tables
        for row in made.rows
    ]
    drawn = [str(shape._inline.docPr.get("descr")) for shape in opened.inline_shapes]
    return Sheet(first.text, sections, table, notes, opened.element.xml, drawn)


def values(runs: Any) -> list[tuple[str, list[int]]]:
    """What stands before raised numbers, with these."""
    found: list[tuple[str, list[int]]] = []
    for run in runs:
        if run.font.superscript:
            found[-1][1].append(int(MARK.fullmatch(run.text)[1]))  # type: ignore[index]
        else:
            found.append((run.text, []))
    return found


def resolved(sheet: Sheet, brief: Brief, number: int) -> tuple[SourceInfo, str]:
    """The source of a note, also where it refers to an earlier one, and the places in it."""
    note = sheet.notes[number]
    comma = text(brief.language, "signs.comma")
    if again := re.match(r"(?:同|as) \[(\d+)\]", note):
        return resolved(sheet, brief, int(again[1]))[0], note[again.end() + len(comma) :]
    for info in brief.sources.values():
        day = date(info.date, brief.language)
        head = comma.join(
            part for part in (title_words(info.title, brief.language), info.publisher, day) if part
        )
        if note.startswith(head + comma):
            return info, note[len(head + comma) :]
    raise AssertionError(f"note {number} names no source: {note}")
