"""The engines and databases that tests run on: one server of each for the whole session.

Each test has an empty graph, and an empty ledger of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graph.engine import arcadedb
from graph.engine.base import Engine
from graph.engine.neo4j import connect as connect_neo4j
from graph.errors import UserError
from graph.model import load_model
from graph.store import Store
from tests.chromium import NoChromium, chromium
from tests.engines.neo4j_server import NoNeo4j, neo4j_server
from tests.engines.postgresql_server import NoPostgreSQL, Server, postgresql_server


def leave_out(why: str) -> None:
    """Skip the test, or fail it where everything is to be present (`REQUIRE_ALL=1`)."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


@pytest.fixture(scope="session")
def arcadedb_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An embedded engine in a folder of its own."""
    folder = tmp_path_factory.mktemp("arcadedb") / "graph"
    try:
        engine = arcadedb.connect(str(folder), memory="1g", idle=5.0)
    except UserError as error:
        leave_out(str(error))
        raise
    with engine:
        yield engine
    arcadedb.stop(str(folder))


@pytest.fixture(scope="session")
def neo4j_engine() -> Iterator[Engine]:
    """A Neo4j server; see `tests/engines/neo4j_server.py` for where it comes from."""
    names = ("TRIPLEHELIX_USER", "TRIPLEHELIX_PASSWORD", "TRIPLEHELIX_PASSWORD_FILE")
    try:
        with neo4j_server() as server, pytest.MonkeyPatch.context() as patch:
            for name, value in zip(names, ("neo4j", server.password, ""), strict=True):
                patch.setenv(name, value)
            with connect_neo4j(server.address) as engine:
                yield engine
    except NoNeo4j as error:
        leave_out(str(error))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all: a second one cannot be driven from the same thread."""
    try:
        with chromium() as started:
            yield started
    except NoChromium as error:
        leave_out(str(error))


@pytest.fixture
def arcadedb_store(arcadedb_engine: Engine) -> Store:
    """An empty graph in the embedded engine, with the model's constraints."""
    return _empty(arcadedb_engine)


@pytest.fixture
def neo4j_store(neo4j_engine: Engine) -> Store:
    """An empty graph in Neo4j, with the model's constraints."""
    return _empty(neo4j_engine)


@pytest.fixture(params=["arcadedb", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty graph, once on each engine."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server; see `tests/engines/postgresql_server.py` for where it comes from."""
    try:
        with postgresql_server() as server:
            yield server
    except NoPostgreSQL as error:
        leave_out(str(error))


@pytest.fixture
def sqlite_ledger(tmp_path: Path) -> str:
    """A place for a ledger in a file."""
    return str(tmp_path / "ledger.db")


@pytest.fixture
def postgresql_ledger(postgresql: Server) -> Iterator[str]:
    """A place for a ledger at a PostgreSQL server: a schema of its own."""
    schema = postgresql.new_schema()
    yield postgresql.address(schema=schema)
    postgresql.drop_schema(schema)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_address(request: pytest.FixtureRequest) -> str:
    """A place for a ledger, once in each database."""
    return str(request.getfixturevalue(f"{request.param}_ledger"))


def _empty(engine: Engine) -> Store:
    store = Store(engine)
    store.wipe()
    store.prepare(load_model())
    return store
