"""A register of technology contracts: seller and buyer, sums in yuan, dates as real dates.

Registration offices keep such books; the sum of the contract is in 元, the part that is technology
beside it. A buyer stands in several rows: one actor. An agreement of the model has no sum: it is
an observation of the contract. All is made up.
"""

from datetime import date
from pathlib import Path

from tests.office.expectation import entity, expected, observation, said, table
from tests.office.workbook import save, title, workbook

SHEET = "登记簿"
UNIVERSITY, INSTITUTE = "罗峰大学", "罗峰技术研究院"
FIRM_A, FIRM_B = "温州铂森机电有限公司", "浙江瓯越智能装备有限公司"


def build(folder: Path) -> Path:
    header = ["合同登记号", "合同名称", "合同类别", "卖方", "买方", "签订日期"]
    header += ["合同成交额（元）", "其中：技术交易额（元）"]
    rows = [
        ["技术合同登记簿（2023年）"],
        header,
        [
            "2023330301000001",
            "微型电机降噪技术开发合同",
            "技术开发",
            UNIVERSITY,
            FIRM_A,
            date(2023, 3, 14),
            350000,
            350000,
        ],
        [
            "2023330301000002",
            "机器视觉检测专利实施许可合同",
            "技术许可",
            INSTITUTE,
            FIRM_B,
            date(2023, 5, 6),
            "1,200,000.00",
            "1,080,000.00",
        ],
        [
            "2023330301000003",
            "车间能耗诊断技术服务合同",
            "技术服务",
            INSTITUTE,
            FIRM_A,
            date(2023, 11, 30),
            86000,
            60000,
        ],
    ]
    book = workbook(**{SHEET: rows})
    sheet = book[SHEET]
    title(sheet, "A1:H1")
    for row in (3, 4, 5):
        sheet.cell(row, 6).number_format = "yyyy-mm-dd"
    return save(book, folder / "技术合同登记簿.xlsx")


SUM = {"indicator": "合同成交额", "unit": "元", "year": 2023}
TECHNOLOGY = {"indicator": "技术交易额", "unit": "元", "year": 2023}
CONTRACTS = [
    (3, "微型电机降噪技术开发合同", [UNIVERSITY, FIRM_A], "2023-03-14", 350000, 350000),
    (4, "机器视觉检测专利实施许可合同", [INSTITUTE, FIRM_B], "2023-05-06", 1200000, 1080000),
    (5, "车间能耗诊断技术服务合同", [INSTITUTE, FIRM_A], "2023-11-30", 86000, 60000),
]
EXPECTED = expected(
    *(
        entity("Agreement", name, f"{SHEET}!{row}", form="contract", signed=day, parties=parties)
        for row, name, parties, day, _, _ in CONTRACTS
    ),
    *(
        observation(value=value, scope=name, at=f"{SHEET}!{letter}{row}", **words)
        for row, name, _, _, *values in CONTRACTS
        for letter, words, value in zip("GH", (SUM, TECHNOLOGY), values, strict=True)
    ),
)

# 技术交易额 is the part of the sum that is technology, and an indicator of its own name in
# every such book; 其中 only says that the two are not to be added.
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 5),
        {
            "A": ("合同登记号", "id"),
            "B": ("合同名称", "name"),
            "C": ("合同类别", None),
            "D": ("卖方", "parties"),
            "E": ("买方", "parties"),
            "F": ("签订日期", "signed"),
            "G": ("合同成交额（元）", SUM),
            "H": ("其中：技术交易额（元）", TECHNOLOGY),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
SAID_ELSEWHERE = [said("year", 2023, f"{SHEET}!A1", "2023年")]
CONSTANTS = {"kind": "Agreement", "form": "contract"}
NEEDS = [
    ("University", UNIVERSITY),
    ("ResearchInstitute", INSTITUTE),
    ("Enterprise", FIRM_A),
    ("Enterprise", FIRM_B),
]
