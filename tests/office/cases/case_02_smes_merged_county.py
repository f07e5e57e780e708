"""A list of small technology firms, the county merged down over its firms, a sum in the last row.

Counties report like this to the city: one block a county, the name once. The sum row counts
firms and adds up the staff. The date of founding is a real date in one row and text in others.
All is made up but the places.
"""

from datetime import date
from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import merge, save, title, uscc, workbook

SHEET = "科技型中小企业"


def build(folder: Path) -> Path:
    rows = [
        ["温州市2022年省科技型中小企业备案清单"],
        [
            "县（市、区）",
            "序号",
            "企业名称",
            "统一社会信用代码",
            "成立日期",
            "职工人数（人）",
            "备注",
        ],
        ["永嘉县", 1, "永嘉拓峰泵业有限公司", uscc(21), "2011.6.8", 86, None],
        [None, 2, "浙江恒涌流体控制有限公司", uscc(22), "2015-03-12", 132, "规上"],
        [None, 3, "永嘉巧智教玩具有限公司", uscc(23), date(2018, 9, 1), 45, None],
        ["平阳县", 4, "平阳晟皮革机械有限公司", uscc(24), "2009年11月", 210, "规上"],
        [None, 5, "温州云塑包装科技有限公司", uscc(25), "2016/7/20", 64, None],
        ["文成县", 6, "文成清屿农业开发有限公司", uscc(26), "2019年4月2日", 18, None],
        ["合计", None, "6家", None, None, 555, None],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:G1")
    merge(sheet, "A3:A5", "A6:A7", "A9:B9")
    sheet["E5"].number_format = "yyyy/m/d"
    return save(book, folder / "科技型中小企业备案清单.xlsx")


EXPECTED = expected(
    entity(
        "Enterprise",
        "永嘉拓峰泵业有限公司",
        f"{SHEET}!3",
        uscc=uscc(21),
        founded=2011,
        staff=86,
        place="永嘉县",
    ),
    entity(
        "Enterprise",
        "浙江恒涌流体控制有限公司",
        f"{SHEET}!4",
        uscc=uscc(22),
        founded=2015,
        staff=132,
        place="永嘉县",
    ),
    entity(
        "Enterprise",
        "永嘉巧智教玩具有限公司",
        f"{SHEET}!5",
        uscc=uscc(23),
        founded=2018,
        staff=45,
        place="永嘉县",
    ),
    entity(
        "Enterprise",
        "平阳晟皮革机械有限公司",
        f"{SHEET}!6",
        uscc=uscc(24),
        founded=2009,
        staff=210,
        place="平阳县",
    ),
    entity(
        "Enterprise",
        "温州云塑包装科技有限公司",
        f"{SHEET}!7",
        uscc=uscc(25),
        founded=2016,
        staff=64,
        place="平阳县",
    ),
    entity(
        "Enterprise",
        "文成清屿农业开发有限公司",
        f"{SHEET}!8",
        uscc=uscc(26),
        founded=2019,
        staff=18,
        place="文成县",
    ),
)
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 8),
        {
            "A": ("县（市、区）", "place"),
            "B": ("序号", None),
            "C": ("企业名称", "name"),
            "D": ("统一社会信用代码", "uscc"),
            "E": ("成立日期", "founded"),
            "F": ("职工人数（人）", "staff"),
            "G": ("备注", None),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title", 9: "sum of 3-8"}}
SAID_ELSEWHERE = [said("kind", "Enterprise", f"{SHEET}!A1", "企业")]
NEEDS = [("Place", "永嘉县"), ("Place", "平阳县"), ("Place", "文成县")]
