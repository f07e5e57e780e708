"""Innovation vouchers by county: two levels of header, different units, sections 一、 二、 in rows.

Rows that only name a section (一、市区, 二、县市) stand between the records; below, a line of
lawful wording. Columns are counts and money in turn, the unit in the lower header. All figures
are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, observation, said, table
from tests.office.workbook import merge, save, title, workbook

SHEET = "创新券"


def build(folder: Path) -> Path:
    rows = [
        ["科技创新券使用情况表（2022年1-12月）"],
        ["区域", "申领", None, "兑付", None],
        [None, "企业数（家）", "金额（万元）", "企业数（家）", "金额（万元）"],
        ["一、市区"],
        ["鹿城区", 82, 410.5, 64, 268],
        ["龙湾区", 97, 530, 71, 344.2],
        ["二、县市"],
        ["瑞安市", 120, 655, 93, 471.8],
        ["永嘉县", 45, 198, 31, 120],
        ["合计", 344, 1793.5, 259, 1204],
        ["本表数据以市科技局审核数为准。"],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:E1")
    merge(sheet, "A2:A3", "B2:C2", "D2:E2", "A4:E4", "A7:E7", "A11:E11")
    return save(book, folder / "创新券使用情况表.xlsx")


COLUMN_WORDS = [
    {"indicator": "申领企业数", "unit": "家", "year": 2022},
    {"indicator": "申领金额", "unit": "万元", "year": 2022},
    {"indicator": "兑付企业数", "unit": "家", "year": 2022},
    {"indicator": "兑付金额", "unit": "万元", "year": 2022},
]
VALUES = [
    (5, "鹿城区", [82, 410.5, 64, 268]),
    (6, "龙湾区", [97, 530, 71, 344.2]),
    (8, "瑞安市", [120, 655, 93, 471.8]),
    (9, "永嘉县", [45, 198, 31, 120]),
]
# January to December is the year: no period.
EXPECTED = expected(
    *(
        observation(value=value, scope=scope, at=f"{SHEET}!{letter}{row}", **words)
        for row, scope, values in VALUES
        for letter, words, value in zip("BCDE", COLUMN_WORDS, values, strict=True)
    )
)
COLUMNS = [
    table(
        SHEET,
        (2, 3),
        (4, 9),
        {
            "A": ("区域", "scope"),
            "B": ("申领/企业数（家）", COLUMN_WORDS[0]),
            "C": ("申领/金额（万元）", COLUMN_WORDS[1]),
            "D": ("兑付/企业数（家）", COLUMN_WORDS[2]),
            "E": ("兑付/金额（万元）", COLUMN_WORDS[3]),
        },
    )
]
LEFT_OUT = {
    SHEET: {1: "title", 4: "section", 7: "section", 10: "sum of 5-9", 11: "note"},
}
SAID_ELSEWHERE = [said("year", 2022, f"{SHEET}!A1", "2022年")]
NEEDS = [("Place", scope) for _, scope, _ in VALUES]
