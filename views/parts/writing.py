"""Numbers and dates as people write them, by Babel's locale data.  Pure: for pages and paper alike.

Nothing is converted or rounded: a number keeps its digits and the unit in which it is stated, and
a date is told as exactly as it is known.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_datetime_format,
)
from babel.numbers import format_decimal, format_percent

T = TypeVar("T")
LOCALES = {"zh": "zh_CN", "en": "en_GB"}  # language → whose customs
LATELY = datetime.timedelta(days=30)  # so long a moment is told by how long ago it was
ISO = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"([T ](?P<time>\d\d:\d\d)[\d:.]*(Z|[+-][\d:]+)?)?)?)?"
)
DAY = len("2019-12-01")
YEAR = (1000, 2200)  # whole numbers that may be years; they are never told as 2,019
PERCENT = {0: "#,##0%", 1: "#,##0.0%"}


def number(value: float | Decimal, language: str) -> str:
    """A number with its thousands apart and every digit that it has: `1,234.5`."""
    exact = value if isinstance(value, int | Decimal) else Decimal(repr(float(value)))
    return format_decimal(exact, locale=LOCALES[language], decimal_quantization=False)


def percent(share: float, language: str, digits: int = 1) -> str:
    """A share (1.0 is the whole) in percent, rounded to 0 or 1 digits: `98.7%`."""
    return format_percent(share, format=PERCENT[digits], locale=LOCALES[language])


def in_order(of: Iterable[T], word: Callable[[T], str]) -> list[T]:
    """Sorted by the word for each: Chinese as the national standard has it, mostly by pinyin."""
    return sorted(of, key=lambda one: word(one).casefold().encode("gb18030"))


def date(stated: str, language: str) -> str:
    """An ISO date as exact as it is: `2019`, `Dec 2019`, `1 Dec 2019`; a moment to the minute.

    What is no date in ISO 8601 stays as it is.
    """
    found = ISO.fullmatch(stated)
    if not found:
        return stated
    locale = LOCALES[language]
    year, month, day, time = found.group("year", "month", "day", "time")
    try:
        known = datetime.date(int(year), int(month or 1), int(day or 1))
        clock = datetime.time.fromisoformat(time) if time else None
    except ValueError:  # the 31st of a shorter month
        return stated
    if not month:
        return year
    if not day:
        return format_skeleton("yMMM", known, locale=locale)
    words = format_date(known, locale=locale)
    if clock is None:
        return words
    joined = str(get_datetime_format("medium", locale=locale))
    return joined.format(format_time(clock, "HH:mm", locale=locale), words)


def local(moment: str, zone: str | None) -> str:
    """An ISO moment by the clock of a time zone, to the minute, with how far that is from UTC.

    `zone` is an IANA name; without one that is known here, the clock is that of UTC.  So is the
    moment where it names none itself.  What is no moment stays as it is.
    """
    try:
        then = datetime.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    then = then.replace(tzinfo=then.tzinfo or datetime.UTC)
    try:
        there: datetime.tzinfo = zoneinfo.ZoneInfo(zone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        there = datetime.UTC
    return then.astimezone(there).isoformat(" ", "minutes")


def ago(moment: str, language: str, now: datetime.datetime | None = None) -> str:
    """How long ago an ISO moment in UTC was: `3 days ago`; its date, if that is a month or more.

    `now` is the present, if none is given.
    """
    then = datetime.datetime.fromisoformat(moment)
    then = then.replace(tzinfo=then.tzinfo or datetime.UTC)
    passed = (now or datetime.datetime.now(datetime.UTC)) - then
    if abs(passed) > LATELY:
        return date(moment[:10], language)
    return format_timedelta(-passed, add_direction=True, locale=LOCALES[language])
