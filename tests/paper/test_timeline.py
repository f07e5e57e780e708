"""The timeline: what is dated and by whom, what has no year, what stands where on the sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.etree
import pytest

from graph.ledger import Ledger
from graph.ledger.records import SourceInfo
from graph.model import Entity, Link, load_model
from views.paper.brief import Cite, Dated
from views.paper.dated import dated_facts
from views.paper.picture import svg
from views.paper.timeline import YEARS, grid_of, in_brief, timeline_sheet, without_year
from views.parts.drawing import LINE_PLANNED

MODEL = load_model()


def thing(year: int | None, words: str, status: str = "actual", lane: str = "agreed") -> Dated:
    return Dated(year, lane, words, status, "", (Cite("s", ("1",)),))


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[[str], list[Dated]]:
    def dated(id_: str) -> list[Dated]:
        with Ledger.open(tmp_path / "ledger.db", MODEL) as opened:
            return dated_facts(
                opened.facts(id_), lambda other: list(opened.facts(other)), MODEL, "zh"
            )

    with Ledger.open(tmp_path / "ledger.db", MODEL) as opened:
        for source in ("one", "two"):
            park = Entity("Park", "x:park", {"name": "园区", "founded": 1999})
            deal = Entity("Agreement", "x:deal", {"name": "协议", "signed": "2018-05-01"})
            firm = Entity("Enterprise", "x:firm", {"name": "企业"})
            fund = Entity("Fund", "x:fund", {"name": "基金"})
            party = Link("PARTY_TO", "x:park", "x:deal", {})
            with_ = Link("COOPERATES_WITH", "x:park", "x:firm", {}, status="planned", since=2020)
            gives = Link("INVESTS_IN", "x:fund", "x:park", {})
            records = [park, deal, firm, fund, party, with_, gives]
            opened.load(SourceInfo(source, source), records)
    return dated


def test_a_thing_is_told_once_with_its_year_and_all_who_state_it(
    ledger: Callable[[str], list[Dated]],
) -> None:
    found = ledger("x:park")
    assert [(d.year, d.lane, d.planned, d.other) for d in found] == [
        (1999, "founded", False, ""),
        (2018, "agreed", False, "x:deal"),
        (2020, "cooperated", True, "x:firm"),
        (None, "funded", False, "x:fund"),
    ]
    assert all({cite.source for cite in d.cites} == {"one", "two"} for d in found)
    assert without_year(found, "zh") == "另有 1 项没有年份：资助与投资 1"
    made = in_brief(found, "zh")
    assert made and made.written == tuple(found[:3]) and made.left == 0
    assert in_brief(found[1:], "zh") is None


def test_early_years_are_one_column_and_a_full_cell_says_how_many_more() -> None:
    grid = grid_of([thing(1950 + n, "签约") for n in range(YEARS + 3)], 1)
    assert grid.columns[0] == "1950–1953" and len(grid.columns) == YEARS
    assert grid.left["agreed", 0] == 3 and grid.rows("agreed") == 2


def test_what_is_planned_is_hollow_and_words_of_data_are_words() -> None:
    evil = "<script>alert(1)</script>"
    sheet = timeline_sheet([thing(2019, evil), thing(2020, "拟签", "planned")], "zh", "题")
    planned = [d for d in sheet.discs if d.color == LINE_PLANNED]
    assert len(planned) == 2  # in its cell and in the legend
    root = lxml.etree.fromstring(svg(sheet).encode())
    told = ["".join(node.itertext()) for node in root.iter("{*}text")]
    assert evil in told and "2019" in told and "题" in told
    assert all(word.x <= sheet.width and word.y <= sheet.height for word in sheet.words)
