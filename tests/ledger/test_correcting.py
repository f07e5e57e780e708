"""Corrections by hand: signed, believed first, and as if never made once they are undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.ledger.correcting import source_of, value
from graph.ledger.database import open_database
from graph.model import Entity, Link
from graph.project import project
from tests.projection.memory import MemoryGraph

LIST = SourceInfo("list", "List of firms", "Bureau", "2024-05-01", "internal", 2)
FIRM, WRONG, RIGHT = "list:firm", "list:wrong", "list:right"
RECORDS = [
    Entity("Enterprise", FIRM, {"name": "甲公司", "staff": 5}, locators=("row 3",)),
    Entity("Place", WRONG, {"name": "温州市"}),
    Entity("Place", RIGHT, {"name": "台州市"}),
    Link("LOCATED_IN", FIRM, WRONG, {}, locators=("row 3",)),
]


@pytest.fixture
def ledger(ledger_address: str) -> Iterator[Ledger]:
    with Ledger.open(ledger_address) as opened:
        opened.load(LIST, RECORDS)
        yield opened


def places(ledger: Ledger) -> list[tuple[str, list[str]]]:
    """Where the graph has the firm, and by whose word."""
    graph = MemoryGraph()
    project(ledger, graph)
    return [
        (end, list(properties["sources"]))
        for (start, type_, end, _), properties in graph.links.items()
        if (start, type_) == (FIRM, "LOCATED_IN")
    ]


def key(ledger: Ledger, predicate: str) -> bytes:
    (found,) = [f.key for f in ledger.facts(FIRM) if f.predicate == predicate and not f.denied]
    return found


def test_a_wrong_city_is_corrected_and_the_correction_undone(ledger: Ledger) -> None:
    wrong, right = key(ledger, "LOCATED_IN"), Link("LOCATED_IN", FIRM, RIGHT, {})
    number = ledger.correct("王 芳", "moved", [wrong], [right])
    assert places(ledger) == [(RIGHT, [source_of("王 芳")])]
    facts = {f.other: f for f in ledger.facts(FIRM) if f.predicate == "LOCATED_IN"}
    assert facts[WRONG].denied == number and facts[RIGHT].denied is None
    assert facts[RIGHT].locators and facts[RIGHT].source_title.startswith("人工更正")
    (made,) = ledger.corrections_of(FIRM)
    assert (made.by, made.reason, made.denied, made.said) == ("王 芳", "moved", 1, 1)
    ledger.undo_correction(number, "李明")
    assert places(ledger) == [(WRONG, ["list"])]
    assert [s.id for s in ledger.sources()] == ["list"]
    assert [c.undone_by for c in ledger.corrections(all_=True)] == ["李明"]
    steps = [(c.what, c.by) for c in ledger.history(FIRM)]
    assert steps == [("undo", "李明"), ("correct", "王 芳"), ("load", "")]


def test_what_is_called_wrong_stays_wrong_when_its_source_is_loaded_again(ledger: Ledger) -> None:
    ledger.correct("王芳", "", [key(ledger, "LOCATED_IN")])
    assert places(ledger) == []
    ledger.load(LIST._replace(version="2"), RECORDS)
    assert places(ledger) == []
    ledger.retract("list")
    ledger.load(LIST, RECORDS)
    assert places(ledger) == []


def test_a_person_is_believed_before_a_document_of_the_best_rank(ledger: Ledger) -> None:
    ledger.load(LIST._replace(rank=1), RECORDS)
    ledger.correct("王芳", "counted", said=[value(FIRM, "staff", 7)])
    graph = MemoryGraph()
    project(ledger, graph)
    firm = graph.nodes[FIRM][1]
    assert firm["staff"] == 7
    assert firm["disputes"] == [f"staff: 7 ({source_of('王芳')})", "staff: 5 (list)"]


def test_a_new_thing_by_hand_counts_like_any_other(ledger: Ledger) -> None:
    new = Entity("Enterprise", "hand:1", {"name": "乙公司"})
    ledger.correct("王芳", "", said=[new, Link("COOPERATES_WITH", FIRM, "hand:1", {})])
    assert ledger.ids_of_names(["乙公司"]) == {"乙公司": ["hand:1"]}
    assert [c.said for c in ledger.corrections()] == [3]


def test_a_name_called_wrong_is_no_name_to_refer_by(ledger: Ledger) -> None:
    ledger.correct("王芳", "", [key(ledger, "name")], [value(FIRM, "name", "丙公司")])
    assert ledger.ids_of_names(["甲公司", "丙公司"]) == {"丙公司": [FIRM]}


def test_external_ids_called_wrong_join_nothing(ledger: Ledger) -> None:
    ror = {"name": "大学", "ror": "https://ror.org/00rd5t069"}
    ledger.load(SourceInfo("a", "a"), [Entity("University", "a:1", ror)])
    ledger.load(SourceInfo("b", "b"), [Entity("University", "b:1", ror)])
    assert ledger.resolve("b:1") == "a:1"
    (wrong,) = [f.key for f in ledger.facts("b:1") if f.predicate == "ror" and f.source == "b"]
    number = ledger.correct("王芳", "another school", [wrong])
    assert ledger.resolve("b:1") == "b:1"
    ledger.undo_correction(number, "王芳")
    assert ledger.resolve("b:1") == "a:1"


def test_who_comes_second_is_told_who_was_first(ledger: Ledger) -> None:
    wrong = key(ledger, "LOCATED_IN")
    ledger.correct("王芳", "", [wrong])
    with pytest.raises(UserError, match="王芳 corrected this already"):
        ledger.correct("李明", "", [wrong], [Link("LOCATED_IN", FIRM, RIGHT, {})])
    assert places(ledger) == []


@pytest.mark.parametrize(
    ("by", "wrong", "said", "told"),
    [
        (" ", [], [value(FIRM, "staff", 7)], "signed with a name"),
        ("王芳", [], [], "nothing to correct"),
        ("王芳", [b"0" * 16], [], "no longer said"),
        ("王芳", [], [value("list:none", "staff", 7)], "no source states 'list:none'"),
        ("王芳", [], [Link("LOCATED_IN", RIGHT, FIRM, {})], "does not lead from Place"),
        ("王芳", [], [Link("PART_OF", WRONG, WRONG, {})], "does not lead from Place"),
    ],
)
def test_what_cannot_be_corrected_is_one_line_and_leaves_nothing(
    ledger: Ledger, by: str, wrong: list[bytes], said: list[Entity | Link], told: str
) -> None:
    version = ledger.version
    with pytest.raises(UserError, match=told):
        ledger.correct(by, "", wrong, said)
    assert (ledger.version, ledger.corrections(all_=True)) == (version, [])


def test_a_correction_is_undone_once(ledger: Ledger) -> None:
    number = ledger.correct("王芳", "", [key(ledger, "staff")])
    ledger.undo_correction(number, "王芳")
    with pytest.raises(UserError, match=f"no correction {number} that counts"):
        ledger.undo_correction(number, "王芳")


def test_no_data_set_passes_for_a_person(ledger: Ledger) -> None:
    with pytest.raises(UserError, match="are for persons"):
        ledger.load(SourceInfo(source_of("王芳"), "x"), [])


def test_a_person_is_not_retracted_like_a_document(ledger: Ledger) -> None:
    ledger.correct("王芳", "", [key(ledger, "LOCATED_IN")], [value(FIRM, "staff", 7)])
    with pytest.raises(UserError, match="undo the corrections instead"):
        ledger.retract(source_of("王芳"))
    assert places(ledger) == []


def test_a_ledger_of_the_format_before_corrections_is_taken_along(ledger_address: str) -> None:
    with Ledger.open(ledger_address) as ledger:
        ledger.load(LIST, RECORDS)
    with open_database(ledger_address).writing(print) as connection:
        for statement in ("DROP TABLE denial", "DROP TABLE correction"):
            connection.execute(text(statement))
        connection.execute(text("UPDATE ledger SET format = 2"))
    with Ledger.open(ledger_address) as ledger:
        ledger.correct("王芳", "", [key(ledger, "LOCATED_IN")])
        assert places(ledger) == []


def test_what_is_called_wrong_is_neither_proposed_nor_a_whole(ledger: Ledger) -> None:
    town = Entity("Place", "list:town", {"name": "安亭镇"})
    ledger.load(LIST, [*RECORDS, town, Link("PART_OF", "list:town", WRONG, {})])
    assert ledger.wholes_of(["list:town"]) == {"list:town": ["温州市"]}
    assert ledger.names_near("温州县") == ["温州市"]
    said = {(f.predicate, f.said_of): f.key for id_ in ("list:town", WRONG)
            for f in ledger.facts(id_)}  # fmt: skip
    ledger.correct("王芳", "", [said["PART_OF", "list:town"], said["name", WRONG]])
    assert ledger.wholes_of(["list:town"]) == {}
    assert ledger.names_near("温州县") == []
