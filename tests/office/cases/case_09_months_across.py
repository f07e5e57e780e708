"""One indicator a row, the months across, the unit in a column of its own.

The running sheet that an office adds to each month: figures up to June, the later months empty,
January and February in one figure as statistics publish them. The scope is in the title alone.
All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, observation, said, table
from tests.office.workbook import save, title, workbook

SHEET = "2024月度"
MONTHS = ["1-2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"]


def build(folder: Path) -> Path:
    rows = [
        ["瑞安市2024年科技指标月度数据"],
        ["指标名称", "计量单位", *MONTHS],
        ["技术合同登记额", "亿元", 3.6, 2.15, 1.98, 2.4, 4.07],
        ["新增科技型中小企业", "家", 41, 37, 52, 29, 66],
        ["发明专利授权量", "件", 208, "115", 121, "-", 143],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:M1")
    return save(book, folder / "瑞安市科技指标月度数据.xlsx")


PERIODS = ["2024-01/2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]
VALUES = [
    ("技术合同登记额", "亿元", [3.6, 2.15, 1.98, 2.4, 4.07]),
    ("新增科技型中小企业", "家", [41, 37, 52, 29, 66]),
    ("发明专利授权量", "件", [208, 115, 121, None, 143]),
]
# The model's observation has a year and no period: months of one year cannot be told apart.
EXPECTED = expected(
    *(
        observation(name, value, unit, "瑞安市", 2024, f"{SHEET}!{column}{row}", period=period)
        for row, (name, unit, line) in enumerate(VALUES, 3)
        for column, period, value in zip("CDEFG", PERIODS, line, strict=True)
        if value is not None
    )
)


def month(number: int) -> tuple[str, dict[str, str]]:
    return f"{number}月", {"period": f"2024-{number:02}"}


COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("指标名称", "indicator"),
            "B": ("计量单位", "unit"),
            "C": ("1-2月", {"period": "2024-01/2024-02"}),
            **{letter: month(number) for number, letter in enumerate("DEFGHIJKLM", 3)},
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
SAID_ELSEWHERE = [
    said("scope", "瑞安市", f"{SHEET}!A1", "瑞安市"),
    said("year", 2024, f"{SHEET}!A1", "2024年"),
]
NEEDS = [("Place", "瑞安市")]
