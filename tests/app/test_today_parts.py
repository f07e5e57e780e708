"""What Today tells to whom: also of what is gone."""

from __future__ import annotations

import pytest

from graph.ledger import News
from views.pages.today import called, in_sight
from views.parts.drawing import Node

KNOWN = {
    "p:1": Node("p:1", "Place", "温州市", "actual", ()),
    "p:2": Node("p:2", "Park", "科技园", "actual", ()),
    "f:1": Node("f:1", "Enterprise", "甲", "actual", ()),
}
GONE = News("f:2", "gone", 3, "", "乙", "Enterprise", ("p:2", "f:1"))


@pytest.mark.parametrize(
    ("here", "seen"),
    [(None, True), ({"p:2"}, True), ({"p:1", "f:1"}, False)],
)
def test_what_is_gone_is_told_where_it_was(here: set[str] | None, seen: bool) -> None:
    assert in_sight(GONE, KNOWN, here) is seen


def test_what_a_graph_does_not_show_for_another_reason_is_not_told() -> None:
    assert not in_sight(News("f:2", "new", 3, ""), KNOWN, None)
    assert not in_sight(GONE._replace(name="", kind="Observation"), KNOWN, None)
    assert in_sight(News("f:1", "new", 3, ""), KNOWN, {"f:1"})
    assert not in_sight(News("f:1", "new", 3, ""), KNOWN, {"p:1"})


def test_what_is_gone_has_its_last_name() -> None:
    assert called(GONE, KNOWN) == ("乙", "Enterprise")
    assert called(News("f:1", "new", 3, ""), KNOWN) == ("甲", "Enterprise")
