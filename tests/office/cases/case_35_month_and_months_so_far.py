"""A monthly report: the month, the months so far, and growth of each, by county.

Statistics offices send this out each month (月报): 本月, 1-本月累计 and 同比 for each. The month is
in the title. The county column is written short. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, grid, said, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "6月"


def build(folder: Path) -> Path:
    rows = [
        ["2024年6月高新技术产业投资月报"],
        ["单位：万元、%"],
        ["地区", "本月", None, "1-6月累计", None],
        [None, "投资额", "同比", "投资额", "同比"],
        ["全市", 512300, 6.2, 2874110, 8.1],
        ["鹿城", 40120, -2.5, 226780, 1.9],
        ["瑞安", 98450, "11.0", 561240, 10.7],
        ["泰顺", 3260, 0, 20155, -6.3],
        ["注：绝对数按现价计算，增速按可比口径计算。"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:E1")
    merge(sheet, "A2:E2", "A3:A4", "B3:C3", "D3:E3", "A9:E9")
    return save(book, folder / "高新投资月报6月.xlsx")


NAME = "高新技术产业投资额"
MONTH = {"indicator": NAME, "year": 2024, "period": "2024-06"}
SO_FAR = {"indicator": NAME, "year": 2024, "period": "2024-01/2024-06"}
COLUMN_WORDS = [
    MONTH | {"unit": "万元"},
    MONTH | {"unit": "%", "measure": "growth"},
    SO_FAR | {"unit": "万元"},
    SO_FAR | {"unit": "%", "measure": "growth"},
]
SCOPES = ["温州市", "鹿城区", "瑞安市", "泰顺县"]
EXPECTED = expected(
    grid(
        f"{SHEET}!B5",
        SCOPES,
        COLUMN_WORDS,
        [
            [512300, 6.2, 2874110, 8.1],
            [40120, -2.5, 226780, 1.9],
            [98450, 11.0, 561240, 10.7],
            [3260, 0, 20155, -6.3],
        ],
    )
)
COLUMNS = [
    table(
        SHEET,
        (3, 4),
        (5, 8),
        {
            "A": ("地区", "scope"),
            "B": ("本月/投资额", COLUMN_WORDS[0]),
            "C": ("本月/同比", COLUMN_WORDS[1]),
            "D": ("1-6月累计/投资额", COLUMN_WORDS[2]),
            "E": ("1-6月累计/同比", COLUMN_WORDS[3]),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 2: "unit", 9: "note"}}
WORDS = {"全市": "温州市", "鹿城": "鹿城区", "瑞安": "瑞安市", "泰顺": "泰顺县"}
SAID_ELSEWHERE = [
    said("year", 2024, f"{SHEET}!A1", "2024年6月"),
    said("indicator", "高新技术产业投资", f"{SHEET}!A1", "高新技术产业投资"),
    said("unit", "万元", f"{SHEET}!A2", "万元"),
    said("unit", "%", f"{SHEET}!A2", "%"),
]
NEEDS = [("Place", name) for name in SCOPES]
