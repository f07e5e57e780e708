"""Firms with figures over two years: entities and observations in one row.

The base table for ranking firms (培育库): who it is, then revenue and R&D of this year and the
last, and the growth between them, where (3.1) is how accountants write a fall. All is
made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, grid, table
from tests.office.workbook import merge, save, title, uscc, workbook

SHEET = "培育库"


def build(folder: Path) -> Path:
    rows = [
        ["高成长企业培育库基础数据"],
        ["企业名称", "信用代码", "属地", "营业收入（万元）", None, None, "研发费用（万元）", None],
        [None, None, None, "2022年", "2023年", "增速（%）", "2022年", "2023年"],
        ["温州霁云光学有限公司", uscc(321), "瓯海区", 8200, 9840, 20, 512, 690],
        ["浙江岑石泵阀有限公司", uscc(322), "永嘉县", 15200, 14728.8, "(3.1)", 488, 501.5],
        ["温州半夏生物科技有限公司", uscc(323), "龙湾区", "—", 2310, "—", "—", 402],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:H1")
    merge(sheet, "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:H2")
    return save(book, folder / "高成长企业培育库.xlsx")


REVENUE = {"indicator": "营业收入", "unit": "万元"}
GROWTH = {"indicator": "营业收入", "unit": "%", "measure": "growth", "year": 2023}
SPENT = {"indicator": "研发费用", "unit": "万元"}
COLUMN_WORDS = [
    REVENUE | {"year": 2022},
    REVENUE | {"year": 2023},
    GROWTH,
    SPENT | {"year": 2022},
    SPENT | {"year": 2023},
]
FIRMS = [
    ("温州霁云光学有限公司", uscc(321), "瓯海区"),
    ("浙江岑石泵阀有限公司", uscc(322), "永嘉县"),
    ("温州半夏生物科技有限公司", uscc(323), "龙湾区"),
]
EXPECTED = expected(
    *(
        entity("Enterprise", name, f"{SHEET}!{row}", uscc=code, place=place)
        for row, (name, code, place) in enumerate(FIRMS, 4)
    ),
    grid(
        f"{SHEET}!D4",
        [name for name, _, _ in FIRMS],
        COLUMN_WORDS,
        [
            [8200, 9840, 20, 512, 690],
            [15200, 14728.8, -3.1, 488, 501.5],
            [None, 2310, None, None, 402],
        ],
    ),
)
COLUMNS = [
    table(
        SHEET,
        (2, 3),
        (4, 6),
        {
            "A": ("企业名称", "name"),
            "B": ("信用代码", "uscc"),
            "C": ("属地", "place"),
            "D": ("营业收入（万元）/2022年", COLUMN_WORDS[0]),
            "E": ("营业收入（万元）/2023年", COLUMN_WORDS[1]),
            "F": ("营业收入（万元）/增速（%）", COLUMN_WORDS[2]),
            "G": ("研发费用（万元）/2022年", COLUMN_WORDS[3]),
            "H": ("研发费用（万元）/2023年", COLUMN_WORDS[4]),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
CONSTANTS = {"kind": "Enterprise"}
NEEDS = [("Place", place) for _, _, place in FIRMS]
