"""Parses a cell by the property that it belongs to: a typed value, or what was expected.

A parser is made once a column and called once a cell, so it does nothing twice.  Each
raises `Wrong` for a text that is no such value.
"""

from __future__ import annotations

import calendar
import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from graph.model import CodeList, Property
from loaders import identifiers

NAME_LIMIT = 500  # characters of a name, alias, unit, id or locator
TEXT_LIMIT = 5_000  # characters of a definition or another longer text
LONG = frozenset({"definition"})
CODES_SHOWN = 12
INTEGER_LIMIT = 2**63 - 1

NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
YEAR = re.compile(r"([12]\d{3})年?")
DATE = re.compile(
    r"([12]\d{3})(?:[-/.年](0?[1-9]|1[0-2])(?:[-/.月](0?[1-9]|[12]\d|3[01])日?|月)?|年)?"
    r"(?:[T ]00:00(?::00)?(?:Z|\+00:00)?)?"
)
BREAK = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")  # spaces that end a line or a cell
URL = re.compile(r"https?://[^\s/$.?#][^\s]*", re.IGNORECASE)

Parser = Callable[[str], Any]


class Wrong(ValueError):
    """A cell does not hold what its column asks for; the message says what that is."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def fold(text: str) -> str:
    """`text` for comparing labels: width, case, spaces and underscores do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(folded.split()).replace("_", "").replace("*", "")


def clean(text: str, limit: int = NAME_LIMIT, lines: bool = False) -> str:
    """`text` on one line, in Unicode's composed form, without spaces at its ends.

    `lines` allows several lines, which become one. Raises `Wrong` for a line break or tab
    otherwise, for more than `limit` characters, and for characters that are not text.
    """
    if not text.isprintable():
        # A line break within a name is more often two rows run together than a name.
        if not lines and (found := BREAK.search(text.strip())):
            what = "a tab" if found[0] == "\t" else "a line break"
            raise Wrong(f"text on one line; there is {what} within it")
        text = " ".join(text.split()).strip("\ufeff\u200b")
        for c in text:
            if unicodedata.category(c) in ("Cc", "Cs", "Cn"):
                raise Wrong(f"text; the character U+{ord(c):04X} is none")
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if len(text) > limit:
        raise Wrong(f"at most {limit} characters, not {len(text):,}")
    return text


def parser(p: Property, lists: Mapping[str, CodeList]) -> Parser:
    """The function that turns one text into a value of the property `p`.

    It raises `Wrong`. A property of many values is parsed one value at a time.
    """
    if p.type == "text":
        return _text_parser(p)
    if p.type == "code":
        return code_parser(lists[p.list])
    by_type: dict[str, Parser] = {
        "integer": parse_integer,
        "number": parse_number,
        "year": parse_year,
        "date": parse_date,
        "url": _url,
        "longitude": lambda text: _degrees(text, 180, "longitude"),
        "latitude": lambda text: _degrees(text, 90, "latitude"),
    }
    return lru_cache(4_096)(by_type[p.type])


def _text_parser(p: Property) -> Parser:
    long = p.name in LONG
    limit = TEXT_LIMIT if long else NAME_LIMIT
    pattern = re.compile(p.pattern) if p.pattern else None
    scheme = p.identifier if p.identifier in identifiers.EXPECTED else ""
    if not pattern and not scheme:
        return (lambda text: clean(text, limit, lines=True)) if long else clean
    example = f", such as {p.example}" if p.example else ""

    def checked(text: str) -> str:
        value: str | None = clean(text, limit)
        if value and scheme:
            value = identifiers.canonical(scheme, value)
            if value is None:
                raise Wrong(identifiers.EXPECTED[scheme])
        if value and pattern and not pattern.fullmatch(value):
            raise Wrong(f"{p.en} of the form {p.pattern}{example}")
        return value or ""

    return checked


