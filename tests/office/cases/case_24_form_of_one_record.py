"""A form (登记表) of one record: labels and values in turn across and down, cells merged.

Application and registration forms look like this: a label, then its value to the right of it, two
or three pairs in a row, a box to tick, a signature at the end. One file gives one record. All is
made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, link
from tests.office.workbook import merge, save, title, uscc, workbook

SHEET = "登记表"
FIRM, BUYER = "温州数芯信息技术有限公司", "乐清市禾川电气股份有限公司"


def build(folder: Path) -> Path:
    rows = [
        ["科技成果转化项目登记表"],
        ["项目名称", "低压电器数字孪生检测系统", None, None],
        ["项目编号", "CG2023-017", "项目类型", "☑产业化 □研发 □建设"],
        ["承担单位", FIRM, "统一社会信用代码", uscc(241)],
        ["合作单位", BUYER, "所在地", "乐清市"],
        ["起始年份", 2023, "截止年份", 2025],
        ["总投资", "860万元", "所属产业", "智能电气"],
        ["单位意见", "（盖章）　　　年　月　日", None, None],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:D1")
    merge(sheet, "B2:D2", "B8:D8")
    return save(book, folder / "科技成果转化项目登记表.xlsx")


PROJECT = "低压电器数字孪生检测系统"
YEARS = {"since": 2023, "until": 2025}
EXPECTED = expected(
    entity(
        "Project",
        PROJECT,
        f"{SHEET}!B2",
        code="CG2023-017",
        form="commercialisation",
        budget=860,
        budget_unit="万元",
        place="乐清市",
        industry="智能电气",
        **YEARS,
    ),
    link("PARTICIPATES_IN", FIRM, PROJECT, f"{SHEET}!B4", role="coordinator", **YEARS),
    link("PARTICIPATES_IN", BUYER, PROJECT, f"{SHEET}!B5", role="member", **YEARS),
)

# A form is two turned tables beside each other; here each field is given by its two cells. The
# code is that of the firm, for which the form makes no record.
# value cell → label cell, label, meaning.
FORM = {
    f"{SHEET}!B2": (f"{SHEET}!A2", "项目名称", "name"),
    f"{SHEET}!B3": (f"{SHEET}!A3", "项目编号", "code"),
    f"{SHEET}!D3": (f"{SHEET}!C3", "项目类型", "form"),
    f"{SHEET}!B4": (f"{SHEET}!A4", "承担单位", "participants role=coordinator"),
    f"{SHEET}!D4": (f"{SHEET}!C4", "统一社会信用代码", None),
    f"{SHEET}!B5": (f"{SHEET}!A5", "合作单位", "participants role=member"),
    f"{SHEET}!D5": (f"{SHEET}!C5", "所在地", "place"),
    f"{SHEET}!B6": (f"{SHEET}!A6", "起始年份", "since"),
    f"{SHEET}!D6": (f"{SHEET}!C6", "截止年份", "until"),
    f"{SHEET}!B7": (f"{SHEET}!A7", "总投资", "budget"),
    f"{SHEET}!D7": (f"{SHEET}!C7", "所属产业", "industry"),
    f"{SHEET}!B8": (f"{SHEET}!A8", "单位意见", None),
}
COLUMNS: list[dict[str, object]] = []
LEFT_OUT = {SHEET: {1: "title", 8: "signature"}}
WORDS = {"☑产业化": "commercialisation"}
CONSTANTS = {"kind": "Project"}
NEEDS = [
    ("Place", "乐清市"),
    ("Industry", "智能电气"),
    ("Enterprise", FIRM),
    ("Enterprise", BUYER),
]
