"""同上 and 〃 for the cell above, and the many ways to write that there is nothing.

—, -, /, 无, 暂无, 待定, …, and a space say that a cell has no value; they are not names, numbers
or dates. Lists that were typed by hand are full of them. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, table
from tests.office.workbook import save, title, workbook

SHEET = "招引项目"
ZONE = "瓯江口科创产业园"


def build(folder: Path) -> Path:
    rows = [
        ["2023年科技招引项目储备表"],
        ["序号", "项目名称", "落地园区", "所属产业", "总投资（亿元）", "开工年份", "项目进展"],
        [1, "氢能动力系统生产基地项目", ZONE, "新能源汽车", 12.5, "2022年", "在建"],
        [2, "车规级传感器项目", "同上", "〃", 3.2, "待定", "已签约"],
        [3, "生物可降解材料项目", "/", "无", "—", "/", "在谈"],
        [4, "眼科医疗器械产业园项目", ZONE, "生命健康", "…", "2021", "建成"],
        [5, "海洋装备研发中心项目", "同上", "-", "暂无", " ", "拟建"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:G1")
    return save(book, folder / "科技招引项目储备表.xlsx")


EXPECTED = expected(
    entity(
        "Project",
        "氢能动力系统生产基地项目",
        f"{SHEET}!3",
        budget=12.5,
        budget_unit="亿元",
        status="under_way",
        since=2022,
        tenant_of=ZONE,
        industry="新能源汽车",
    ),
    entity(
        "Project",
        "车规级传感器项目",
        f"{SHEET}!4",
        budget=3.2,
        budget_unit="亿元",
        status="agreed",
        tenant_of=ZONE,
        industry="新能源汽车",
    ),
    entity("Project", "生物可降解材料项目", f"{SHEET}!5", status="planned"),
    entity(
        "Project",
        "眼科医疗器械产业园项目",
        f"{SHEET}!6",
        status="actual",
        since=2021,
        tenant_of=ZONE,
        industry="生命健康",
    ),
    entity("Project", "海洋装备研发中心项目", f"{SHEET}!7", status="planned", tenant_of=ZONE),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 7),
        {
            "A": ("序号", None),
            "B": ("项目名称", "name"),
            "C": ("落地园区", "tenant_of"),
            "D": ("所属产业", "industry"),
            "E": ("总投资（亿元）", "budget"),
            "F": ("开工年份", "since"),
            "G": ("项目进展", "status"),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
WORDS = {
    "在建": "under_way",
    "已签约": "agreed",
    "在谈": "planned",
    "拟建": "planned",
    "建成": "actual",
}
CONSTANTS = {"kind": "Project", "budget_unit": "亿元"}
NEEDS = [("Park", ZONE), ("Industry", "新能源汽车"), ("Industry", "生命健康")]
