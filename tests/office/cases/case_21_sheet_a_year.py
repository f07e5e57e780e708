"""A workbook with a sheet for each year: the sheet's name is the only place that says which.

One form, copied each year. In the newest sheet a column was added, so that the columns stand
elsewhere. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, grid, said, table
from tests.office.workbook import save, title, workbook

OLD, NEW = "2021年", "2022年"


def build(folder: Path) -> Path:
    old = [
        ["技术交易情况表"],
        ["县（市、区）", "登记合同（项）", "成交额（万元）"],
        ["瓯海区", 612, 98021],
        ["洞头区", 18, 1530],
        ["龙港市", 44, 6120.5],
    ]
    new = [
        ["技术交易情况表"],
        ["县（市、区）", "登记合同（项）", "其中：技术转让（项）", "成交额（万元）"],
        ["瓯海区", 803, 121, 143377],
        ["洞头区", 25, 2, 2204],
        ["龙港市", 71, 9, 9018],
    ]
    book = workbook(**{OLD: old, NEW: new})
    title(book[OLD], "A1:C1")
    title(book[NEW], "A1:D1")
    return save(book, folder / "技术交易情况.xlsx")


CONTRACTS = {"indicator": "登记合同", "unit": "项"}
TRANSFERS = {"indicator": "登记合同技术转让", "unit": "项"}
SUM = {"indicator": "成交额", "unit": "万元"}
SCOPES = ["瓯海区", "洞头区", "龙港市"]
EXPECTED = expected(
    grid(
        f"{OLD}!B3",
        SCOPES,
        [CONTRACTS | {"year": 2021}, SUM | {"year": 2021}],
        [[612, 98021], [18, 1530], [44, 6120.5]],
    ),
    grid(
        f"{NEW}!B3",
        SCOPES,
        [w | {"year": 2022} for w in (CONTRACTS, TRANSFERS, SUM)],
        [[803, 121, 143377], [25, 2, 2204], [71, 9, 9018]],
    ),
)
COLUMNS = [
    table(
        OLD,
        (2, 2),
        (3, 5),
        {
            "A": ("县（市、区）", "scope"),
            "B": ("登记合同（项）", CONTRACTS),
            "C": ("成交额（万元）", SUM),
        },
    ),
    table(
        NEW,
        (2, 2),
        (3, 5),
        {
            "A": ("县（市、区）", "scope"),
            "B": ("登记合同（项）", CONTRACTS),
            "C": ("其中：技术转让（项）", TRANSFERS),
            "D": ("成交额（万元）", SUM),
        },
    ),
]
LEFT_OUT = {OLD: {1: "title"}, NEW: {1: "title"}}
SAID_ELSEWHERE = [
    said("year", 2021, f"{OLD}!", "2021年"),
    said("year", 2022, f"{NEW}!", "2022年"),
]
NEEDS = [("Place", name) for name in SCOPES]
