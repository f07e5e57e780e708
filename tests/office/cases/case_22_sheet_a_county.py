"""A workbook with a sheet for each county, and a first sheet that only explains how to fill it.

The city sends one form to all counties and puts their answers into one file. The county is the
sheet's name, once short (鹿城 for 鹿城区); the form has a row for each indicator and a column for
each of two years. The first sheet has text and no table. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, grid, said, table
from tests.office.workbook import save, title, workbook

FIRST, SECOND, HELP = "鹿城", "苍南县", "填表说明"
ROWS = [("R&D经费", "万元"), ("高新技术企业数", "家"), ("科技型中小企业数", "家")]


def build(folder: Path) -> Path:
    help_ = [
        ["填表说明"],
        ["一、各县（市、区）请于1月20日前报送。"],
        ["二、R&D经费填写统计部门反馈数，2023年为初步数。"],
    ]

    def form(values: list[list[float]]) -> list[list[object]]:
        records = [[*row, *line] for row, line in zip(ROWS, values, strict=True)]
        return [["县域科技创新指标表"], ["指标", "单位", "2022年", "2023年"], *records]

    book = workbook(
        **{
            HELP: help_,
            FIRST: form([[168200, 181530], [402, 451], [1288, 1502]]),
            SECOND: form([[44018, 46980], [121, 139], [566, 640]]),
        }
    )
    title(book[FIRST], "A1:D1")
    title(book[SECOND], "A1:D1")
    return save(book, folder / "县域创新指标.xlsx")


YEARS = [{"year": 2022}, {"year": 2023}]


def county(sheet: str, scope: str, values: list[list[float | None]]) -> list[dict[str, object]]:
    found = []
    for row, ((name, unit), line) in enumerate(zip(ROWS, values, strict=True), 3):
        columns = [{**year, "indicator": name, "unit": unit} for year in YEARS]
        found += grid(f"{sheet}!C{row}", [scope], columns, [line])
    return found


EXPECTED = expected(
    county(FIRST, "鹿城区", [[168200, 181530], [402, 451], [1288, 1502]]),
    county(SECOND, "苍南县", [[44018, 46980], [121, 139], [566, 640]]),
)
COLUMNS = [
    table(
        sheet,
        (2, 2),
        (3, 5),
        {
            "A": ("指标", "indicator"),
            "B": ("单位", "unit"),
            "C": ("2022年", YEARS[0]),
            "D": ("2023年", YEARS[1]),
        },
    )
    for sheet in (FIRST, SECOND)
]
LEFT_OUT = {HELP: {0: "no table"}, FIRST: {1: "title"}, SECOND: {1: "title"}}
SAID_ELSEWHERE = [
    said("scope", "鹿城区", f"{FIRST}!", "鹿城"),
    said("scope", "苍南县", f"{SECOND}!", "苍南县"),
]
WORDS = {"鹿城": "鹿城区"}
NEEDS = [("Place", "鹿城区"), ("Place", "苍南县")]
