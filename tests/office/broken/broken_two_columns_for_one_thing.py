"""Two columns that both are the name (企业名称, 单位名称), with different texts in them.

Said once, with both columns; the first is taken until a person decides.
"""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, say
from tests.office.found import case

BASE = "case_01_firms_title_row"
OTHERS = ["启衡阀门", "澄远激光", "禾川电气", "博岳部件", "沐康生物"]


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        sheet = book["名单"]
        sheet["H3"] = "单位名称"
        for row, name in enumerate(OTHERS, 4):
            sheet.cell(row, 8, name)

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("名单!H3", "单位名称", "单位名称", "企业名称", "单位名称"),
]
STILL_LOADS = case(BASE).expected
