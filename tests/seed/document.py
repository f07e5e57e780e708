"""Cuts a text into the items that locators name, and finds the numerals in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders import documents
from loaders.documents import plain

ORDINALS = "一二三四五六七八九十"
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# Words in which a character of number counts nothing.
NO_NUMBER = re.compile(
    "一体|统一|一批|进一步|一流|一系列|一般|一致|单一|百分点|三角|新一代|下一代|新一轮|千岛湖|十分|[45]G|IPv6|PM2.5"
)
NUMERAL = re.compile(
    r"(?P<part>\d+)/(?P<whole>\d+)"
    r"|(?P<digits>\d+(?:\.\d+)?)(?P<scale>[百千万亿]*)"
    r"|[一二两三四五六七八九十百千]+"
)
FRACTION = "%"  # the unit that a printed fraction is counted in


class Numeral(NamedTuple):
    """A numeral as printed, and the numbers that may stand for it.

    `2.1万` may be 2.1 or 21000; `1/3` is 33.3, in percent to one decimal.
    """

    text: str
    values: tuple[float, ...]

    def matches(self, number: float) -> bool:
        return any(abs(number - v) <= 1e-9 * max(1.0, abs(v)) for v in self.values)


@dataclass(frozen=True)
class Document:
    """A text as locator → item, each item normalised by `plain`."""

    items: Mapping[str, str]
    # Whole id of a place → what this text calls it without its name.
    said_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subject: str = ""  # whole id of the place whose report it is: figures are its own if unsaid
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # headings over an item
    year: int = 9999  # in which it was written: figures of later years are intended

    @property
    def text(self) -> str:
        return "\n".join(self.items.values())

    def with_headings(self, locator: str) -> str:
        """The item and the headings that it stands under."""
        above = self.above.get(locator, ())
        return "\n".join(self.items[at] for at in (*above, locator) if at in self.items)


def numerals(text: str) -> list[Numeral]:
    """The numerals of `text`, in order, in digits and in Chinese characters."""
    found = []
    for match in NUMERAL.finditer(NO_NUMBER.sub(lambda m: "□" * len(m[0]), text)):
        values: tuple[float, ...]
        if match["part"]:
            values = (round(100 * int(match["part"]) / int(match["whole"]), 1),)
        elif match["digits"]:
            number = float(match["digits"])
            factor = 1
            for scale in match["scale"]:
                factor *= SCALES[scale]
            values = (number, number * factor) if factor > 1 else (number,)
        else:
            values = (_chinese(match[0]),)
        found.append(Numeral(match[0], values))
    return found


def _chinese(text: str) -> float:
    total, digit = 0, 0
    for character in text:
        if character in SCALES:
            total += (digit or 1) * SCALES[character]
            digit = 0
        else:
            digit = 2 if character == "两" else ORDINALS.index(character) + 1
    return float(total + digit)


def split_report(text: str) -> Document:
    """Cuts a work report by `part/paragraph/item`: see `loaders.documents.report`."""
    items = {at: plain(said) for at, said in documents.report(text).items()}
    return Document(items, above={at: _headings_of_report(at) for at in items})


def _headings_of_report(locator: str) -> tuple[str, ...]:
    part, paragraph, _ = locator.split("/")
    return tuple(dict.fromkeys((f"{part}/{paragraph.split('.')[0]}/0", f"{part}/{paragraph}/0")))


def split_outline(text: str) -> Document:
    """Cuts an outline by `chapter/section/paragraph`: see `loaders.documents.outline`."""
    items = {at: plain(said) for at, said in documents.outline(text).items()}
    return Document(items, above={at: _headings_of_outline(at) for at in items})


def _headings_of_outline(locator: str) -> tuple[str, ...]:
    chapter, section, _ = locator.split("/")
    return tuple(dict.fromkeys((f"{chapter}/0/0", f"{chapter}/{section}/0")))


def without(text: str, names: Iterable[str]) -> str:
    """`text` with every occurrence of the `names` blanked, the longest first."""
    for name in sorted(set(names), key=len, reverse=True):
        text = text.replace(name, "□" * len(name))
    return text
