"""The folder of an embedded engine: what lies where, and the locks that processes meet at.

    engine.json     who runs here: ports, passwords, process ids (readable by its owner alone)
    start.lock      held while a client joins, starts or stops the engine: one at a time
    keeper.lock     held by the keeper as long as it lives; contains its process id
    leases.lock     held, shared, by every client; the keeper stops the engine when nobody holds it
    databases/      the data
    config/         users and groups of the engine, made anew at each start
    log/            keeper.log, engine.log and the engine's own logs

Locks of the operating system end with the process that holds them, however it ends: so no file
here can be left behind in a way that keeps the next start from working.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class State:
    """What `engine.json` says.  `ready` turns true when the engine has answered once."""

    path: str  # the folder at the time of starting: it may have been moved since
    bolt: int
    http: int
    password: str
    reader_password: str
    engine_pid: int
    memory: str
    ready: bool = False

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"


class FileLock:
    """A lock that ends with its process, exclusive or shared (`flock`)."""

    def __init__(self, path: Path, shared: bool = False) -> None:
        self.path = path
        self.kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        self.file: BinaryIO | None = None

    def acquire(self, wait: float = 0.0) -> bool:
        """Take the lock within `wait` seconds; whether that worked."""
        if self.file is None:  # kept open from here on, so that the folder may be moved
            self.file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self.file, self.kind | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() >= end:
                    return False
                time.sleep(0.02)

    def release(self) -> None:
        """Give the lock back, to be taken again later."""
        if self.file is not None:
            fcntl.flock(self.file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the lock back for good."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def write(self, text: str) -> None:
        """Replace what the locked file contains."""
        if self.file is not None:
            self.file.seek(0)
            self.file.truncate()
            self.file.write(text.encode())
            self.file.flush()

    def __enter__(self) -> FileLock:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


class Home:
    """One folder of an embedded engine."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state_file = path / "engine.json"
        self.log = path / "log"

    def start_lock(self) -> FileLock:
        """What a client holds while it joins, starts or stops the engine."""
        return FileLock(self.path / "start.lock")

    def keeper_lock(self) -> FileLock:
        """What the keeper holds as long as it lives."""
        return FileLock(self.path / "keeper.lock")

    def lease(self) -> FileLock:
        """What a client holds as long as it needs the engine."""
        return FileLock(self.path / "leases.lock", shared=True)

    def last_lease(self) -> FileLock:
        """What the keeper gets only when no client holds a lease."""
        return FileLock(self.path / "leases.lock")

    def foreign(self) -> list[str]:
        """What the folder holds if it is not an engine's; nothing if it is, or is empty."""
        names = sorted(p.name for p in self.path.iterdir())
        return [] if "start.lock" in names else names

    def keeper_pid(self) -> int | None:
        """The process id of the running keeper; None if none runs."""
        with self.keeper_lock() as lock:
            if lock.acquire():
                return None
            text = lock.path.read_text(encoding="ascii").strip()
        return int(text) if text.isdigit() else None

    def read_state(self) -> State | None:
        """The state; None if there is none, or it is damaged, or of another form."""
        try:
            return State(**json.loads(self.state_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write_state(self, state: State) -> None:
        """Replace the state in one step, readable by its owner alone."""
        text = json.dumps(asdict(state))
        new = self.state_file.with_suffix(".new")
        write_private(new, text)
        new.replace(self.state_file)

    def remove_state(self) -> None:
        """Nobody runs here any more."""
        self.state_file.unlink(missing_ok=True)

    def is_engine(self, pid: int) -> bool:
        """Whether the process `pid` is an engine of this folder (ids are used again)."""
        return root_option(self.path) in _command_line(pid)


def root_option(path: Path) -> str:
    """The argument by which an engine of the folder `path` is known."""
    return f"-Darcadedb.server.rootPath={path}"


def _command_line(pid: int) -> list[str]:
    try:
        if Path("/proc/self/cmdline").exists():
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").split("\0")
        ps = ["ps", "-ww", "-p", str(pid), "-o", "args="]
        return subprocess.run(ps, capture_output=True, text=True, check=False).stdout.split(" ")
    except OSError:
        return []


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
