"""A sheet that does not say its year (Sheet1 for 2021年): its figures wait, the other's load."""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, only, say
from tests.office.found import case

BASE = "case_21_sheet_a_year"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["2021年"].title = "Sheet1"

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("Sheet1!", "", "", ("year", "年")),
]
STILL_LOADS = only(lambda item: item["year"] == 2022, case(BASE).expected)
NOT_LOADED = only(lambda item: item["year"] == 2021, case(BASE).expected)
