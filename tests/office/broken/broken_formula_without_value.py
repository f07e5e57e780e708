"""A formula of which the file keeps no value, as programs write them that do not calculate.

Its cell is said and gives nothing; the other figures of the row load. (What a formula gave when
Excel saved it is a value like another: case_36.)
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import cells, changed, say, without_cells
from tests.office.found import case

BASE = "case_12_targets_and_completion"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["晾晒"]["D5"] = "=C5/B5"

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("晾晒!D5", "新增省科技型中小企业（家）/完成率", "=C5/B5", ("formula", "公式")),
]
STILL_LOADS = without_cells(case(BASE), "晾晒!D5")
NOT_LOADED = cells(case(BASE), "晾晒!D5")
