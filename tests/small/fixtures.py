"""The small graph on each engine, written once for all tests of a module."""

from __future__ import annotations

import pytest

from graph.engine.base import Engine
from graph.model import load_model
from graph.store import Store
from tests.small.graph import write


@pytest.fixture(scope="module")
def small_arcadedb(arcadedb_engine: Engine) -> Store:
    return _small(arcadedb_engine)


@pytest.fixture(scope="module")
def small_neo4j(neo4j_engine: Engine) -> Store:
    return _small(neo4j_engine)


@pytest.fixture(scope="module", params=["arcadedb", "neo4j"])
def small(request: pytest.FixtureRequest) -> Store:
    """The small graph, once on each engine.  Read only."""
    found = request.getfixturevalue(f"small_{request.param}")
    assert isinstance(found, Store)
    return found


def _small(engine: Engine) -> Store:
    store = Store(engine)
    store.wipe()
    store.prepare(load_model())
    write(store)
    return store
