"""Where in a source something is stated, in words: the locators that loaders write.  Pure.

What a row of a table is about or a cell is written by `loaders.rows` and `loaders.stated`; what a
place in a text means is said by how that text is cut (`loaders.documents`).  A locator of any other
sort stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import PurePath

from graph.ledger import SourceFile
from loaders.documents import CUTS, ORDINALS
from loaders.formats import TABLES
from loaders.passages import ADDRESS
from views.words import text

TABLE = re.compile(rf"(?P<file>[^#]+(?:{'|'.join(map(re.escape, TABLES))})(?:\.gz)?)#(?P<at>.+)")
STEPS = re.compile(r"(?P<part>[hs]|\d+)/(?P<paragraph>\d+)(?:\.(?P<under>\d+))?/(?P<item>\d+)")


def cut_of(files: Iterable[SourceFile]) -> str:
    """How the one text of a source is cut into places; empty if it has none, or several."""
    cuts = [file.role for file in files if file.role in CUTS]
    return cuts[0] if len(cuts) == 1 else ""


@lru_cache(maxsize=8192)  # a page that is cut to its room says each of its places many times
def located(locators: tuple[str, ...], cut: str, language: str) -> str:
    """Places in a line; `cut` says how the text of their source is cut."""
    said = (place_words(locator, cut, language) for locator in locators)
    return text(language, "signs.semicolon").join(said)


def place_words(locator: str, cut: str, language: str) -> str:
    """One place in words."""
    say: Callable[..., str] = partial(text, language)
    if found := TABLE.fullmatch(locator):
        return _in_table(PurePath(found["file"]).name, found["at"], say)
    if cut == "paragraphs" and locator.isdecimal():
        return say("located.paragraph_only", number=locator)
    steps = STEPS.fullmatch(locator)
    if steps is None or cut not in ("report", "outline"):
        return locator
    number = _chinese if language == "zh" else str
    if steps["part"] == "h":
        return say("located.head")
    return _in_report(steps, say, number) if cut == "report" else _in_outline(steps, say, number)


def _in_table(file: str, at: str, say: Callable[..., str]) -> str:
    sheet, mark, about = at.partition("!")
    where = say("located.sheet", file=file, sheet=sheet) if mark else file
    about = about if mark else at
    name = "located.cell" if ADDRESS.fullmatch(about) else "located.row"
    return say(name, where=where, about=about)


def _in_report(steps: re.Match[str], say: Callable[..., str], number: Callable[[int], str]) -> str:
    """A part with its paragraphs and what these count, as the report numbers them."""
    part, paragraph, under, item = steps.group("part", "paragraph", "under", "item")
    if part == "s":
        return say("located.end")
    where = say("located.intro") if part == "0" else say("located.part", part=number(int(part)))
    if paragraph != "0":
        where = say("located.paragraph", where=where, number=number(int(paragraph)))
    if under:
        where = say("located.under", where=where, number=under)
    return where if item == "0" else say("located.item", where=where, number=number(int(item)))


def _in_outline(steps: re.Match[str], say: Callable[..., str], number: Callable[[int], str]) -> str:
    chapter, section, paragraph = (int(steps[n]) for n in ("part", "paragraph", "item"))
    where = say("located.chapter", number=number(chapter)) if chapter else say("located.preface")
    if section:
        where = say("located.section", where=where, number=number(section))
    if paragraph:
        return say("located.of", where=where, number=str(paragraph))
    return say("located.heading", where=where)


def _chinese(number: int) -> str:
    """A number below a hundred as headings write it."""
    tens, ones = divmod(number, 10)
    if tens > len(ORDINALS) - 1:
        return str(number)
    digits = f" {ORDINALS}"
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}".strip()
