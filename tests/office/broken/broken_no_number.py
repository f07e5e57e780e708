"""A number with a letter O for a nought, and one in words: each cell is said, its row waits."""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, rows, say, without_rows
from tests.office.found import case

BASE = "case_02_smes_merged_county"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        sheet = book["科技型中小企业"]
        sheet["F4"] = "13O"
        sheet["F7"] = "六十多"

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("科技型中小企业!F4", "职工人数（人）", "13O", "13O", ("number", "数")),
    say("科技型中小企业!F7", "职工人数（人）", "六十多", "六十多", ("number", "数")),
]
STILL_LOADS = without_rows(case(BASE), 4, 7)
NOT_LOADED = rows(case(BASE), 4, 7)
