"""A sum row that is not the sum of its rows: said with both numbers; all rows load.

Whether the sum or a record is wrong, nobody can tell from the file.
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, say
from tests.office.found import case

BASE = "case_12_targets_and_completion"
COLUMN = "新增省科技型中小企业（家）/全年目标"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["晾晒"]["B9"] = 1100

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say(
        "晾晒!B9",
        "新增省科技型中小企业（家）/全年目标",
        "1100",
        ("1100", "1,100"),
        ("1090", "1,090"),
    ),
]
STILL_LOADS = case(BASE).expected
