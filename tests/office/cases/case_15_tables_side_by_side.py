"""Two tables side by side, an empty column between them, the header once for each.

To fill a page, a short list is set in two blocks with the same header (续 on the right one), or
two small tables stand next to each other. Here the left block goes on in the right one; the sum
below the right one is of both. All figures are made up.
"""

from pathlib import Path

from tests.office.expectation import expected, observation, said, table
from tests.office.workbook import save, title, workbook

SHEET = "发明专利"


def build(folder: Path) -> Path:
    rows = [
        ["2020年末各县（市、区）有效发明专利拥有量（件）"],
        ["县（市、区）", "拥有量", "每万人", None, "县（市、区）", "拥有量", "每万人"],
        ["鹿城区", 2874, 24.6, None, "永嘉县", 1022, 11.7],
        ["龙湾区", 2410, 33.2, None, "平阳县", 866, 10.0],
        ["瓯海区", 3105, 32.3, None, "文成县", 57, 2.0],
        ["乐清市", 3960, 27.3, None, "泰顺县", 49, 1.8],
        [None, None, None, None, "合计", 14343, None],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:G1")
    return save(book, folder / "有效发明专利.xlsx")


OWNED = {"indicator": "有效发明专利拥有量", "unit": "件", "year": 2020}
PER_HEAD = {"indicator": "每万人有效发明专利拥有量", "unit": "件", "year": 2020}
LEFT = [("鹿城区", 2874, 24.6), ("龙湾区", 2410, 33.2), ("瓯海区", 3105, 32.3)]
LEFT.append(("乐清市", 3960, 27.3))
RIGHT = [("永嘉县", 1022, 11.7), ("平阳县", 866, 10.0), ("文成县", 57, 2.0), ("泰顺县", 49, 1.8)]
EXPECTED = expected(
    *(
        observation(value=value, scope=scope, at=f"{SHEET}!{letter}{row}", **words)
        for letters, block in (("BC", LEFT), ("FG", RIGHT))
        for row, (scope, *values) in enumerate(block, 3)
        for letter, words, value in zip(letters, (OWNED, PER_HEAD), values, strict=True)
    )
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 6),
        {"A": ("县（市、区）", "scope"), "B": ("拥有量", OWNED), "C": ("每万人", PER_HEAD)},
    ),
    table(
        SHEET,
        (2, 2),
        (3, 6),
        {"E": ("县（市、区）", "scope"), "F": ("拥有量", OWNED), "G": ("每万人", PER_HEAD)},
    ),
]
LEFT_OUT = {SHEET: {1: "title", 7: "sum"}}
SAID_ELSEWHERE = [
    said("year", 2020, f"{SHEET}!A1", "2020年末"),
    said("indicator", "有效发明专利拥有量", f"{SHEET}!A1", "有效发明专利拥有量"),
    said("unit", "件", f"{SHEET}!A1", "（件）"),
]
NEEDS = [("Place", name) for name, *_ in [*LEFT, *RIGHT]]
