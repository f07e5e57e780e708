"""What is noted of things still to come: signed, undone as one, and not lost to a second person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from graph.errors import UserError
from graph.ledger import Duty, Item, Ledger, Noted, SourceInfo
from graph.ledger.correcting import Overtaken, value
from graph.ledger.correcting import recorded as recorded_of
from graph.ledger.database import open_database
from graph.model import Entity, Link
from graph.package import corrections
from graph.project import project
from tests.projection.memory import MemoryGraph

PLAN = SourceInfo("plan", "Plan", "Bureau", "2024-05-01", "internal", 2)
A, B = "plan:a", "plan:b"
RECORDS = [
    Entity("Enterprise", A, {"name": "甲公司"}),
    Entity("University", B, {"name": "乙大学"}),
    Entity("Platform", "plan:centre", {"name": "中心"}, "planned", 2025),
    Link("COOPERATES_WITH", B, A, {"form": "research"}, "planned", 2025),
]
CENTRE = Item("plan:centre")
WORK = Item(A, "COOPERATES_WITH", B, "research")


@pytest.fixture
def ledger(ledger_address: str) -> Iterator[Ledger]:
    with Ledger.open(ledger_address) as opened:
        opened.load(PLAN, RECORDS)
        yield opened


def test_the_latest_word_holds_and_the_one_before_holds_again_when_it_is_undone(
    ledger: Ledger,
) -> None:
    ledger.note(CENTRE, "王芳", "met", Noted(owner=" 科技 处 ", due="2026-06"), ledger.version)
    second = ledger.note(CENTRE, "李明", "", Noted(owner="李明"), ledger.version)
    assert ledger.duties() == {CENTRE: Duty("李明", "2026-06")}
    ledger.undo_correction(second, "王芳")
    assert ledger.duties() == {CENTRE: Duty("科技 处", "2026-06")}
    told = [(s.by, s.owner, s.due, s.live, s.undone_by) for s in ledger.steps(CENTRE)]
    assert told == [
        ("李明", "李明", None, False, "王芳"),
        ("王芳", "科技 处", "2026-06", True, ""),
    ]
    ledger.note(CENTRE, "王芳", "", Noted(owner="", due=""), ledger.version)
    assert ledger.duties() == {}


def test_state_owner_and_date_are_one_note_and_undone_together(ledger: Ledger) -> None:
    said = Link("COOPERATES_WITH", A, B, {"form": "research"}, "under_way", 2025)
    number = ledger.note(WORK, "王芳", "", Noted(said, "王芳", "2026"), ledger.version)
    graph = MemoryGraph()
    project(ledger, graph)
    (link,) = [p for (_, type_, _, _), p in graph.links.items() if type_ == "COOPERATES_WITH"]
    assert link["statuses"] == ["planned", "under_way"]
    (step,) = ledger.steps(WORK._replace(subject=B, object=A))
    assert (step.status, step.since, step.owner, step.due) == ("under_way", 2025, "王芳", "2026")
    ledger.undo_correction(number, "王芳")
    assert ledger.duties() == {}
    project(ledger, graph)
    (link,) = [p for (_, type_, _, _), p in graph.links.items() if type_ == "COOPERATES_WITH"]
    assert link["statuses"] == ["planned"]


def test_who_answers_is_no_fact(ledger: Ledger) -> None:
    before = MemoryGraph()
    project(ledger, before)
    ledger.note(WORK, "王芳", "", Noted(owner="王芳"), ledger.version)
    after = MemoryGraph()
    project(ledger, after)
    assert (after.nodes, after.links) == (before.nodes, before.links)


def test_who_comes_second_is_told_and_writes_nothing(ledger: Ledger) -> None:
    seen = ledger.version
    ledger.note(CENTRE, "王芳", "", Noted(owner="王芳"), seen)
    version = ledger.version
    with pytest.raises(Overtaken, match="王芳 changed this meanwhile") as told:
        ledger.note(CENTRE, "李明", "", Noted(due="2026"), seen)
    assert (told.value.what, told.value.by) == ("noted", "王芳")
    assert ledger.version == version
    ledger.note(WORK, "李明", "", Noted(due="2026"), seen)  # of something else nobody was first
    ledger.note(CENTRE, "李明", "", Noted(due="2026"), version)
    assert ledger.duties()[CENTRE] == Duty("王芳", "2026")


def test_a_note_undone_meanwhile_is_told_too(ledger: Ledger) -> None:
    number = ledger.note(CENTRE, "王芳", "", Noted(owner="王芳"), ledger.version)
    seen = ledger.version
    ledger.undo_correction(number, "李明")
    with pytest.raises(Overtaken, match="李明 changed this"):
        ledger.note(CENTRE, "王芳", "", Noted(due="2026"), seen)


@pytest.mark.parametrize(
    ("by", "noted", "told"),
    [
        (" ", Noted(owner="王芳"), "signed with a name"),
        ("王芳", Noted(), "nothing to note"),
        ("王芳", Noted(owner=""), "nothing to note"),
        ("王芳", Noted(owner="长" * 201), "at most 200"),
    ],
)
def test_what_cannot_be_noted_is_one_line(ledger: Ledger, by: str, noted: Noted, told: str) -> None:
    version = ledger.version
    with pytest.raises(UserError, match=told):
        ledger.note(CENTRE, by, "", noted, version)
    assert ledger.version == version


def test_what_nobody_states_any_more_has_no_owner(ledger: Ledger) -> None:
    ledger.retract("plan")
    with pytest.raises(Overtaken, match="no source states this any more"):
        ledger.note(CENTRE, "王芳", "", Noted(owner="王芳"), ledger.version)


def test_notes_follow_what_is_judged_one(ledger: Ledger) -> None:
    other = Entity("Platform", "new:centre", {"name": "中心"}, "planned")
    ledger.note(CENTRE, "王芳", "", Noted(owner="王芳"), ledger.version)
    ledger.load(SourceInfo("new", "new"), [other])
    ledger.judge("new:centre", "plan:centre", "same", "王芳")
    node = ledger.resolve("plan:centre")
    assert ledger.duties() == {Item(node): Duty("王芳")}
    assert [s.owner for s in ledger.steps(Item(node))] == ["王芳"]


def test_notes_go_along_with_the_corrections_of_a_package(ledger: Ledger, tmp_path: Path) -> None:
    ledger.note(WORK, "王芳", "met", Noted(owner="王芳", due="2026-06"), ledger.version)
    assert [c.noted for c in ledger.corrections_of(A)] == [2]
    assert ledger.history(A)[0].what == "correct"
    file = tmp_path / "corrections.jsonl"
    with ledger.reading() as connection:
        corrections.write(file, recorded_of(connection))
    with Ledger.open(tmp_path / "other.db") as other:
        other.load(PLAN, RECORDS)
        assert other.restore_corrections(corrections.read(file)) == 1
        assert other.duties() == {WORK: Duty("王芳", "2026-06")}


def test_a_ledger_of_the_format_before_is_taken_along(ledger_address: str) -> None:
    with Ledger.open(ledger_address) as ledger:
        ledger.load(PLAN, RECORDS)
        ledger.correct("王芳", "", said=[value(A, "staff", 7)])
    with open_database(ledger_address).writing(print) as connection:
        for statement in ("DROP TABLE duty", "DROP TABLE file"):
            connection.execute(text(statement))
        connection.execute(text("UPDATE ledger SET format = 3"))
    with Ledger.open(ledger_address) as ledger:
        ledger.note(CENTRE, "王芳", "", Noted(owner="王芳"), ledger.version)
        assert len(ledger.corrections()) == 2
