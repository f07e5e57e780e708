"""A CSV that WPS saved in GB18030: title, blank line, header, records, sum and note.

Saved from a formatted sheet, it keeps everything: the title in the first cell with commas after
it, the separators of thousands in quotes, a tab before identifiers, a character (䶮) that GB2312
does not have. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, observation, said, table
from tests.office.workbook import uscc


def build(folder: Path) -> Path:
    text = f"""2021年专精特新培育企业研发情况,,,,,
,,,,,
序号,企业名称,信用代码,县（市、区）,主导产业,研发费用（万元）
1,浙江䶮泉阀门制造有限公司,\t{uscc(201)},永嘉县,泵阀,"1,208.60"
2,温州拾麦食品机械有限公司,\t{uscc(202)},平阳县,智能装备,"684"
3,"温州和禾（集团）控股有限公司",\t{uscc(203)},龙湾区,电气,"12,030"
合计,,,,,"13,922.60"
注：研发费用为企业自报数，未经审计。,,,,,
"""
    path = folder / "专精特新研发情况.csv"
    path.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    return path


SPENT = {"indicator": "研发费用", "unit": "万元", "year": 2021}
FIRMS = [
    (4, "浙江䶮泉阀门制造有限公司", uscc(201), "永嘉县", "泵阀", 1208.6),
    (5, "温州拾麦食品机械有限公司", uscc(202), "平阳县", "智能装备", 684),
    (6, "温州和禾（集团）控股有限公司", uscc(203), "龙湾区", "电气", 12030),
]
EXPECTED = expected(
    *(
        entity("Enterprise", name, f"!{row}", uscc=code, place=place, industry=industry)
        for row, name, code, place, industry, _ in FIRMS
    ),
    *(
        observation(value=spent, scope=name, at=f"!F{row}", **SPENT)
        for row, name, _, _, _, spent in FIRMS
    ),
)
COLUMNS = [
    table(
        "",
        (3, 3),
        (4, 6),
        {
            "A": ("序号", None),
            "B": ("企业名称", "name"),
            "C": ("信用代码", "uscc"),
            "D": ("县（市、区）", "place"),
            "E": ("主导产业", "industry"),
            "F": ("研发费用（万元）", SPENT),
        },
    )
]
LEFT_OUT = {"": {1: "title", 7: "sum of 4-6", 8: "note"}}
SAID_ELSEWHERE = [said("year", 2021, "!A1", "2021年")]
CONSTANTS = {"kind": "Enterprise"}
NEEDS = [
    *(("Place", name) for name in ("永嘉县", "平阳县", "龙湾区")),
    *(("Industry", name) for name in ("泵阀", "智能装备", "电气")),
]
