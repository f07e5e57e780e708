"""Times as tables write them: a date, a year, or a part of a year, in ISO 8601.

A month is `2024-06`, a quarter `2024-Q2`, January to June `2024-01/2024-06`.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from loaders.units import squeeze
from loaders.values import Wrong, parse_date

FIRST_DAY = datetime.date(1899, 12, 30)  # day 0 of a spreadsheet, from March 1900 on
SERIALS = range(20_000, 80_000)  # days from 1954 to 2119: what may be a date without a format
CHINESE = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
}
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEAR = r"(?:(?P<year>(?:19|20)\d\d)(?:年度?|[-./])?)?"
PERIOD = re.compile(
    rf"(?:截至|至)?{YEAR}(?:"
    r"(?P<from>0?[1-9]|1[0-2])月?[-~—–至到](?P<to>0?[1-9]|1[0-2])月(?:份|累计|底|末)?"
    r"|[一1]至(?P<upto>[一二三四五六七八九十]{1,2})月(?:份|累计)?"
    r"|(?P<month>0?[1-9]|1[0-2])(?:月(?:份|底|末)?)?"
    r"|(?P<word>十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"|第?(?P<quarter>[一二三四1-4])季度?|Q(?P<q>[1-4])|(?P<q2>[1-4])Q"
    r"|(?P<half>[上下])半年|(?P<h>H[12])"
    r"|(?P<three>前三季度)"
    r"|(?P<whole>全年|年度|年底|年末|末|底|年|度)?"
    r")(?:累计)?"
)
MONTHS = {w: n for n, w in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}


class Time(NamedTuple):
    """A year, and the part of it where it is not the whole (ISO 8601)."""

    year: str = ""
    period: str = ""


@lru_cache(4_096)
def read_time(text: str, year: str = "") -> Time | None:
    """The year and the part of it that a text names; `year` where the text names none.

    None for what is no time. A month or quarter without any year is none either.
    """
    plain = squeeze(text).strip("()")
    plain = re.sub("[〇○零一二三四五六七八九]{4}(?=年)", _digits, plain)
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return Time(plain)
    found = PERIOD.fullmatch(plain)
    if found is None or not plain:
        return _of_date(plain)
    said = found["year"] or year
    named = any(found[g] for g in ("from", "upto", "month", "word", "quarter", "q", "q2", "half",
                                   "h", "three"))  # fmt: skip
    if not said or (not named and not found["year"]):
        return None
    if found["month"] and not found["year"] and "月" not in plain:
        return None  # a bare number is no month
    if found["from"]:
        return _months(said, int(found["from"]), int(found["to"]))
    if found["upto"]:
        return _months(said, 1, MONTHS[found["upto"]]) if found["upto"] in MONTHS else None
    if found["three"]:
        return _months(said, 1, 9)
    if found["month"] or found["word"]:
        month = int(found["month"]) if found["month"] else MONTHS[found["word"]]
        return Time(said, f"{said}-{month:02}")
    if quarter := found["quarter"] or found["q"] or found["q2"]:
        return Time(said, f"{said}-Q{QUARTERS[quarter]}")
    if found["half"] or found["h"]:
        first = found["half"] == "上" or found["h"] == "H1"
        return _months(said, *((1, 6) if first else (7, 12)))
    return Time(said)


def _digits(found: re.Match[str]) -> str:
    return "".join(CHINESE[c] for c in found[0])


def _months(year: str, first: int, last: int) -> Time | None:
    if first > last:
        return None
    if (first, last) == (1, 12):
        return Time(year)
    one = f"{year}-{first:02}"
    return Time(year, one if first == last else f"{one}/{year}-{last:02}")


def _of_date(text: str) -> Time | None:
    day = read_date(text)
    return Time(day[:4], day[:7] if len(day) > 4 else "") if day else None


@lru_cache(4_096)
def read_date(text: str) -> str:
    """An ISO date from any way of writing it, a spreadsheet's number of days too; else empty."""
    plain = squeeze(text)
    plain = re.sub("[〇○零一二三四五六七八九]{4}(?=年)", _digits, plain)
    plain = re.sub(
        "(十[一二]?|[一二三四五六七八九])月",
        lambda m: f"{MONTHS[m[1]]}月",
        plain,
    )
    plain = re.sub("(二?三?十[一二三四五六七八九]?|[一二三四五六七八九])日", _day, plain)
    plain = re.sub(r"(?<=\d)T?\d{1,2}:\d\d(:\d\d)?$", "", plain) if len(plain) > 14 else plain
    if plain.isdecimal() and len(plain) == 5 and int(plain) in SERIALS:
        return (FIRST_DAY + datetime.timedelta(int(plain))).isoformat()
    if re.fullmatch(r"(?:19|20)\d{6}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    elif re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", plain):
        plain = f"{plain[:4]}-{plain[4:]}"
    try:
        return parse_date(plain.removesuffix("号"))
    except Wrong:
        return ""


def _day(found: re.Match[str]) -> str:
    tens, _, ones = found[1].rpartition("十")
    units = {w: n for n, w in enumerate("一二三四五六七八九", 1)}
    ten = 0 if "十" not in found[1] else 10 * units.get(tens, 1)
    return f"{ten + units.get(ones, 0)}日"


def year_of(text: str) -> str:
    """The year of a date, or of a time; empty if there is none."""
    day = read_date(text)
    if day:
        return day[:4]
    time = read_time(text)
    return time.year if time else ""


def year_span(text: str) -> tuple[str, str]:
    """The first and last year of `2020-2022` or `2020.1至2022.12`; empty where there is none."""
    plain = squeeze(text)
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", plain)
    if len(found) != 2 or found[0] > found[1]:
        return "", ""
    return found[0], found[1]
