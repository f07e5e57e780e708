"""Enclaves (科技飞地): where each comes from and where it stands, tenants in one cell, an address.

Cities list what they keep in the big cities of the delta. 派出地 is the origin, 落地城市 the host,
named with the city before the district. The list of tenants has one firm a line in one cell. All is
made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, link, table
from tests.office.workbook import save, title, workbook

SHEET = "飞地"
HARBOUR, BASE, HOUSE = "罗峰（松江）科创飞地", "楠溪杭州创新中心", "清江（余杭）智创飞地"


def build(folder: Path) -> Path:
    header = [
        "序号",
        "飞地名称",
        "派出地",
        "落地城市",
        "建筑面积（m2）",
        "启用时间",
        "入驻企业",
        "现状",
    ]
    rows = [
        ["科技飞地建设情况"],
        header,
        [
            1,
            HARBOUR,
            "龙湾区",
            "上海市松江区",
            12000,
            "2021-06",
            "温州蓝弧新能源有限公司\n温州数芯信息技术有限公司",
            "已建成",
        ],
        [2, BASE, "永嘉县", "杭州市", "约5000", "2023年", None, "建设中"],
        [3, HOUSE, "乐清市", "杭州市余杭区", None, None, None, "规划中"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:H1")
    return save(book, folder / "科技飞地建设情况.xlsx")


FIRMS = ["温州蓝弧新能源有限公司", "温州数芯信息技术有限公司"]
EXPECTED = expected(
    entity(
        "Enclave",
        HARBOUR,
        f"{SHEET}!3",
        floor_area=12000,
        founded=2021,
        origin="龙湾区",
        host="松江区",
    ),
    *(link("TENANT_OF", firm, HARBOUR, f"{SHEET}!3") for firm in FIRMS),
    entity(
        "Enclave",
        BASE,
        f"{SHEET}!4",
        floor_area=5000,
        founded=2023,
        status="under_way",
        origin="永嘉县",
        host="杭州市",
    ),
    entity("Enclave", HOUSE, f"{SHEET}!5", status="planned", origin="乐清市", host="余杭区"),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("序号", None),
            "B": ("飞地名称", "name"),
            "C": ("派出地", "origin"),
            "D": ("落地城市", "host"),
            "E": ("建筑面积（m2）", "floor_area"),
            "F": ("启用时间", "founded"),
            "G": ("入驻企业", "tenant_of"),  # the other way round: the cell has the tenants
            "H": ("现状", "status"),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
WORDS = {"已建成": "actual", "建设中": "under_way", "规划中": "planned"}
CONSTANTS = {"kind": "Enclave"}
NEEDS = [
    *(("Place", name) for name in ("龙湾区", "松江区", "永嘉县", "杭州市", "乐清市", "余杭区")),
    *(("Enterprise", firm) for firm in FIRMS),
]
