"""Kills, second writers, lost connections, full disks: with real processes and real limits."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg import sql

from graph.ledger import Ledger
from tests.engines.postgresql_server import Server

CHECKOUT = Path(__file__).resolve().parents[2]

# Loads `count` rows; tells when it is in the middle, and waits there for a line if asked to.
LOADER = """
import resource, sys
from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity

address, source, count, pause, limit = sys.argv[1:]
if int(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))

def records():
    for i in range(int(count)):
        if i == int(count) // 2:
            print("half", flush=True)
            if int(pause):
                sys.stdin.readline()
        yield Entity("Enterprise", f"{source}:{i}", {"name": f"企业 {i}"})

try:
    print(Ledger.open(address).load(SourceInfo(source, source), records()).added, flush=True)
except UserError as error:
    sys.exit(str(error))
"""

# Holds the right to bring a graph up to date, until a line comes.
PROJECTOR = """
import sys
from graph.ledger import Ledger

address, graph = sys.argv[1:]
with Ledger.open(address) as ledger, ledger.projecting(graph):
    print("mine", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def running(program: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process of `program`; it is ended with the `with`."""
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def loading(
    address: str, source: str, count: int, *, pause: bool = False, limit: int = 0
) -> Iterator[subprocess.Popen[str]]:
    """A process that loads into the ledger at `address`."""
    given = (address, source, str(count), str(int(pause)), str(limit))
    with running(LOADER, *given) as process:
        yield process


def load(address: str, source: str, count: int, limit: int = 0) -> tuple[int, str, str]:
    """Loads in a process: its exit code, output and errors."""
    with loading(address, source, count, limit=limit) as process:
        out, error = process.communicate(timeout=60)
        return process.returncode, out, error


def said(process: subprocess.Popen[str]) -> str:
    """The next line of its output."""
    assert process.stdout
    return process.stdout.readline()


def told(process: subprocess.Popen[str]) -> str:
    """The next line of its messages."""
    assert process.stderr
    return process.stderr.readline()


def test_a_kill_in_mid_load_leaves_nothing(ledger_address: str) -> None:
    with loading(ledger_address, "one", 60_000, pause=True) as process:
        assert said(process) == "half\n"
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    with Ledger.open(ledger_address) as ledger:
        assert (ledger.version, ledger.sources(), ledger.facts("one:1")) == (0, [], [])
    assert load(ledger_address, "one", 10)[1] == "half\n20\n"


def test_a_second_writer_waits_and_says_so(ledger_address: str) -> None:
    with loading(ledger_address, "one", 4, pause=True) as first:
        assert said(first) == "half\n"
        with loading(ledger_address, "two", 4) as second:
            waits = told(second)
            assert f"being written by process {first.pid}" in waits
            assert "; waiting" in waits
            with Ledger.open(ledger_address) as ledger:
                assert ledger.sources() == []  # reading does not wait
                first.communicate("go on\n", timeout=60)
                assert second.communicate(timeout=60)[0] == "half\n8\n"
                assert [s.id for s in ledger.sources()] == ["one", "two"]
                assert ledger.version == 2


def test_who_waits_goes_on_when_the_first_is_killed(ledger_address: str) -> None:
    with loading(ledger_address, "one", 60_000, pause=True) as first:
        assert said(first) == "half\n"
        with loading(ledger_address, "two", 4) as second:
            assert "waiting" in told(second)
            first.send_signal(signal.SIGKILL)
            assert second.communicate(timeout=60)[0] == "half\n8\n"
    with Ledger.open(ledger_address) as ledger:
        assert [s.id for s in ledger.sources()] == ["two"]
        assert ledger.facts("one:1") == []


def test_many_load_at_once_and_each_is_a_version(ledger_address: str) -> None:
    """Also the tables are made by one of them, whoever is first."""
    arguments = [(ledger_address, f"s{i}", "50", "0", "0") for i in range(6)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", LOADER, *given], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
        )
        for given in arguments
    ]
    assert [p.communicate(timeout=120)[0] for p in processes] == ["half\n100\n"] * 6
    with Ledger.open(ledger_address) as ledger:
        assert sorted(s.id for s in ledger.sources()) == [given[1] for given in arguments]
        assert [r.version for r in ledger.revisions()] == [1, 2, 3, 4, 5, 6]


def test_one_brings_a_graph_up_to_date_and_the_next_goes_on_when_it_is_killed(
    ledger_address: str, tmp_path: Path
) -> None:
    graph = str(tmp_path / "graph")
    with running(PROJECTOR, ledger_address, graph) as first:
        assert said(first) == "mine\n"
        with running(PROJECTOR, ledger_address, graph) as second:
            waits = told(second)
            assert f"being written by process {first.pid}" in waits
            first.send_signal(signal.SIGKILL)
            assert said(second) == "mine\n"


def test_machines_that_share_a_ledger_wait_for_each_other_at_a_server_alone(
    postgresql_ledger: str, tmp_path: Path
) -> None:
    with running(PROJECTOR, postgresql_ledger, "bolt://graph:7687") as first:
        assert said(first) == "mine\n"
        with running(PROJECTOR, postgresql_ledger, "bolt://10.0.0.7") as other_name:
            assert "waiting" in told(other_name)
        with running(PROJECTOR, postgresql_ledger, str(tmp_path / "graph")) as own:
            assert said(own) == "mine\n"
        with loading(postgresql_ledger, "one", 4) as loader:
            assert loader.communicate(timeout=60)[0] == "half\n8\n"


@pytest.mark.parametrize("limit", [2_000_000, 200_000])
def test_a_full_disk_is_one_line_and_the_ledger_is_whole(sqlite_ledger: str, limit: int) -> None:
    load(sqlite_ledger, "one", 10)
    code, _, error = load(sqlite_ledger, "two", 60_000, limit)
    assert code == 1
    assert error.count("\n") == 1
    assert "make room on the disk" in error
    whole_with_one(sqlite_ledger)


def test_a_full_disk_of_the_server_is_one_line_and_the_ledger_is_whole(
    postgresql: Server, postgresql_ledger: str
) -> None:
    """The server itself answers as it does when its disk is full, in mid-load."""
    load(postgresql_ledger, "one", 10)
    schema = postgresql_ledger.rpartition("%3D")[2]
    postgresql.run(
        sql.SQL(
            "CREATE FUNCTION {0}.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
            "'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
        ).format(sql.Identifier(schema)),
        sql.SQL(
            "CREATE TRIGGER full_ BEFORE INSERT ON {0}.statement FOR EACH ROW "
            "WHEN (NEW.number > 50000) EXECUTE FUNCTION {0}.full()"
        ).format(sql.Identifier(schema)),
        database="tests",
    )
    code, _, error = load(postgresql_ledger, "two", 60_000)
    assert code == 1
    assert error.count("\n") == 1
    assert "make room on the disk of the server" in error
    postgresql.run(
        sql.SQL("DROP FUNCTION {}.full CASCADE").format(sql.Identifier(schema)), database="tests"
    )
    whole_with_one(postgresql_ledger)


def whole_with_one(address: str) -> None:
    """The ledger holds the source `one` and takes more."""
    with Ledger.open(address) as ledger:
        assert [s.id for s in ledger.sources()] == ["one"]
        assert len(ledger.facts("one:1")) == 2
    assert load(address, "two", 10)[1] == "half\n20\n"


def test_a_connection_that_breaks_off_in_mid_load_is_one_line_and_leaves_nothing(
    postgresql: Server, postgresql_ledger: str
) -> None:
    load(postgresql_ledger, "one", 10)
    with loading(postgresql_ledger, "two", 60_000, pause=True) as process:
        assert said(process) == "half\n"
        name = sql.Literal(f"triplehelix {process.pid}@%")
        postgresql.run(
            sql.SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name LIKE {}"
            ).format(name)
        )
        _, error = process.communicate("go on\n", timeout=60)
        assert process.returncode == 1
    assert error.count("\n") == 1
    assert "nothing is half-written; run the same command again" in error
    whole_with_one(postgresql_ledger)
