"""Two tables on one sheet, one below the other, each with its title and its own columns.

Annexes of a report are often pasted below each other: here laboratories, then research
institutes. The second begins after a blank row. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import save, title, workbook

SHEET = "附表"
UNIVERSITY, FIRM = "罗峰大学", "浙江瓯越智能装备有限公司"


def build(folder: Path) -> Path:
    rows = [
        ["附表1：省级以上重点实验室、工程研究中心"],
        ["序号", "名称", "类型", "依托单位", "所在地"],
        [1, "罗峰激光先进制造重点实验室", "重点实验室", UNIVERSITY, "瓯海区"],
        [2, "浙南低压电器工程研究中心", "工程研究中心", FIRM, "乐清市"],
        None,
        ["附表2：新型研发机构"],
        ["序号", "机构名称", "级别", "所在地", "设立年份", "人员数"],
        [1, "罗峰智能装备研究院", "省级", "龙湾区", 2018, 96],
        [2, "瓯江眼健康研究院", "市级", "龙湾区", 2020, 41],
    ]
    book = workbook(**{SHEET: [row or [] for row in rows]})
    title(book[SHEET], "A1:F1", "A6:F6")
    return save(book, folder / "科研机构附表.xlsx")


EXPECTED = expected(
    entity(
        "Laboratory",
        "罗峰激光先进制造重点实验室",
        f"{SHEET}!3",
        form="key_laboratory",
        affiliated_with=UNIVERSITY,
        place="瓯海区",
    ),
    entity(
        "Laboratory",
        "浙南低压电器工程研究中心",
        f"{SHEET}!4",
        form="engineering_centre",
        affiliated_with=FIRM,
        place="乐清市",
    ),
    entity(
        "ResearchInstitute",
        "罗峰智能装备研究院",
        f"{SHEET}!8",
        level="provincial",
        founded=2018,
        staff=96,
        place="龙湾区",
    ),
    entity(
        "ResearchInstitute",
        "瓯江眼健康研究院",
        f"{SHEET}!9",
        level="municipal",
        founded=2020,
        staff=41,
        place="龙湾区",
    ),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 4),
        {
            "A": ("序号", None),
            "B": ("名称", "name"),
            "C": ("类型", "form"),
            "D": ("依托单位", "affiliated_with"),
            "E": ("所在地", "place"),
        },
    ),
    table(
        SHEET,
        (7, 7),
        (8, 9),
        {
            "A": ("序号", None),
            "B": ("机构名称", "name"),
            "C": ("级别", "level"),
            "D": ("所在地", "place"),
            "E": ("设立年份", "founded"),
            "F": ("人员数", "staff"),
        },
    ),
]
LEFT_OUT = {SHEET: {1: "title", 6: "title"}}
WORDS = {
    "重点实验室": "key_laboratory",
    "工程研究中心": "engineering_centre",
    "省级": "provincial",
    "市级": "municipal",
}
SAID_ELSEWHERE = [
    said("kind", "Laboratory", f"{SHEET}!A1", "重点实验室", rows=(3, 4)),
    said("kind", "ResearchInstitute", f"{SHEET}!A6", "研发机构", rows=(8, 9)),
]
NEEDS = [
    *(("Place", name) for name in ("瓯海区", "乐清市", "龙湾区")),
    ("University", UNIVERSITY),
    ("Enterprise", FIRM),
]
