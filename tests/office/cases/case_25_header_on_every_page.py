"""A long list set for printing: title and header again on each page, a sum for each page.

Lists that were laid out page by page in the sheet itself: 续表, the header once more, 本页小计 at
the foot, the total on the last page. A block may begin in the middle of a merged county. All is
made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "星创天地"


def build(folder: Path) -> Path:
    header = ["县（市、区）", "星创天地名称", "运营主体", "入驻团队（个）"]
    rows = [
        ["2021年温州市星创天地备案名单"],
        header,
        ["永嘉县", "楠溪早茶星创天地", "永嘉早茗农业发展有限公司", 12],
        [None, "岩头蔬果星创天地", "永嘉岩畔家庭农场", 7],
        ["本页小计", None, None, 19],
        ["2021年温州市星创天地备案名单（续表）"],
        header,
        ["永嘉县", "大若岩中药材星创天地", "永嘉本草种植专业合作社", 5],
        ["泰顺县", "三魁香榧星创天地", "泰顺榧乡农业有限公司", 9],
        ["本页小计", None, None, 14],
        ["总计", None, None, 33],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:D1", "A6:D6")
    merge(sheet, "A3:A4")
    return save(book, folder / "星创天地备案名单.xlsx")


def space(row: int, name: str, place: str, manager: str) -> list[dict[str, object]]:
    return entity(
        "Incubator",
        name,
        f"{SHEET}!{row}",
        form="rural_makerspace",
        place=place,
        managed_by=manager,
    )


EXPECTED = expected(
    space(3, "楠溪早茶星创天地", "永嘉县", "永嘉早茗农业发展有限公司"),
    space(4, "岩头蔬果星创天地", "永嘉县", "永嘉岩畔家庭农场"),
    space(8, "大若岩中药材星创天地", "永嘉县", "永嘉本草种植专业合作社"),
    space(9, "三魁香榧星创天地", "泰顺县", "泰顺榧乡农业有限公司"),
)

# Both pages are one table. The teams would be an observation, but a person may as well leave
# them: here they are left, so that a column with a number and no use is among the cases.
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 9),
        {
            "A": ("县（市、区）", "place"),
            "B": ("星创天地名称", "name"),
            "C": ("运营主体", "managed_by"),
            "D": ("入驻团队（个）", None),
        },
    )
]
LEFT_OUT = {
    SHEET: {
        1: "title",
        5: "sum of 3-4",
        6: "title again",
        7: "header again",
        10: "sum of 8-9",
        11: "sum of 3-9",
    }
}
SAID_ELSEWHERE = [said("form", "rural_makerspace", f"{SHEET}!A1", "星创天地")]
CONSTANTS = {"kind": "Incubator"}
NEEDS = [
    ("Place", "永嘉县"),
    ("Place", "泰顺县"),
    *(
        ("Enterprise", name)
        for name in (
            "永嘉早茗农业发展有限公司",
            "永嘉岩畔家庭农场",
            "永嘉本草种植专业合作社",
            "泰顺榧乡农业有限公司",
        )
    ),
]
