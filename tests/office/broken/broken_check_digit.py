"""A unified social credit code whose last character does not fit the others: its row waits."""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, rows, say, without_rows
from tests.office.found import case
from tests.office.workbook import uscc

BASE = "case_01_firms_title_row"
RIGHT = uscc(2)
WRONG = RIGHT[:-1] + ("1" if RIGHT[-1] != "1" else "2")


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["名单"]["C5"] = WRONG

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("名单!C5", "统一社会信用代码", WRONG, WRONG, ("check", "校验")),
]
STILL_LOADS = without_rows(case(BASE), 5)
NOT_LOADED = rows(case(BASE), 5)
