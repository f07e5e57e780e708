"""Cuts a text into the places that locators name.

A data set that was read from a text says in its description how that text is cut: by one of `CUTS`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from loaders.formats import Unreadable
from loaders.formats.encodings import find_encoding

ORDINALS = "一二三四五六七八九十"
TENS = re.compile(f"([{ORDINALS}])?十([{ORDINALS}])?")
MARKS = re.compile(r"[\s\"'“”‘’《》〈〉•·]")


def read_text(path: Path) -> str:
    """The text in the file at `path`, of whatever encoding.  Raises `Unreadable`."""
    try:
        return path.read_text(find_encoding(path).name, errors="replace")
    except OSError as error:
        raise Unreadable(f"a file that may be read; {error.strerror}") from None


def plain(text: str) -> str:
    """`text` without what printing adds: width variants, blanks, quotation marks, dots in names."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text))


def ordinal(text: str) -> int:
    """The number that a Chinese ordinal below a hundred stands for."""
    if tens := TENS.fullmatch(text):
        return 10 * _digit(tens[1]) + (ORDINALS.index(tens[2]) + 1 if tens[2] else 0)
    return ORDINALS.index(text) + 1


def _digit(text: str | None) -> int:
    return ORDINALS.index(text) + 1 if text else 1


def report(text: str) -> dict[str, str]:
    """Cuts a work report by `part/paragraph/item`; locator → text as it is printed.

    `h/0/0` is the head, `0/0/0` the introduction, `1/…` and `2/…` what follows the headings 一、
    and 二、, with paragraphs (一), (二) … and, under (三) of part 2, `3.1`, `3.2` …; items are
    what 一是, 二是 … begin, item 0 what stands before them; `s/0/0` is the closing line.
    """
    items: dict[str, str] = {}
    part, paragraph = "h", "0"

    def put(locator: str, line: str) -> None:
        before = items.get(locator, "")
        items[locator] = f"{before}\n{line}" if before and line else before + line

    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("(来源"):
            part, paragraph = "s", "0"
        elif heading := re.match(f"([{ORDINALS}])、", line):
            part, paragraph = str(ORDINALS.index(heading[1]) + 1), "0"
            line = line[heading.end() :]
        elif heading := re.match(rf"\(([{ORDINALS}])\)", line):
            paragraph = str(ORDINALS.index(heading[1]) + 1)
            line = line[heading.end() :]
        elif heading := re.match(r"(\d)\.", line):
            paragraph = f"{paragraph.split('.')[0]}.{heading[1]}"
            line = line[heading.end() :]
        elif part == "h" and len(line) > 60:  # the introduction has no heading
            part = "0"
        pieces = re.split(f"(?<=。)([{ORDINALS}])是", line)
        put(f"{part}/{paragraph}/0", pieces[0])
        for number, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            put(f"{part}/{paragraph}/{ORDINALS.index(number) + 1}", piece)
    return items


def outline(text: str) -> dict[str, str]:
    """Cuts an outline of chapters and sections by `chapter/section/paragraph`; as `report`.

    Chapters are headed `第一章`, sections within them `第一节`. `3/4/2` is a paragraph, counted
    from 1, `3/4/0` the heading of its section, `3/0/0` that of its chapter; `3/0/1` stands before
    the first section. What is before the first chapter is chapter 0, where it has the heading
    前言, and else `h/0/0`.
    """
    items: dict[str, str] = {}
    chapter, section, paragraph = "h", 0, 0
    for line in filter(None, map(str.strip, text.splitlines())):
        printed = line.lstrip("#").strip()
        title = plain(printed)
        if heading := re.match(f"第([{ORDINALS}]+)章", title):
            chapter, section, paragraph = str(ordinal(heading[1])), 0, 0
            items[f"{chapter}/0/0"] = title[heading.end() :]
        elif heading := re.match(f"第([{ORDINALS}]+)节", title):
            section, paragraph = ordinal(heading[1]), 0
            items[f"{chapter}/{section}/0"] = title[heading.end() :]
        elif title == "前言":
            chapter = "0"
            items["0/0/0"] = printed
        elif chapter == "h":
            before = items.get("h/0/0", "")
            items["h/0/0"] = f"{before}\n{printed}" if before else printed
        else:
            paragraph += 1
            items[f"{chapter}/{section}/{paragraph}"] = printed
    return items


def paragraphs(text: str) -> dict[str, str]:
    """Cuts a text by its lines that are not empty, counted from 1."""
    lines = filter(None, map(str.strip, text.splitlines()))
    return {str(number): line for number, line in enumerate(lines, 1)}


CUTS: dict[str, Callable[[str], dict[str, str]]] = {
    "report": report,
    "outline": outline,
    "paragraphs": paragraphs,
}
