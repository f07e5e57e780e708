"""The embedded engine as a process: started once, kept while needed, found again after a kill."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.engine import arcadedb, engine_status, keeper, open_engine, stop_engine
from graph.engine.home import Home
from graph.errors import UserError
from graph.store import Batch, Stamp, Store

ROOT = Path(__file__).parents[2]
CLIENT = """
import sys
from graph.engine import arcadedb
with arcadedb.connect(sys.argv[1], "256m", idle=float(sys.argv[2])) as engine:
    print(engine.state.engine_pid, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[str]:
    """A folder for an engine, which is stopped afterwards."""
    path = tmp_path / "graph"
    yield str(path)
    for left in (path, tmp_path / "moved"):
        stop_engine(str(left))


def client(folder: str, idle: float = 60.0) -> subprocess.Popen[str]:
    """Another process that opens the engine, says its process id, and waits for a line."""
    return subprocess.Popen(
        [sys.executable, "-c", CLIENT, folder, str(idle)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip


def said(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def until(what: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def lives(pid: int) -> bool:
    """Whether the process exists and is not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def remember(engine: arcadedb.ArcadeDB, *numbers: int) -> None:
    store = Store(engine)
    stamp = store.stamp() or Stamp("test", "m", 0, 1)
    store.begin(stamp)
    rows = [{"id": f"a:{n}"} for n in numbers]
    assert store.apply(Batch("create_nodes", rows, ("Actor",)), stamp.done)


def remembered(engine: arcadedb.ArcadeDB) -> list[str]:
    return [row[0] for row in Store(engine).read("MATCH (a:Actor) RETURN a.id ORDER BY a.id").rows]


def test_processes_that_start_at_once_share_one_engine_that_ends_after_the_last(
    folder: str,
) -> None:
    processes = [client(folder, idle=1.0) for _ in range(4)]
    engines = {said(process) for process in processes}
    assert len(engines) == 1
    (engine,) = engines
    status = engine_status(folder)
    assert status["running"] and status["ready"] and status["engine_pid"] == engine
    for process in processes[:2]:
        process.communicate("\n")
    for process in processes[2:3]:
        process.kill()  # its lease ends with it
        process.communicate()
    time.sleep(2.5)
    assert lives(engine)  # one client is left
    processes[3].communicate("\n")
    assert until(lambda: not lives(engine))
    assert until(lambda: not lives(status["keeper_pid"]))
    assert engine_status(folder) == {"running": False}


def test_a_killed_engine_comes_back_with_all_that_it_acknowledged(folder: str) -> None:
    with arcadedb.connect(folder, "256m") as engine:
        remember(engine, 1, 2)
        first = engine.state.engine_pid
        os.kill(first, signal.SIGKILL)
        assert remembered(engine) == ["a:1", "a:2"]
        assert engine.state.engine_pid != first
        remember(engine, 3)
        os.kill(engine.state.engine_pid, signal.SIGKILL)
        remember(engine, 4)  # a write comes through as well
        assert remembered(engine) == ["a:1", "a:2", "a:3", "a:4"]


def test_what_kills_leave_behind_does_not_keep_from_starting(folder: str) -> None:
    with arcadedb.connect(folder, "256m") as engine:
        remember(engine, 1)
        orphan, keeper_pid = engine.state.engine_pid, engine_status(folder)["keeper_pid"]
        os.kill(keeper_pid, signal.SIGKILL)
        assert until(lambda: not lives(keeper_pid))
        with arcadedb.connect(folder, "256m") as other:  # its keeper is gone: a new pair
            assert other.state.engine_pid != orphan
            assert not lives(orphan)
            assert remembered(other) == ["a:1"]
            status = engine_status(folder)
            for name in ("keeper_pid", "engine_pid"):
                os.kill(status[name], signal.SIGKILL)
            assert until(lambda: not lives(status["engine_pid"]))
    Path(folder, "engine.json").write_text("{half")
    with arcadedb.connect(folder, "256m") as engine:
        assert remembered(engine) == ["a:1"]


def test_a_folder_that_was_moved_while_its_engine_ran(folder: str) -> None:
    moved = str(Path(folder).with_name("moved"))
    with arcadedb.connect(folder, "256m") as engine:
        remember(engine, 1)
        Path(folder).rename(moved)
        with arcadedb.connect(moved, "256m") as other:
            assert remembered(other) == ["a:1"]
            assert not lives(engine.state.engine_pid)


def test_stop_and_who_may_see_what(folder: str) -> None:
    assert not stop_engine(folder)
    with arcadedb.connect(folder, "256m") as engine:
        state, pid = engine.state, engine.state.engine_pid
        command = Path(f"/proc/{pid}/cmdline").read_text()
        assert state.password not in command and state.reader_password not in command
        assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
        assert stat.S_IMODE(Path(folder, "engine.json").stat().st_mode) == 0o600
        assert not list(Path(folder).rglob("*.password"))
        for port in (state.bolt, state.http):
            assert not _reachable_from_outside(port)
        assert stop_engine(folder)
        assert not lives(pid)
    assert not stop_engine(folder)


def _reachable_from_outside(port: int) -> bool:
    """Whether the port is open on an address of this machine that is not loopback."""
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    ours = [row.split() for row in listening.splitlines() if f":{port:04X} " in row]
    hosts = {row[1].partition(":")[0] for row in ours if row[3] == "0A"}
    assert hosts
    return not hosts <= {"0100007F", "0000000000000000FFFF00000100007F"}


def test_a_port_that_somebody_took_is_given_up_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = keeper.free_port
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = iter([taken.getsockname()[1]])
        monkeypatch.setattr(keeper, "free_port", lambda: next(ports, None) or free())
        engine = keeper.start(Home(tmp_path), "256m")
        try:
            assert engine.state.ready
            assert taken.getsockname()[1] not in (engine.state.bolt, engine.state.http)
        finally:
            engine.stop()


@pytest.fixture
def broken_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the engine's name that comes before the real one; empty."""
    package = tmp_path / "site" / keeper.PACKAGE
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    return package


def put_java(package: Path, script: str) -> None:
    java = package / "jre" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\n{script}\n")
    java.chmod(0o755)
    (package / "jars").mkdir()
    (package / "jars" / "arcadedb-server-1.jar").touch()


def one_line(folder: str, memory: str = "256m") -> str:
    with pytest.raises(UserError) as caught:
        arcadedb.connect(folder, memory)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_engine_that_is_not_complete(folder: str, broken_wheel: Path) -> None:
    assert "is not complete; run: make setup" in one_line(folder)
    assert engine_status(folder) == {"running": False}


@pytest.mark.parametrize(
    "script,expected",
    [
        ('echo "java: /lib/libc.so.6: version \\`GLIBC_2.99\' not found"; exit 1', "newer glibc"),
        ("echo 'java.io.IOException: No space left on device'; exit 1", "disk"),
        ("echo 'Could not reserve enough space for object heap'; exit 1", "TRIPLEHELIX_MEMORY"),
        ("echo Caused by: something else; echo at here; exit 1", "Caused by: something else"),
    ],
)
def test_why_an_engine_does_not_start(
    folder: str, broken_wheel: Path, script: str, expected: str
) -> None:
    put_java(broken_wheel, script)
    assert expected in one_line(folder)


@pytest.mark.parametrize("memory", ["", "lots", "1", "64m", "-1g", "1g -Dx=y"])
def test_a_size_of_memory_that_does_not_do(folder: str, memory: str) -> None:
    assert "TRIPLEHELIX_MEMORY" in one_line(folder, memory or "0m")


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for path in (file, file / "graph"):
        assert "cannot be used" in one_line(str(path))
    mine = tmp_path / "mine"
    mine.mkdir(mode=0o755)
    (mine / "letter.txt").write_text("mine")
    assert "not the engine's (letter.txt)" in one_line(str(mine))
    assert [p.name for p in mine.iterdir()] == ["letter.txt"]
    assert stat.S_IMODE(mine.stat().st_mode) == 0o755


def test_a_full_disk_is_one_line_and_loses_nothing(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with arcadedb.connect(folder, "256m") as engine:
        remember(engine, 1)
        pid = engine.state.engine_pid
        # A limit on the size of its files stands in for the end of the disk.
        old = resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        usage = shutil.disk_usage(folder)._replace(free=0)
        monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
        big = Batch("create_nodes", [{"id": f"b:{n}", "x": "x" * 999} for n in range(999)], ("P",))
        with pytest.raises(UserError, match=r"disk of .* is full; make room"):
            Store(engine).apply(big, 1)
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, old)
        monkeypatch.undo()
        assert remembered(engine) == ["a:1"]
        remember(engine, 2)
        assert remembered(engine) == ["a:1", "a:2"]


@pytest.mark.parametrize(
    "address,expected",
    [
        ("http://127.0.0.1:7474", "not an address of a graph"),
        ("bolt://127.0.0.1:1", "does not answer"),
        ("neo4j://127.0.0.1:1", "does not answer"),
        ("bolt://", "does not answer|not an address"),
        ("bolt://127.0.0.1:port", "not an address|does not answer"),
    ],
)
def test_servers_that_are_not_there(address: str, expected: str) -> None:
    with pytest.raises(UserError, match=expected) as caught:
        open_engine(address)
    assert "\n" not in str(caught.value)
    assert engine_status(address)["running"] is False


def test_a_servers_wrong_password(
    neo4j_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = neo4j_store.engine.address
    assert engine_status(address) == {"running": True}
    monkeypatch.setenv("TRIPLEHELIX_PASSWORD", "wrong")
    with pytest.raises(UserError, match="refused user 'neo4j' or the password; set TRIPLEHELIX"):
        open_engine(address)
    with pytest.raises(UserError, match="is a server and stays"):
        stop_engine(address)
