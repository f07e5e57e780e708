"""A yearbook table: Chinese header, English header below it, a year in each row.

Yearbooks carry both languages; the English line is a label, not a record, and so is the English
title. The years are text in some rows and numbers in others. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, observation, said, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "16-3"


def build(folder: Path) -> Path:
    rows = [
        ["16-3  温州市主要年份科技活动情况"],
        ["16-3  Main Indicators of S&T Activities of Wenzhou in Main Years"],
        [
            "年 份",
            "R&D人员（人）",
            "R&D经费支出（亿元）",
            "专利授权数（件）",
            "技术市场成交额（亿元）",
        ],
        [
            "Year",
            "R&D Personnel (person)",
            "R&D Expenditure (100 million yuan)",
            "Patents Granted (piece)",
            "Transactions in Technical Markets (100 million yuan)",
        ],
        ["2015", 41870, 83.2, 24310, 18.4],
        ["2018", 52106, 118.77, 36025, 74.9],
        [2019, 56344, 136.5, 38410, 121.06],
        [2020, "60 218", 149.93, 51277, 163],
        ["2021年", 66905, "172.40", 58830, None],
        ["注：2021年技术市场成交额口径调整，未列出。"],
        ["Note: Transactions of 2021 are not listed, as their definition was changed."],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:E1", "A2:E2")
    merge(sheet, "A10:E10", "A11:E11")
    return save(book, folder / "16-3.xlsx")


STAFF = {"indicator": "R&D人员", "unit": "人"}
SPENT = {"indicator": "R&D经费支出", "unit": "亿元"}
PATENTS = {"indicator": "专利授权数", "unit": "件"}
TRADED = {"indicator": "技术市场成交额", "unit": "亿元"}
VALUES: list[tuple[int, list[float | None]]] = [
    (2015, [41870, 83.2, 24310, 18.4]),
    (2018, [52106, 118.77, 36025, 74.9]),
    (2019, [56344, 136.5, 38410, 121.06]),
    (2020, [60218, 149.93, 51277, 163]),
    (2021, [66905, 172.4, 58830, None]),
]
EXPECTED = expected(
    *(
        observation(value=value, scope="温州市", year=year, at=f"{SHEET}!{letter}{row}", **words)
        for row, (year, line) in enumerate(VALUES, 5)
        for letter, words, value in zip("BCDE", (STAFF, SPENT, PATENTS, TRADED), line, strict=True)
        if value is not None
    )
)
COLUMNS = [
    table(
        SHEET,
        (3, 4),
        (5, 9),
        {
            "A": ("年份/Year", "year"),
            "B": ("R&D人员（人）/R&D Personnel (person)", STAFF),
            "C": ("R&D经费支出（亿元）/R&D Expenditure (100 million yuan)", SPENT),
            "D": ("专利授权数（件）/Patents Granted (piece)", PATENTS),
            "E": (
                "技术市场成交额（亿元）/Transactions in Technical Markets (100 million yuan)",
                TRADED,
            ),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 2: "title", 10: "note", 11: "note"}}
SAID_ELSEWHERE = [said("scope", "温州市", f"{SHEET}!A1", "温州市")]
NEEDS = [("Place", "温州市")]
