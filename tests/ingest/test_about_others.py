"""Rows about things of another data set: two sources of one node, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import ingest
from graph.ledger import Ledger
from tests.loaders.packages import make_package

WENZHOU = ["places:wz", "温州市"]
NOBODY = ["places:nobody", "无处"]


def report(tmp_path: Path, kind: str, row: list[str], needs: tuple[str, ...] = ("places",)) -> Path:
    """A data set `report` with one row."""
    header, row = ["id", "name"], list(row)
    if kind == "Place":
        header, row = [*header, "level"], [*row, "city"]
    tables = {"things.csv": (kind, [header, row])}
    return make_package(tmp_path / "report", tables, triplehelix={"needs": list(needs)})


def sources(ledger: Ledger, id_: str) -> set[str]:
    return {fact.source for fact in ledger.facts(id_)}


@pytest.mark.usefixtures("places")
def test_both_sources_state_the_thing(ledger: Ledger, tmp_path: Path) -> None:
    assert ingest.load(report(tmp_path, "Place", WENZHOU), ledger).refusals == []
    assert sources(ledger, "places:wz") == {"places", "report"}
    ledger.retract("places")
    assert sources(ledger, "places:wz") == {"report"}


def test_an_id_of_a_set_that_is_not_needed_is_ones_own(ledger: Ledger, tmp_path: Path) -> None:
    ingest.load(report(tmp_path, "Place", WENZHOU, needs=()), ledger)
    assert sources(ledger, "report:places:wz") == {"report"}


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        ("Place", NOBODY, "a thing of the kind Place in places; it has none"),
        ("Park", WENZHOU, "of the kind Park in places; there it is of the kind Place"),
    ],
)
def test_a_thing_that_the_other_set_does_not_have(
    ledger: Ledger, tmp_path: Path, kind: str, row: list[str], expected: str
) -> None:
    folder = report(tmp_path, kind, row)
    (checked,) = ingest.check(folder, ledger).refusals
    (refusal,) = ingest.load(folder, ledger).refusals
    assert refusal == checked
    assert (refusal.file, refusal.row, refusal.column) == ("things.csv", 2, "id")
    assert refusal.value == row[0]
    assert expected in refusal.expected
