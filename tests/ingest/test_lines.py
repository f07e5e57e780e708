"""Rows with a fault are counted as a person sees them: as rows of the file, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import ingest
from graph.inbox import keep_said, put, said_of
from graph.ledger import Ledger
from graph.lines import Lines
from loaders import Options

GOOD, BAD = "91330300145041661P", "91330300145041661X"
MAPPING = """
[[table]]
kind = "Enterprise"
header = [1]
[table.columns]
name = "企业名称"
uscc = "信用代码"
place = "所在区"
[[table]]
kind = "Observation"
header = [1]
new = {indicator = "Indicator"}
[table.columns]
scope = "企业名称"
measure = {constant = "level"}
year = {constant = "2023"}
[table.values]
"收入" = {indicator = "营业收入", unit = "万元"}
"人数" = {indicator = "职工人数", unit = "人"}
"""


def office(folder: Path, *rows: str) -> Path:
    path = folder / "firms.csv"
    path.write_text("\n".join(("企业名称,信用代码,所在区,收入,人数", *rows)), "utf-8")
    path.with_name("firms.csv.mapping.toml").write_text(MAPPING, "utf-8")
    return path


def test_a_row_of_which_several_things_are_read_is_wrong_once(
    ledger: Ledger, tmp_path: Path
) -> None:
    report = ingest.load(office(tmp_path, f"甲,{BAD},,5,6", f"乙,{GOOD},,7,8"), ledger)
    assert (report.unread, report.gaps, report.cells) == (1, 0, 1)
    assert [(r.row, r.column) for r in report.refusals] == [(2, "信用代码")]


def test_a_row_that_is_loaded_without_something_has_gaps(ledger: Ledger, tmp_path: Path) -> None:
    rows = (f"甲,{GOOD},无此区,5,6", "乙,,,七,8", f"丙,{BAD},,七,8")
    report = ingest.load(office(tmp_path, *rows), ledger)
    assert (report.unread, report.gaps) == (1, 2)
    assert sorted((r.row, r.value) for r in report.refusals) == [
        (2, "无此区"), (3, "七"), (4, BAD), (4, "七"),
    ]  # fmt: skip


def test_what_follows_from_a_fault_in_another_row_names_that_row(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "firms.csv"
    path.write_text(f"name,uscc,cooperates_with\n甲,{BAD},\n乙,,甲\n", "utf-8")
    report = ingest.load(path, ledger, Options(kind="Enterprise"))
    assert (report.unread, report.gaps, report.cells) == (1, 1, 2)
    assert report.refusals[1].row == 3
    assert report.refusals[1].expected.endswith("firms.csv row 2, which has it, was refused")


def test_lines_in_any_order() -> None:
    lines = Lines()
    for number in (900, 3):
        lines.said(("a", "", number))
    for number in (0, 2, 3, 3, 900, 5_000):
        lines.wrong(("a", "", number))
    lines.wrong(("b", "", 3))
    assert lines.counted() == (3, 2)


def test_a_description_is_changed_alone_and_taken_back(ledger: Ledger, tmp_path: Path) -> None:
    path = office(tmp_path, f"甲,{GOOD},,5,6")
    ingest.load(path, ledger)
    done = ingest.load(path, ledger, Options(publisher="市科技局"))
    assert (done.added, done.removed, done.version) == (0, 0, 2)
    assert [s.publisher for s in ledger.sources()] == ["市科技局"]
    assert ingest.load(path, ledger, Options(publisher="市科技局")).same
    ledger.undo_load(done.source.id, done.version)
    assert [s.publisher for s in ledger.sources()] == [""]


def test_what_was_said_of_a_source_is_known_for_a_later_file_of_its_name(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    assert said_of(inbox, "名单.csv") == {}
    keep_said(put(inbox, "名单.csv", b"a"), {"publisher": "市科技局"})
    put(inbox, "名单.csv", b"b")
    assert said_of(inbox, "名单.csv") == {"publisher": "市科技局"}
    next(inbox.rglob("*.said.json")).write_text("[", "utf-8")
    assert said_of(inbox, "名单.csv") == {}


@pytest.mark.parametrize("name", ["另一个.csv", "[名单].csv"])
def test_of_a_file_of_another_name_nothing_is_known(tmp_path: Path, name: str) -> None:
    keep_said(put(tmp_path, "名单.csv", b"a"), {"publisher": "市科技局"})
    assert said_of(tmp_path, name) == {}
