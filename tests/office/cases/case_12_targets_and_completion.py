"""A table of targets: what was set for the year, what is done so far, per cent done, rank.

Cities hang such tables out (晾晒) each month or quarter, so that counties see who is behind. A
target is planned; what is done so far is of the months up to September; the rank is among the
city's counties. The share done is a fraction with a per cent format in the cells, so that what a
reader sees (82.5%) is not what the cell holds (0.825). All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, grid, said, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "晾晒"


def build(folder: Path) -> Path:
    rows = [
        ["2023年前三季度科技创新指标完成情况晾晒表"],
        ["县（市、区）", "新增省科技型中小企业（家）", None, None, None],
        [None, "全年目标", "1-9月完成", "完成率", "全市排名"],
        ["鹿城区", 240, 198, 0.825, 4],
        ["瓯海区", 260, 247, 0.95, 1],
        ["乐清市", 400, 356, 0.89, 3],
        ["平阳县", 150, 141, 0.94, 2],
        ["泰顺县", 40, 22, 0.55, 5],
        ["合计", 1090, 964, None, None],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:E1")
    merge(sheet, "A2:A3", "B2:E2")
    for row in range(4, 9):
        sheet.cell(row, 4).number_format = "0.0%"
    return save(book, folder / "前三季度晾晒表.xlsx")


NAME = "新增省科技型中小企业"
DONE_BY = {"year": 2023, "period": "2023-01/2023-09"}
TARGET = {"indicator": NAME, "unit": "家", "year": 2023, "status": "planned"}
DONE = {"indicator": NAME, "unit": "家", **DONE_BY}
COMPLETION = {"indicator": NAME, "unit": "%", "measure": "completion", **DONE_BY}
RANK = {"indicator": NAME, "unit": "", "measure": "rank", "among": "温州市", **DONE_BY}
SCOPES = ["鹿城区", "瓯海区", "乐清市", "平阳县", "泰顺县"]
EXPECTED = expected(
    grid(
        f"{SHEET}!B4",
        SCOPES,
        [TARGET, DONE, COMPLETION, RANK],
        [
            [240, 198, 82.5, 4],
            [260, 247, 95, 1],
            [400, 356, 89, 3],
            [150, 141, 94, 2],
            [40, 22, 55, 5],
        ],
    )
)
COLUMNS = [
    table(
        SHEET,
        (2, 3),
        (4, 8),
        {
            "A": ("县（市、区）", "scope"),
            "B": ("新增省科技型中小企业（家）/全年目标", TARGET),
            "C": ("新增省科技型中小企业（家）/1-9月完成", DONE),
            "D": ("新增省科技型中小企业（家）/完成率", COMPLETION, 100),
            "E": ("新增省科技型中小企业（家）/全市排名", RANK),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 9: "sum of 4-8"}}
SAID_ELSEWHERE = [said("year", 2023, f"{SHEET}!A1", "2023年")]
NEEDS = [("Place", name) for name in [*SCOPES, "温州市"]]
