"""R&D by county under a header of three rows: group, year, unit.

Yearbooks set tables of several indicators over several years like this: the group merged across
its years, the unit in the third row. Figures above a thousand are text with separators in some
cells. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, grid, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "17-5"


def build(folder: Path) -> Path:
    rows = [
        ["17-5 各县（市、区）研究与试验发展(R&D)投入情况"],
        ["地区", "R&D经费内部支出", None, "R&D人员折合全时当量", None, "R&D经费占GDP比重", None],
        [None, "2020年", "2021年", "2020年", "2021年", "2020年", "2021年"],
        [None, "万元", "万元", "人年", "人年", "%", "%"],
        ["洞头区", 8650, 9412, 310, 342, 0.81, 0.84],
        ["永嘉县", 112308, "124,590", "4,102", 4466, 2.41, 2.52],
        ["平阳县", "98,770.5", 107312, 3588, 3790, "1.90", 1.96],
        ["苍南县", 41225, 44018, 1607, 1698, 1.12, 1.15],
        ["泰顺县", 7304, 7719, 266, 281, 0.62, 0.63],
        ["资料来源：××统计局。", None],
        ["注：R&D经费占GDP比重按当年地区生产总值计算。"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:G1")
    merge(sheet, "A2:A4", "B2:C2", "D2:E2", "F2:G2", "A10:G10", "A11:G11")
    return save(book, folder / "17-5 分县RD投入.xlsx")


SPENT = {"indicator": "R&D经费内部支出", "unit": "万元"}
STAFF = {"indicator": "R&D人员折合全时当量", "unit": "人年"}
SHARE = {"indicator": "R&D经费占GDP比重", "unit": "%", "measure": "share"}
WORDS_OF_COLUMNS = [of | {"year": year} for of in (SPENT, STAFF, SHARE) for year in (2020, 2021)]
SCOPES = ["洞头区", "永嘉县", "平阳县", "苍南县", "泰顺县"]
EXPECTED = expected(
    grid(
        f"{SHEET}!B5",
        SCOPES,
        WORDS_OF_COLUMNS,
        [
            [8650, 9412, 310, 342, 0.81, 0.84],
            [112308, 124590, 4102, 4466, 2.41, 2.52],
            [98770.5, 107312, 3588, 3790, 1.9, 1.96],
            [41225, 44018, 1607, 1698, 1.12, 1.15],
            [7304, 7719, 266, 281, 0.62, 0.63],
        ],
    )
)
COLUMNS = [
    table(
        SHEET,
        (2, 4),
        (5, 9),
        {
            "A": ("地区", "scope"),
            "B": ("R&D经费内部支出/2020年/万元", WORDS_OF_COLUMNS[0]),
            "C": ("R&D经费内部支出/2021年/万元", WORDS_OF_COLUMNS[1]),
            "D": ("R&D人员折合全时当量/2020年/人年", WORDS_OF_COLUMNS[2]),
            "E": ("R&D人员折合全时当量/2021年/人年", WORDS_OF_COLUMNS[3]),
            "F": ("R&D经费占GDP比重/2020年/%", WORDS_OF_COLUMNS[4]),
            "G": ("R&D经费占GDP比重/2021年/%", WORDS_OF_COLUMNS[5]),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 10: "note", 11: "note"}}
NEEDS = [("Place", name) for name in SCOPES]
