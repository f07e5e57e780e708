"""Science awards: who completed what, the grade merged down, several completing units in order.

The list that a province or city publishes after its awards. Units are parted by commas in full
width and a line break; the grade of the award groups the rows. All is made up.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "获奖项目"
UNIVERSITY, INSTITUTE, FIRM = "罗峰大学", "罗峰技术研究院", "浙江清屏显示技术有限公司"


def build(folder: Path) -> Path:
    rows = [
        ["2020年度温州市科学技术进步奖获奖项目"],
        ["奖励等级", "序号", "项目名称", "完成单位", "奖励级别", "所属领域"],
        ["一等奖", 1, "高透明导电薄膜制备关键技术", f"{FIRM}，{UNIVERSITY}", "市级", "信息技术"],
        ["二等奖", 2, "山地茶园机械化采摘装备", f"{INSTITUTE}，\n{UNIVERSITY}", "市级", "现代农业"],
        [None, 3, "微创眼科手术导航系统", UNIVERSITY, "市级", "生命健康"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:F1")
    merge(sheet, "A4:A5")
    return save(book, folder / "科技进步奖获奖项目.xlsx")


def award(row: int, name: str, by: str | list[str], field: str) -> list[dict[str, object]]:
    return entity(
        "Achievement",
        name,
        f"{SHEET}!{row}",
        form="technology",
        level="municipal",
        achieved_by=by,
        industry=field,
    )


# The row is the result that won, not the award; the grade (一等奖) has no place in the model but
# as a programme that lists it, which the file names only in its title and grade together.
EXPECTED = expected(
    award(3, "高透明导电薄膜制备关键技术", [FIRM, UNIVERSITY], "信息技术"),
    award(4, "山地茶园机械化采摘装备", [INSTITUTE, UNIVERSITY], "现代农业"),
    award(5, "微创眼科手术导航系统", UNIVERSITY, "生命健康"),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("奖励等级", None),
            "B": ("序号", None),
            "C": ("项目名称", "name"),
            "D": ("完成单位", "achieved_by"),
            "E": ("奖励级别", "level"),
            "F": ("所属领域", "industry"),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
WORDS = {"市级": "municipal"}
CONSTANTS = {"kind": "Achievement", "form": "technology"}
NEEDS = [
    ("University", UNIVERSITY),
    ("ResearchInstitute", INSTITUTE),
    ("Enterprise", FIRM),
    *(("Industry", name) for name in ("信息技术", "现代农业", "生命健康")),
]
