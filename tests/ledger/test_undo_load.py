"""Taking back one load: what comes back, what is refused, and what stays to be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from graph.errors import UserError
from graph.ledger import Ledger, LoadReport, SourceFile, SourceInfo
from graph.ledger.correcting import value
from graph.ledger.database import open_database
from graph.ledger.duties import Item, Noted
from graph.model import Entity

FIRMS = SourceInfo("firms", "Firms", "Park", "2024-01-01", "internal", sha256="1", state="1")
MORE = FIRMS._replace(title="Firms of May", date="2024-05-01", sha256="2", state="2")
ONE = Entity("Enterprise", "firms:1", {"name": "甲", "staff": 5}, locators=("firms.csv#1",))
MOVED = ONE._replace(properties={"name": "甲", "staff": 6}, locators=("firms.csv#2",))
TWO = Entity("Enterprise", "firms:2", {"name": "乙"}, locators=("firms.csv#1",))
OLD, NEW = ([SourceFile("firms.csv", "table", f"{n}", "/inbox/firms.csv")] for n in (1, 2))


@pytest.fixture
def ledger(ledger_address: str) -> Iterator[Ledger]:
    """A ledger with a table that was loaded, and again with other rows."""
    with Ledger.open(ledger_address) as ledger:
        ledger.load(FIRMS, [ONE], files=OLD)
        ledger.load(MORE, [MOVED, TWO], files=NEW)
        yield ledger


def refused(ledger: Ledger, number: int) -> str:
    """The line that says why the load of this version is not taken back; nothing is written."""
    version = ledger.version
    with pytest.raises(UserError) as error:
        ledger.undo_load("firms", number)
    assert ledger.version == version
    return error.value.message


def staff(ledger: Ledger) -> list[object]:
    """What is said of the first firm's size."""
    return [f.value for f in ledger.facts("firms:1") if f.predicate == "staff"]


def test_the_source_says_again_what_it_said_and_it_is_seen_who_took_it_back(
    ledger: Ledger,
) -> None:
    assert ledger.undo_load("firms", 2, "王芳", dry_run=True) == LoadReport(2, 3, 5, 0)
    assert (staff(ledger), ledger.version) == ([6], 2)
    assert ledger.undo_load("firms", 2, "王芳") == LoadReport(3, 3, 5, 0)
    assert (staff(ledger), ledger.facts("firms:2")) == ([5], [])
    assert (ledger.sources(), ledger.files("firms")) == ([FIRMS], OLD)
    latest = ledger.history("firms:1")[0]
    assert (latest.what, latest.source, latest.by, latest.version) == ("undo", "firms", "王芳", 3)
    assert ledger.load(FIRMS, iter([])).version == 3  # it is as it was loaded: not read again
    assert ledger.load(MORE, [MOVED, TWO], files=NEW).added == 5


def test_loads_are_taken_back_one_by_one_and_the_first_takes_the_source_out(
    ledger: Ledger,
) -> None:
    assert "was loaded again since" in (said := refused(ledger, 1))
    assert "version 2" in said
    ledger.undo_load("firms", 2)
    assert "taken back already" in refused(ledger, 2)
    assert ledger.undo_load("firms", 1) == LoadReport(4, 0, 3, 0)
    assert (ledger.sources(), ledger.files("firms")) == ([], [])
    assert "taken out" in refused(ledger, 1)
    assert "triplehelix loads" in refused(ledger, 9)
    ledger.load(FIRMS, [ONE])
    assert "taken out" in refused(ledger, 1)  # of before: it is another load that counts now
    assert ledger.undo_load("firms", 5).removed == 3


def test_what_is_new_about_the_source_alone_is_taken_back_too(ledger: Ledger) -> None:
    ledger.load(MORE._replace(rank=1, state="3"), [MOVED, TWO], files=NEW)
    assert ledger.undo_load("firms", 3) == LoadReport(4, 0, 0, 5)
    assert (ledger.sources(), ledger.files("firms")) == ([MORE], NEW)


def test_a_file_read_since_without_anything_new_is_no_hindrance(ledger: Ledger) -> None:
    same = MORE._replace(sha256="3", state="3")
    ledger.load(same, [MOVED, TWO], files=[NEW[0]._replace(sha256="3")])
    ledger.load(SourceInfo("other", "Other"), [TWO])
    ledger.undo_load("firms", 2)
    assert ledger.files("firms") == OLD
    assert FIRMS in ledger.sources()


@pytest.mark.parametrize("what", ["staff", "name", "note", "merged"])
def test_what_a_person_corrected_of_it_since_is_not_left_hanging(ledger: Ledger, what: str) -> None:
    if what == "staff":  # calls wrong what the load says
        key = next(f.key for f in ledger.facts("firms:1") if f.predicate == "staff")
        ledger.correct("王芳", "", [key], [value("firms:1", "staff", 7)])
    elif what == "name":  # says more of what the load alone names
        ledger.correct("王芳", "", said=[value("firms:2", "founded", 1999)])
    elif what == "note":
        ledger.note(Item("firms:2"), "王芳", "", Noted(owner="王芳"), ledger.version)
    else:
        ledger.judge("firms:1", "firms:2", "same", by="王芳")  # stays, for when it is back
        ledger.undo_load("firms", 2)
        return
    assert "王芳 corrected on" in refused(ledger, 2)
    ledger.undo_correction(1, "王芳")
    ledger.undo_load("firms", 2)
    assert staff(ledger) == [5]


def test_what_a_person_corrected_of_what_others_or_it_said_before_stays(ledger: Ledger) -> None:
    key = next(f.key for f in ledger.facts("firms:1") if f.predicate == "name")
    ledger.correct("王芳", "", [key], [value("firms:1", "name", "甲公司")])
    ledger.load(SourceInfo("other", "Other"), [TWO])
    ledger.correct("王芳", "", said=[value("firms:2", "founded", 1999)])
    ledger.undo_load("firms", 2)
    assert [c.live for c in ledger.corrections()] == [True, True]
    named = [f.value for f in ledger.facts("firms:1") if f.predicate == "name" and not f.denied]
    assert named == ["甲公司"]


def test_of_a_load_by_an_earlier_program_it_is_not_known_what_it_read(ledger_address: str) -> None:
    """That wrote over the books, and kept no files."""
    with Ledger.open(ledger_address) as ledger:
        ledger.load(FIRMS, [ONE], files=OLD)
        ledger.load(FIRMS._replace(sha256="2", state="2"), [MOVED], files=NEW)
    with open_database(ledger_address).writing(print) as connection:
        for statement in (
            "DROP TABLE former_file",
            "DELETE FROM source WHERE removed = 2",
            "UPDATE source SET added = 1",
            "UPDATE ledger SET format = 4",
        ):
            connection.execute(text(statement))
    with Ledger.open(ledger_address) as ledger:
        ledger.undo_load("firms", 2)
        assert (staff(ledger), ledger.files("firms")) == ([5], [])
        assert ledger.sources() == [FIRMS._replace(sha256="", state="")]
        assert ledger.load(FIRMS, [ONE], files=OLD).version == 3  # read again, and nothing new
