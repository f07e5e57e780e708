"""What statements add up to, case by case; the order of statements never matters."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

from graph.fold import Fold, Node
from graph.ledger.records import Joined, Said
from graph.ledger.statement import BASES
from graph.model import load_model
from graph.partners import MOST, Group, meetings, partner

MODEL = load_model()
FOLD = Fold(MODEL, {"first": 1, "second": 2, "third": 2})
OURS = {"id", "kind", "status", "since", "until", "sources", "n", "members", "disputed", "disputes"}


def say(source: str, predicate: str, value: str, since: int | None = None) -> Said:
    """An actual statement about one node."""
    return Said(source, predicate, value, "actual", since, None)


def fold(*said: Said) -> dict[str, Any]:
    """The properties of the node, the same in whatever order things are said."""
    nodes = [FOLD.node("x:1", order) for order in permutations(said)]
    assert all(node == nodes[0] for node in nodes)
    assert isinstance(nodes[0], Node)
    return nodes[0].properties


def test_a_node_of_one_statement() -> None:
    assert fold(say("first", "kind", "University")) == {
        "id": "x:1",
        "kind": "University",
        "status": "actual",
        "sources": ["first"],
        "n": 1,
    }


def test_what_nobody_states_is_no_node() -> None:
    assert FOLD.node("x:1", [say("first", "name", "温州大学")]) is None


def test_rank_then_year_then_the_smaller_value_decides() -> None:
    kind = say("second", "kind", "Enterprise")
    staff = [say("second", "staff", "5", 2018), say("second", "staff", "7", 2019)]
    assert fold(kind, *staff)["staff"] == 7
    assert fold(kind, *staff, say("first", "staff", "3"))["staff"] == 3
    assert fold(kind, say("third", "staff", "9"), say("second", "staff", "8"))["staff"] == 8


def test_two_sources_that_contradict_are_named() -> None:
    kind = say("first", "kind", "Enterprise")
    five, six = say("first", "staff", "5", 2018), say("second", "staff", "6", 2018)
    assert fold(kind, five, six)["disputed"] == ["staff"]
    assert "disputed" not in fold(kind, five, six._replace(since=2019))
    assert "disputed" not in fold(kind, five, six._replace(status="planned"))
    assert "disputed" not in fold(kind, five, six._replace(source="first"))
    assert fold(kind, say("second", "kind", "University"))["disputed"] == ["kind"]


def test_a_dispute_names_who_says_what_and_nobody_else() -> None:
    node = fold(
        say("first", "kind", "Enterprise"),
        say("third", "founded", "1999"),
        say("second", "founded", "2005"),
        say("first", "staff", "5"),
        say("first", "founded", "1999"),
        say("second", "staff", "5"),
    )
    assert node["disputed"] == ["founded"]
    assert node["disputes"] == [
        "founded: 1999 (first)",
        "founded: 1999 (third)",
        "founded: 2005 (second)",
    ]


def test_other_names_are_aliases() -> None:
    node = fold(
        say("first", "kind", "University"),
        say("first", "name", "温州大学"),
        say("second", "name", "温大"),
        say("second", "aliases", "温州大学"),
        say("third", "aliases", "WZU"),
    )
    assert (node["name"], node["aliases"]) == ("温州大学", ["WZU", "温大"])
    assert "disputed" not in node


def test_existence_is_as_far_along_as_any_source_says() -> None:
    planned = Said("first", "kind", "Platform", "planned", 2021, 2025)
    built = Said("second", "kind", "Platform", "actual", 2020, 2023)
    node = fold(planned, built)
    assert (node["status"], node["since"], node["until"]) == ("actual", 2020, 2025)


def test_members_of_a_merged_node() -> None:
    node = FOLD.node("a:1", [say("first", "kind", "University")], ["b:1", "a:1"])
    assert node and node.properties["members"] == ["a:1", "b:1"]


def join(source: str, **other: Any) -> Joined:
    """A direct cooperation of two nodes."""
    given = {"qualifier": "talent", "status": "actual", "since": None, "until": None} | other
    return Joined(source, "x:1", "COOPERATES_WITH", "x:2", **given, basis="stated", detail="")


def test_one_relationship_for_each_form() -> None:
    planned = join("first", status="planned", since=2020)
    joined = [
        planned._replace(detail='{"papers": 2}'),
        join("second"),
        join("second", qualifier=""),
    ]
    joined[1] = joined[1]._replace(start="x:2", end="x:1", basis="inferred")
    links = FOLD.links(joined)
    assert links == {
        ("x:1", "COOPERATES_WITH", "x:2", "talent"): {
            "form": "talent",
            "papers": 2,
            "status": "actual",
            "statuses": ["planned", "actual"],
            "since": 2020,
            "sources": ["first", "second"],
            "n": 2,
            "basis": "stated",
        },
        ("x:1", "COOPERATES_WITH", "x:2", ""): {
            "status": "actual",
            "statuses": ["actual"],
            "sources": ["second"],
            "n": 1,
            "basis": "stated",
        },
    }


def test_one_cooperation_of_two_sources_is_one() -> None:
    assert partner([join("first", since=2018), join("second", since=2019)], [], FOLD) == {
        "forms": ["talent"],
        "statuses": ["actual"],
        "n": 1,
        "sources": ["first", "second"],
        "first": 2018,
        "last": 2019,
    }


def party(who: str, status: str = "actual", type_: str = "PARTY_TO") -> Joined:
    """That somebody takes part in `g:1`."""
    return Joined("first", who, type_, "g:1", "", status, None, None, "stated", "")


def test_parties_meet_no_further_than_either() -> None:
    kinds = {"x:1": "University", "x:2": "Enterprise", "x:3": "Person"}
    joined = [party("x:1", "planned"), party("x:2"), party("x:3"), party("x:9")]
    (met,) = meetings("g:1", Group("Agreement", 2019), joined, kinds, FOLD)
    assert (met.low, met.high, met.form, met.status) == ("x:1", "x:2", "agreement", "planned")
    assert (met.first, met.last) == (2019, 2019)
    both = partner([join("second")], [met, met._replace(at="g:2")], FOLD)
    assert both and (both["forms"], both["n"]) == (["agreement", "talent"], 3)


def test_a_crowd_does_not_make_partners() -> None:
    most = MOST["Project"]
    for size, pairs in ((most, most * (most - 1) // 2), (most + 1, 0)):
        joined = [party(f"x:{i}", type_="PARTICIPATES_IN") for i in range(size)]
        kinds = {j.start: "Enterprise" for j in joined}
        assert len(list(meetings("g:1", Group("Project", None), joined, kinds, FOLD))) == pairs


def test_what_the_model_no_longer_declares_is_not_shown() -> None:
    kinds = {name: kind for name, kind in MODEL.kinds.items() if name != "Park"}
    relationships = {t: r for t, r in MODEL.relationships.items() if t != "COOPERATES_WITH"}
    smaller = Fold(replace(MODEL, kinds=kinds, relationships=relationships), FOLD.ranks)
    park, platform = say("first", "kind", "Park"), say("second", "kind", "Platform")
    assert smaller.node("x:1", [park]) is None
    node = smaller.node("x:1", [park, platform])
    assert node and node.kind == "Platform"
    assert smaller.links([join("first")]) == {}


def test_the_fold_fits_the_model() -> None:
    types: dict[str, str] = {}
    for kind in MODEL.kinds.values():
        assert not OURS & kind.properties.keys(), kind.name
        for p in kind.properties.values():
            assert types.setdefault(p.name, p.type) == p.type, f"{kind.name}.{p.name}"
            assert not (p.many and p.name in ("name", "name_en"))
    assert tuple(MODEL.lists["basis"].codes) == BASES
    assert not any("\n" in code for c in MODEL.lists.values() for code in c.codes)


def test_a_general_kind_counts_only_where_nobody_gives_another() -> None:
    general, kind = say("first", "kind", "Organisation"), say("second", "kind", "University")
    assert fold(general)["kind"] == "Organisation"
    both = fold(general, kind)
    assert both["kind"] == "University" and "disputed" not in both
    assert FOLD.kind([general, kind]) == "University"
    three = fold(general, kind, say("third", "kind", "Hospital"))
    assert three["disputes"] == ["kind: Hospital (third)", "kind: University (second)"]
