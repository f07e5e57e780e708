"""A list without its header row, as when only the body was copied.

What the columns are has to be asked; nothing is guessed from the first record. Nothing loads.
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, nothing, say
from tests.office.found import case

BASE = "case_01_firms_title_row"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        sheet = book["名单"]
        for merged in [str(r) for r in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(merged)
        sheet.delete_rows(1, 3)

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("名单!", "", "", ("header", "表头")),
]
STILL_LOADS = nothing()
NOT_LOADED = case(BASE).expected
