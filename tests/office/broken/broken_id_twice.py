"""A number of a record given twice, to two different platforms: the second row waits."""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, rows, say, without_rows
from tests.office.found import case

BASE = "case_05_platforms_many_values"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["综合体"]["A6"] = "W02"

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("综合体!A6", "编号", "W02", "W02", "4"),
]
STILL_LOADS = without_rows(case(BASE), 6)
NOT_LOADED = rows(case(BASE), 6)