def code_parser(codes: CodeList) -> Parser:
    """A parser of codes, which takes a code or its Chinese or English label."""
    labelled = {c: (*map(str, labels.values()),) for c, labels in codes.codes.items()}
    known = choices(codes.aliases) | choices(labelled)  # labels go before other words
    exact = {code: code for code in codes.codes}  # comparators fold to nothing that tells them

    @lru_cache(4_096)
    def parse(text: str) -> str:
        found = exact.get(text.strip()) or known.get(fold(text))
        if found is None:
            raise Wrong(one_of(text, exact, codes.en))
        return found

    return parse


def choices(labels: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Folded name or label → name; a label that two share is left out, a name always wins."""
    found: dict[str, str] = {}
    shared = set()
    for name, texts in labels.items():
        for text in {fold(t) for t in texts if t}:
            shared |= {text} if found.get(text, name) != name else set()
            found[text] = name
    return {t: n for t, n in found.items() if t not in shared} | {fold(n): n for n in labels}


def one_of(text: str, known: Mapping[str, Any] | tuple[str, ...], what: str) -> str:
    """The phrase that names what would have been right in place of `text`."""
    names = list(known)
    if len(names) <= CODES_SHOWN:
        return f"{what}: one of {', '.join(names)}"
    return f"{what}: one of {len(names)}{perhaps(text, {fold(n): n for n in names})}"


def perhaps(text: str, known: Mapping[str, str]) -> str:
    """`, perhaps A or B`: the names of `known` (by folded label) that `text` is nearest to."""
    near = difflib.get_close_matches(fold(text), known, 3, 0.5)
    names = dict.fromkeys(known[label] for label in near)
    return f", perhaps {' or '.join(names)}" if names else ""


def _plain(text: str) -> str:
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _no_number(text: str, expected: str) -> str:
    """What to say of a text that is no number: why it looks like one, where it does."""
    if text.startswith("="):
        return "a number, not a formula whose result is not kept (paste the column as values)"
    return expected


def parse_number(text: str) -> float:
    """A number with `.` before decimals and perhaps `,` between thousands."""
    plain = _plain(text)
    if not NUMBER.fullmatch(plain):
        raise Wrong(_no_number(plain, "a number without its unit, such as 1234.5"))
    value = float(plain.replace(",", ""))
    if not math.isfinite(value):
        raise Wrong("a number that is not infinite")
    return value


def parse_integer(text: str) -> int:
    """A whole number; `12.0`, as spreadsheets write it, is one."""
    plain = _plain(text)
    digits = plain.replace(",", "")
    if not NUMBER.fullmatch(plain) or not float(digits).is_integer():
        raise Wrong(_no_number(plain, "a whole number, such as 1234"))
    number = int(digits) if digits.lstrip("+-").isdigit() else int(float(digits))
    if abs(number) > INTEGER_LIMIT:
        raise Wrong("a whole number of at most 18 digits")
    return number


def parse_year(text: str) -> int:
    """A year of four digits, between 1000 and 2100."""
    match = YEAR.fullmatch(_plain(text).removesuffix(".0"))
    if not match or int(match[1]) > 2100:
        raise Wrong("a year between 1000 and 2100, such as 2019")
    return int(match[1])


def parse_date(text: str) -> str:
    """An ISO date; a date without a day or month stays one: `2019-05-01`, `2019-05`, `2019`."""
    match = DATE.fullmatch(_plain(text))
    if match and match[1]:
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        if year <= 2100 and (not day or day <= calendar.monthrange(year, month)[1]):
            return "-".join(p for p in (match[1], f"{month:02}", f"{day:02}") if p != "00")
    raise Wrong("a date such as 2019-05-01, 2019-05 or 2019")


def _url(text: str) -> str:
    value = clean(text, 2_000)
    if not URL.fullmatch(value):
        raise Wrong("an address that begins with http:// or https://")
    return value


def _degrees(text: str, limit: int, what: str) -> float:
    try:
        value = parse_number(text)
    except Wrong:
        value = math.inf
    if abs(value) > limit:
        raise Wrong(f"a {what} in degrees, from -{limit} to {limit}")
    return value
