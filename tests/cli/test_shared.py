"""A shared ledger at the command line: two machines' worth of processes at one PostgreSQL."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ledger.database import open_database, say_aloud
from loaders import identifiers
from tests.cli.conftest import Cli
from tests.engines.postgresql_server import Server

GRAPH = (
    "MATCH (a:Actor)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, r.sources AS sources "
    "ORDER BY a, type, b"
)


@pytest.fixture
def shared(cli: Cli, postgresql_ledger: str) -> Cli:
    """A command line on a ledger at the server."""
    cli.environment["TRIPLEHELIX_LEDGER"] = postgresql_ledger
    return cli


@pytest.fixture
def elsewhere(shared: Cli, tmp_path: Path) -> Iterator[Cli]:
    """Another machine with a graph of its own, on the same ledger."""
    other = Cli(tmp_path)
    other.environment["TRIPLEHELIX_LEDGER"] = shared.environment["TRIPLEHELIX_LEDGER"]
    yield other
    other.run("stop")


def table(folder: Path, name: str) -> Path:
    """A table of firms; those of all tables have the same registered numbers."""
    path = folder / f"{name}.csv"
    rows = [f"{i},{name} 公司 {i},{uscc(i)}" for i in range(40)]
    path.write_text("\n".join(["id,name,uscc", *rows]), encoding="utf-8")
    return path


def uscc(number: int) -> str:
    """A made-up number with its check character."""
    tried = (f"91330300{number:09d}{c}" for c in "0123456789ABCDEFGHJKLMNPQRTUWXY")
    return next(t for t in tried if identifiers.canonical("uscc", t))


def test_two_machines_load_and_project_at_once(
    shared: Cli, elsewhere: Cli, small: Path, tmp_path: Path
) -> None:
    assert shared.run("load", small).returncode == 0
    started = []
    for i in range(4):
        machine = (shared, elsewhere)[i % 2]
        given = ("--kind", "Enterprise", "--title", f"T{i}", "--publisher", "P",
                 "--date", "2020-01-01", "--licence", "CC0-1.0")  # fmt: skip
        started.append(machine.start("load", table(tmp_path, f"t{i}"), *given))
    for process in started:
        _, error = process.communicate(timeout=180)
        assert process.returncode == 0, error
    assert {row["id"] for row in elsewhere.json("sources")} == {
        "small",
        *(f"t{i}" for i in range(4)),
    }
    assert len(shared.json("judgements")) == 3 * 40
    count = "MATCH (n:Enterprise) RETURN count(n) AS n"
    for machine in (shared, elsewhere):
        assert machine.run("project").stderr == "The graph shows ledger version 5\n"
        assert machine.json("cypher", count) == [{"n": 41}]
    assert shared.json("cypher", GRAPH) == elsewhere.json("cypher", GRAPH)
    assert len(shared.json("cypher", GRAPH)) >= 3


def test_a_second_load_waits_says_so_and_can_be_given_up(shared: Cli, small: Path) -> None:
    address = shared.environment["TRIPLEHELIX_LEDGER"]
    shared.run("sources")  # makes the tables
    with open_database(address).writing(say_aloud):
        process = shared.start("load", small)
        assert process.stderr
        said = process.stderr.readline()
        assert "waiting until it is done" in said
        assert f"on {socket.gethostname()}" in said
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "Stopped; nothing is half-written. To go on, run the same command again\n"
    assert shared.json("sources") == []
    assert shared.run("load", small).returncode == 0


def test_a_projection_waits_for_another(shared: Cli, small: Path) -> None:
    address = shared.environment["TRIPLEHELIX_LEDGER"]
    shared.run("sources")
    with open_database(address).projecting(shared.environment["TRIPLEHELIX_DB"], say_aloud):
        process = shared.start("load", small)
        assert process.stderr
        said = process.stderr.readline()
        while "waiting" not in said:
            assert process.poll() is None
            said = process.stderr.readline()
        assert said.startswith("the graph of postgresql://owner@127.0.0.1")
    _, error = process.communicate(timeout=60)
    assert process.returncode == 0, error
    assert error == "The graph shows ledger version 1\n"


def test_a_ledger_moves_to_a_server_and_back(cli: Cli, small: Path, postgresql_ledger: str) -> None:
    assert "no ledger yet" in cli.run("copy", postgresql_ledger).stderr
    cli.run("load", small)
    before = cli.json("sources", "--facts", "small")
    there = cli.run("copy", postgresql_ledger)
    assert there.returncode == 0, there.stderr
    assert there.stderr.endswith("/tests: ledger version 1\n")
    assert "owner@" in there.stderr
    server = ("--ledger", postgresql_ledger)
    assert cli.json("sources", "--facts", "small", *server) == before
    assert cli.run("project", *server).stderr == "The graph shows ledger version 1\n"
    again = cli.run("copy", postgresql_ledger)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert "name an empty place" in again.stderr
    back = cli.folder / "ledger.db.back"
    assert cli.run("copy", back, *server).returncode == 0
    assert cli.json("sources", "--facts", "small", "--ledger", back) == before


def test_check_and_doctor_make_nothing(shared: Cli, small: Path) -> None:
    assert shared.run("check", small).returncode == 0
    (found,) = (row for row in shared.json("doctor") if row["part"] == "ledger")
    assert found["found"].startswith("none yet; the first load makes postgresql://127.0.0.1")
    assert shared.run("load", small).returncode == 0
    rows = {row["part"]: row for row in shared.json("doctor")}
    assert rows["ledger"]["found"].startswith("version 1, 1 sources, postgresql://owner@127.0.0.1")
    assert "disk of the ledger" not in rows


def test_a_draft_looks_names_up_in_it(shared: Cli, small: Path, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("企业名单,,\n序号,企业名称,合作单位\n1,甲公司,温州大学\n", encoding="utf-8")
    assert "not known yet: 温州大学" in shared.run("map", table, "--output", "-").stdout
    assert shared.run("load", small).returncode == 0
    assert "not known" not in shared.run("map", table, "--output", "-").stdout


def test_a_wrong_password_is_one_line_and_exit_2(shared: Cli, postgresql: Server) -> None:
    address = postgresql.address().replace(postgresql.password, "wrong-one")
    for command in (("sources",), ("project",), ("copy", "x.db"), ("judgements",)):
        done = shared.run(*command, "--ledger", address)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "correct user or password" in done.stderr
        assert "wrong-one" not in done.stderr
    done = shared.run("doctor", "--ledger", address)
    assert done.returncode == 2
    assert "correct user or password" in done.stdout
    assert "wrong-one" not in done.both
    graph = shared.run("project", "--db", address)
    assert graph.returncode == 2
    assert "wrong-one" not in graph.both
