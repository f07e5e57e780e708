"""A file called .xls that is a web page with a table, as management systems export it.

Excel opens it with a warning, so that users take it for a workbook. The encoding is named in the
page (gb2312); cells are merged with rowspan and colspan; numbers of 18 digits are kept as text by
a style. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, link, table
from tests.office.workbook import uscc

TEXT = "style=\"mso-number-format:'\\@'\""


def build(folder: Path) -> Path:
    page = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<style>td {{border: .5pt solid black}}</style></head>
<body><table border="1">
<tr><td colspan="5" align="center"><b>众创空间入驻团队导出</b></td></tr>
<tr><th>众创空间</th><th>企业名称</th><th>信用代码</th><th>入驻年份</th><th>状态</th></tr>
<tr><td rowspan="2">汇思众创空间</td><td>温州小橙科技有限公司</td>
<td {TEXT}>{uscc(181)}</td><td>2019</td><td>已入驻</td></tr>
<tr><td>温州墨象设计有限公司&nbsp;</td><td {TEXT}>{uscc(182)}</td><td>2020</td><td>已毕业</td></tr>
<tr><td rowspan="1">蓝岸众创空间</td><td>温州一苇&amp;渡文化创意有限公司</td>
<td {TEXT}>{uscc(183)}</td><td>2021</td><td>已入驻</td></tr>
</table></body></html>
"""
    path = folder / "入驻团队导出.xls"
    path.write_bytes(page.encode("gb18030"))
    return path


# 已毕业: left the makerspace as a firm that stands on its own; the tenancy has ended.
EXPECTED = expected(
    entity("Incubator", "汇思众创空间", "!3"),
    entity("Enterprise", "温州小橙科技有限公司", "!3", uscc=uscc(181)),
    entity("Enterprise", "温州墨象设计有限公司", "!4", uscc=uscc(182)),
    entity("Incubator", "蓝岸众创空间", "!5"),
    entity("Enterprise", "温州一苇&渡文化创意有限公司", "!5", uscc=uscc(183)),
    link("TENANT_OF", "温州小橙科技有限公司", "汇思众创空间", "!3", since=2019),
    link("TENANT_OF", "温州墨象设计有限公司", "汇思众创空间", "!4", "ended", since=2020),
    link("TENANT_OF", "温州一苇&渡文化创意有限公司", "蓝岸众创空间", "!5", since=2021),
)
COLUMNS = [
    table(
        "",
        (2, 2),
        (3, 5),
        {
            "A": ("众创空间", "tenant_of"),
            "B": ("企业名称", "name"),
            "C": ("信用代码", "uscc"),
            "D": ("入驻年份", "since"),
            "E": ("状态", "status"),
        },
    )
]
LEFT_OUT = {"": {1: "title"}}
WORDS = {"已入驻": "actual", "已毕业": "ended"}
CONSTANTS = {"kind": "Enterprise", "kind of tenant_of": "Incubator"}
