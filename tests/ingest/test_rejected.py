"""The file of refused rows: complete, readable in a spreadsheet, and without formulas."""

import csv
import json
from pathlib import Path

import pytest

from graph import ingest
from graph.ledger import Ledger
from graph.rejected import COLUMNS, harmless
from tests.loaders.packages import make_package, write_csv

ROWS = [
    ["id", "name", "founded", "place"],
    ["e1", "甲", "20119", ""],
    ["e2", "乙", "=2019", ""],
    ["e3", "丙", "", "火星"],
    ["e4", "丁", "", ""],
]


def test_it_has_every_refusal_and_the_row_as_it_was_read(ledger: Ledger, tmp_path: Path) -> None:
    path = make_package(tmp_path / "x", {"firms.csv": ("Enterprise", ROWS)})
    report = ingest.load(path, ledger)
    assert report.rejected == path / "x.rejected.csv"
    raw = report.rejected.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(raw.decode("utf-8-sig").splitlines())
    assert tuple(header) == COLUMNS
    assert [row[:5] for row in rows] == [
        ["firms.csv", "", "2", "founded", "20119"],
        ["firms.csv", "", "3", "founded", "'=2019"],
        ["firms.csv", "", "4", "place", "火星"],
    ]
    assert all(row[5] for row in rows)
    assert [json.loads(row[6]) for row in rows] == [
        dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:4]
    ]


def test_rows_that_were_mended_and_loaded_again(ledger: Ledger, tmp_path: Path) -> None:
    path = make_package(tmp_path / "x", {"firms.csv": ("Enterprise", ROWS)})
    rejected = ingest.load(path, ledger).rejected
    assert rejected is not None
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        refused = [json.loads(row["as_read"]) for row in csv.DictReader(file)]
    mended = {**{row[0]: row for row in ROWS[1:]}}
    for row in refused:
        mended[row["id"]] = [row["id"], row["name"], "2019", ""]
    write_csv(path / "firms.csv", [ROWS[0], *mended.values()])
    report = ingest.load(path, ledger)
    assert (report.refused, report.entities) == (0, 4)
    assert not rejected.exists()


def test_it_can_go_elsewhere(ledger: Ledger, tmp_path: Path) -> None:
    path = make_package(tmp_path / "x", {"firms.csv": ("Enterprise", ROWS)})
    (tmp_path / "out").mkdir()
    report = ingest.load(path, ledger, rejected=tmp_path / "out")
    assert report.rejected == tmp_path / "out" / "x.rejected.csv"
    assert not list(path.glob("*rejected*"))


def test_it_goes_here_if_it_cannot_go_beside(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_package(tmp_path / "x", {"firms.csv": ("Enterprise", ROWS)})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("graph.ingest.os.access", lambda *_: False)
    assert ingest.load(path, ledger).rejected == tmp_path / "x.rejected.csv"


def test_a_report_holds_the_first_thousand(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["id", "name", "place"], *([f"e{i}", f"n{i}", "火星"] for i in range(6_000))]
    path = make_package(tmp_path / "x", {"firms.csv": ("Enterprise", rows)})
    report = ingest.load(path, ledger)
    assert (report.partly, len(report.refusals), report.entities) == (6_000, 1_000, 6_000)
    assert report.rejected is not None
    assert len(report.rejected.read_text("utf-8-sig").splitlines()) == 6_001


def test_a_cell_is_never_a_formula() -> None:
    for text in ("=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"):
        assert harmless(text) == f"'{text}"
    assert harmless("温州=1") == "温州=1"
