"""Units as tables write them, and numbers with a unit or a word of vagueness beside them.

A unit is converted only into one of its own kind: 万平方米 into m², never 万元 into anything but
money. Factors: GB 3100-1993 (area), and what 万 and 亿 mean; 1 亩 = 2000/3 m².
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

PREFIXES = {"": 1, "十": 10, "百": 100, "千": 1_000, "万": 10**4, "十万": 10**5, "百万": 10**6,
            "千万": 10**7, "亿": 10**8, "万亿": 10**12}  # fmt: skip
AREA: dict[str, int | Decimal] = {
    **dict.fromkeys(("平方米", "平米", "平方", "㎡", "m²", "m2"), 1),
    **dict.fromkeys(("平方公里", "平方千米", "km2", "km²"), 10**6),
    "亩": Decimal(2000) / 3,
    "公顷": 10**4,
}
MONEY = {"元": "元", "元人民币": "元", "人民币": "元", "人民币元": "元", "美元": "美元",
         "欧元": "欧元", "港元": "港元", "日元": "日元"}  # fmt: skip
PERSONS = ("人", "名", "位", "人次")
COUNTED = (
    *("个", "家", "户", "项", "件", "次", "台", "套", "篇", "条", "只", "支", "所", "处", "座"),
    *("批", "份", "册", "场", "期", "款", "种", "亩次", "吨", "千克", "公斤", "千瓦时", "吨标准煤"),
    *(
        "年",
        "月",
        "天",
        "小时",
        "公里",
        "千米",
        "米",
        "项次",
        "家次",
        "万千瓦",
        "千瓦",
        "辆",
        "人年",
        "人月",
        "人天",
        "课时",
        "株",
        "头",
        "艘",
        "倍",
        "分",
    ),
)
RATIOS = {"%": Decimal(1), "百分比": Decimal(1), "‰": Decimal("0.1"), "个百分点": Decimal(1),
          "百分点": Decimal(1)}  # fmt: skip

ABOUT = {
    "~": ("大约", "约", "近", "左右", "上下", "~", "≈"),
    ">": ("超过", "突破", "超", "逾", "余", "多", ">"),
    ">=": ("不少于", "不低于", "至少", "以上", "≥", ">="),
    "<": ("不足", "低于", "不到", "<"),
    "<=": ("不超过", "不高于", "以内", "以下", "≤", "<="),
}
COMPARATORS = {word: sign for sign, said in ABOUT.items() for word in said}
VAGUE = "|".join(sorted(map(re.escape, COMPARATORS), key=len, reverse=True))
LESS = ("下降", "减少", "降低", "负增长", "下滑", "回落", "△", "▲", "-", "−")
MORE = ("同比增长", "增长", "增加", "上升", "提高", "提升", "+")
SIGNS = "|".join(sorted(map(re.escape, (*LESS, *MORE)), key=len, reverse=True))
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
MEASURED = re.compile(
    rf"(?:同比)?(?P<sign>{SIGNS})?(?P<before>{VAGUE})?(?P<sign2>{SIGNS})?"
    rf"(?P<number>{DIGITS})(?P<mid>余|多)?(?P<unit>[^\d]*?)"
    rf"(?P<after>余|多|左右|上下|以上|以下|以内)?"
)
IN_BRACKETS = re.compile(r"\((\d[\d,.]*%?)\)")  # how accounts write what is below zero


class Measured(NamedTuple):
    """A number as it is stated, its unit and its comparator where they are beside it."""

    number: str
    unit: str = ""
    comparator: str = ""


def squeeze(text: str) -> str:
    """`text` in half width without any space, as words of a form and units are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(2_048)
def _kind_of(unit: str) -> tuple[str, Decimal] | None:
    """What a unit measures, and how many of the first unit of that kind it is."""
    unit = squeeze(unit)
    for prefix in sorted(PREFIXES, key=len, reverse=True):
        if not unit.startswith(prefix):
            continue
        rest, factor = unit[len(prefix) :], Decimal(PREFIXES[prefix])
        if rest in AREA:
            return "area", factor * Decimal(AREA[rest])
        if rest in MONEY:
            return MONEY[rest], factor
        if rest in PERSONS:
            return "persons", factor
        if rest in RATIOS and not prefix:
            return "ratio", RATIOS[rest]
        if rest in COUNTED:
            return rest, factor
        if not rest and prefix in ("万", "亿"):
            return "", factor
    return None


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else."""
    return bool(text) and all(
        _kind_of(part) is not None for part in re.split("[/、]", squeeze(text))
    )


def factor(unit: str, into: str) -> Decimal | None:
    """By what a number in `unit` is multiplied to be one in `into`; None if it cannot be."""
    a, b = _kind_of(unit), _kind_of(into)
    if a is None or b is None or (a[0] and a[0] != b[0]):
        return None
    return a[1] / b[1]


def measured(text: str) -> Measured | None:
    """The number in a cell such as `3.2亿元`, `约1200平方米`, `下降3.1%`; None if it is none.

    What is a number already comes back as it is written.
    """
    written = squeeze(text)
    if negative := IN_BRACKETS.fullmatch(written):
        written = f"-{negative[1]}"
    found = MEASURED.fullmatch(written)
    if found is None:
        return None
    unit = found["unit"].strip("()")
    if unit and not is_unit(unit):
        return None
    said = [w for w in (found["before"], found["mid"], found["after"]) if w]
    if len(said) > 1 and len({COMPARATORS[w] for w in said}) > 1:
        return None
    less = (found["sign"] or "") in LESS or (found["sign2"] or "") in LESS
    number = found["number"].replace(",", "")
    return Measured(f"-{number}" if less else number, unit, COMPARATORS[said[0]] if said else "")


def convert(number: str, unit: str, into: str) -> str | None:
    """A number in `unit` as one in the unit `into`, exactly; None if it cannot be."""
    by = factor(unit, into)
    if by is None:
        return None
    value = (Decimal(number) * by).normalize()
    return (
        f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else round(value, 6)}"
    )


BRACKETS = re.compile(r"[（(\[【]([^（(\[【）)\]】]{1,12})[）)\]】]")


def split_unit(name: str) -> tuple[str, str]:
    """The name of a column or indicator without its unit, and the unit: 营业收入(万元)."""
    text = unicodedata.normalize("NFKC", name).replace("m2", "m²")
    for found in BRACKETS.finditer(text):
        inside = found[1].strip().removeprefix("单位").lstrip(":：")
        if is_unit(inside):
            return (text[: found.start()] + text[found.end() :]).strip(), inside
    head, _, tail = text.rpartition("/")
    if head and is_unit(tail):
        return head.strip(), tail
    for separator in (",", "，", ":", "：", "_"):
        head, _, tail = text.rpartition(separator)
        if head and is_unit(tail.strip()):
            return head.strip(), tail.strip()
    if text.endswith("%") and len(text) > 1:
        return text[:-1].strip(), "%"
    return name.strip(), ""
