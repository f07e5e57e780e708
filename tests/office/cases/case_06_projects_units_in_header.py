"""Science projects: money in 万元 said in the header, years as a span, partners beside the leader.

The list of projects that a bureau approves each year: number of the project, who carries it out,
with whom, from when to when, what it costs and how much of that the bureau pays. All names are
made up.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, link, table
from tests.office.workbook import save, title, workbook

SHEET = "Sheet1"
UNIVERSITY, HOSPITAL = "罗峰医科大学", "罗峰医科大学附属眼科医院"
FIRM_A, FIRM_B = "浙江清屏显示技术有限公司", "温州恒澜环保设备有限公司"


def build(folder: Path) -> Path:
    rows = [
        ["2022年度温州市重大科技创新攻关项目立项清单"],
        [
            "序号",
            "项目编号",
            "项目名称",
            "承担单位",
            "合作单位",
            "起止年限",
            "总经费\n(万元)",
            "市财政补助(万元)",
            "负责人",
        ],
        [
            1,
            "ZG2022001",
            "柔性显示用低温封装材料研发",
            FIRM_A,
            UNIVERSITY,
            "2022.01-2024.12",
            480,
            100,
            "周××",
        ],
        [
            2,
            "ZG2022002",
            "近视防控视觉训练装置及应用",
            HOSPITAL,
            f"{UNIVERSITY}、{FIRM_A}",
            "2022年3月至2025年2月",
            "1,260.50",
            200,
            "林××",
        ],
        [
            3,
            "ZG2022003",
            "电镀废水零排放成套装备",
            FIRM_B,
            None,
            "2022—2023",
            "350",
            "80",
            "陈××",
        ],
        ["合计", None, None, None, None, None, 2090.5, 380, None],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:I1")
    return save(book, folder / "重大科技项目立项清单.xlsx")


def project(row: int, code: str, name: str, since: int, until: int, budget: float) -> object:
    return entity(
        "Project",
        name,
        f"{SHEET}!{row}",
        code=code,
        budget=budget,
        budget_unit="万元",
        since=since,
        until=until,
    )


def takes_part(row: int, who: str, name: str, role: str, since: int, until: int) -> object:
    years = {"since": since, "until": until}
    return link("PARTICIPATES_IN", who, name, f"{SHEET}!{row}", role=role, **years)


FIRST, SECOND, THIRD = (
    "柔性显示用低温封装材料研发",
    "近视防控视觉训练装置及应用",
    "电镀废水零排放成套装备",
)
EXPECTED = expected(
    project(3, "ZG2022001", FIRST, 2022, 2024, 480),
    takes_part(3, FIRM_A, FIRST, "coordinator", 2022, 2024),
    takes_part(3, UNIVERSITY, FIRST, "member", 2022, 2024),
    project(4, "ZG2022002", SECOND, 2022, 2025, 1260.5),
    takes_part(4, HOSPITAL, SECOND, "coordinator", 2022, 2025),
    takes_part(4, UNIVERSITY, SECOND, "member", 2022, 2025),
    takes_part(4, FIRM_A, SECOND, "member", 2022, 2025),
    project(5, "ZG2022003", THIRD, 2022, 2023, 350),
    takes_part(5, FIRM_B, THIRD, "coordinator", 2022, 2023),
)

# 承担单位 leads (coordinator), 合作单位 takes part (member). What the city pays would be the
# amount of a FUNDS link, but no cell names the payer as an actor (市财政 is no name of one).
# Who is responsible is personal data that the graph has no need of: left out.
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("序号", None),
            "B": ("项目编号", "code"),
            "C": ("项目名称", "name"),
            "D": ("承担单位", "participants role=coordinator"),
            "E": ("合作单位", "participants role=member"),
            "F": ("起止年限", "since until"),
            "G": ("总经费(万元)", "budget"),
            "H": ("市财政补助(万元)", None),
            "I": ("负责人", None),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 6: "sum of 3-5"}}
CONSTANTS = {"kind": "Project", "budget_unit": "万元"}
NEEDS = [
    ("University", UNIVERSITY),
    ("Hospital", HOSPITAL),
    ("Enterprise", FIRM_A),
    ("Enterprise", FIRM_B),
]
