"""What Explore asks, on the small graph: worked out from its tables, on both engines."""

from __future__ import annotations

from collections import Counter

from graph.model import load_model
from graph.queries import find_query, run
from graph.store import Store
from tests.small.graph import LINKS, NODES

UNCOUNTED = {"COOPERATES_WITH", "SCOPE", "AMONG", "OF"}
KINDS = {id_: kind for id_, kind, _, _ in NODES}


def triples(rows: list[tuple[object, ...]]) -> set[tuple[object, ...]]:
    return {row[:3] for row in rows}


def test_neighbours_are_all_links_but_figures_and_what_partners_sum_up(small: Store) -> None:
    result = run(small, "neighbours", {"node": "a:lab"})
    assert triples(result.rows) == {
        ("a:lab", "PART_OF", "a:ucasw"),
        ("a:lab", "TENANT_OF", "a:nevc"),
        ("a:lab", "SERVES", "i:bat"),
    }
    at = result.columns.index
    other = {row[at("id")]: row for row in result.rows}
    assert other["a:nevc"][at("statuses")] == ["planned"]
    assert other["i:bat"][at("kind")] == "Industry" and other["i:bat"][at("name")] == "动力电池"
    assert (other["a:nevc"][at("since")], other["a:nevc"][at("until")]) == (2020, None)
    partners = run(small, "neighbours", {"node": "a:wzu"})
    found = [row for row in partners.rows if row[at("relationship")] == "PARTNER_OF"]
    assert {row[at("id")] for row in found} == {"a:zju", "a:dlx"}
    assert {tuple(row[at("forms")]) for row in found} == {
        ("joint_research", "talent"),
        ("technology_transfer",),
    }
    years = {row[at("id")]: (row[at("since")], row[at("until")]) for row in found}
    assert years == {"a:zju": (2018, 2020), "a:dlx": (None, None)}


def test_links_among_are_those_with_both_ends(small: Store) -> None:
    some = ["a:lab", "a:ucasw", "a:nevc", "i:bat", "i:nev", "no:such"]
    result = run(small, "links-among", {"ids": "\n".join(some)})
    assert triples(result.rows) == {
        (start, type_, end)
        for type_, start, end, _ in LINKS
        if start in some and end in some and type_ not in UNCOUNTED
    }
    assert ("a:nevc", "SERVES", "i:nev") in triples(result.rows)
    years = {row[:3]: row[5:7] for row in result.rows}
    assert years["a:lab", "TENANT_OF", "a:nevc"] == (2020, None)


def test_a_place_is_where_it_is_and_others_where_they_are_said_to_be(small: Store) -> None:
    some = [id_ for id_, _, name, _ in NODES if name]
    rows = run(small, "places-of", {"ids": "\n".join([*some, "no:such"])}).rows
    stated = {(a, b) for type_, a, b, _ in LINKS if type_ in ("LOCATED_IN", "HOST")}
    expected = stated | {(id_, id_) for id_ in some if KINDS[id_] == "Place"}
    assert {(row[0], row[2]) for row in rows} == {(a, b) for a, b in expected if a in some}


def test_the_sources_of_nodes_are_those_that_name_them(small: Store) -> None:
    some = [id_ for id_, _, name, _ in NODES if name]
    rows = run(small, "sources-of", {"ids": "\n".join([*some, "no:such"])}).rows
    assert dict(rows) == {i: ["one", "two"] if i == "a:wzu" else ["one"] for i in some}


def test_best_connected_counts_what_not_everything_has(small: Store) -> None:
    degree = Counter(
        node
        for type_, start, end, _ in LINKS
        if type_ not in UNCOUNTED | {"LOCATED_IN", "PART_OF"}
        for node in (start, end)
        if KINDS[node] not in {"Observation", "Indicator"}
    )
    expected = sorted(degree.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = run(small, "best-connected").rows
    assert [(row[0], row[3]) for row in rows] == expected
    assert all(row[1] == KINDS[str(row[0])] for row in rows)


def test_names_are_all_that_the_finder_needs(small: Store) -> None:
    result = run(small, "names")
    rows = {row[0]: dict(zip(result.columns, row, strict=True)) for row in result.rows}
    assert {id_ for id_, _, name, _ in NODES if name} <= rows.keys()
    assert rows["p:wz"]["other_names"] == ["温州", "Wenzhou"]
    assert rows["p:wz"]["identifiers"] == ["330300"] and rows["p:hz"]["identifiers"] == []
    text = find_query("names").text
    assert all(f"n.{name}" in text for name in load_model().identifiers)
    assert rows["a:wzu"]["disputed"] == ["founded"]
    assert rows["a:zjuw"]["status"] == "planned"
