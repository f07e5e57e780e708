"""What Explore says of two nodes at once, of conflicts, and what its filters let through."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph.ledger import Fact, Ledger
from graph.ledger.records import SourceInfo
from graph.model import Entity, Link, load_model
from views.parts.compare import compare
from views.parts.conflicts import Side, sides, stages
from views.parts.drawing import Edge, Node
from views.parts.filters import year_of
from views.parts.network import Filter
from views.parts.paths import columns, layers, paths_of, relation, years

MODEL = load_model()
USCC = "91330300145041661P"


def step(number: int, count: int, start: str, end: str) -> tuple[Any, ...]:
    return (number, count, start, ["PARTNER_OF"], end, start, end)


def test_a_path_that_is_so_comes_before_one_that_is_planned() -> None:
    rows = [step(1, 1, "a", "m"), step(1, 2, "m", "z"), step(2, 1, "a", "n"), step(2, 2, "n", "z")]
    edges = [
        Edge("a", "PARTNER_OF", "m", ("planned",)),
        Edge("m", "PARTNER_OF", "z", ("actual",)),
        Edge("a", "PARTNER_OF", "n", ("planned", "actual")),
        Edge("z", "FUNDS", "n", ("actual",)),
        Edge("a", "LOCATED_IN", "n", ("planned",)),  # does not join two
    ]
    first, second = paths_of(rows, edges)
    assert [s.end for s in first] == ["n", "z"] and [s.end for s in second] == ["m", "z"]
    assert [e.type for s in first for e in s.edges] == ["PARTNER_OF", "FUNDS"]
    assert layers([first, second]) == [["a"], ["n", "m"], ["z"]]
    places = columns(layers([first, second]))
    assert places["a"][0] < places["m"][0] == places["n"][0] < places["z"][0]
    assert places["a"][1] == places["z"][1] == 0 and places["n"][1] == -places["m"][1] > 0


def test_a_relationship_is_read_from_the_end_where_one_stands() -> None:
    edge = Edge("a", "PARTY_TO", "x", ("actual",), (), (), 2018)
    about = MODEL.relationships["PARTY_TO"]
    assert relation(edge, "a", MODEL, "en") == about.en
    assert relation(edge, "x", MODEL, "en") == about.inverse_en != about.en
    assert years(edge) == "2018–" and years(edge._replace(until=2018)) == "2018"
    assert years(edge._replace(since=None)) == ""


def neighbour(of: str, type_: str, id_: str, kind: str) -> Any:
    return SimpleNamespace(
        source_node_id=of, relationship=type_, target_node_id=id_, statuses=["actual"], forms=[],
        since=None, until=None, sources=["s"], id=id_, kind=kind, name=id_, status="actual",
    )  # fmt: skip


def test_two_are_compared_by_aspect_what_is_common_first() -> None:
    a, b = Node("a", "Enterprise", "甲"), Node("b", "Enterprise", "乙")
    of_a = [
        neighbour("a", "PARTNER_OF", "b", "Enterprise"),
        neighbour("a", "PARTNER_OF", "p", "Place"),
        neighbour("a", "LOCATED_IN", "p", "Place"),
        neighbour("a", "OPERATES_IN", "i", "Industry"),
    ]
    of_b = [
        neighbour("b", "LOCATED_IN", "p", "Place"),
        neighbour("b", "SERVES", "i", "Industry"),
        neighbour("b", "SERVES", "j", "Industry"),
        neighbour("b", "LISTED_IN", "m", "Programme"),
    ]
    found = [(c.aspect, c.node.id, c.side) for c in compare(a, b, of_a, of_b)]
    assert found == [
        ("partners", "p", "only_a"),
        ("industries", "i", "both"),
        ("industries", "j", "only_b"),
        ("places", "p", "both"),
        ("programmes", "m", "only_b"),
    ]


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    with Ledger.open(tmp_path / "ledger.db", MODEL) as opened:
        yield opened


def firm(
    ledger: Ledger, source: str, rank: int, status: str, since: int | None = None, **given: Any
) -> None:
    info = SourceInfo(source, source, rank=rank)
    here = Entity("Enterprise", f"{source}:1", {"name": "光芒", "uscc": USCC, **given}, since=since)
    park = Entity("Park", "x:park", {"name": "园区"})
    ledger.load(info, [here, park, Link("TENANT_OF", f"{source}:1", "x:park", {}, status=status)])


def told(some: list[Side]) -> list[tuple[str, Any, str]]:
    return [(side.fact.source, side.fact.value, side.why) for side in some]


def of(ledger: Ledger) -> tuple[list[Fact], dict[str, int]]:
    return list(ledger.facts("a:1")), {s.id: s.rank for s in ledger.sources()}


def test_the_best_ranked_source_is_believed_and_the_card_says_so(ledger: Ledger) -> None:
    firm(ledger, "a", 5, "actual", founded=1998)
    firm(ledger, "b", 2, "actual", founded=2001)
    firm(ledger, "c", 5, "planned", founded=2001)
    facts, ranks = of(ledger)
    found = sides(facts, ["founded"], ranks)
    assert told(found) == [("b", 2001, "rank"), ("c", 2001, ""), ("a", 1998, "")]
    assert [(s.fact.status, s.why) for s in stages(facts, ranks, MODEL)] == [
        ("actual", "furthest"),
        ("actual", ""),
        ("planned", ""),
    ]


def test_then_the_latest_year_and_then_nothing_but_order(ledger: Ledger) -> None:
    firm(ledger, "a", 5, "actual", since=2018, staff=5)
    firm(ledger, "b", 5, "actual", since=2019, staff=7)
    firm(ledger, "c", 5, "actual", since=2019, staff=9)
    facts, ranks = of(ledger)
    assert told(sides(facts, ["staff"], ranks)) == [("b", 7, "order"), ("c", 9, "")]
    assert stages(facts, ranks, MODEL) == []
    ledger.retract("c")
    facts, ranks = of(ledger)
    assert told(sides(facts, ["staff"], ranks)) == [("b", 7, "year")]


@pytest.mark.parametrize(
    ("first", "last", "since", "until", "kept"),
    [
        (None, None, None, None, True),
        (2019, None, None, None, False),  # of no year
        (2019, None, 2015, None, True),  # still so
        (2019, None, 2015, 2018, False),
        (2019, 2020, 2020, 2021, True),
        (None, 2019, 2020, None, False),
        (None, 2019, None, 2030, True),
    ],
)
def test_a_relationship_stays_that_runs_in_the_years(
    first: int | None, last: int | None, since: int | None, until: int | None, kept: bool
) -> None:
    edge = Edge("a", "TENANT_OF", "b", ("actual",), (), ("s",), since, until)
    assert Filter(first=first, last=last).keeps_edge(edge) is kept


def test_filters_by_source_relationship_place_and_hand() -> None:
    edge = Edge("a", "TENANT_OF", "b", ("actual",), (), ("s", "t"))
    assert Filter(sources=frozenset("t")).keeps_edge(edge)
    assert not Filter(sources=frozenset("u")).keeps_edge(edge)
    assert not Filter(types=frozenset({"SERVES"})).keeps_edge(edge)
    assert Filter(inside=frozenset("a")).keeps_node("a", "Fund")
    assert not Filter(inside=frozenset()).keeps_node("a", "Fund")
    assert not Filter(hidden=frozenset("a")).keeps_node("a", "Fund")
    assert [year_of(text) for text in ("2019", "19", "abcd", "", "2019年")] == [2019, *[None] * 4]
