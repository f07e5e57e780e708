"""Where a fact stands, in the file that its source was read from and in no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import inbox, ingest, originals
from graph.errors import UserError
from graph.ledger import Ledger
from loaders import Options
from tests.small.sourced import TEXT, hash_of, package


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger.db")


def shown(ledger: Ledger, source: str, locator: str, *folders: Path) -> originals.Passage:
    (found,) = originals.passages(ledger.files(source), [locator], [], folders, ledger.model)
    return found


def test_a_loaded_table_shows_its_row_as_long_as_it_is_what_was_loaded(
    ledger: Ledger, tmp_path: Path
) -> None:
    file = tmp_path / "firms.csv"
    file.write_text("name,staff\n甲公司,5\n", "utf-8")
    ingest.load(file, ledger, Options(kind="Enterprise"))
    (fact, *_) = ledger.said_by("firms")
    found = shown(ledger, "firms", fact.locators[0])
    assert (found.state, found.row, found.cells[1]) == ("here", 2, ("staff", "5"))
    other = tmp_path / "elsewhere" / "renamed.csv"
    other.parent.mkdir()
    file.rename(other)
    assert shown(ledger, "firms", fact.locators[0]).state == "away"
    assert shown(ledger, "firms", fact.locators[0], other.parent).state == "here"
    file.write_text("name,staff\n甲公司,6\n", "utf-8")
    assert shown(ledger, "firms", fact.locators[0]).state == "changed"
    assert shown(ledger, "firms", fact.locators[0], other.parent).row == 2


def test_the_same_bytes_under_another_name_leave_places_as_they_are_called(
    ledger: Ledger, tmp_path: Path
) -> None:
    file = tmp_path / "firms.csv"
    file.write_text("name,staff\n甲公司,5\n", "utf-8")
    ingest.load(file, ledger, Options(kind="Enterprise", id="f"))
    (fact, *_) = ledger.said_by("f")
    renamed = file.rename(tmp_path / "companies.csv")
    assert shown(ledger, "f", fact.locators[0]).state == "away"
    assert ingest.load(renamed, ledger, Options(kind="Enterprise", id="f")).same
    found = shown(ledger, "f", fact.locators[0])
    assert (found.state, found.file, found.row) == ("here", "firms.csv", 2)


def test_a_data_set_says_which_table_its_rows_were_read_from(
    ledger: Ledger, tmp_path: Path
) -> None:
    table = "单位,人数\n甲中心,7\n"
    original = {"name": "units.csv", "cut": "table", "hash": hash_of(table)}
    ingest.load(package(tmp_path, original, "units.csv#甲中心"), ledger)
    assert shown(ledger, "small", "units.csv#甲中心").state == "away"
    (tmp_path / "units 2021.csv").write_text(table, "utf-8")
    found = shown(ledger, "small", "units.csv#甲中心", tmp_path)
    assert (found.state, found.cells) == ("here", (("单位", "甲中心"), ("人数", "7")))


def test_a_row_is_shown_again_when_the_load_of_a_file_of_the_same_name_is_taken_back(
    ledger: Ledger, tmp_path: Path
) -> None:
    box = tmp_path / "inbox"
    for staff in (5, 6, 7):
        file = inbox.put(box, "firms.csv", f"name,staff\n甲公司,{staff}\n".encode())
        ingest.load(file, ledger, Options(kind="Enterprise"), dry_run=staff == 7)
    (fact, *_) = ledger.said_by("firms")
    assert shown(ledger, "firms", fact.locators[0], box).cells[1] == ("staff", "6")
    ledger.undo_load("firms", 2)
    (fact, *_) = ledger.said_by("firms")
    assert shown(ledger, "firms", fact.locators[0], box).cells[1] == ("staff", "5")


def test_a_package_shows_the_paragraph_of_the_text_that_it_was_read_from(
    ledger: Ledger, tmp_path: Path
) -> None:
    folder = package(tmp_path, {"name": "t.txt", "cut": "report", "hash": hash_of(TEXT)})
    ingest.load(folder, ledger)
    assert shown(ledger, "small", "1/1/1", tmp_path).state == "away"
    (tmp_path / "any name.txt").write_text(TEXT, "utf-8")
    found = shown(ledger, "small", "1/1/1", tmp_path)
    assert (found.state, found.text) == ("here", "建成甲中心，投入7亿元。")
    assert shown(ledger, "small", "9/9/9", tmp_path).state == "lost"


def test_a_source_without_a_text_says_so(ledger: Ledger, tmp_path: Path) -> None:
    ingest.load(package(tmp_path, None), ledger)
    assert shown(ledger, "small", "1/1/1", tmp_path).state == "unknown"


def test_a_wrong_description_of_a_text_is_one_line(ledger: Ledger, tmp_path: Path) -> None:
    folder = package(tmp_path, {"name": "t.txt", "cut": "verse", "hash": hash_of(TEXT)})
    with pytest.raises(UserError, match=r"cut \(one of report, outline, paragraphs"):
        ingest.load(folder, ledger)
