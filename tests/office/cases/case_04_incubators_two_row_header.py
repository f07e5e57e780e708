"""Incubators and makerspaces: a header of two rows, notes and signatures below the table.

The yearly survey of incubators (火炬统计) is handed round in this shape: groups of columns under a
merged upper header, the unit now in the upper and now in the lower row, a word for the form in
each row, and below the table its notes and who filled it in. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, grid, said, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "孵化载体"


def build(folder: Path) -> Path:
    rows = [
        ["2022年度温州市孵化器、众创空间基本情况"],
        [
            "序号",
            "载体名称",
            "类型",
            "级别",
            "所在地",
            "运营单位",
            "场地情况",
            None,
            "在孵企业（家）",
            None,
        ],
        [None] * 6 + ["建筑面积（平方米）", "成立年份", "总数", "其中：当年新增"],
        [
            1,
            "瓯创智谷科技企业孵化器",
            "孵化器",
            "国家级",
            "鹿城区",
            "温州瓯创孵化管理有限公司",
            21500,
            2014,
            68,
            12,
        ],
        [
            2,
            "汇思众创空间",
            "众创空间",
            "省级",
            "瓯海区",
            "温州汇思文化发展有限公司",
            3200,
            2017,
            25,
            9,
        ],
        [
            3,
            "青禾星创天地",
            "星创天地",
            "市级",
            "泰顺县",
            "泰顺青禾农业专业合作社",
            1800,
            2019,
            11,
            3,
        ],
        [
            4,
            "飞云加速器",
            "加速器",
            "省级",
            "瑞安市",
            "瑞安飞云产业运营有限公司",
            36000,
            2020,
            31,
            8,
        ],
        ["注：1.在孵企业数为年末数。"],
        ["    2.级别按最高认定级别填写。"],
        ["单位负责人：×××　　填表人：×××　　联系电话：0577-××××××××　　报出日期：2023年1月15日"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:J1")
    merge(sheet, *(f"{c}2:{c}3" for c in "ABCDEF"), "G2:H2", "I2:J2")
    merge(sheet, "A8:J8", "A9:J9", "A10:J10")
    return save(book, folder / "孵化载体基本情况.xlsx")


NAMES = ["瓯创智谷科技企业孵化器", "汇思众创空间", "青禾星创天地", "飞云加速器"]
ALL = {"indicator": "在孵企业总数", "unit": "家", "year": 2022}
NEW = {"indicator": "在孵企业当年新增", "unit": "家", "year": 2022}
EXPECTED = expected(
    entity(
        "Incubator",
        NAMES[0],
        f"{SHEET}!4",
        form="incubator",
        level="national",
        floor_area=21500,
        founded=2014,
        place="鹿城区",
        managed_by="温州瓯创孵化管理有限公司",
    ),
    entity(
        "Incubator",
        NAMES[1],
        f"{SHEET}!5",
        form="makerspace",
        level="provincial",
        floor_area=3200,
        founded=2017,
        place="瓯海区",
        managed_by="温州汇思文化发展有限公司",
    ),
    entity(
        "Incubator",
        NAMES[2],
        f"{SHEET}!6",
        form="rural_makerspace",
        level="municipal",
        floor_area=1800,
        founded=2019,
        place="泰顺县",
        managed_by="泰顺青禾农业专业合作社",
    ),
    entity(
        "Incubator",
        NAMES[3],
        f"{SHEET}!7",
        form="accelerator",
        level="provincial",
        floor_area=36000,
        founded=2020,
        place="瑞安市",
        managed_by="瑞安飞云产业运营有限公司",
    ),
    grid(f"{SHEET}!I4", NAMES, [ALL, NEW], [[68, 12], [25, 9], [11, 3], [31, 8]]),
)
COLUMNS = [
    table(
        SHEET,
        (2, 3),
        (4, 7),
        {
            "A": ("序号", None),
            "B": ("载体名称", "name"),
            "C": ("类型", "form"),
            "D": ("级别", "level"),
            "E": ("所在地", "place"),
            "F": ("运营单位", "managed_by"),
            "G": ("场地情况/建筑面积（平方米）", "floor_area"),
            "H": ("场地情况/成立年份", "founded"),
            "I": ("在孵企业（家）/总数", ALL),
            "J": ("在孵企业（家）/其中：当年新增", NEW),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 8: "note", 9: "note", 10: "signature"}}
WORDS = {
    "孵化器": "incubator",
    "众创空间": "makerspace",
    "星创天地": "rural_makerspace",
    "加速器": "accelerator",
    "国家级": "national",
    "省级": "provincial",
    "市级": "municipal",
}
SAID_ELSEWHERE = [
    said("kind", "Incubator", f"{SHEET}!A1", "孵化器"),
    said("year", 2022, f"{SHEET}!A1", "2022年度"),
]
NEEDS = [
    *(("Place", name) for name in ("鹿城区", "瓯海区", "泰顺县", "瑞安市")),
    *(
        ("Enterprise", name)
        for name in (
            "温州瓯创孵化管理有限公司",
            "温州汇思文化发展有限公司",
            "泰顺青禾农业专业合作社",
            "瑞安飞云产业运营有限公司",
        )
    ),
]
