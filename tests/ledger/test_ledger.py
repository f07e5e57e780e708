"""What the ledger keeps: statements and their places, versions, judgements, facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from graph.errors import UserError
from graph.ledger import Ledger, LoadReport, SourceInfo
from graph.model import Entity, Link

REPORT = SourceInfo(
    "report", "Work report", "Bureau", "2020-01-10", "CC0-1.0", 2, sha256="1", state="1"
)
LIST = SourceInfo("list", "Register", rank=1)
USCC = {"uscc": "91330300MA0000001X"}


@pytest.fixture
def ledger(ledger_address: str) -> Iterator[Ledger]:
    """An empty ledger, once in each database."""
    with Ledger.open(ledger_address) as ledger:
        yield ledger


def university(id_: str, **properties: object) -> Entity:
    """A university with a name made of its id."""
    return Entity("University", id_, {"name": f"大学 {id_}", **properties}, locators=(f"at {id_}",))


def never_read() -> Iterator[Entity]:
    """Records that nobody may ask for."""
    raise AssertionError("an unchanged source is not read")
    yield


def test_an_unchanged_source_is_not_read_again(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1")])
    assert ledger.load(REPORT, never_read()) == LoadReport(1, 0, 0, 2)
    with pytest.raises(AssertionError, match="not read"):
        ledger.load(REPORT._replace(sha256="2", state="2"), never_read())
    assert ledger.version == 1


def test_a_source_with_refused_rows_is_read_again(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1")], whole=lambda: False)
    assert ledger.load(REPORT, [university("r:1"), university("r:2")]).added == 2


def test_a_file_that_changed_without_saying_anything_new_makes_no_version(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1")])
    other = REPORT._replace(sha256="2", state="2")
    assert ledger.load(other, [university("r:1")]) == LoadReport(1, 0, 0, 2)
    assert ledger.load(other, never_read()).version == 1
    assert [s.sha256 for s in ledger.sources()] == ["2"]


def test_what_is_new_about_a_source_is_a_version(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1")])
    assert ledger.load(REPORT._replace(rank=3), [university("r:1")]) == LoadReport(2, 0, 0, 2)
    assert [s.rank for s in ledger.sources()] == [3]


def test_said_twice_is_one_statement_with_both_places(ledger: Ledger) -> None:
    link = Link("LOCATED_IN", "r:1", "d:1", {}, locators=("p2",))
    told = ledger.load(REPORT, [link, link._replace(locators=("p1",), until=2020)])
    assert told.added == 1
    (fact,) = ledger.facts("r:1")
    assert (fact.locators, fact.until) == (("p1", "p2"), 2020)


def test_a_symmetric_relationship_is_one_statement_from_either_end(ledger: Ledger) -> None:
    told = ledger.load(
        REPORT,
        [
            Link("COOPERATES_WITH", "r:2", "r:1", {"form": "talent", "papers": 3}),
            Link("COOPERATES_WITH", "r:1", "r:2", {"form": "talent", "papers": 3}),
            Link("COOPERATES_WITH", "r:1", "r:2", {"form": "finance"}),
        ],
    )
    assert told.added == 2
    assert [(f.direction, f.other, f.qualifier) for f in ledger.facts("r:2")] == [
        ("both", "r:1", "finance"),
        ("both", "r:1", "talent"),
    ]
    assert ledger.facts("r:2")[1].detail == {"papers": 3}


def test_a_dry_run_writes_nothing(ledger: Ledger) -> None:
    assert ledger.load(REPORT, [university("r:1")], dry_run=True) == LoadReport(0, 2, 0, 0)
    assert (ledger.version, ledger.sources(), ledger.facts("r:1")) == (0, [], [])


def test_an_exception_in_mid_load_leaves_nothing(ledger: Ledger) -> None:
    def broken() -> Iterator[Entity]:
        yield from (university(f"r:{i}") for i in range(30_000))
        raise RuntimeError("the file ends here")

    with pytest.raises(RuntimeError):
        ledger.load(REPORT, broken())
    assert (ledger.version, ledger.sources(), ledger.facts("r:1")) == (0, [], [])
    assert ledger.load(REPORT, [university("r:1")]).version == 1


def test_facts_of_a_card(ledger: Ledger) -> None:
    ledger.load(LIST, [Entity("Place", "d:1", {"name": "温州市", "level": "city"})])
    ledger.load(
        REPORT,
        [
            university("r:1", founded=1933, aliases=("温大", "WZU")),
            Link(
                "LOCATED_IN", "r:1", "d:1", {}, "planned", 2025, None, "inferred",
                ("II.3",), ("II.4",),
            ),
        ],
    )  # fmt: skip
    facts = ledger.facts("r:1")
    said = [(f.predicate, f.value, f.direction, f.other, f.other_name) for f in facts]
    assert said == [
        ("kind", "University", "", "", ""),
        ("name", "大学 r:1", "", "", ""),
        ("aliases", "WZU", "", "", ""),
        ("aliases", "温大", "", "", ""),
        ("founded", 1933, "", "", ""),
        ("LOCATED_IN", None, "out", "d:1", "温州市"),
    ]
    link = facts[-1]
    assert (link.status, link.since, link.basis) == ("planned", 2025, "inferred")
    assert (link.basis_at, link.locators, link.source_title) == (("II.3",), ("II.4",), REPORT.title)
    (there,) = (f for f in ledger.facts("d:1") if f.direction)
    assert (there.direction, there.other, there.other_kind) == ("in", "r:1", "University")


def test_names_and_kinds(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1", aliases=("温大",)), university("r:2", name_en="温大")])
    names = ["温大", "大学 r:1", "University", "nobody"]
    assert ledger.ids_of_names(names) == {"温大": ["r:1", "r:2"], "大学 r:1": ["r:1"]}
    assert ledger.kinds_of(["r:1", "r:3"]) == {"r:1": "University"}


def test_a_long_text_and_long_names(ledger: Ledger) -> None:
    """The longest that the loader lets through, of characters that no database can press."""
    rng = Random(7)  # noqa: S311 - repeatable, not secret
    name, text = (
        "".join(chr(rng.randrange(0x20000, 0x2A000)) for _ in range(n)) for n in (500, 5_000)
    )
    ledger.load(REPORT, [Entity("Indicator", "r:1", {"name": name, "definition": text})])
    assert ledger.ids_of_names([name]) == {name: ["r:1"]}
    assert [f.value for f in ledger.facts("r:1") if f.predicate == "definition"] == [text]


def test_retract(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1")])
    ledger.load(LIST, [university("r:1")])
    assert ledger.retract("report") == LoadReport(3, 0, 2, 0)
    assert {f.source for f in ledger.facts("r:1")} == {"list"}
    with pytest.raises(UserError, match=r"no source 'report'.*there: list"):
        ledger.retract("report")
    assert ledger.load(REPORT, [university("r:1")]).added == 2
    assert [r.what for r in ledger.revisions()] == ["load", "load", "retract", "load"]


def test_equal_external_ids_are_one_by_a_named_rule(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1", **USCC), university("r:2")])
    assert ledger.judgements() == []
    ledger.load(LIST, [university("l:1", **USCC), Entity("Place", "l:2", {"adcode": "330300"})])
    (judged,) = ledger.judgements()
    assert (judged.a, judged.b, judged.rule) == ("l:1", "r:1", "equal-uscc")
    assert judged.reason == USCC["uscc"]
    assert ledger.resolve("r:1") == ledger.resolve("l:1") == "l:1"
    assert ledger.facts("r:1") == ledger.facts("l:1")
    ledger.retract("list")
    assert ledger.judgements() == []
    assert ledger.resolve("r:1") == "r:1"


def test_what_a_person_undid_no_rule_does_again(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1", **USCC, ror="R"), university("r:2", **USCC, ror="R")])
    first, _second = ledger.judgements()
    ledger.undo(first.id, by="Li")
    assert ledger.judgements() == []  # the other rule must not join them either
    ledger.load(LIST, [university("a:1", **USCC)])
    assert {(j.a, j.b) for j in ledger.judgements()} == {("a:1", "r:1")}
    assert ledger.resolve("r:2") == "r:2"
    with pytest.raises(UserError, match="no judgement"):
        ledger.undo(first.id, by="Li")
    undone = [j for j in ledger.judgements(all_=True) if j.undone_by]
    assert [j.undone_by for j in undone] == ["Li"]


def test_differ_keeps_apart_and_its_undo_joins_again(ledger: Ledger) -> None:
    ledger.load(REPORT, [university(f"r:{i}", **USCC) for i in (1, 2, 3)])
    number = ledger.judge("r:3", "r:1", "differ", by="Li", reason="two campuses")
    assert ledger.resolve("r:2") == "r:1"
    assert ledger.resolve("r:3") == "r:3"
    ledger.undo(number, by="Li")
    assert ledger.resolve("r:3") == "r:1"


def test_a_person_judges(ledger: Ledger) -> None:
    ledger.load(REPORT, [university("r:1"), university("r:2"), Entity("Place", "r:3", {})])
    first = ledger.judge("r:2", "r:1", "same", by="Li")
    assert ledger.judge("r:1", "r:2", "same", by="Wang") == first
    assert ledger.resolve("r:2") == "r:1"
    ledger.judge("r:1", "r:2", "differ", by="Wang")  # takes the place of the first
    assert [j.verdict for j in ledger.judgements()] == ["differ"]
    assert ledger.resolve("r:2") == "r:2"
    for a, b, verdict, said in (
        ("r:1", "r:3", "same", "one sort"),
        ("r:1", "r:9", "same", "'r:9'"),
        ("r:1", "r:1", "same", "twice"),
        ("r:1", "r:2", "perhaps", "expected same or differ"),
    ):
        with pytest.raises(UserError, match=said):
            ledger.judge(a, b, verdict, by="Li")


def test_an_address_that_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no ledger, but long enough to be taken for one\n" * 50)
    (tmp_path / "folder").mkdir()
    for address, said in (
        (tmp_path / "notes.txt", "this is no ledger"),
        (tmp_path / "folder", "name a file in a folder"),
        (tmp_path / "notes.txt" / "ledger.db", "name another folder"),
        ("mysql://me:secret@host/db", "mysql://host/db: not an address of a ledger"),
    ):
        with pytest.raises(UserError, match=said) as raised:
            Ledger.open(address)
        assert "\n" not in str(raised.value)
