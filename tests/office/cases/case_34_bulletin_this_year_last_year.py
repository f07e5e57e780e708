"""A long table of indicators: this year, last year, growth; sections, and 其中 rows below a total.

The form of a statistical bulletin's annex. The year stands in the title, so that 本年 and 上年 are
to be worked out. Rows begin with 一、, with 其中： or #, and a 其中 row is a part of the row above.
The unit may change from row to row; growth in 百分点 is a difference. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, observation, said, table
from tests.office.workbook import save, title, workbook

SHEET = "主要指标"


def build(folder: Path) -> Path:
    rows = [
        ["2022年温州市科技创新主要指标"],
        ["指标名称", "计量单位", "本年", "上年", "比上年增长（%）"],
        ["一、投入", None, None, None, None],
        ["R&D经费", "亿元", 198.3, 172.4, 15.0],
        ["  其中：企业", "亿元", 176.1, 153.9, 14.4],
        ["R&D经费与GDP之比", "%", 2.47, 2.27, "提高0.20个百分点"],
        ["二、产出", None, None, None, None],
        ["发明专利授权量", "件", 5230, 4610, 13.4],
        ["  #高校", "件", 1104, 1150, -4.0],
        ["注：本年为初步数。"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:E1")
    return save(book, folder / "主要指标.xlsx")


def line(row: int, name: str, unit: str, now: float, last: float, growth: float) -> list[object]:
    said_ = (
        ("C", now, unit, 2022, "level"),
        ("D", last, unit, 2021, "level"),
        ("E", growth, "%", 2022, "growth"),
    )
    return [
        observation(name, value, u, "温州市", year, f"{SHEET}!{letter}{row}", measure=measure)
        for letter, value, u, year, measure in said_
    ]


EXPECTED = expected(
    line(4, "R&D经费", "亿元", 198.3, 172.4, 15.0),
    line(5, "R&D经费其中企业", "亿元", 176.1, 153.9, 14.4),
    observation("R&D经费与GDP之比", 2.47, "%", "温州市", 2022, f"{SHEET}!C6"),
    observation("R&D经费与GDP之比", 2.27, "%", "温州市", 2021, f"{SHEET}!D6"),
    observation(
        "R&D经费与GDP之比", 0.2, "个百分点", "温州市", 2022, f"{SHEET}!E6", measure="difference"
    ),
    line(8, "发明专利授权量", "件", 5230, 4610, 13.4),
    line(9, "发明专利授权量其中高校", "件", 1104, 1150, -4.0),
)

# A part of a total needs a name of its own: that of the total, then 其中 and the part.
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 9),
        {
            "A": ("指标名称", "indicator"),
            "B": ("计量单位", "unit"),
            "C": ("本年", {"year": 2022}),
            "D": ("上年", {"year": 2021}),
            "E": ("比上年增长（%）", {"measure": "growth", "unit": "%", "year": 2022}),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 3: "section", 7: "section", 10: "note"}}
SAID_ELSEWHERE = [
    said("scope", "温州市", f"{SHEET}!A1", "温州市"),
    said("year", 2022, f"{SHEET}!A1", "2022年"),
    said("year", 2021, f"{SHEET}!D2", "上年"),
    said("measure", "difference", f"{SHEET}!E6", "提高0.20个百分点", rows=(6, 6)),
    said("indicator", "R&D经费其中企业", f"{SHEET}!A5", "其中：企业", rows=(5, 5)),
    said("indicator", "发明专利授权量其中高校", f"{SHEET}!A9", "#高校", rows=(9, 9)),
]
NEEDS = [("Place", "温州市")]
