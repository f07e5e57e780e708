"""A file called .xls that is text with tabs in GB18030, as older systems export it.

Excel opens this too. Columns end in spaces, identifiers carry an apostrophe in front so that
Excel keeps them as text, and the last line counts the records. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, table
from tests.office.workbook import uscc


def build(folder: Path) -> Path:
    lines = [
        ["序号", "单位名称 ", "组织机构代码/信用代码", "行政区划", "注册年份", "经营状态"],
        ["1", "温州榕荫环境工程有限公司  ", f"'{uscc(191)}", "瓯海区", "2012", "存续"],
        ["2", "瑞安拾光眼镜配件有限公司", f"'{uscc(192)}", "瑞安市", "2008", "存续"],
        ["3", "龙港云帆印务有限公司", f"'{uscc(193)}", "龙港市", "2005", "注销"],
        ["共3条记录"],
    ]
    path = folder / "企业信息导出.xls"
    path.write_bytes("".join("\t".join(line) + "\r\n" for line in lines).encode("gb18030"))
    return path


EXPECTED = expected(
    entity(
        "Enterprise",
        "温州榕荫环境工程有限公司",
        "!2",
        uscc=uscc(191),
        founded=2012,
        place="瓯海区",
    ),
    entity(
        "Enterprise",
        "瑞安拾光眼镜配件有限公司",
        "!3",
        uscc=uscc(192),
        founded=2008,
        place="瑞安市",
    ),
    entity(
        "Enterprise",
        "龙港云帆印务有限公司",
        "!4",
        uscc=uscc(193),
        founded=2005,
        status="ended",
        place="龙港市",
    ),
)
COLUMNS = [
    table(
        "",
        (1, 1),
        (2, 4),
        {
            "A": ("序号", None),
            "B": ("单位名称", "name"),
            "C": ("组织机构代码/信用代码", "uscc"),
            "D": ("行政区划", "place"),
            "E": ("注册年份", "founded"),
            "F": ("经营状态", "status"),
        },
    )
]
LEFT_OUT = {"": {5: "count"}}
WORDS = {"存续": "actual", "注销": "ended"}
CONSTANTS = {"kind": "Enterprise"}
NEEDS = [("Place", name) for name in ("瓯海区", "瑞安市", "龙港市")]
