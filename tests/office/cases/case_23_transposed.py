"""A table turned on its side: the fields down, one platform a column.

Comparison sheets for a meeting are set like this, as they have few records and long texts. All is
made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, table
from tests.office.workbook import save, title, workbook

SHEET = "对比"
UNIVERSITY, FIRM = "罗峰大学", "温州瓯创孵化管理有限公司"


def build(folder: Path) -> Path:
    rows = [
        ["重点创新平台对比表"],
        ["平台名称", "罗峰技术转移中心", "瓯江科技大市场", "南塘科技金融服务中心"],
        ["平台类型", "技术转移中心", "技术市场", "科技金融中心"],
        ["所在地", "瓯海区", "鹿城区", "鹿城区"],
        ["成立时间", "2016年5月", 2013, "2019-10"],
        ["建筑面积（平方米）", 1500, "4,200", "800"],
        ["运营单位", UNIVERSITY, FIRM, None],
        ["存在问题", "专职经理人不足", None, "风险补偿机制待完善"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:D1")
    return save(book, folder / "重点创新平台对比表.xlsx")


EXPECTED = expected(
    entity(
        "Platform",
        "罗峰技术转移中心",
        f"{SHEET}!B2",
        form="transfer_centre",
        founded=2016,
        floor_area=1500,
        place="瓯海区",
        managed_by=UNIVERSITY,
    ),
    entity(
        "Platform",
        "瓯江科技大市场",
        f"{SHEET}!C2",
        form="technology_market",
        founded=2013,
        floor_area=4200,
        place="鹿城区",
        managed_by=FIRM,
    ),
    entity(
        "Platform",
        "南塘科技金融服务中心",
        f"{SHEET}!D2",
        form="finance_centre",
        founded=2019,
        floor_area=800,
        place="鹿城区",
    ),
)
COLUMNS = [
    table(
        SHEET,
        (1, 1),
        (2, 4),
        {
            "2": ("平台名称", "name"),
            "3": ("平台类型", "form"),
            "4": ("所在地", "place"),
            "5": ("成立时间", "founded"),
            "6": ("建筑面积（平方米）", "floor_area"),
            "7": ("运营单位", "managed_by"),
            "8": ("存在问题", None),
        },
        down=True,
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
WORDS = {
    "技术转移中心": "transfer_centre",
    "技术市场": "technology_market",
    "科技金融中心": "finance_centre",
}
CONSTANTS = {"kind": "Platform"}
NEEDS = [
    ("Place", "瓯海区"),
    ("Place", "鹿城区"),
    ("University", UNIVERSITY),
    ("Enterprise", FIRM),
]
