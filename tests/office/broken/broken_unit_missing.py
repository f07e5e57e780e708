"""The line with the unit is gone: figures of 高新技术产业增加值 and its investment have none.

Growth has its unit (%) in the header and loads. A level without a unit is no fact: it waits until
a person writes the unit into the mapping. One line a column, not one a cell.
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, only, say
from tests.office.found import case

BASE = "case_08_indicators_by_county"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["分县"]["E2"] = None

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("分县!B3", "高新技术产业增加值", "", "高新技术产业增加值", ("unit", "单位")),
    say("分县!D3", "高新技术产业投资", "", "高新技术产业投资", ("unit", "单位")),
]
STILL_LOADS = only(lambda item: item["unit"] == "%", case(BASE).expected)
NOT_LOADED = only(lambda item: item["unit"] != "%", case(BASE).expected)
