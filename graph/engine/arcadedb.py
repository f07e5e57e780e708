"""The embedded engine from a client's side: join the one that runs in a folder, or start it."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

import graph
from graph import settings
from graph.engine.base import Engine, Limited
from graph.engine.control import ControlError, listens, order
from graph.engine.home import FileLock, Home, State
from graph.engine.keeper import DATABASE, READER, STOP_WITHIN
from graph.errors import UserError

IDLE = 60.0  # seconds that an engine stays after the last client
TURN = 150.0  # seconds to wait for another process that is starting or stopping the engine
LEAST_MEMORY = 128  # megabytes
SPACE = 16 * 1024 * 1024  # bytes: with less a disk counts as full
RETRY = 3.0  # seconds that a transaction is tried again
ANSWER = 20.0  # seconds in which an engine that says it is ready must answer


class _Marked(Limited):
    """A statement that its text tells apart from all others that run, so that it can be ended."""

    def __init__(self, state: State, cypher: str) -> None:
        super().__init__(f"{cypher}\n// {secrets.token_hex(8)}")
        self.state = state

    def enough(self) -> None:
        # The engine would work out every row before it forgets them.  Its answer to the order
        # comes when the statement has ended, and so is not waited for.
        threading.Thread(target=self.end, daemon=True).start()

    def end(self) -> None:
        """End it at the engine."""
        with contextlib.suppress(ControlError):  # it ended by itself just now
            for query in order(self.state, "list queries"):
                if query["text"] == self.text:
                    order(self.state, f"terminate query {query['id']}")


class ArcadeDB(Engine):
    """The embedded engine.  Holds a lease until it is closed."""

    name = "arcadedb"

    def __init__(self, home: Home, state: State, lease: FileLock, idle: float) -> None:
        super().__init__(str(home.path), *_drivers(state), DATABASE)
        self.home = home
        self.state = state
        self.lease = lease
        self.idle = idle
        self.reviving = threading.Lock()

    def close(self) -> None:
        super().close()
        self.lease.close()

    @contextlib.contextmanager
    def limited(self, cypher: str, seconds: float) -> Iterator[Limited]:
        """The engine ignores the limit that the driver sends: a timer tells it to give up."""
        limited = _Marked(self.state, cypher)
        timer = threading.Timer(seconds, limited.end)
        timer.daemon = True
        timer.start()
        try:
            yield limited
        finally:
            timer.cancel()

    def timed_out(self, error: Exception) -> bool:
        return isinstance(error, Neo4jError) and (error.code or "").endswith(
            ("Transaction.Terminated", "TransactionTimedOut")
        )

    def explain(self, error: Exception, timeout: float, typed: bool = False) -> Exception:
        # The engine does not say why it cannot write.
        if isinstance(error, Neo4jError) and shutil.disk_usage(self.home.path).free < SPACE:
            return UserError(
                f"The disk of {self.address} is full; make room, then run the command again"
            )
        return super().explain(error, timeout, typed)

    def revive(self, error: Exception) -> bool:
        """Start the engine again if it was killed, once for all threads that noticed."""
        if not isinstance(error, ServiceUnavailable | SessionExpired):
            return False
        with self.reviving:
            if not _joins(self.home, self.state):
                self.state = _join_or_start(self.home, self.state.memory, self.idle)
                gone = self.driver, self.reader
                self.driver, self.reader = _drivers(self.state)
                for driver in gone:
                    driver.close()
        return True


def connect(folder: str, memory: str | None = None, idle: float = IDLE) -> ArcadeDB:
    """Join the engine of `folder`, or start it, with at most `memory` (`512m`, `1g`).

    However many processes do this at once, one engine runs.  It stops `idle` seconds after the
    last client closed or ended.  Raises `UserError` where it cannot be had.
    """
    home = _home(folder)
    lease = home.lease()
    try:
        state = _join_or_start(home, memory or settings.MEMORY.read(), idle, lease)
        return ArcadeDB(home, state, lease, idle)
    except OSError as error:
        lease.close()
        raise UserError(_folder_trouble(folder, error)) from None
    except BaseException:
        lease.close()
        raise


def _join_or_start(home: Home, memory: str, idle: float, lease: FileLock | None = None) -> State:
    """The state of the engine of `home`, running.  Takes `lease` on the way, where it is given."""
    with home.start_lock() as turn:
        if not turn.acquire(TURN) or (lease and not lease.acquire(TURN)):
            raise UserError(
                f"Another process has been starting or stopping the engine in {home.path} for "
                "too long; run: triplehelix stop"
            )
        state = home.read_state()
        if state is None or not _joins(home, state):
            _end(home)
            state = _start(home, memory, idle)
    return state


def stop(folder: str) -> bool:
    """Stop the engine of `folder` now; whether one was running.

    Raises `UserError` if another process has been starting it for too long.
    """
    home = Home(Path(folder).resolve())
    if not home.path.is_dir():
        return False
    with home.start_lock() as turn:
        if not turn.acquire(TURN):
            raise UserError(f"Another process is starting the engine in {folder}; try again")
        return _end(home)


def status(folder: str) -> dict[str, Any]:
    """What runs in `folder`: running, ready, bolt (port), memory, keeper and engine process ids."""
    home = Home(Path(folder).resolve())
    state = home.read_state() if home.path.is_dir() else None
    keeper = home.keeper_pid() if home.path.is_dir() else None
    if state is None or keeper is None:
        return {"running": False}
    return {
        "running": True,
        "ready": state.ready,
        "bolt": state.bolt,
        "memory": state.memory,
        "keeper_pid": keeper,
        "engine_pid": state.engine_pid,
    }


def _home(folder: str) -> Home:
    home = Home(Path(folder).resolve())
    try:
        home.path.mkdir(parents=True, exist_ok=True)
        if foreign := home.foreign():
            raise UserError(
                f"{folder} holds files that are not the engine's ({foreign[0]}); "
                "name an empty folder, or one that does not exist yet"
            )
        home.path.chmod(0o700)
    except OSError as error:
        raise UserError(_folder_trouble(folder, error)) from None
    return home


def _folder_trouble(folder: str, error: OSError) -> str:
    return (
        f"The graph's folder {folder} cannot be used ({error.strerror}); "
        f"set {settings.DB.name} or --db to a folder that can be written"
    )


def _drivers(state: State) -> tuple[neo4j.Driver, neo4j.Driver]:
    """The connections that write and that cannot."""
    return (
        _driver(state, "root", state.password),
        _driver(state, READER, state.reader_password),
    )


def _driver(state: State, user: str, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        state.address,
        auth=(user, password),
        connection_timeout=5.0,
        max_transaction_retry_time=RETRY,
        telemetry_disabled=True,
    )


def _joins(home: Home, state: State) -> bool:
    """Whether the engine of `state` has its keeper, is of this folder, and answers."""
    if not state.ready or state.path != str(home.path) or home.keeper_pid() is None:
        return False
    return listens(state.bolt) and _answers(state, 5.0)


def _answers(state: State, within: float) -> bool:
    """Whether a query succeeds (the port opens before the database exists)."""
    end = time.monotonic() + within
    with _driver(state, "root", state.password) as driver:
        while True:
            try:
                with driver.session(database=DATABASE) as session:
                    session.run("RETURN 1").consume()
                return True
            except (Neo4jError, DriverError, OSError):
                if time.monotonic() > end:
                    return False
                time.sleep(0.1)


def _end(home: Home) -> bool:
    """Stop keeper and engine, whichever is left; whether there was one."""
    ended = False
    if keeper := home.keeper_pid():
        ended = True
        _terminate(keeper, lambda: home.keeper_pid() == keeper)
    state = home.read_state()  # an engine without its keeper, where that was killed
    if state and home.is_engine(state.engine_pid):
        ended = True
        _terminate(state.engine_pid, lambda: home.is_engine(state.engine_pid))
    home.remove_state()
    return ended


def _terminate(pid: int, lives: Callable[[], bool]) -> None:
    """Ask the process to end, and kill it when it does not."""
    for number, wait in ((signal.SIGTERM, STOP_WITHIN + 5), (signal.SIGKILL, 5.0)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        end = time.monotonic() + wait
        while lives():
            if time.monotonic() > end:
                break
            time.sleep(0.05)
        else:
            return


def _start(home: Home, memory: str, idle: float) -> State:
    """Start a keeper, which starts the engine, and wait until it answers."""
    order = [sys.executable, "-m", "graph.engine.keeper", str(home.path)]
    keeper = subprocess.run(
        [*order, "--memory", _checked_memory(memory), "--idle", str(idle)],
        cwd=Path(graph.__file__).parents[1],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    state = home.read_state()
    if state is None or not state.ready or not _answers(state, ANSWER):
        said = keeper.stderr.strip().splitlines()
        raise UserError(
            said[-1] if said else f"The embedded engine does not answer; see {home.log}"
        )
    return state


def _checked_memory(memory: str) -> str:
    size = re.fullmatch(r"(\d{1,6})([mMgG])", memory)
    if not size or int(size[1]) * (1024 if size[2] in "gG" else 1) < LEAST_MEMORY:
        raise UserError(
            f"{settings.MEMORY.name}: {memory!r} does not do; write a size such as 512m or 1g, "
            f"at least {LEAST_MEMORY}m"
        )
    return memory
