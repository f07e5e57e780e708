"""What tells things of one name apart, and whom a judgement calls another."""

from __future__ import annotations

import pytest

from graph.ledger import Judgement
from views.parts.apart import distinction, named, unequal
from views.parts.namesakes import differing

PLACES = {"a": "温州市", "b": "瑞安市", "c": "温州市", "d": "温州市"}
SOURCES = {"a": "名单", "b": "名单", "c": "年报", "d": "年报"}


@pytest.mark.parametrize(
    ("one", "others", "words"),
    [
        ("b", "a", "瑞安市"),
        ("a", "bc", "温州市 · 名单"),
        ("c", "ad", "温州市 · 年报 · c"),
        ("e", "af", "e"),
    ],
)
def test_the_place_tells_apart_else_the_source_else_the_id(
    one: str, others: str, words: str
) -> None:
    assert distinction(one, [*others], PLACES, SOURCES) == words


def test_a_name_is_said_with_what_tells_it_apart() -> None:
    assert named("a", "甲", {"a": "温州市"}) == "甲 · 温州市"
    assert named("b", "甲", {"a": "温州市"}) == "甲"


def test_an_id_is_told_only_of_what_nothing_else_tells_apart() -> None:
    labels = {"a:1": "甲 · 企业", "a:2": "甲 · 企业", "b": "乙 · 企业"}
    assert unequal(labels) == {"a:1": "甲 · 企业 · a:1", "a:2": "甲 · 企业 · a:2", "b": "乙 · 企业"}


def test_who_is_called_another_by_whichever_of_its_ids() -> None:
    def judged(verdict: str) -> Judgement:
        return Judgement(1, "old", "c", verdict, "", "王芳", "", "", "", True)

    def node_of(id_: str) -> str:
        return {"old": "a"}.get(id_, id_)

    assert differing("a", ["b", "c"], judged("differ"), node_of) == "c"
    assert differing("a", ["b"], judged("differ"), node_of) == ""
    assert differing("a", ["c"], judged("same"), node_of) == ""
