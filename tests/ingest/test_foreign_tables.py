"""Real foreign tables by mapping files alone."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from graph import ingest
from graph.ledger import Ledger
from graph.rejected import line

ROOT = Path(__file__).parents[2]
SOURCES = Path(os.environ.get("TRIPLEHELIX_SOURCES") or ROOT.parent / "shared" / "sources")
MAPPINGS = Path(__file__).parent / "files" / "small_yrd"


@pytest.fixture
def small_yrd(tmp_path: Path) -> Path:
    """The tables as they come, with our description and mappings beside them."""
    tables = SOURCES / "small_yrd"
    if not tables.is_dir():
        pytest.skip(f"not part of the project: {tables}; TRIPLEHELIX_SOURCES names its folder")
    folder = tmp_path / "small_yrd"
    shutil.copytree(MAPPINGS, folder)
    shutil.copytree(ROOT / "data" / "delta", tmp_path / "delta")
    for name in ("nodes.csv", "edges.csv"):
        shutil.copy(tables / name, folder)
    return folder


def test_delta_organisations(ledger: Ledger, small_yrd: Path) -> None:
    report = ingest.load(small_yrd, ledger)
    assert [line(r) for r in report.refusals] == []
    assert report.warnings == []
    assert report.entities == 748
    located = report.links - 1_079
    assert located > 400
    facts = ledger.facts("small-yrd:https://ror.org/00rd5t069")
    values = {f.predicate: f.value for f in facts if not f.other}
    assert values["kind"] == "University"
    assert values["name_en"] == "Wenzhou Medical University"
    assert values["ror"] == "https://ror.org/00rd5t069"
    assert Counter(f.predicate for f in facts if f.other)["LOCATED_IN"] == 1
    (place,) = (f for f in facts if f.predicate == "LOCATED_IN")
    assert ledger.kinds_of([place.other]) == {place.other: "Place"}
    assert place.other_name == "温州市"
    papers = [f for f in facts if f.predicate == "COOPERATES_WITH"]
    assert all(f.qualifier == "co_publication" and f.detail["papers"] > 0 for f in papers)
    assert papers


def test_a_child_is_part_of_its_parent(ledger: Ledger, small_yrd: Path) -> None:
    edges = (small_yrd / "edges.csv").read_text(encoding="utf-8-sig").splitlines()
    child = next(e.split(",") for e in edges if e.split(",")[2] == "child")
    ingest.load(small_yrd, ledger)
    whole, part = (f"small-yrd:{end}" for end in child[:2])
    parts = [f for f in ledger.facts(part) if f.predicate == "PART_OF" and f.other == whole]
    assert [f.direction for f in parts] == ["out"]
