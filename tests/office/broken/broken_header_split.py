"""A header cut in two: 统一社会 stands in one row, 信用代码 in the next, nothing else beside it.

The second row is no record. Said with both rows; the parts join to a header that is known, so
that all rows load.
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, moved, say
from tests.office.found import case

BASE = "case_01_firms_title_row"
DOWN = 1  # the rows below the header stand one row further down


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        sheet = book["名单"]
        sheet["C3"] = "统一社会"
        sheet.insert_rows(4)
        sheet["C4"] = "信用代码"

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("名单!C4", "统一社会信用代码", "信用代码", "3", "4", ("header", "表头")),
]
STILL_LOADS = moved(case(BASE).expected, 1)
