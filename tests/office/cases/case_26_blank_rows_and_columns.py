"""A table that begins at C4, with blank columns and rows within it.

Blank columns keep two groups apart on paper, blank rows one county from the next; the first rows
and columns were left empty as a margin. Cells that look empty hold a space. All is made up but
the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import fill, save, workbook

SHEET = "Sheet1"


def build(folder: Path) -> Path:
    rows: list[list[object]] = [
        ["重点实验室名单（2023年）"],
        [],
        ["实验室名称", None, "级别", "依托单位", None, "所在地"],
        ["罗峰眼视光材料重点实验室", None, "省级", "罗峰医科大学", None, "瓯海区"],
        ["罗峰碳中和技术重点实验室", " ", "省级", "罗峰大学", None, "瓯海区"],
        [],
        ["楠溪泵阀密封重点实验室", None, "市级", "浙江恒涌流体控制有限公司", " ", "永嘉县"],
        [" ", None, None, " "],
        ["清江智能断路器重点实验室", None, "市级", "乐清市禾川电气股份有限公司", None, "乐清市"],
    ]
    book = workbook(**{SHEET: []})
    fill(book[SHEET], rows, row=4, column=3)
    return save(book, folder / "重点实验室名单.xlsx")


def laboratory(row: int, name: str, level: str, of: str, place: str) -> list[dict[str, object]]:
    return entity(
        "Laboratory",
        name,
        f"{SHEET}!{row}",
        form="key_laboratory",
        level=level,
        affiliated_with=of,
        place=place,
    )


EXPECTED = expected(
    laboratory(7, "罗峰眼视光材料重点实验室", "provincial", "罗峰医科大学", "瓯海区"),
    laboratory(8, "罗峰碳中和技术重点实验室", "provincial", "罗峰大学", "瓯海区"),
    laboratory(10, "楠溪泵阀密封重点实验室", "municipal", "浙江恒涌流体控制有限公司", "永嘉县"),
    laboratory(12, "清江智能断路器重点实验室", "municipal", "乐清市禾川电气股份有限公司", "乐清市"),
)
COLUMNS = [
    table(
        SHEET,
        (6, 6),
        (7, 12),
        {
            "C": ("实验室名称", "name"),
            "D": ("", None),
            "E": ("级别", "level"),
            "F": ("依托单位", "affiliated_with"),
            "G": ("", None),
            "H": ("所在地", "place"),
        },
    )
]
LEFT_OUT = {SHEET: {4: "title", 11: "blank"}}
WORDS = {"省级": "provincial", "市级": "municipal"}
SAID_ELSEWHERE = [
    said("kind", "Laboratory", f"{SHEET}!C4", "实验室"),
    said("form", "key_laboratory", f"{SHEET}!C4", "重点实验室"),
]
NEEDS = [
    *(("Place", name) for name in ("瓯海区", "永嘉县", "乐清市")),
    ("University", "罗峰医科大学"),
    ("University", "罗峰大学"),
    ("Enterprise", "浙江恒涌流体控制有限公司"),
    ("Enterprise", "乐清市禾川电气股份有限公司"),
]
