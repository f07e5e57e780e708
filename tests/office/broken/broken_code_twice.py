"""One unified social credit code in two rows with different names, as when a cell is copied down.

Equal external ids are judged to be one actor, so that two firms would become one without a word.
It is said; the second row waits.
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, rows, say, without_rows
from tests.office.found import case
from tests.office.workbook import uscc

BASE = "case_01_firms_title_row"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["名单"]["C7"] = book["名单"]["C6"].value

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("名单!C7", "统一社会信用代码", uscc(3), uscc(3), "6"),
]
STILL_LOADS = without_rows(case(BASE), 7)
NOT_LOADED = rows(case(BASE), 7)
