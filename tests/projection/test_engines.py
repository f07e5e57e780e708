"""The projection on real engines: the same graph as in memory, also after being broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, Link
from graph.project import pending, project
from graph.store import Batch, Store
from tests.projection.memory import Interrupted, MemoryGraph

ONE = SourceInfo("one", "First", date="2020-01-01", rank=1)
TWO = SourceInfo("two", "Second", rank=2)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield ledger


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few rows, so that there are some between which to break off."""
    monkeypatch.setattr("graph.batches.ROWS", 3)


def first() -> Iterator[Entity | Link]:
    """Actors that work together, in a place, under an agreement and in a project."""
    yield Entity("Place", "one:p", {"name": "温州市", "level": "city", "longitude": 120.7})
    for i in range(6):
        kind = "University" if i % 2 else "Enterprise"
        properties = {"name": f"主体 {i}", "aliases": ("甲", "乙"), "uscc": f"U{i}"}
        yield Entity(kind, f"one:{i}", properties, since=2000 + i)
        yield Link("LOCATED_IN", f"one:{i}", "one:p", {})
        form = {"form": "talent" if i % 3 else "finance"}
        yield Link("COOPERATES_WITH", f"one:{i}", f"one:{(i + 1) % 6}", form)
        yield Link("COOPERATES_WITH", f"one:{i}", f"one:{(i + 1) % 6}", {})
    yield Entity("Agreement", "one:a", {"name": "协议", "signed": "2019-05-01"})
    yield Entity("Observation", "one:o", {"value": 210.5, "measure": "level"}, "planned")
    yield Link("SCOPE", "one:o", "one:p", {})
    for i in (0, 2, 4):
        yield Link("PARTY_TO", f"one:{i}", "one:a", {})


def second() -> Iterator[Entity | Link]:
    """Another view of some of them."""
    yield Entity("ResearchInstitute", "one:1", {"name": "研究院", "staff": 7})
    yield Entity("Enterprise", "two:0", {"name": "公司", "uscc": "U0"})
    yield Link("COOPERATES_WITH", "two:0", "one:3", {"form": "strategic"}, "planned", 2022)
    yield Link("PARTY_TO", "two:0", "one:a", {})


def shown(store: Store) -> tuple[Any, Any]:
    """All that the graph holds, as `MemoryGraph.shown` gives it."""
    nodes = store.read("MATCH (n) WHERE NOT n:Projection RETURN labels(n), properties(n)").rows
    links = store.read(
        "MATCH (a)-[e]->(b) RETURN a.id, type(e), b.id, coalesce(e.form, ''), properties(e)"
    ).rows
    return (
        {row["id"]: (set(labels), row) for labels, row in nodes},
        sorted(((a, t, b, form), row) for a, t, b, form, row in links),
    )


def expected(ledger: Ledger) -> tuple[Any, Any]:
    """The same, from nothing and in memory."""
    graph = MemoryGraph()
    project(ledger, graph)
    nodes, links = graph.shown()
    return (
        {id_: (set(labels), row) for id_, (labels, row) in nodes.items()},
        sorted((key, dict(row)) for key, row in links.items()),
    )


def test_each_step_is_projected(ledger: Ledger, store: Store) -> None:
    def check() -> None:
        project(ledger, store)
        assert shown(store) == expected(ledger)
        assert pending(ledger, store) is None

    ledger.load(ONE, first())
    assert pending(ledger, store) == (0, 1)
    check()
    ledger.load(TWO, second())
    check()
    merged = "MATCH (a:Actor {id: 'one:0'}) RETURN a.members, a.name"
    assert store.read(merged).rows == [(["one:0", "two:0"], "主体 0")]
    ledger.undo(ledger.judgements()[0].id, by="Li")
    check()
    ledger.judge("one:2", "one:3", "same", by="Li")
    check()
    ledger.load(ONE._replace(rank=3), list(first())[4:])
    check()
    ledger.retract("one")
    check()
    ledger.load(ONE, first())
    check()


class Breaking:
    """A graph that is broken off after a number of batches; all else is the store."""

    def __init__(self, store: Store, batches: int) -> None:
        self._store, self.left = store, batches

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def apply(self, batch: Batch, sequence: int) -> bool:
        """Writes, while it is not broken off."""
        if not self.left:
            raise Interrupted
        self.left -= 1
        return self._store.apply(batch, sequence)


def test_goes_on_where_it_was_broken_off(ledger: Ledger, store: Store) -> None:
    for load, version in ((lambda: ledger.load(ONE, first()), 1), (lambda: step(ledger), 3)):
        load()
        for batches in (0, 2, 5):
            with pytest.raises(Interrupted):
                project(ledger, Breaking(store, batches))
            stamp = store.stamp()
            assert stamp and stamp.target == version
            assert pending(ledger, store)
        assert stamp.done == 7
        project(ledger, store)
        assert shown(store) == expected(ledger)


def step(ledger: Ledger) -> None:
    """Several changes at once."""
    ledger.load(TWO, second())
    ledger.load(ONE, list(first())[2:])


def test_another_ledger_or_a_damaged_graph_is_made_anew(
    tmp_path: Path, ledger: Ledger, arcadedb_store: Store
) -> None:
    store = arcadedb_store
    ledger.load(ONE, first())
    project(ledger, store)
    with store.engine.driver.session(database=store.engine.database) as session:
        session.execute_write(
            lambda tx: tx.run("MATCH (a:Actor {id: 'one:1'}) DETACH DELETE a").consume()
        )
    ledger.load(TWO, second())
    project(ledger, store)
    assert shown(store) == expected(ledger)
    with Ledger.open(tmp_path / "other.db") as other:
        other.load(TWO, second())
        assert pending(other, store) == (0, 1)
        project(other, store)
        assert shown(store) == expected(other)


def test_data_of_somebody_else_is_not_deleted(ledger: Ledger, store: Store) -> None:
    ledger.load(ONE, first())
    with store.engine.driver.session(database=store.engine.database) as session:
        session.run("CREATE (:Actor {id: 'theirs'})").consume()
    with pytest.raises(UserError, match="did not come from a ledger"):
        project(ledger, store)
    assert store.read("MATCH (n) RETURN n.id").rows == [("theirs",)]


def test_an_interrupted_wipe_goes_on(
    ledger: Ledger, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.load(ONE, first())
    project(ledger, store)
    monkeypatch.setattr(Store, "_write", broken_after(3, Store._write))
    with pytest.raises(Interrupted):
        store.wipe()
    monkeypatch.undo()
    assert not store.empty()
    project(ledger, store)
    assert shown(store) == expected(ledger)


def broken_after(calls: int, write: Callable[..., Any]) -> Callable[..., Any]:
    """`write`, which raises `Interrupted` after so many calls."""
    left = iter(range(calls))

    def broken(*given: Any) -> Any:
        if next(left, None) is None:
            raise Interrupted
        return write(*given)

    return broken
