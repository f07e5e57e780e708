"""Places that locators name, in texts and in tables of several sorts."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.model import load_model
from loaders.documents import outline, paragraphs, report
from loaders.passages import row_at
from tests.office.cases import case_01_firms_title_row

MODEL = load_model()
REPORT = """某县年度小结
2021-01-02

一、做过的事

(一)建平台。开篇一句。一是建“甲”中心。二是引乙所。

二、要做的事
1.丙工程。开工。
"""


def test_a_report_is_cut_as_its_locators_say_and_keeps_its_print() -> None:
    items = report(REPORT)
    assert items["1/1/0"] == "建平台。开篇一句。"
    assert items["1/1/1"] == "建“甲”中心。"
    assert items["1/1/2"] == "引乙所。"
    assert items["2/0.1/0"] == "丙工程。开工。"
    assert items["h/0/0"] == "某县年度小结\n2021-01-02"


def test_an_outline_is_cut_by_chapter_section_and_paragraph() -> None:
    text = "# 规划\n## 前言\n开篇\n## 第十二章 保障\n### 第二节 落实\n第一段\n第二段"
    items = outline(text)
    assert items["12/2/2"] == "第二段"
    assert (items["0/0/1"], items["12/2/0"]) == ("开篇", "落实")


def test_any_text_is_cut_by_paragraphs() -> None:
    assert paragraphs("甲\n\n 乙 \n") == {"1": "甲", "2": "乙"}


def test_a_row_is_found_by_what_it_is_about(tmp_path: Path) -> None:
    file = tmp_path / "firms.csv"
    file.write_text("id,name,place\nu1,甲公司,温州市\nu2,乙公司,瑞安市;甲公司\n", "utf-8")
    for place, number in (("u2", 3), ("乙公司", 3), ("甲公司", 2)):
        found = row_at(file, place, [], MODEL)
        assert found is not None and found.number == number
    other = row_at(file, "甲公司", ["瑞安市"], MODEL)
    assert other is not None and other.cells[1] == ("name", "乙公司")
    assert row_at(file, "丙公司", [], MODEL) is None


def test_a_row_is_found_on_its_sheet_and_by_its_cell(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "一"  # type: ignore[union-attr]
    sheet = book.create_sheet("二")
    for row in (("名称", "人数"), ("甲公司", 5), ("乙公司", 7)):
        sheet.append(row)
    file = tmp_path / "b.xlsx"
    book.save(file)
    for place in ("二!乙公司", "二!B3"):
        found = row_at(file, place, [], MODEL)
        assert found is not None
        assert (found.sheet, found.number) == ("二", 3)
        assert found.cells == (("名称", "乙公司"), ("人数", "7"))


def test_under_a_title_row_the_header_is_found(tmp_path: Path) -> None:
    file = case_01_firms_title_row.build(tmp_path)
    found = row_at(file, "名单!瑞安博岳汽车部件有限公司", [], MODEL)
    assert found is not None
    assert ("企业名称", "瑞安博岳汽车部件有限公司") in found.cells


@pytest.mark.parametrize("name", ["x.jsonl"])
def test_a_row_of_nested_records_is_found(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text('{"name": "甲公司", "place": "温州市"}\n{"name": "乙公司"}\n', "utf-8")
    found = row_at(file, "乙公司", [], MODEL)
    assert found is not None and found.cells == (("name", "乙公司"),)
