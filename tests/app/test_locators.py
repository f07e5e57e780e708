"""Locators in words: as the loaders write them, and what is not known as it is."""

from __future__ import annotations

import pytest

from graph.ledger import SourceFile
from loaders.documents import outline, report
from views.parts.locators import cut_of, located, place_words

REPORT = """标题
引言说的是这一年做了很多事情，也说了为什么要做、由谁来做、做到了哪一步、还差哪些、下一步怎么办，所以长过了六十个字，才算引言。
一、总结
(四) 合作。先说一句。一是联系。二是来往。
二、思路
(三) 抓手。
2.平台。先说一句。一是建设。
(来源：某局)
"""
OUTLINE = "# 规划\n## 前言\n引言。\n## 第十二章 保障\n总的。\n### 第四节 分工\n一段。\n又一段。\n"


@pytest.mark.parametrize(
    ("locator", "cut", "zh", "en"),
    [
        ("h/0/0", "report", "篇首", "its head"),
        ("0/0/0", "report", "引言", "its introduction"),
        ("1/0/0", "report", "第一部分", "part 1"),
        ("1/4/2", "report", "第一部分第四节“二是”", "part 1, paragraph 4, item 2"),
        ("2/3.2/1", "report", "第二部分第三节第 2 点“一是”", "part 2, paragraph 3.2, item 1"),
        ("s/0/0", "report", "文末", "its last line"),
        ("0/0/1", "outline", "前言第 1 段", "preface, paragraph 1"),
        ("12/0/1", "outline", "第十二章第 1 段", "chapter 12, paragraph 1"),
        ("12/4/0", "outline", "第十二章第四节标题", "heading of chapter 12, section 4"),
        ("12/4/2", "outline", "第十二章第四节第 2 段", "chapter 12, section 4, paragraph 2"),
        ("7", "paragraphs", "第 7 段", "paragraph 7"),
        ("a.csv#330300", "", "a.csv中“330300”一行", "a.csv, row “330300”"),
        ("b/a.xlsx#览!I20", "", "a.xlsx 工作表“览”单元格 I20", "a.xlsx, sheet “览”, cell I20"),
        ("a.et#览!甲→乙", "", "a.et 工作表“览”中“甲→乙”一行", "a.et, sheet “览”, row “甲→乙”"),
    ],
)  # fmt: skip
def test_a_place_in_words(locator: str, cut: str, zh: str, en: str) -> None:
    assert place_words(locator, cut, "zh") == zh
    assert place_words(locator, cut, "en") == en
    if cut == "report":
        assert locator in report(REPORT)
    if cut == "outline":
        assert locator in outline(OUTLINE)


@pytest.mark.parametrize("cut", ["", "report", "outline", "paragraphs"])
def test_what_is_not_known_stays(cut: str) -> None:
    for locator in ("GeoNames 1816670", "2026-11-27", "https://a.org/b#c", "1/2", "<b>"):
        assert place_words(locator, cut, "zh") == locator
    assert place_words("1/4/2", "", "zh") == "1/4/2"


def test_several_places_and_the_one_text_of_a_source() -> None:
    assert located(("1/4/2", "s/0/0"), "report", "zh") == "第一部分第四节“二是”；文末"
    table, text = SourceFile("a.csv", "table", "0"), SourceFile("a.txt", "report", "1")
    assert cut_of([table, text]) == "report"
    assert cut_of([table]) == cut_of([text, text]) == ""
