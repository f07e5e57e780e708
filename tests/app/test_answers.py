"""What a query answers in the reader's words: no code, no name of a property, no id of a source."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from graph.model import load_model
from views.parts.answers import _told, side_words
from views.parts.wording import title_words

MODEL = load_model()
TITLES = {"one": "甲表"}


@pytest.mark.parametrize(
    ("value", "holds", "zh", "en"),
    [
        ("status", "property", "状态", "status"),
        ("founded", "property", "成立年份", "founded"),
        ("of_another_model", "property", "of_another_model", "of_another_model"),
        ("summit", "form", "峰会", "Summit"),
        ("joint_research", "form", "联合研发", "Joint research"),
        ("of_another_model", "form", "of_another_model", "of_another_model"),
    ],
)
def test_codes_in_words(value: str, holds: str, zh: str, en: str) -> None:
    assert _told(value, holds, MODEL, "zh") == zh
    assert _told(value, holds, MODEL, "en").lower() == en.lower()


@pytest.mark.parametrize(
    ("kind", "name", "side", "words"),
    [
        ("Enterprise", "founded", "1933 (one)", "1933（甲表）"),
        ("Enterprise", "staff", "12 (two)", "12 人（two）"),
        ("Place", "level", "county (one)", "县（市、区）（甲表）"),
        ("Enterprise", "kind", "University (one)", "高校（甲表）"),
        ("Enterprise", "website", "a (b) (one)", "a (b)（甲表）"),
    ],
)
def test_a_side_in_words(kind: str, name: str, side: str, words: str) -> None:
    row = SimpleNamespace(property=name, subject_kind=kind)
    assert side_words(side, row, MODEL, "zh", TITLES) == words


def test_a_title_is_told_in_the_language_of_the_page() -> None:
    both = "长三角地点 · Places of the Yangtze Delta"
    assert title_words(both, "zh") == "长三角地点"
    assert title_words(both, "en") == "Places of the Yangtze Delta"
    assert title_words("Places of the Yangtze Delta · 长三角地点", "zh") == "长三角地点"
    for whole in ("企业名单 · 龙湾区", "A · B", "企业 · B · C", "企业名单", ""):
        assert title_words(whole, "zh") == title_words(whole, "en") == whole
