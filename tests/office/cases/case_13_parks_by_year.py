"""A cross table: parks down, years across, one indicator that only the title names.

Development zones compare their parks over the years like this. The corner cell is split by a
slanting line and says both axes (年份 园区). The years are numbers. The row 平均 is a mean and no
park. All names and figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, grid, said, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "亩均"


def build(folder: Path) -> Path:
    rows = [
        ["各园区历年规上工业亩均税收"],
        ["单位：万元/亩", None, None, None, None],
        ["年份\n园区", 2018, 2019, 2020, 2021],
        ["瓯江智造小微园", 21.4, 23.9, 22.6, 27.1],
        ["罗峰科创谷", None, 31.2, 33.0, 38.5],
        ["飞云新材料产业园", 14.8, 15.3, "…", 17.9],
        ["平均", 18.1, 23.47, 27.8, 27.83],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:E1")
    merge(sheet, "A2:E2")
    return save(book, folder / "园区亩均税收.xlsx")


SCOPES = ["瓯江智造小微园", "罗峰科创谷", "飞云新材料产业园"]
BY_YEAR = [
    {"indicator": "规上工业亩均税收", "unit": "万元/亩", "year": year}
    for year in (2018, 2019, 2020, 2021)
]
EXPECTED = expected(
    grid(
        f"{SHEET}!B4",
        SCOPES,
        BY_YEAR,
        [[21.4, 23.9, 22.6, 27.1], [None, 31.2, 33.0, 38.5], [14.8, 15.3, None, 17.9]],
    )
)
COLUMNS = [
    table(
        SHEET,
        (3, 3),
        (4, 6),
        {
            "A": ("年份园区", "scope"),
            **{
                letter: (str(words["year"]), words)
                for letter, words in zip("BCDE", BY_YEAR, strict=True)
            },
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 2: "unit", 7: "mean"}}
SAID_ELSEWHERE = [
    said("indicator", "规上工业亩均税收", f"{SHEET}!A1", "规上工业亩均税收"),
    said("unit", "万元/亩", f"{SHEET}!A2", "万元/亩"),
]
NEEDS = [("Park", name) for name in SCOPES]
