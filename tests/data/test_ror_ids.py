"""The package that says which ROR ids the actors of other data sets have."""

from __future__ import annotations

import csv
from pathlib import Path

from graph import ingest
from graph.ledger import Ledger

DATA = Path(__file__).parents[2] / "data"


def test_every_row_finds_its_actor_and_nothing_is_said_twice(tmp_path: Path) -> None:
    with (DATA / "ror-ids" / "ids.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        report = ingest.load(DATA / "ror-ids", ledger)
        assert report.refusals == []
        assert report.entities == report.added == len(rows) == len({r["ror"] for r in rows})
        said = list(ledger.said_by("ror-ids"))
        assert {(s.subject, s.predicate, s.value) for s in said} == {
            (r["id"], "ror", r["ror"]) for r in rows
        }
        assert all(s.basis == "inferred" and s.locators == (s.value,) for s in said)
        assert ledger.judgements() == []  # no other source has these ids yet
