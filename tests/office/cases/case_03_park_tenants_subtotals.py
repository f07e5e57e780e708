"""Parks and their tenants: the park merged down, a subtotal after each, a unit in the header.

Park operators and development zones keep such ledgers of who moves in. The status is that of
the tenancy, not of the firm: a firm that is still negotiating (在谈) exists. The parks of the
first column are parks as well as something to point to. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, link, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "入驻情况"
HARBOUR, VALLEY = "瓯江智造小微园", "罗峰科创谷"


def build(folder: Path) -> Path:
    rows = [
        ["小微企业园入驻企业情况表"],
        ["填报单位：××经济发展局　　　　填报日期：2023年6月30日"],
        ["园区名称", "序号", "入驻企业", "所属行业", "使用面积（㎡）", "入驻状态", "入驻时间"],
        [HARBOUR, 1, "温州铂森机电有限公司", "电气", 1200, "已入驻", "2021年3月"],
        [None, 2, "温州简木鞋业有限公司", "鞋业", "2,350.5", "已入驻", "2020年11月"],
        [None, 3, "浙江瓯越智能装备有限公司", "智能装备", 3000, "已签约", None],
        ["小计", None, "3家", None, 6550.5, None, None],
        [VALLEY, 1, "温州数芯信息技术有限公司", "信息技术", 480, "已入驻", "2022年5月"],
        [None, 2, "温州蓝弧新能源有限公司", "新能源汽车", 900, "在谈", None],
        ["小计", None, "2家", None, 1380, None, None],
        ["合计", None, "5家", None, 7930.5, None, None],
        ["注：使用面积指企业实际租用的建筑面积。"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:G1")
    merge(sheet, "A2:G2", "A4:A6", "A8:A9", "A7:B7", "A10:B10", "A11:B11", "A12:G12")
    return save(book, folder / "园区入驻企业情况表.xlsx")


EXPECTED = expected(
    entity("Park", HARBOUR, f"{SHEET}!4"),
    entity("Enterprise", "温州铂森机电有限公司", f"{SHEET}!4", industry="电气"),
    link("TENANT_OF", "温州铂森机电有限公司", HARBOUR, f"{SHEET}!4", since=2021),
    entity("Enterprise", "温州简木鞋业有限公司", f"{SHEET}!5", industry="鞋业"),
    link("TENANT_OF", "温州简木鞋业有限公司", HARBOUR, f"{SHEET}!5", since=2020),
    entity("Enterprise", "浙江瓯越智能装备有限公司", f"{SHEET}!6", industry="智能装备"),
    link("TENANT_OF", "浙江瓯越智能装备有限公司", HARBOUR, f"{SHEET}!6", "agreed"),
    entity("Park", VALLEY, f"{SHEET}!8"),
    entity("Enterprise", "温州数芯信息技术有限公司", f"{SHEET}!8", industry="信息技术"),
    link("TENANT_OF", "温州数芯信息技术有限公司", VALLEY, f"{SHEET}!8", since=2022),
    entity("Enterprise", "温州蓝弧新能源有限公司", f"{SHEET}!9", industry="新能源汽车"),
    link("TENANT_OF", "温州蓝弧新能源有限公司", VALLEY, f"{SHEET}!9", "planned"),
)

# The area is what the tenant rents, not a building of its own: TENANT_OF has no area.
COLUMNS = [
    table(
        SHEET,
        (3, 3),
        (4, 9),
        {
            "A": ("园区名称", "tenant_of"),
            "B": ("序号", None),
            "C": ("入驻企业", "name"),
            "D": ("所属行业", "industry"),
            "E": ("使用面积（㎡）", None),
            "F": ("入驻状态", "status"),
            "G": ("入驻时间", "since"),
        },
    )
]
LEFT_OUT = {
    SHEET: {
        1: "title",
        2: "line above the header",
        7: "sum of 4-6",
        10: "sum of 8-9",
        11: "sum of 4-9",
        12: "note",
    }
}
WORDS = {"已入驻": "actual", "已签约": "agreed", "在谈": "planned"}
CONSTANTS = {"kind": "Enterprise", "kind of tenant_of": "Park"}
NEEDS = [("Industry", name) for name in ("电气", "鞋业", "智能装备", "信息技术", "新能源汽车")]
