"""Engine, ports, disks, interruptions: what can be missing or busy, and what then is said."""

from __future__ import annotations

import resource
import signal
import socket
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.cli.conftest import Cli, write_package
from tests.command import Done


def one_line(done: Done) -> str:
    """What a command that could not start said; fails if it is not one line and exit 2."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def wait_for(what: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def test_another_graph_from_the_same_ledger(cli: Cli, small: Path, tmp_path: Path) -> None:
    cli.run("load", small)
    there = ("--db", tmp_path / "other", "--ledger", cli.folder / "ledger.db")
    try:
        assert cli.run("project", *there).returncode == 0
        count = "MATCH (n:Actor) RETURN count(n) AS n"
        assert cli.json("cypher", count, *there) == cli.json("cypher", count) == [{"n": 3}]
    finally:
        stopped = cli.run("stop", "--db", tmp_path / "other")
    assert "Stopped" in stopped.stderr
    assert "No engine runs" in cli.run("stop", "--db", tmp_path / "other").stderr


def test_doctor_says_what_works(cli: Cli, small: Path) -> None:
    cli.run("load", small)
    found = {row["part"]: row for row in cli.json("doctor")}
    assert {"Python", "C library", "memory", "ledger", "engine", "graph"} <= set(found)
    assert all(found[part]["works"] == "yes" for part in ("Python", "ledger", "engine", "graph"))
    assert all(row["what to do"] for row in found.values() if row["works"] == "no")


def test_doctor_says_what_to_do_about_an_absent_server(cli: Cli, tmp_path: Path) -> None:
    ledger = ("--ledger", tmp_path / "ledger.db")
    done = cli.run("doctor", "--db", f"bolt://127.0.0.1:{free_port()}", *ledger)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_server_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    address = f"bolt://127.0.0.1:{free_port()}"
    ledger = ("--ledger", tmp_path / "ledger.db")
    assert address in one_line(cli.run("project", "--db", address, *ledger))


def test_a_graph_folder_that_is_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "--db" in one_line(cli.run("project", "--db", tmp_path / "file" / "graph",
                                      "--ledger", tmp_path / "ledger.db"))  # fmt: skip


def test_a_ledger_that_is_something_else(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("no database " * 100)
    assert "ledger.db" in one_line(cli.run("sources", "--ledger", tmp_path / "ledger.db"))


def test_a_full_disk_is_one_line_and_leaves_the_ledger_as_it_was(
    cli: Cli, small: Path, tmp_path: Path
) -> None:
    cli.run("load", small)
    large = write_package(tmp_path / "large")
    with (large / "actors.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"f{i},Enterprise,公司{i},P,z\n" for i in range(20_000))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    with cli.start("load", large, preexec_fn=limit) as process:
        _, error = process.communicate(timeout=120)
    assert process.returncode == 2, error
    assert "Traceback" not in error
    assert cli.json("cypher", "MATCH (n:Actor) RETURN count(n) AS n") == [{"n": 3}]


def test_a_second_load_waits_and_says_so(cli: Cli, small: Path) -> None:
    cli.run("load", small)
    (small / "places.csv").write_text("id,name,level,locator\nP,温州,city,a\n", encoding="utf-8")
    with FileLock(cli.folder / "ledger.db.lock"):
        process = cli.start("load", small)
        assert process.stderr
        said = process.stderr.readline()
        assert "waiting" in said
        assert process.poll() is None
    _, error = process.communicate(timeout=60)
    assert process.returncode == 0, error


def test_ctrl_c_is_130_and_changes_nothing(cli: Cli, small: Path) -> None:
    cli.run("load", small)
    with (small / "places.csv").open("a", encoding="utf-8") as file:
        file.write("Q,宁波市,city,a\n")
    with FileLock(cli.folder / "ledger.db.lock"):
        process = cli.start("load", small)
        assert process.stderr
        process.stderr.readline()  # it waits
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "Stopped; nothing is half-written. To go on, run the same command again\n"
    assert cli.json("cypher", "MATCH (p:Place) RETURN p.name AS name") == [{"name": "温州市"}]
    assert cli.run("load", small).returncode == 0


def test_ctrl_c_in_the_projection_is_130_and_the_same_command_goes_on(
    cli: Cli, small: Path
) -> None:
    with FileLock(cli.folder / "ledger.db.projection.lock"):
        process = cli.start("load", small)
        assert process.stderr
        while "waiting" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "Stopped; nothing is half-written. To go on, run the same command again\n"
    again = cli.run("load", small)
    assert "unchanged" in again.stderr
    assert cli.json("cypher", "MATCH (p:Place) RETURN p.name AS name") == [{"name": "温州市"}]


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_the_app_answers_ends_and_starts_again(cli: Cli, small: Path, ended_by: int) -> None:
    cli.run("load", small)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = cli.start("app", "--port", str(port))
    try:
        wait_for(lambda: answers(f"{address}/_stcore/health"))
        busy = one_line(cli.run("app", "--port", str(port)))
        assert f"Port {port} is in use" in busy
        assert "--port" in busy
    finally:
        process.send_signal(ended_by)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert address in error
    assert "Traceback" not in error
    assert not answers(f"{address}/_stcore/health")
