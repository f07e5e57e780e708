"""Technology envoys (科技特派员): persons, where they work, what they know, titles and telephones.

A list of people: the name of two characters is written with a space between them, telephone and
identity numbers are starred out and are nothing of the model anyway.
All is made up.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, table
from tests.office.workbook import save, title, workbook

SHEET = "特派员"
UNIVERSITY, INSTITUTE = "罗峰大学", "罗峰技术研究院"


def build(folder: Path) -> Path:
    rows = [
        ["第十四批科技特派员名单"],
        ["序号", "姓  名", "性别", "工作单位", "职称", "专业领域", "手机", "派驻年份"],
        [1, "甄 样", "女", UNIVERSITY, "教授", "现代农业", "138××××××01", 2021],
        [2, "贾设想", "男", INSTITUTE, "高级农艺师", "农业种业", "139××××××02", 2021],
        [3, "虞 构", "男", UNIVERSITY, "副教授", "现代农业、农业种业", None, 2022],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:H1")
    return save(book, folder / "科技特派员名单.xlsx")


def person(
    row: int, name: str, title_: str, at: str, field: str | list[str]
) -> list[dict[str, object]]:
    return entity("Person", name, f"{SHEET}!{row}", title=title_, works_at=at, expert_in=field)


# 派驻年份 is when they were sent out as envoys, not since when they work at their employer.
EXPECTED = expected(
    person(3, "甄样", "教授", UNIVERSITY, "现代农业"),
    person(4, "贾设想", "高级农艺师", INSTITUTE, "农业种业"),
    person(5, "虞构", "副教授", UNIVERSITY, ["现代农业", "农业种业"]),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("序号", None),
            "B": ("姓名", "name"),
            "C": ("性别", None),
            "D": ("工作单位", "works_at"),
            "E": ("职称", "title"),
            "F": ("专业领域", "expert_in"),
            "G": ("手机", None),
            "H": ("派驻年份", None),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
CONSTANTS = {"kind": "Person"}
NEEDS = [
    ("University", UNIVERSITY),
    ("ResearchInstitute", INSTITUTE),
    ("Industry", "现代农业"),
    ("Industry", "农业种业"),
]
