"""A place that nobody knows (龙弯区 for 龙湾区): the link is refused, its row is loaded."""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, only, say
from tests.office.found import case

BASE = "case_01_firms_title_row"
LOST = [i for i in case(BASE).expected["links"] if i["to"] == "龙湾区"]


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["名单"]["D4"] = "龙弯区"

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("名单!D4", "所属县（市、区）", "龙弯区", "龙弯区", "龙湾区"),
]
STILL_LOADS = only(lambda item: item not in LOST, case(BASE).expected)
NOT_LOADED = only(lambda item: item in LOST, case(BASE).expected)
