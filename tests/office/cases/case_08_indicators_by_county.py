"""Indicators by county: a line with the unit above the header, growth beside each level.

The commonest table of a statistics bureau. The row 全市 is the city's own figure, not a sum to
leave out; counties are written with spaces between two characters, as printed tables set them.
All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, grid, said, table
from tests.office.workbook import save, title, workbook

SHEET = "分县"


def build(folder: Path) -> Path:
    rows = [
        ["2021年各县（市、区）高新技术产业主要指标"],
        [None, None, None, None, "单位：亿元"],
        ["地  区", "高新技术产业增加值", "同比±%", "高新技术产业投资", "同比±%"],
        ["全  市", 812.46, 9.3, 305.2, 14.1],
        ["鹿城区", 61.05, 7.9, 22.37, 8.6],
        ["龙湾区", 118.3, 10.2, 47.9, 21.5],
        ["瓯海区", 96.74, 8.8, 35.12, -3.4],
        ["乐清市", 241.6, 11.4, 88.05, 17.0],
        ["瑞安市", 173.28, 9.9, 61.7, "-0.8"],
        ["文成县", 4.12, "持平", 2.06, "下降5.2"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:E1")
    return save(book, folder / "分县高新技术产业指标.xlsx")


VALUE = {"indicator": "高新技术产业增加值", "unit": "亿元", "year": 2021}
VALUE_GROWTH = {"indicator": "高新技术产业增加值", "unit": "%", "measure": "growth", "year": 2021}
INVESTMENT = {"indicator": "高新技术产业投资", "unit": "亿元", "year": 2021}
INVESTMENT_GROWTH = {
    "indicator": "高新技术产业投资",
    "unit": "%",
    "measure": "growth",
    "year": 2021,
}
SCOPES = ["温州市", "鹿城区", "龙湾区", "瓯海区", "乐清市", "瑞安市", "文成县"]
# 持平 (as in the year before) is no number: it is left to a person, and said.
EXPECTED = expected(
    grid(
        f"{SHEET}!B4",
        SCOPES,
        [VALUE, VALUE_GROWTH, INVESTMENT, INVESTMENT_GROWTH],
        [
            [812.46, 9.3, 305.2, 14.1],
            [61.05, 7.9, 22.37, 8.6],
            [118.3, 10.2, 47.9, 21.5],
            [96.74, 8.8, 35.12, -3.4],
            [241.6, 11.4, 88.05, 17.0],
            [173.28, 9.9, 61.7, -0.8],
            [4.12, None, 2.06, -5.2],
        ],
    )
)
COLUMNS = [
    table(
        SHEET,
        (3, 3),
        (4, 10),
        {
            "A": ("地区", "scope"),
            "B": ("高新技术产业增加值", VALUE),
            "C": ("同比±%", VALUE_GROWTH),
            "D": ("高新技术产业投资", INVESTMENT),
            "E": ("同比±%", INVESTMENT_GROWTH),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 2: "unit"}}
WORDS = {"全市": "温州市"}
SAID_ELSEWHERE = [
    said("year", 2021, f"{SHEET}!A1", "2021年"),
    said("unit", "亿元", f"{SHEET}!E2", "单位：亿元"),
]
NEEDS = [("Place", name) for name in SCOPES]
