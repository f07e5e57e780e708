"""A list of recognised firms: a merged title, the number of the notice, then the header.

Science bureaus publish high-tech enterprises like this, as an annex to a notice of recognition.
The first column counts the rows; certificate numbers look like identifiers of the model and are
none. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import save, title, uscc, widths, workbook

HEADER = [
    "序号",
    "企业名称",
    "统一社会信用代码",
    "所属县（市、区）",
    "所属产业",
    "证书编号",
    "认定年度",
]


def build(folder: Path) -> Path:
    rows = [
        ["2023年温州市第一批认定高新技术企业名单"],
        ["（温科发〔2023〕××号附件）"],
        HEADER,
        [1, "温州启衡阀门科技有限公司", uscc(1), "龙湾区", "泵阀", "GR202333000101", 2023],
        [2, "浙江澄远激光装备有限公司", uscc(2), "鹿城区", "激光与光电", "GR202333000102", 2023],
        [3, "乐清市禾川电气股份有限公司", uscc(3), "乐清市", "智能电气", "GR202333000103", 2023],
        [4, "瑞安博岳汽车部件有限公司", uscc(4), "瑞安市", "汽摩配", "GR202333000104", 2023],
        [5, "浙南沐康生物科技有限公司", uscc(5), "瓯海区", "生命健康", "GR202333000105", 2023],
    ]
    book = workbook(名单=rows)
    title(book["名单"], "A1:G1", "A2:G2")
    widths(book["名单"], [6, 32, 24, 16, 14, 20, 10])
    return save(book, folder / "高新技术企业名单.xlsx")


def firm(row: int, name: str, code: str, place: str, industry: str) -> list[dict[str, object]]:
    return entity("Enterprise", name, f"名单!{row}", uscc=code, place=place, industry=industry)


EXPECTED = expected(
    firm(4, "温州启衡阀门科技有限公司", uscc(1), "龙湾区", "泵阀"),
    firm(5, "浙江澄远激光装备有限公司", uscc(2), "鹿城区", "激光与光电"),
    firm(6, "乐清市禾川电气股份有限公司", uscc(3), "乐清市", "智能电气"),
    firm(7, "瑞安博岳汽车部件有限公司", uscc(4), "瑞安市", "汽摩配"),
    firm(8, "浙南沐康生物科技有限公司", uscc(5), "瓯海区", "生命健康"),
)

# The year is that of the recognition, which only a LISTED_IN could carry: the file names the
# list in its title alone, so it stays open until a person adds it as a constant.
COLUMNS = [
    table(
        "名单",
        (3, 3),
        (4, 8),
        {
            "A": ("序号", None),
            "B": ("企业名称", "name"),
            "C": ("统一社会信用代码", "uscc"),
            "D": ("所属县（市、区）", "place"),
            "E": ("所属产业", "industry"),
            "F": ("证书编号", None),
            "G": ("认定年度", None),
        },
    )
]
LEFT_OUT = {"名单": {1: "title", 2: "title"}}
SAID_ELSEWHERE = [said("kind", "Enterprise", "名单!A1", "企业")]
NEEDS = [
    *(("Place", name) for name in ("龙湾区", "鹿城区", "乐清市", "瑞安市", "瓯海区")),
    *(("Industry", name) for name in ("泵阀", "激光与光电", "智能电气", "汽摩配", "生命健康")),
]
