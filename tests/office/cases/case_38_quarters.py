"""Quarters across, with the half year and the year between them, under a year in the upper header.

一季度, 上半年, 前三季度 and 全年 are what statistics publish; the second quarter alone is rare. The
scope is a column, the indicator another. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, observation, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "季度"


def build(folder: Path) -> Path:
    rows = [
        ["技术交易额季度情况"],
        ["地区", "指标", "单位", "2023年", None, None, None, "2024年"],
        [None, None, None, "一季度", "上半年", "前三季度", "全年", "一季度"],
        ["瓯海区", "技术交易额", "亿元", 3.1, 7.4, 10.9, 16.2, 3.7],
        ["瓯海区", "技术合同数", "项", 150, 331, 502, 790, 171],
        ["龙港市", "技术交易额", "亿元", 0.2, 0.5, 0.8, 1.3, "0.3"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:H1")
    merge(sheet, "A2:A3", "B2:B3", "C2:C3", "D2:G2")
    return save(book, folder / "技术交易额季度情况.xlsx")


PERIODS: list[dict[str, object]] = [
    {"year": 2023, "period": "2023-Q1"},
    {"year": 2023, "period": "2023-01/2023-06"},
    {"year": 2023, "period": "2023-01/2023-09"},
    {"year": 2023},
    {"year": 2024, "period": "2024-Q1"},
]
VALUES = [
    ("瓯海区", "技术交易额", "亿元", [3.1, 7.4, 10.9, 16.2, 3.7]),
    ("瓯海区", "技术合同数", "项", [150, 331, 502, 790, 171]),
    ("龙港市", "技术交易额", "亿元", [0.2, 0.5, 0.8, 1.3, 0.3]),
]
EXPECTED = expected(
    *(
        observation(name, value, unit, scope, at=f"{SHEET}!{letter}{row}", **period)
        for row, (scope, name, unit, line) in enumerate(VALUES, 4)
        for letter, period, value in zip("DEFGH", PERIODS, line, strict=True)
    )
)
COLUMNS = [
    table(
        SHEET,
        (2, 3),
        (4, 6),
        {
            "A": ("地区", "scope"),
            "B": ("指标", "indicator"),
            "C": ("单位", "unit"),
            "D": ("2023年/一季度", PERIODS[0]),
            "E": ("2023年/上半年", PERIODS[1]),
            "F": ("2023年/前三季度", PERIODS[2]),
            "G": ("2023年/全年", PERIODS[3]),
            "H": ("2024年/一季度", PERIODS[4]),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
NEEDS = [("Place", "瓯海区"), ("Place", "龙港市")]
