"""One ledger in both databases: equal when loaded alike, and equal when copied."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from graph import ingest
from graph.changes import changes
from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo, schema
from graph.model import Entity, Link
from graph.project import pending, project
from graph.settings import CHECKOUT
from tests.engines.postgresql_server import Server, programs
from tests.projection.memory import MemoryGraph

TIMES = frozenset({"created", "at", "uuid"})  # what differs where the same is loaded twice


@pytest.fixture
def in_a_file(sqlite_ledger: str) -> Iterator[Ledger]:
    with Ledger.open(sqlite_ledger) as ledger:
        yield ledger


@pytest.fixture
def at_a_server(postgresql_ledger: str) -> Iterator[Ledger]:
    with Ledger.open(postgresql_ledger) as ledger:
        yield ledger


def tell(ledger: Ledger, folder: Path) -> None:
    """A past with everything in it: loads, a merge by rule, judgements, an undo, a retraction."""
    ingest.load(CHECKOUT / "data" / "wenzhou", ledger, rejected=folder)
    same = {"uscc": "91330300MA0000001X"}
    for source in ("one", "two"):
        firms = [Entity("Enterprise", f"{source}:{i}", {"name": f"企业 {i}"}) for i in "Zaä安温"]
        whole = Entity("Enterprise", f"{source}:same", {"name": source, **same}, locators=("p1",))
        links = [
            Link("COOPERATES_WITH", f"{source}:Z", f"one:{i}", {"form": "talent"}) for i in "a温"
        ]
        ledger.load(SourceInfo(source, source), [*firms, whole, *links])
    ledger.undo(ledger.judge("one:a", "two:a", "same", by="Li"), by="Wang")
    ledger.judge("one:Z", "two:Z", "same", by="Li", reason="one address")
    ledger.judge("one:温", "two:温", "differ", by="Li")
    ledger.load(SourceInfo("one", "one", rank=2), [Entity("Enterprise", "one:a", {"name": "别名"})])
    ledger.retract("delta", by="Li")


def rows(ledger: Ledger, without: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order of the first column."""
    with ledger.reading() as connection:
        return {
            t.name: connection.execute(
                select(*(c for c in t.c if c.name not in without)).order_by(t.c[0])
            ).all()
            for t in schema.metadata.sorted_tables
        }  # type: ignore[return-value]


def graph(ledger: Ledger) -> tuple[Any, Any]:
    made = MemoryGraph()
    project(ledger, made)
    return made.shown()


def test_the_same_loads_give_the_same_rows_and_the_same_batches(
    in_a_file: Ledger, at_a_server: Ledger, tmp_path: Path
) -> None:
    for ledger in (in_a_file, at_a_server):
        tell(ledger, tmp_path)
    assert rows(in_a_file, TIMES) == rows(at_a_server, TIMES)
    assert len(rows(in_a_file)["statement"]) > 5_000
    last = in_a_file.version
    for before in (0, 3, last - 1):
        batches = []
        for ledger in (in_a_file, at_a_server):
            with ledger.reading() as connection:
                batches.append(list(changes(connection, ledger.model, before, last)))
        assert batches[0] == batches[1]
        assert batches[0]


def test_a_copy_goes_to_a_server_and_back(
    in_a_file: Ledger, at_a_server: Ledger, tmp_path: Path
) -> None:
    tell(in_a_file, tmp_path)
    heard: list[int] = []
    assert at_a_server.fill_from(in_a_file, heard.append) == in_a_file.version
    assert rows(at_a_server) == rows(in_a_file)
    assert heard[-1] == sum(map(len, rows(in_a_file).values()))
    with Ledger.open(tmp_path / "back.db") as back:
        back.fill_from(at_a_server)
        assert rows(back) == rows(in_a_file)
    shown = MemoryGraph()
    project(in_a_file, shown)
    assert pending(at_a_server, shown) is None  # it is the same ledger to the graph
    before = len(at_a_server.judgements(all_=True))
    at_a_server.judge("one:a", "two:a", "same", by="Li")
    at_a_server.load(
        SourceInfo("three", "three"), [Entity("Enterprise", "three:1", {"name": "三"})]
    )
    assert len(at_a_server.judgements(all_=True)) == before + 1
    project(at_a_server, shown)
    assert shown.wiped == 1
    assert shown.shown() == graph(at_a_server)


def test_nothing_is_written_over(in_a_file: Ledger, ledger_address: str) -> None:
    in_a_file.load(SourceInfo("one", "one"), [Entity("Enterprise", "one:1", {"name": "一"})])
    with Ledger.open(ledger_address.replace("ledger.db", "other.db")) as to:
        to.load(SourceInfo("two", "two"), [Entity("Enterprise", "two:1", {"name": "二"})])
        with pytest.raises(UserError, match="holds a ledger of version 1; name an empty place"):
            to.fill_from(in_a_file)
        assert [s.id for s in to.sources()] == ["two"]


def test_a_dump_of_the_server_restores_to_the_same_ledger(
    in_a_file: Ledger, at_a_server: Ledger, postgresql: Server, postgresql_ledger: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    tell(in_a_file, tmp_path)
    at_a_server.fill_from(in_a_file)
    schema_ = postgresql_ledger.rpartition("%3D")[2]
    dump, address = tmp_path / "ledger.dump", postgresql.address()
    for command in (
        ("pg_dump", "--format", "custom", "--schema", schema_, "--file", dump, address),
        ("psql", "--command", f"ALTER SCHEMA {schema_} RENAME TO {schema_}_before", address),
        ("pg_restore", "--no-owner", "--dbname", address, dump),
    ):
        subprocess.run([programs() / command[0], *command[1:]], check=True, capture_output=True)
    with Ledger.open(postgresql_ledger) as restored:
        assert rows(restored) == rows(in_a_file)
        restored.load(SourceInfo("three", "three"), [Entity("Enterprise", "three:1", {})])
    postgresql.drop_schema(f"{schema_}_before")


COPIER = """
import signal, sys, time
from graph.ledger import Ledger

def heard(rows):
    print(rows, flush=True)
    time.sleep(60)

Ledger.open(sys.argv[2]).fill_from(Ledger.open(sys.argv[1]), heard)
"""


def test_a_copy_that_is_killed_leaves_an_empty_place(
    in_a_file: Ledger, at_a_server: Ledger, tmp_path: Path, sqlite_ledger: str,
    postgresql_ledger: str,
) -> None:  # fmt: skip
    in_a_file.load(SourceInfo("one", "one"), [Entity("Enterprise", "one:1", {"name": "一"})])
    with subprocess.Popen(
        [sys.executable, "-c", COPIER, sqlite_ledger, postgresql_ledger],
        cwd=CHECKOUT, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "1\n"
        process.send_signal(signal.SIGKILL)
    assert at_a_server.version == 0
    assert at_a_server.fill_from(in_a_file) == 1
    assert rows(at_a_server) == rows(in_a_file)
