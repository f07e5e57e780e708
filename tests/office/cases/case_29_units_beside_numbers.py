"""Numbers with their unit, and with 约, 超, 余 or 不足, in full width and with separators.

A table that was made from the sentences of a report: each cell of the column 数值 holds what the
sentence said. 超 and 余 are more than, 不足 is less than, 约 and 近 are about, 不低于 is at least.
A range (2—3亿元) is two numbers and gives no observation: a person has to decide. All figures are
made up.
"""

from pathlib import Path

from tests.office.expectation import expected, observation, said, table
from tests.office.workbook import save, title, workbook

SHEET = "数据摘录"


def build(folder: Path) -> Path:
    rows = [
        ["鹿城区2022年科技工作数据摘录"],
        ["指标", "数值", "出处"],
        ["技术交易额", "约45.6亿元", "第一部分"],
        ["兑付科技奖补资金", "超１，２００万元", "第一部分"],
        ["服务企业", "500余家次", "第二部分"],
        ["研发投入强度", "2.8%", "第二部分"],
        ["新增发明专利", "不足300件", "第二部分"],
        ["科技贷款余额", "近8亿元", "第三部分"],
        ["创新券发放额", "3 450 万元", "第三部分"],
        ["引进高层次人才", "不低于６０名", "第三部分"],
        ["拟设立科创基金规模", "2—3亿元", "第四部分"],
        ["众创空间", "18", "第四部分"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:C1")
    return save(book, folder / "数据摘录.xlsx")


def figure(row: int, name: str, value: float, unit: str, comparator: str = "=") -> object:
    return observation(name, value, unit, "鹿城区", 2022, f"{SHEET}!B{row}", comparator=comparator)


EXPECTED = expected(
    figure(3, "技术交易额", 45.6, "亿元", "~"),
    figure(4, "兑付科技奖补资金", 1200, "万元", ">"),
    figure(5, "服务企业", 500, "家次", ">"),
    figure(6, "研发投入强度", 2.8, "%"),
    figure(7, "新增发明专利", 300, "件", "<"),
    figure(8, "科技贷款余额", 8, "亿元", "~"),
    figure(9, "创新券发放额", 3450, "万元"),
    figure(10, "引进高层次人才", 60, "名", ">="),
    figure(12, "众创空间", 18, ""),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 12),
        {"A": ("指标", "indicator"), "B": ("数值", "value"), "C": ("出处", None)},
    )
]
LEFT_OUT = {SHEET: {1: "title", 11: "range"}}
WORDS = {"约": "~", "近": "~", "超": ">", "余": ">", "不足": "<", "不低于": ">="}
SAID_ELSEWHERE = [
    said("scope", "鹿城区", f"{SHEET}!A1", "鹿城区"),
    said("year", 2022, f"{SHEET}!A1", "2022年"),
]
NEEDS = [("Place", "鹿城区")]
