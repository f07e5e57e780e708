"""Agreements signed or under negotiation: dates as serial numbers, as text, and with a year only.

The list of cooperation agreements that a bureau keeps for its year-end report. A column of dates
lost its format when it was pasted: 43952 is 1 May 2020. Status words: 已签约, 在谈, 已终止,
履行中. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, table
from tests.office.workbook import save, title, workbook

SHEET = "协议清单"
NAMES = [
    "温州—嘉定科技创新券通用通兑合作协议",
    "共建视觉健康联合研究中心协议",
    "温州—松江G60科创走廊协同创新框架协议",
    "鹿城时尚设计院落户协议",
    "瑞安—杭州人才飞地共建备忘录",
]


def build(folder: Path) -> Path:
    rows = [
        ["长三角科技合作协议汇总表"],
        ["序号", "协议名称", "甲方", "乙方", "签订时间", "协议类型", "进展情况"],
        [1, NAMES[0], "温州市", "嘉定区", 43952, "互认互通", "履行中"],
        [2, NAMES[1], "罗峰医科大学", "浦江理工大学", "2020年9月18日", "战略合作", "已签约"],
        [3, NAMES[2], "温州市", "松江区", "2019.12", "战略合作", "已签约"],
        [4, NAMES[3], "鹿城区", "浦江应用技术大学", 43800, "落户签约", "已终止"],
        [5, NAMES[4], "瑞安市", "杭州市", None, "联合行动", "在谈"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:G1")
    return save(book, folder / "科技合作协议汇总表.xlsx")


EXPECTED = expected(
    entity(
        "Agreement",
        NAMES[0],
        f"{SHEET}!3",
        form="recognition",
        signed="2020-05-01",
        status="under_way",
        parties=["温州市", "嘉定区"],
    ),
    entity(
        "Agreement",
        NAMES[1],
        f"{SHEET}!4",
        form="strategic",
        signed="2020-09-18",
        status="agreed",
        parties=["罗峰医科大学", "浦江理工大学"],
    ),
    entity(
        "Agreement",
        NAMES[2],
        f"{SHEET}!5",
        form="strategic",
        signed="2019-12",
        status="agreed",
        parties=["温州市", "松江区"],
    ),
    entity(
        "Agreement",
        NAMES[3],
        f"{SHEET}!6",
        form="settlement",
        signed="2019-12-01",
        status="ended",
        parties=["鹿城区", "浦江应用技术大学"],
    ),
    entity(
        "Agreement",
        NAMES[4],
        f"{SHEET}!7",
        form="joint_action",
        status="planned",
        parties=["瑞安市", "杭州市"],
    ),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 7),
        {
            "A": ("序号", None),
            "B": ("协议名称", "name"),
            "C": ("甲方", "parties"),
            "D": ("乙方", "parties"),
            "E": ("签订时间", "signed"),
            "F": ("协议类型", "form"),
            "G": ("进展情况", "status"),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
WORDS = {
    "互认互通": "recognition",
    "战略合作": "strategic",
    "落户签约": "settlement",
    "联合行动": "joint_action",
    "履行中": "under_way",
    "已签约": "agreed",
    "已终止": "ended",
    "在谈": "planned",
}
CONSTANTS = {"kind": "Agreement"}
NEEDS = [
    *(("Place", name) for name in ("温州市", "嘉定区", "松江区", "鹿城区", "瑞安市", "杭州市")),
    *(("University", name) for name in ("罗峰医科大学", "浦江理工大学", "浦江应用技术大学")),
]
