"""Comments on cells, and a record struck through.

A clerk strikes a line through what was withdrawn and writes why into a comment (批注); another
comment only asks a question. A comment is never a value. A record that is struck through in all
its cells is withdrawn: it is left out, and said. One struck cell beside a new name is how the old
name is shown: only the part that is not struck would count, so that the case does not have it.
All is made up but the places.
"""

from pathlib import Path

from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import save, title, uscc, workbook

SHEET = "隐形冠军"


def build(folder: Path) -> Path:
    rows = [
        ["2022年隐形冠军培育企业名单"],
        ["序号", "企业名称", "统一社会信用代码", "所在地", "主导产业"],
        [1, "温州砺石合成革有限公司", uscc(271), "龙湾区", "鞋业"],
        [2, "平阳双舟塑料机械有限公司", uscc(272), "平阳县", "智能装备"],
        [3, "乐清市澜起继电器有限公司", uscc(273), "乐清市", "电气"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:E1")
    for column in range(1, 6):
        sheet.cell(4, column).font = Font(strike=True)
    sheet["B4"].comment = Comment("2022年11月撤回申报", "经办人")
    sheet["D5"].comment = Comment("是否应为鹿城区？", "审核")
    return save(book, folder / "隐形冠军培育企业名单.xlsx")


EXPECTED = expected(
    entity(
        "Enterprise",
        "温州砺石合成革有限公司",
        f"{SHEET}!3",
        uscc=uscc(271),
        place="龙湾区",
        industry="鞋业",
    ),
    entity(
        "Enterprise",
        "乐清市澜起继电器有限公司",
        f"{SHEET}!5",
        uscc=uscc(273),
        place="乐清市",
        industry="电气",
    ),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("序号", None),
            "B": ("企业名称", "name"),
            "C": ("统一社会信用代码", "uscc"),
            "D": ("所在地", "place"),
            "E": ("主导产业", "industry"),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 4: "struck through"}}
SAID_ELSEWHERE = [said("kind", "Enterprise", f"{SHEET}!A1", "企业")]
NEEDS = [
    ("Place", "龙湾区"),
    ("Place", "乐清市"),
    ("Industry", "鞋业"),
    ("Industry", "电气"),
]
