"""What is wrong in a file gets one clear line, and the rest is loaded."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph import ingest
from graph.ledger import Ledger
from graph.model import Refusal
from graph.rejected import line
from tests.loaders.packages import GOOD, Rows, firms, make_package


def refusal(
    ledger: Ledger, folder: Path, tables: dict[str, tuple[str, Rows | None]], loaded: int
) -> Refusal:
    """The one refusal of a load, after which `loaded` entities are in the ledger."""
    report = ingest.load(make_package(folder, tables), ledger)
    assert len(report.refusals) == 1, [line(r) for r in report.refusals]
    assert report.refused + report.partly == 1
    assert report.entities == loaded
    kinds = ledger.kinds_of([f"{folder.name}:e{i}" for i in range(1, 9)])
    assert len(kinds) == loaded
    assert report.rejected is not None
    assert len(report.rejected.read_text("utf-8-sig").splitlines()) == 2
    return report.refusals[0]


def test_a_missing_column(ledger: Ledger, tmp_path: Path) -> None:
    found = refusal(ledger, tmp_path / "x", firms(GOOD, header="id,nane"), 0)
    assert line(found) == "firms.csv, row 1, name: expected a column name (名称); is it 'nane'?"


def test_every_wrong_cell_of_a_row_is_told_and_the_row_counts_once(
    ledger: Ledger, tmp_path: Path
) -> None:
    header = "id,name,founded,status,since,until,aliases"
    tables = firms(["e1;e2", "", "去年", "done", "2020", "2019", "a\tb"], GOOD, header=header)
    report = ingest.load(make_package(tmp_path / "x", tables), ledger)
    assert (report.refused, report.entities) == (1, 1)
    assert [(r.row, r.column, r.value) for r in report.refusals] == [
        (2, "id", "e1;e2"),
        (2, "name", ""),
        (2, "founded", "去年"),
        (2, "status", "done"),
        (2, "until", "2019"),
        (2, "aliases", "a\tb"),
    ]
    assert report.rejected is not None
    assert len(report.rejected.read_text("utf-8-sig").splitlines()) == 7


def test_every_wrong_cell_of_a_relationship_is_told(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["type", "from", "to", "since"], ["SERVES", "", "", "x"], ["SERVE", "", "", "x"]]
    path = make_package(tmp_path / "x", {"links.csv": ("relationships", rows)})
    report = ingest.load(path, ledger)
    assert report.refused == 2
    assert [(r.row, r.column) for r in report.refusals] == [
        (2, "from"),
        (2, "to"),
        (2, "since"),
        (3, "type"),  # what else is wrong depends on it
    ]


def test_an_unknown_column_is_a_warning(ledger: Ledger, tmp_path: Path) -> None:
    table = firms([*GOOD, "1999", "x"], header="id,name,foundet,电话")
    report = ingest.load(make_package(tmp_path / "x", table), ledger)
    assert report.refused == 0
    assert report.warnings == [
        "firms.csv: column foundet is not known and left out; the nearest known one is founded",
        "firms.csv: column 电话 is not known and left out",
    ]


def test_a_column_twice(ledger: Ledger, tmp_path: Path) -> None:
    found = refusal(ledger, tmp_path / "x", firms([*GOOD, "x"], header="id,name,名称"), 0)
    assert (found.row, found.column) == (1, "name")
    assert found.expected == "one column name, not two (name and 名称)"


def test_an_unknown_kind_of_a_row(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["kind", "id", "name"], ["Enterprise", *GOOD], ["Univercity", "e2", "温州大学"]]
    found = refusal(ledger, tmp_path / "x", {"actors.csv": ("Actor", rows)}, 1)
    assert (found.row, found.column, found.value) == (3, "kind", "Univercity")
    assert "perhaps University" in found.expected


def test_an_unknown_kind_of_a_table(ledger: Ledger, tmp_path: Path) -> None:
    tables = firms(GOOD) | {"others.csv": ("Enterprice", [["id", "name"], ["e2", "乙"]])}
    found = refusal(ledger, tmp_path / "x", tables, 1)
    assert (found.file, found.column) == ("datapackage.json", "resources[2]")
    assert "not 'Enterprice'" in found.expected


def test_an_unknown_relationship(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["type", "from", "to"], ["LIKES", "e1", "e2"], ["PARTNER_OF", "e1", "e2"]]
    table = firms(GOOD, ["e2", "乙"]) | {"r.csv": ("relationships", rows)}
    report = ingest.load(make_package(tmp_path / "x", table), ledger)
    assert [(r.row, r.column, r.value) for r in report.refusals] == [
        (2, "type", "LIKES"),
        (3, "type", "PARTNER_OF"),  # derived, never stated
    ]
    assert report.entities == 2


def test_an_unknown_industry(ledger: Ledger, tmp_path: Path) -> None:
    table = firms([*GOOD, "炼金术"], header="id,name,industry")
    found = refusal(ledger, tmp_path / "x", table, 1)
    assert (found.file, found.row, found.column, found.value) == (
        "firms.csv", 2, "industry", "炼金术",
    )  # fmt: skip
    assert found.expected == "the id or name of an Industry; there is none"
    assert found.record == {"id": "e1", "name": "甲公司", "industry": "炼金术"}


def test_an_unknown_code(ledger: Ledger, tmp_path: Path) -> None:
    found = refusal(ledger, tmp_path / "x", firms([*GOOD, "world"], header="id,name,level"), 0)
    assert (found.column, found.value) == ("level", "world")
    assert "international, national, provincial" in found.expected


def test_a_relationship_to_an_actor_that_is_not_there(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["from", "to"], ["e1", "e9"]]
    found = refusal(ledger, tmp_path / "x", firms(GOOD) | {"c.csv": ("COOPERATES_WITH", rows)}, 1)
    assert (found.file, found.row, found.column, found.value) == ("c.csv", 2, "to", "e9")
    assert found.expected == "the id or name of an Actor or Place; there is none"


def test_a_relationship_to_a_refused_row(ledger: Ledger, tmp_path: Path) -> None:
    table = firms([*GOOD, "1999"], ["e2", "乙", "20119"], header="id,name,founded")
    table["c.csv"] = ("COOPERATES_WITH", [["from", "to"], ["e1", "e2"], ["乙", "e1"]])
    report = ingest.load(make_package(tmp_path / "x", table), ledger)
    year, by_id, by_name = report.refusals
    assert (year.row, year.column, year.value) == (3, "founded", "20119")
    assert year.expected == "a year between 1000 and 2100, such as 2019"
    assert by_id.expected.endswith("there is none; firms.csv row 3, which has it, was refused")
    assert (by_name.column, by_name.value) == ("from", "乙")
    assert by_name.expected == by_id.expected


def test_an_ambiguous_name(ledger: Ledger, places: Path, tmp_path: Path) -> None:
    ingest.load(places, ledger)
    found = refusal(ledger, tmp_path / "x", firms([*GOOD, "鼓楼区"], header="id,name,place"), 1)
    assert found.expected == "an id; the name fits places:g1 (Place), places:g2 (Place)"


def test_a_name_means_what_may_stand_there(ledger: Ledger, places: Path, tmp_path: Path) -> None:
    ingest.load(places, ledger)
    table = firms(["e1", "温州市", "温州市"], header="id,name,place")
    report = ingest.load(make_package(tmp_path / "x", table), ledger)
    assert report.refused == 0
    (link,) = (f for f in ledger.facts("x:e1") if f.other)
    assert (link.predicate, link.other) == ("LOCATED_IN", "places:wz")


@pytest.mark.parametrize(
    ("type_", "start", "end", "column", "expected"),
    [
        ("LOCATED_IN", "e1", "e2", "to", "the id or name of a Place; this is x:e2 (Enterprise)"),
        ("WORKS_AT", "e1", "e2", "from", "the id or name of a Person; this is x:e1 (Enterprise)"),
        ("PART_OF", "e1", "i1", "to", "an Actor at this end of PART_OF from Enterprise"),
        ("COOPERATES_WITH", "e1", "甲公司", "to", "another one than its own other end"),
    ],
)
def test_ends_that_do_not_fit(
    ledger: Ledger,
    tmp_path: Path,
    type_: str,
    start: str,
    end: str,
    column: str,
    expected: str,
) -> None:
    table = firms(GOOD, ["e2", "乙"])
    table["i.csv"] = ("Industry", [["id", "name"], ["i1", "激光"]])
    table["r.csv"] = (type_, [["from", "to"], [start, end]])
    report = ingest.load(make_package(tmp_path / "x", table), ledger)
    (found,) = report.refusals
    assert found.column == column
    assert found.expected.startswith(expected)


def test_a_broken_encoding(ledger: Ledger, tmp_path: Path) -> None:
    path = make_package(tmp_path / "x", firms(GOOD, ["e2", "乙公司"], ["e3", "丙公司"]))
    raw = (path / "firms.csv").read_bytes()
    (path / "firms.csv").write_bytes(raw.replace("乙".encode(), b"\xb9"))
    report = ingest.load(path, ledger)
    (found,) = report.refusals
    assert (found.row, found.column, found.value) == (3, "name", "�公司")
    assert found.expected == "UTF-8 text, not byte 0xB9"
    assert report.entities == 2


@pytest.mark.parametrize("name", ["empty.csv", "empty.xlsx", "empty.jsonl", "empty.parquet"])
def test_an_empty_file(ledger: Ledger, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / name).touch()
    found = refusal(ledger, folder, firms(GOOD) | {name: ("Park", None)}, 1)
    assert line(found) == f"{name}: expected a table with a header row; the file is empty"


def test_a_missing_resource(ledger: Ledger, tmp_path: Path) -> None:
    found = refusal(ledger, tmp_path / "x", firms(GOOD) | {"gone.csv": ("Park", None)}, 1)
    assert line(found) == "gone.csv: expected a file of this name; it is missing"


def test_a_resource_that_is_a_folder(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "x" / "dir.csv").mkdir(parents=True)
    found = refusal(ledger, tmp_path / "x", firms(GOOD) | {"dir.csv": ("Park", None)}, 1)
    assert line(found) == "dir.csv: expected a file; this is a folder"


@pytest.mark.parametrize("path", ["../y.csv", "/etc/passwd", "https://example.org/x.csv"])
def test_a_resource_outside_the_folder(ledger: Ledger, tmp_path: Path, path: str) -> None:
    found = refusal(ledger, tmp_path / "x", firms(GOOD) | {path: ("Park", None)}, 1)
    assert found.expected == "a path inside this folder"


def test_a_text_file_that_pretends_to_be_a_workbook(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "t.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    found = refusal(ledger, tmp_path / "x", firms(GOOD) | {"t.xlsx": ("Park", None)}, 1)
    assert "this file is none, or is damaged" in found.expected


def test_a_formula(ledger: Ledger, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "企业"
    for row in (["id", "name"], ["e2", '=HYPERLINK("http://x.y","甲")'], ["e3", "丙"]):
        book.active.append(row)
    (tmp_path / "x").mkdir()
    book.save(tmp_path / "x" / "t.xlsx")
    found = refusal(ledger, tmp_path / "x", firms(GOOD) | {"t.xlsx": ("Enterprise", None)}, 2)
    assert (found.file, found.sheet, found.row, found.column) == ("t.xlsx", "企业", 2, "name")
    assert found.expected == "a value, not a formula (copy the column and paste it as values)"


def test_a_text_that_looks_like_a_formula_is_a_text(ledger: Ledger, tmp_path: Path) -> None:
    report = ingest.load(make_package(tmp_path / "x", firms(["e1", "=1+1"])), ledger)
    assert report.refused == 0
    assert [f.value for f in ledger.facts("x:e1") if f.predicate == "name"] == ["=1+1"]


def test_a_name_of_ten_thousand_characters(ledger: Ledger, tmp_path: Path) -> None:
    found = refusal(ledger, tmp_path / "x", firms(GOOD, ["e2", "长" * 10_000]), 1)
    assert (found.row, found.column) == (3, "name")
    assert found.expected == "at most 500 characters, not 10,000"
    assert len(line(found)) < 200


def test_a_nul_byte(ledger: Ledger, tmp_path: Path) -> None:
    found = refusal(ledger, tmp_path / "x", firms(GOOD, ["e2", "乙\0"]), 1)
    assert (found.row, found.column) == (3, "name")
    assert "U+0000" in found.expected


def test_too_many_cells(ledger: Ledger, tmp_path: Path) -> None:
    found = refusal(ledger, tmp_path / "x", firms(GOOD, ["e2", "乙", "丙"], ["e3", "丁", ""]), 2)
    assert (found.row, found.value) == (3, "丙")
    assert found.expected.startswith("2 cells as in the header, not 3")
    assert found.record == {"id": "e2", "name": "乙", "#3": "丙"}


def test_no_id_and_no_name(ledger: Ledger, tmp_path: Path) -> None:
    path = make_package(tmp_path / "x", firms(GOOD, ["", "乙"], ["e3", " "], ["a;b", "丁"]))
    found = ingest.load(path, ledger).refusals
    assert [(r.row, r.column, r.expected) for r in found] == [
        (3, "id", "an id; the cell is empty"),
        (4, "name", "a value; name may not be empty"),
        (5, "id", "one id, without a semicolon"),
    ]


def test_an_id_used_for_two_kinds(ledger: Ledger, tmp_path: Path) -> None:
    table = firms(GOOD) | {"parks.csv": ("Park", [["id", "name"], ["e1", "甲园区"]])}
    found = refusal(ledger, tmp_path / "x", table, 1)
    assert (found.file, found.row, found.column, found.value) == ("parks.csv", 2, "id", "x:e1")
    assert found.expected == (
        "another id: firms.csv row 2 uses it for the kind Enterprise, this row for Park"
    )
    assert ledger.kinds_of(["x:e1"]) == {"x:e1": "Enterprise"}


def test_two_rows_that_contradict_each_other(ledger: Ledger, tmp_path: Path) -> None:
    table = firms(
        ["e1", "甲公司", "1999", "", "p.1"],
        ["e1", "甲公司", "2001", "e2", "p.2"],  # its link is not loaded either
        ["e2", "乙公司", "", "", ""],
        header="id,name,founded,part_of,locator",
    )
    found = refusal(ledger, tmp_path / "x", table, 2)
    assert (found.row, found.column, found.value) == (3, "founded", "2001")
    assert found.expected == "1999, as firms.csv row 2 says of the same id, e1"
    assert not [f for f in ledger.facts("x:e1") if f.other]


def test_two_rows_that_agree_are_one_thing_with_two_places(ledger: Ledger, tmp_path: Path) -> None:
    table = firms(
        ["e1", "甲公司", "", "甲", "p.1"],
        ["e1", "甲公司", "1999", "A", "p.2"],
        header="id,name,founded,aliases,locator",
    )
    report = ingest.load(make_package(tmp_path / "x", table), ledger)
    assert report.refused == 0
    facts = [(f.predicate, f.value, f.locators) for f in ledger.facts("x:e1")]
    assert facts == [
        ("kind", "Enterprise", ("p.1", "p.2")),
        ("name", "甲公司", ("p.1", "p.2")),
        ("aliases", "A", ("p.2",)),
        ("aliases", "甲", ("p.1",)),
        ("founded", 1999, ("p.2",)),
    ]


def test_a_refusal_names_columns_as_the_file_has_them(ledger: Ledger, tmp_path: Path) -> None:
    rows = [
        ["编号", "名称", "成立年份", "位于"],
        ["e1", "甲", "1999", "火星"],
        ["e1", "甲", "2000", ""],
        ["e2", "乙", "二〇", ""],
    ]
    tables: dict[str, tuple[str, Rows | None]] = {"firms.csv": ("Enterprise", rows)}
    tables["c.csv"] = ("COOPERATES_WITH", [["起点", "终点"], ["e1", "e9"]])
    report = ingest.load(make_package(tmp_path / "x", tables), ledger)
    assert {(r.file, r.row, r.column) for r in report.refusals} == {
        ("firms.csv", 2, "位于"),
        ("firms.csv", 3, "成立年份"),
        ("firms.csv", 4, "成立年份"),
        ("c.csv", 2, "终点"),
    }


def test_years_in_the_wrong_order(ledger: Ledger, tmp_path: Path) -> None:
    table = firms([*GOOD, "2019", "2018"], header="id,name,since,until")
    found = refusal(ledger, tmp_path / "x", table, 0)
    assert (found.column, found.expected) == ("until", "a year that is not before 2019")


def test_a_column_of_another_kind_must_be_empty(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["kind", "id", "name", "size"], ["Fund", "e1", "基金", "5"], ["Park", "e2", "园", "5"]]
    found = refusal(ledger, tmp_path / "x", {"actors.csv": ("Actor", rows)}, 1)
    assert (found.row, found.column) == (3, "size")
    assert found.expected == "an empty cell: size is not a column of Park"
