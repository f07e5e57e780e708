"""A workbook of Excel 97–2003 (.xls) with merged counties, real dates and two empty sheets.

Offices keep lists in the old format for years, and old software still writes it. Sheet2 and
Sheet3 are the empty ones that every new workbook once had. The area is in 万平方米, which is
10,000 m². All is made up but the places.
"""

import shutil
from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import uscc

FILE = Path(__file__).parents[1] / "files" / "enterprise_technology_centres.xls"
SHEET = "2016年认定"


def build(folder: Path) -> Path:
    return Path(shutil.copy(FILE, folder / "企业技术中心认定名单.xls"))


EXPECTED = expected(
    entity(
        "Enterprise",
        "温州泊岸服饰有限公司",
        f"{SHEET}!3",
        uscc=uscc(171),
        founded=2003,
        floor_area=12000,
        place="鹿城区",
    ),
    entity(
        "Enterprise",
        "温州晨曜打火机制造有限公司",
        f"{SHEET}!4",
        uscc=uscc(172),
        founded=1998,
        floor_area=8500,
        place="鹿城区",
    ),
    entity(
        "Enterprise",
        "苍南同沃印刷机械有限公司",
        f"{SHEET}!5",
        uscc=uscc(173),
        founded=2006,
        floor_area=20500,
        place="苍南县",
    ),
    entity(
        "Enterprise",
        "浙江素筑塑编科技有限公司",
        f"{SHEET}!6",
        uscc=uscc(174),
        founded=2010,
        floor_area=30000,
        place="苍南县",
    ),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 6),
        {
            "A": ("县（市、区）", "place"),
            "B": ("序号", None),
            "C": ("企业名称", "name"),
            "D": ("统一社会信用代码", "uscc"),
            "E": ("成立日期", "founded"),
            "F": ("建筑面积（万平方米）", "floor_area", 10_000),
            "G": ("备注", None),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 7: "sum of 3-6"}}
SAID_ELSEWHERE = [said("kind", "Enterprise", f"{SHEET}!A1", "企业")]
NEEDS = [("Place", "鹿城区"), ("Place", "苍南县")]
