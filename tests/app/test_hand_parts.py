"""What is noted by hand and where a fact stands: the pure parts."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from graph.ledger import Duty, Item
from graph.model import load_model
from views.parts.answers import form_of
from views.parts.passage import _markup, marked
from views.parts.plans import item_of_code, last_day, order, plan

MODEL = load_model()
TODAY = datetime.date(2026, 6, 30)


def row(status: str, since: int | None, **more: Any) -> Any:
    given = {"subject_id": "s:1", "subject": "甲", "relationship": None, "object_id": None}
    return SimpleNamespace(**given | {"status": status, "since": since, "form": "summit"} | more)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"subject_kind": "Event"}, "峰会"),
        (
            {"subject_kind": "Programme", "form": "product"},
            "金融产品",
        ),  # not "产品", of achievements
        (
            {"subject_kind": "Enterprise", "relationship": "COOPERATES_WITH", "form": "talent"},
            "人才合作",
        ),
        ({"subject_kind": "Enterprise", "form": None}, ""),
    ],
)
def test_a_form_is_told_in_the_words_of_its_kind(more: dict[str, Any], told: str) -> None:
    assert form_of(row("planned", 2025, **more), MODEL, "zh") == told


@pytest.mark.parametrize(
    ("status", "since", "due", "overdue"),
    [
        ("planned", 2025, "", True),
        ("planned", 2026, "", False),
        ("under_way", 2019, "", False),  # the year is when it began
        ("under_way", 2019, "2026-05", True),
        ("planned", 2025, "2026-06-30", False),  # the date set by hand goes first
        ("planned", 2027, "2026-06-29", True),
        ("planned", 2027, "2026", False),
        ("agreed", None, "", False),
    ],
)
def test_overdue_is_by_the_date_set_by_hand_first(
    status: str, since: int | None, due: str, overdue: bool
) -> None:
    known = {Item("s:1"): Duty("王芳", due)}
    assert plan(row(status, since), known, MODEL, TODAY).overdue is overdue


def test_a_date_is_over_at_the_end_of_its_day_month_or_year() -> None:
    days = [last_day(due).isoformat() for due in ("2024", "2024-02", "2024-02-03")]
    assert days == ["2024-12-31", "2024-02-29", "2024-02-03"]


def test_what_is_overdue_stands_first_and_what_has_no_date_last() -> None:
    rows = [row("agreed", None), row("planned", 2027), row("planned", 2025), row("planned", 2020)]
    plans = sorted((plan(r, {}, MODEL, TODAY) for r in rows), key=order)
    assert [p.due for p in plans] == ["2020", "2025", "2027", ""]


def test_an_item_is_the_same_from_both_ends_and_none_where_the_address_is_wrong() -> None:
    one = item_of_code("s:2|COOPERATES_WITH|s:1|research", MODEL)
    assert one == Item("s:1", "COOPERATES_WITH", "s:2", "research")
    said = row("planned", 2025, relationship="COOPERATES_WITH", object_id="s:2", form="research")
    assert plan(said, {one: Duty("王芳")}, MODEL, TODAY).owner == "王芳"
    assert item_of_code("s:1|kind||", MODEL) == Item("s:1")
    assert item_of_code("s:1|||summit", MODEL) == Item("s:1")
    for wrong in ("", "x", "a|NONE|b|", "|kind||", "a|b|c|d|e"):
        assert item_of_code(wrong, MODEL) is None


def test_words_are_marked_whatever_their_print() -> None:
    assert marked("建“甲 中心”，投入7亿、17亿、7.5亿", ["甲中心", "7"]) == [
        ("建“", False),
        ("甲 中心", True),
        ("”，投入", False),
        ("7", True),
        ("亿、17亿、7.5亿", False),
    ]


def test_what_stands_in_a_source_is_never_markup() -> None:
    told = _markup("<b>甲中心</b> [x](http://e) :red[y] <script>", ["甲中心"])
    assert told.startswith("\\<b\\>:orange-background[甲中心]")
    assert "<" not in told.replace("\\<", "") and "[x]" not in told and ":red[" not in told
