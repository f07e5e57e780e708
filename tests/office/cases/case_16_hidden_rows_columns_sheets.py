"""Hidden rows, a hidden column and a hidden sheet: what the author took out of sight.

Clerks hide what they withdrew, what is personal, and the sheets from which they copied. What is
hidden is left out, and said: here a withdrawn firm, a column of staff that is not for others, a
sheet of an older list, and a very hidden one of choices. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import save, title, uscc, workbook

SHEET, OLD, CHOICES = "瞪羚企业", "2020年旧表", "选项"


def build(folder: Path) -> Path:
    header = ["序号", "企业名称", "统一社会信用代码", "职工人数", "所在地", "所属产业"]
    rows = [
        ["2021年温州市瞪羚企业培育名单"],
        header,
        [1, "温州霖光半导体材料有限公司", uscc(161), 77, "瓯海区", "激光与光电"],
        [2, "浙江迅驰传动机械有限公司（已迁出）", uscc(162), 140, "瑞安市", "汽摩配"],
        [3, "乐清同芯传感技术有限公司", uscc(163), 52, "乐清市", "智能电气"],
        [4, "温州泽风机器人有限公司", uscc(164), 38, "龙湾区", "工业机器人"],
    ]
    old = [header, [1, "温州旧雨纺织机械有限公司", uscc(165), 20, "鹿城区", "服装"]]
    book = workbook(**{SHEET: rows, OLD: old, CHOICES: [["国家级"], ["省级"], ["市级"]]})
    sheet = book[SHEET]
    title(sheet, "A1:F1")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book[OLD].sheet_state = "hidden"
    book[CHOICES].sheet_state = "veryHidden"
    return save(book, folder / "瞪羚企业培育名单.xlsx")


EXPECTED = expected(
    entity(
        "Enterprise",
        "温州霖光半导体材料有限公司",
        f"{SHEET}!3",
        uscc=uscc(161),
        place="瓯海区",
        industry="激光与光电",
    ),
    entity(
        "Enterprise",
        "乐清同芯传感技术有限公司",
        f"{SHEET}!5",
        uscc=uscc(163),
        place="乐清市",
        industry="智能电气",
    ),
    entity(
        "Enterprise",
        "温州泽风机器人有限公司",
        f"{SHEET}!6",
        uscc=uscc(164),
        place="龙湾区",
        industry="工业机器人",
    ),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 6),
        {
            "A": ("序号", None),
            "B": ("企业名称", "name"),
            "C": ("统一社会信用代码", "uscc"),
            "D": ("职工人数", None),  # would be staff, but is hidden
            "E": ("所在地", "place"),
            "F": ("所属产业", "industry"),
        },
    )
]
LEFT_OUT = {
    SHEET: {1: "title", 4: "hidden"},
    OLD: {0: "hidden sheet"},
    CHOICES: {0: "hidden sheet"},
}
SAID_ELSEWHERE = [said("kind", "Enterprise", f"{SHEET}!A1", "企业")]
NEEDS = [
    *(("Place", name) for name in ("瓯海区", "乐清市", "龙湾区")),
    *(("Industry", name) for name in ("激光与光电", "智能电气", "工业机器人")),
]
