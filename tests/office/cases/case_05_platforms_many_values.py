"""Service complexes: several values in a cell (、 ； and line breaks), and how far each has come.

The list of industrial innovation service complexes that a province asks its cities for. What a
platform serves and who builds it are often several, parted in each row as its author likes.
拟建, 在建 and 建成 are planned, under way and actual. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, said, table
from tests.office.workbook import save, title, workbook

SHEET = "综合体"
UNIVERSITY, INSTITUTE = "罗峰大学", "罗峰技术研究院"


def build(folder: Path) -> Path:
    rows = [
        ["产业创新服务综合体建设情况一览表（2021年底）"],
        ["编号", "综合体名称", "服务产业", "所在县区", "共建单位", "建设进度", "认定级别"],
        [
            "W01",
            "白鹭鞋服产业创新服务综合体",
            "鞋业、服装",
            "鹿城区",
            UNIVERSITY,
            "建成",
            "省级",
        ],
        [
            "W02",
            "清江智能电气产业创新服务综合体",
            "智能电气；电气",
            "乐清市",
            f"{UNIVERSITY}\n{INSTITUTE}",
            "在建",
            "省级",
        ],
        [
            "W03",
            "飞云汽摩配\n产业创新服务综合体",
            "汽摩配，新能源汽车",
            "瑞安市",
            f"{UNIVERSITY}、{INSTITUTE}",
            "建成",
            "市级",
        ],
        ["W04", "茶山生命健康产业创新服务综合体", "生命健康", "瓯海区", None, "拟建", None],
        ["W05", "楠溪泵阀产业创新服务综合体", "泵阀", "永嘉县", INSTITUTE, "在建", "省级"],
    ]
    book = workbook(**{SHEET: rows})
    title(book[SHEET], "A1:G1")
    return save(book, folder / "产业创新服务综合体一览表.xlsx")


EXPECTED = expected(
    entity(
        "Platform",
        "白鹭鞋服产业创新服务综合体",
        f"{SHEET}!3",
        form="service_complex",
        level="provincial",
        serves=["鞋业", "服装"],
        place="鹿城区",
        built_by=UNIVERSITY,
    ),
    entity(
        "Platform",
        "清江智能电气产业创新服务综合体",
        f"{SHEET}!4",
        form="service_complex",
        level="provincial",
        status="under_way",
        serves=["智能电气", "电气"],
        place="乐清市",
        built_by=[UNIVERSITY, INSTITUTE],
    ),
    # A line break within a name is how the author folded it; Chinese takes no space there.
    entity(
        "Platform",
        "飞云汽摩配产业创新服务综合体",
        f"{SHEET}!5",
        form="service_complex",
        level="municipal",
        serves=["汽摩配", "新能源汽车"],
        place="瑞安市",
        built_by=[UNIVERSITY, INSTITUTE],
    ),
    entity(
        "Platform",
        "茶山生命健康产业创新服务综合体",
        f"{SHEET}!6",
        form="service_complex",
        status="planned",
        serves="生命健康",
        place="瓯海区",
    ),
    entity(
        "Platform",
        "楠溪泵阀产业创新服务综合体",
        f"{SHEET}!7",
        form="service_complex",
        level="provincial",
        status="under_way",
        serves="泵阀",
        place="永嘉县",
        built_by=INSTITUTE,
    ),
)
# 编号 is the file's own number of a record: its local id.
COLUMNS = [
    table(
        SHEET,
        (2, 2),
        (3, 7),
        {
            "A": ("编号", "id"),
            "B": ("综合体名称", "name"),
            "C": ("服务产业", "serves"),
            "D": ("所在县区", "place"),
            "E": ("共建单位", "built_by"),
            "F": ("建设进度", "status"),
            "G": ("认定级别", "level"),
        },
    )
]
LEFT_OUT = {SHEET: {1: "title"}}
WORDS = {
    "建成": "actual",
    "在建": "under_way",
    "拟建": "planned",
    "省级": "provincial",
    "市级": "municipal",
}
SAID_ELSEWHERE = [said("form", "service_complex", f"{SHEET}!A1", "产业创新服务综合体")]
CONSTANTS = {"kind": "Platform"}
NEEDS = [
    *(("Place", name) for name in ("鹿城区", "乐清市", "瑞安市", "瓯海区", "永嘉县")),
    *(("Industry", name) for name in ("鞋业", "服装", "智能电气", "电气", "汽摩配")),
    *(("Industry", name) for name in ("新能源汽车", "生命健康", "泵阀")),
    ("University", UNIVERSITY),
    ("ResearchInstitute", INSTITUTE),
]
