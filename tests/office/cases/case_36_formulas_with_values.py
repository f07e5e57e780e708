"""Formulas that Excel has worked out: growth, and the sums in the last row.

A file that Excel saved keeps the value of each formula beside it. What the reader saw is the
figure: it counts like one that was typed. All figures are made up.
"""

from pathlib import Path

import openpyxl

from tests.office.expectation import expected, grid, said, table
from tests.office.faults import repacked
from tests.office.workbook import save, title, workbook

SHEET = "研发"
# The formulas, and what Excel would have saved as their values.
VALUES = {
    "D3": ("(C3/B3-1)*100", 25),
    "D4": ("(C4/B4-1)*100", -10),
    "D5": ("(C5/B5-1)*100", 12.5),
    "B6": ("SUM(B3:B5)", 1400),
    "C6": ("SUM(C3:C5)", 1630),
}


EMPTY = "<v></v>" if openpyxl.LXML else "<v />"  # as the library writes it, with lxml or without


def build(folder: Path) -> Path:
    rows = [
        ["规上工业企业研发费用（万元）"],
        ["地区", "2022年", "2023年", "增长%"],
        ["龙湾区", 800, 1000],
        ["洞头区", 200, 180],
        ["平阳县", 400, 450],
        ["合计"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:D1")
    for cell, (formula, _) in VALUES.items():
        sheet[cell] = f"={formula}"
    path = save(book, folder / "规上工业研发费用.xlsx")
    for formula, value in VALUES.values():
        written = (f"<f>{formula}</f>{EMPTY}", f"<f>{formula}</f><v>{value}</v>")
        repacked(path, [], {"xl/worksheets/sheet1.xml": written})
    return path


NAME = "规上工业企业研发费用"
COLUMN_WORDS = [
    {"indicator": NAME, "unit": "万元", "year": 2022},
    {"indicator": NAME, "unit": "万元", "year": 2023},
    {"indicator": NAME, "unit": "%", "year": 2023, "measure": "growth"},
]
SCOPES = ["龙湾区", "洞头区", "平阳县"]
EXPECTED = expected(
    grid(
        f"{SHEET}!B3",
        SCOPES,
        COLUMN_WORDS,
        [[800, 1000, 25], [200, 180, -10], [400, 450, 12.5]],
    )
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("地区", "scope"),
            "B": ("2022年", COLUMN_WORDS[0]),
            "C": ("2023年", COLUMN_WORDS[1]),
            "D": ("增长%", COLUMN_WORDS[2]),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 6: "sum of 3-5"}}
SAID_ELSEWHERE = [
    said("indicator", NAME, f"{SHEET}!A1", NAME),
    said("unit", "万元", f"{SHEET}!A1", "万元"),
]
NEEDS = [("Place", name) for name in SCOPES]
