"""The worklist from plan to done: what a later source states as actual is tied off, by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import ingest, queries
from graph.ledger import Duty, Item, Ledger, Noted
from graph.project import project
from graph.store import Store
from tests.loaders.packages import Rows, make_package

CENTRE = Item("plan:centre")
WORK = Item("plan:a", "COOPERATES_WITH", "plan:b", "talent")
THINGS = ["id", "kind", "name", "status", "since"]
LINKS = ["type", "from", "to", "form", "status", "since"]
Load = Callable[[str, list[str], list[str]], None]


@pytest.fixture
def ledger(tmp_path: Path, store: Store) -> Iterator[Ledger]:
    """A plan for a platform and for work of two, each with who answers for it and by when."""
    things: Rows = [
        THINGS,
        ["a", "Enterprise", "甲公司", "", ""],
        ["b", "University", "乙大学", "", ""],
        ["centre", "Platform", "中心", "planned", "2025"],
    ]
    links: Rows = [LINKS, ["COOPERATES_WITH", "a", "b", "talent", "agreed", "2024"]]
    tables = {"actors.csv": ("Actor", things), "links.csv": ("relationships", links)}
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert ingest.load(make_package(tmp_path / "plan", tables), ledger).refusals == []
        for item, owner in ((CENTRE, "王芳"), (WORK, "李明")):
            ledger.note(item, owner, "", Noted(owner=owner, due="2025-06-30"), ledger.version)
        project(ledger, store)
        yield ledger


@pytest.fixture
def told(tmp_path: Path, ledger: Ledger, store: Store) -> Load:
    """Loads a source of a name that states a thing and a link of the plan."""

    def load(name: str, thing: list[str], link: list[str]) -> None:
        tables: dict[str, tuple[str, Rows | None]] = {}
        if thing:
            tables["actors.csv"] = ("Actor", [THINGS, ["plan:centre", "Platform", "中心", *thing]])
        if link:
            row = ["COOPERATES_WITH", "plan:b", "plan:a", "talent", *link]
            tables["links.csv"] = ("relationships", [LINKS, row])
        package = make_package(tmp_path / name, tables, triplehelix={"needs": ["plan"]})
        assert ingest.load(package, ledger).refusals == []
        project(ledger, store)

    return load


def listed(store: Store) -> dict[tuple[str, str | None], str]:
    """What is still to come (its subject and its relationship) and how far each is."""
    found = queries.run(store, "worklist", {})
    rows = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
    return {(row["subject_id"], row["relationship"]): row["status"] for row in rows}


def test_what_a_later_source_states_as_actual_is_tied_off_and_open_again_without_it(
    store: Store, ledger: Ledger, told: Load
) -> None:
    centre, work = ("plan:centre", None), ("plan:a", "COOPERATES_WITH")
    assert listed(store) == {centre: "planned", work: "agreed"}
    told("summer", ["under_way", "2025"], ["actual", "2025"])
    assert listed(store) == {centre: "under_way"}
    told("winter", ["actual", "2026"], [])
    assert listed(store) == {}
    assert [step.owner for step in ledger.steps(WORK)] == ["李明"]  # who it was stays known
    ledger.retract("summer")
    project(ledger, store)
    assert listed(store) == {work: "agreed"}
    assert ledger.duties()[WORK] == Duty("李明", "2025-06-30")
