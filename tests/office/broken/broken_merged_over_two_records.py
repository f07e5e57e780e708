"""A name merged over two records that have a code and a place each.

Merged down is as above for what groups records; for what names one it is a fault: which of the
two has the name, nobody can tell, and one name with two codes must not become one firm. Both wait.
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, rows, say, without_rows
from tests.office.found import case

BASE = "case_01_firms_title_row"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        book["名单"].merge_cells("B5:B6")

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("名单!B5", "企业名称", "浙江澄远激光装备有限公司", "B5:B6", ("merged", "合并")),
]
STILL_LOADS = without_rows(case(BASE), 5, 6)
NOT_LOADED = rows(case(BASE), 5, 6)
