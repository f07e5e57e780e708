"""What is handed over in the app stays: no file takes the place of another of its name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph import ingest, originals
from graph.errors import UserError
from graph.inbox import mapping_of, put
from graph.ledger import Fact, Ledger
from graph.model import load_model
from loaders import Options
from loaders.office.draft import draft

FIRST = "name,staff\n甲公司,5\n乙公司,6\n".encode()
SECOND = "name,staff\n丙公司,8\n乙公司,7\n丁公司,many\n".encode()  # a row is refused: all stays


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return tmp_path / "inbox"


def workbook(path: Path, rows: list[tuple[object, ...]]) -> bytes:
    """A table as an office makes it, with a title above its header."""
    book = Workbook()
    assert book.active
    book.active.append(("高新技术企业名单",))
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path.read_bytes()


def facts(ledger: Ledger, source: str) -> dict[str, Fact]:
    """The name that the source says of each firm → the fact that it is one."""
    subjects = {s.subject for s in ledger.said_by(source)}
    all_ = [fact for id_ in subjects for fact in ledger.facts(id_)]
    names = {f.said_of: str(f.value) for f in all_ if f.predicate == "name"}
    return {names[f.said_of]: f for f in all_ if f.predicate == "kind"}


def stands(ledger: Ledger, fact: Fact, word: str, inbox: Path) -> originals.Passage:
    (found,) = originals.passages(
        ledger.files(fact.source), fact.locators, [word], [inbox], ledger.model
    )
    return found


def test_both_files_of_a_name_are_kept_and_the_same_one_once(inbox: Path) -> None:
    first, second = put(inbox, "firms.csv", FIRST), put(inbox, "firms.csv", SECOND)
    assert (first.read_bytes(), second.read_bytes()) == (FIRST, SECOND)
    assert first.name == second.name == "firms.csv"  # locators and the source's id come from it
    before = sorted(p.stat().st_mtime_ns for p in inbox.rglob("*"))
    assert put(inbox, "firms.csv", FIRST) == first
    assert sorted(p.stat().st_mtime_ns for p in inbox.rglob("*")) == before
    first.write_bytes(b"half")
    assert put(inbox, "firms.csv", FIRST).read_bytes() == FIRST


def test_what_was_handed_over_before_files_had_folders_stays_where_it_is(inbox: Path) -> None:
    inbox.mkdir()
    (inbox / "firms.csv").write_bytes(FIRST)
    mapping_of(inbox / "firms.csv").write_text("# ours", "utf-8")
    assert put(inbox, "firms.csv", FIRST) == inbox / "firms.csv"
    second = put(inbox, "firms.csv", SECOND)
    assert (inbox / "firms.csv").read_bytes() == FIRST and second.read_bytes() == SECOND
    assert mapping_of(second).read_text("utf-8") == "# ours"


def test_a_file_is_read_as_the_last_of_its_name_was(inbox: Path) -> None:
    mappings = [mapping_of(put(inbox, "firms.csv", text)) for text in (b"a", b"b", b"c")]
    for age, mapping in zip((3, 1, 2), mappings, strict=True):
        mapping.write_text(f"# {age}", "utf-8")
        os.utime(mapping, (10_000 - age, 10_000 - age))
    assert mapping_of(put(inbox, "firms.csv", FIRST)).read_text("utf-8") == "# 1"
    assert mapping_of(mappings[0].with_name("firms.csv")).read_text("utf-8") == "# 3"
    assert not mapping_of(put(inbox, "parks.csv", FIRST)).exists()


def test_a_place_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_text("a file", "utf-8")
    with pytest.raises(UserError, match="nothing was loaded"):
        put(tmp_path / "inbox", "firms.csv", FIRST)


def test_a_file_that_is_only_looked_at_leaves_the_places_of_the_one_loaded(
    ledger: Ledger, inbox: Path
) -> None:
    ingest.load(put(inbox, "firms.csv", FIRST), ledger, Options(kind="Enterprise"))
    other = put(inbox, "firms.csv", SECOND)
    ingest.load(other, ledger, Options(kind="Enterprise"), dry_run=True)
    found = stands(ledger, facts(ledger, "firms")["甲公司"], "甲公司", inbox)
    assert (found.state, found.row) == ("here", 2)


def test_facts_of_two_files_of_one_name_are_found_each_in_its_own(
    ledger: Ledger, inbox: Path, tmp_path: Path
) -> None:
    ingest.load(put(inbox, "firms.csv", FIRST), ledger, Options(kind="Enterprise"))
    report = ingest.load(put(inbox, "firms.csv", SECOND), ledger, Options(kind="Enterprise"))
    assert (report.refused, report.source.id) == (1, "firms") and report.kept
    found = {
        name: stands(ledger, fact, name, inbox).cells
        for name, fact in facts(ledger, "firms").items()
    }
    assert found == {
        "甲公司": (("name", "甲公司"), ("staff", "5")),
        "乙公司": (("name", "乙公司"), ("staff", "7")),
        "丙公司": (("name", "丙公司"), ("staff", "8")),
    }
    whole = put(inbox, "firms.csv", SECOND.replace(b"many", b"9"))
    ingest.load(whole, ledger, Options(kind="Enterprise"))
    assert [f.path for f in ledger.files("firms")] == [str(whole)]  # nothing else is said now


def test_workbooks_as_offices_make_them(ledger: Ledger, inbox: Path, tmp_path: Path) -> None:
    header = ("企业名称", "员工人数")
    for rows in (
        [header, ("甲公司", 5), ("乙公司", 6)],
        [header, ("丙公司", 8), ("丁公司", "若干")],
    ):
        path = put(inbox, "名单.xlsx", workbook(tmp_path / "made.xlsx", rows))
        if not mapping_of(path).exists():
            mapping_of(path).write_text(draft(path, load_model(), None, "").text(), "utf-8")
        ingest.load(path, ledger)
    (source,) = ledger.sources()
    told = facts(ledger, source.id)
    assert {"甲公司", "丙公司"} <= told.keys()
    for name, number in (("甲公司", "5"), ("丙公司", "8")):
        found = stands(ledger, told[name], name, inbox)
        assert (found.state, [text for _, text in found.cells][:2]) == ("here", [name, number])


def test_places_that_both_files_have_are_told_apart_by_what_stands_there(
    ledger: Ledger, inbox: Path
) -> None:
    for text in (
        "name,staff,locator\n甲公司,5,firms.csv#A2\n",
        "name,staff,locator\n丙公司,8,firms.csv#A2\n丁公司,many,firms.csv#A3\n",
    ):
        ingest.load(put(inbox, "firms.csv", text.encode()), ledger, Options(kind="Enterprise"))
    told = facts(ledger, "firms")
    assert [f.locators for f in told.values()] == [("firms.csv#A2",)] * 2
    for name in ("甲公司", "丙公司"):
        assert dict(stands(ledger, told[name], name, inbox).cells)["name"] == name
    assert stands(ledger, told["甲公司"], "乙公司", inbox).state == "lost"
    for file in ledger.files("firms"):
        if "甲公司" in Path(file.path).read_text("utf-8"):
            Path(file.path).unlink()
    assert stands(ledger, told["甲公司"], "甲公司", inbox).state == "changed"
    assert stands(ledger, told["丙公司"], "丙公司", inbox).state == "here"
