"""Sheets as offices make them: where the table lies in them, and every format that has them."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.errors import UserError
from graph.model import Entity, load_model
from loaders import Options, Row, open_source
from loaders.mapping import parse_mappings
from loaders.office import biff
from loaders.office.block import Block
from loaders.office.draft import draft
from loaders.office.grid import Area, Grid, GridCell
from loaders.office.layout import find_blocks
from loaders.office.reading import read_book

MODEL = load_model()
OLD = Path(__file__).parents[1] / "office" / "files" / "enterprise_technology_centres.xls"
KNOWN = {"企业名称", "信用代码", "园区", "地区", "面积"}


def grid(*rows: str, merged: tuple[Area, ...] = (), hidden: frozenset[int] = frozenset()) -> Grid:
    """A grid of rows whose cells are parted by bars; a dot is an empty one."""
    cells = [[GridCell("" if c == "." else c) for c in row.split("|")] for row in rows]
    return Grid("表", cells, merged, hidden)


def blocks(sheet: Grid) -> list[Block]:
    return find_blocks(sheet, lambda text: text in KNOWN)


def test_title_header_records_sum_and_note() -> None:
    (found,) = blocks(
        grid("某市企业名单", "单位：万元", "序号|企业名称|面积", "1|甲公司|3", "2|乙公司|4",
             "合 计|.|7", "注：按年末数", "填表人：张三  电话：1")
    )  # fmt: skip
    assert (found.header, found.first, found.last) == ([3], 4, 6)
    assert (found.title, found.unit, found.sums) == ("某市企业名单", "万元", [6])
    assert len(found.notes) == 2


def test_a_header_of_two_rows_is_joined() -> None:
    merged = (Area(1, 1, 2, 1), Area(1, 2, 1, 3))
    (found,) = blocks(grid("企业名称|面积|.", ".|2022|2023", "甲公司|1|2", merged=merged))
    assert found.header == [1, 2]
    assert list(found.names.values()) == ["企业名称", "面积/2022", "面积/2023"]


def test_a_header_that_comes_again_is_no_record() -> None:
    head = "企业名称|面积"
    (found,) = blocks(grid(head, "甲公司|1", "续表", head, "乙公司|2"))
    assert [r for r in range(2, 6) if r not in found.skipped] == [2, 5]


def test_tables_below_and_beside_each_other() -> None:
    below = blocks(grid("企业名称|面积", "甲|1", ".|.", "附表二|.", "园区|地区", "乙|丙"))
    assert [(b.header, b.first, b.last) for b in below] == [([1], 2, 2), ([5], 6, 6)]
    beside = blocks(grid("地区|面积|.|地区|面积", "甲|1|.|乙|2"))
    assert [b.columns for b in beside] == [[1, 2], [4, 5]]


def test_what_is_hidden_is_not_seen() -> None:
    sheet = grid("企业名称|面积", "甲|1", "乙|2", hidden=frozenset({2}))
    (found,) = blocks(sheet)
    assert found.first == 3


def test_hidden_rows_and_columns_of_an_old_workbook(tmp_path: Path) -> None:
    assert not any(part.rows for part in biff.hidden_parts(OLD).values())
    data = bytearray(OLD.read_bytes())
    row = struct.pack("<2H", biff.ROW, 16) + struct.pack("<H", 3)  # the fourth row
    at = data.index(row)
    data[at + 4 + 12] |= 0x20
    path = tmp_path / "old.xls"
    path.write_bytes(data)
    hidden = [part.rows for part in biff.hidden_parts(path).values()]
    assert frozenset({4}) in hidden
    options = Options(kind="Enterprise")
    opened, before = open_source(path, MODEL, options), open_source(OLD, MODEL, options)
    assert len(list(opened.rows(None))) == len(list(before.rows(None))) - 1
    assert any("1 hidden row (4) is left out" in w for w in opened.warnings)


PAGE = """<html><meta charset="gb2312"><table><tr><th rowspan=2>企业名称<th colspan=2>面积</tr>
<tr><td>2022<td>2023</tr><tr><td>甲<br>公司<td>1<td>&nbsp;2</tr></table>"""
XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">企业名单</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">企业名称</Data></Cell>
<Cell><Data ss:Type="String">成立年份</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">甲公司</Data></Cell><Cell ss:Index="2">
<Data ss:Type="Number">2001</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_a_page_that_is_named_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.xls"
    path.write_bytes(PAGE.encode("gb18030"))
    (sheet,) = read_book(path).grids
    assert [[sheet.seen(r, c).text for c in (1, 2, 3)] for r in (1, 2, 3)] == [
        ["企业名称", "面积", "面积"],
        ["企业名称", "2022", "2023"],
        ["甲 公司", "1", "2"],
    ]


def load(path: Path, kind: str = "Enterprise") -> list[Row]:
    return list(open_source(path, MODEL, Options(kind=kind)).rows(None))


def test_a_workbook_of_2003_in_xml(tmp_path: Path) -> None:
    path = tmp_path / "t.xls"
    path.write_text(XML, encoding="utf-8")
    (row,) = load(path)
    assert row.number == 4
    assert row.records[0].properties == {"name": "甲公司", "founded": 2001}


def workbook(path: Path, rows: list[list[Any]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for name in merged:
        sheet.merge_cells(name)
    book.save(path)
    return path


def test_a_plain_load_does_the_obvious(tmp_path: Path) -> None:
    rows = [["企业名单"], ["序号", "企业名称", "建筑面积（万平方米）"], [1, "甲公司", 1.2]]
    (row,) = load(workbook(tmp_path / "t.xlsx", [*rows, ["合计", None, 1.2]], "A1:C1"))
    assert row.number == 3
    assert row.records[0].properties == {"name": "甲公司", "floor_area": 12000.0}


def test_what_is_not_certain_asks_for_a_mapping(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["表一"], ["代号", "数"], ["甲", "乙"]], "A1:B1")
    with pytest.raises(UserError, match=r"row 2: expected a column name.*triplehelix map t\.xlsx"):
        load(path)


def test_a_draft_is_a_mapping_that_reads_back(tmp_path: Path) -> None:
    rows = [
        ["园区", "企业名称", "入驻时间"],
        ["甲园区", "乙公司", "2021年3月"],
        [None, "丙公司", 2022],
    ]
    path = workbook(tmp_path / "t.xlsx", rows, "A2:A3")
    text = draft(path, MODEL).text()
    firms, tenancies = parse_mappings(path, text)
    assert (firms.kind, tenancies.kind) == ("Enterprise", "TENANT_OF")
    (tmp_path / "t.xlsx.mapping.toml").write_text(text, encoding="utf-8")
    found = list(open_source(path, MODEL, Options()).rows(None))
    parks = [r for row in found for r in row.records if isinstance(r, Entity) and r.kind == "Park"]
    assert [p.properties["name"] for p in parks] == ["甲园区"]
    ends = [(r.start, r.end, r.since) for row in found for r in row.records if r[0] == "TENANT_OF"]
    assert ends == [("乙公司", "甲园区", 2021), ("丙公司", "甲园区", 2022)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("header = [0]", "a list of row numbers"),
        ("rows = [5, 3]", "the first row of records and the last"),
        ('between = ["A"]', "two columns"),
        ("hidden = 1", "true or false"),
        ('[values]\n"1月" = "x"', "a table such as"),
        ('[columns.place]\nfrom = "b"\nunit = "斗"', "a unit such as"),
        ('[columns.place]\nfrom = "b"\ntake = "all"', "expected one of"),
        ("[[table]]", "[[table]] has|expected"),
    ],
)
def test_a_wrong_word_in_a_mapping_is_one_line(tmp_path: Path, line: str, expected: str) -> None:
    text = f'kind = "Enterprise"\ncolumns.name = "a"\n{line}\n'
    with pytest.raises(UserError) as error:
        parse_mappings(tmp_path / "t.mapping.toml", text)
    assert any(word in error.value.message for word in expected.split("|"))
    assert "\n" not in error.value.message


def test_a_record_of_which_only_the_name_is_said_is_one() -> None:
    (found,) = blocks(grid("企业名称|面积|地区", "甲|1|a", "某市某某科技有限公司|.|.", "乙|2|b"))
    assert [r for r in range(2, 5) if r not in found.skipped] == [2, 3, 4]


def test_the_title_of_a_part_is_no_record() -> None:
    (found,) = blocks(grid("企业名称|面积|地区", "一、大企业|.|.", "甲|1|a"))
    assert found.skipped == {2: "the title of a part"}
