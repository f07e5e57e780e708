"""The keeper: a small process that starts the embedded engine and stops it when nobody needs it.

`python -m graph.engine.keeper FOLDER --memory 1g --idle 60`

It leaves the process that started it, holds `keeper.lock` as long as it lives, and is the parent
of the engine.  Once the engine answers it closes its standard error; before that it may write one
line there, which is why the engine could not start.  Afterwards it looks once a second whether a
client holds a lease, and stops the engine when there was none for `--idle` seconds, or on SIGTERM.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from graph.engine.control import ControlError, is_ready, listens, order
from graph.engine.home import Home, State, root_option, write_private

DATABASE = "triplehelix"
READER = "reader"
READY_WITHIN = 90.0  # seconds from the start of the engine to its first answer
STOP_WITHIN = 30.0  # seconds from asking it to stop to killing it
# No statement runs longer, in milliseconds, even if its client is gone; clients set shorter limits.
LONGEST_COMMAND = 300_000
PACKAGE = "arcadedb_embedded"

log = logging.getLogger("keeper")


class NotStarted(Exception):
    """Why the engine did not start, in one line, with the way out."""


def package_folder() -> Path:
    """Where the engine's jars and its Java are.  Looks for the package without importing it,
    which would start a Java machine in this process.  Raises `NotStarted` if it is not there."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise NotStarted("The embedded engine is not installed; run: make setup")
    return Path(spec.origin).parent


def command(home: Home, state: State, password_file: Path) -> list[str]:
    """The command line of the engine.  No secret is in it: other users can read it.

    Raises `NotStarted` where a part of the engine is missing.
    """
    package = package_folder()
    java = package / "jre" / "bin" / "java"
    jars = package / "jars"
    if not java.exists() or not any(jars.glob("arcadedb-server-*.jar")):
        raise NotStarted(f"The embedded engine in {package} is not complete; run: make setup")
    settings = {
        "server.name": "triplehelix",
        "server.mode": "development",  # "production" would hide the text of every error
        "server.logsDirectory": home.log,
        "server.rootPasswordPath": password_file,
        "server.defaultDatabases": f"{DATABASE}[root]",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": state.http,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",
        "bolt.port": state.bolt,
        "bolt.defaultDatabase": DATABASE,
        "bolt.maxMessageSize": 64 * 1024 * 1024,  # a batch of rows with long texts
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "command.timeout": LONGEST_COMMAND,
        "txWalFlush": 2,  # what a commit acknowledged is on the disk
    }
    return [
        str(java),
        "-Xms64m",
        f"-Xmx{state.memory}",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        root_option(home.path),
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        str(jars / "*"),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def write_groups(home: Home) -> None:
    """Users and groups of the engine: root, and readers who may read records and nothing else.

    Users are made anew at each start, so that no password outlives its engine.
    """
    config = home.path / "config"
    config.mkdir(exist_ok=True)
    for old in config.glob("server-users.*"):
        old.unlink()
    everything = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    limits = {"resultSetLimit": -1, "readTimeout": -1}
    admin = limits | {
        "access": ["updateSecurity", "updateSchema"],
        "types": {"*": {"access": everything}},
    }
    reader = limits | {"access": [], "types": {"*": {"access": ["readRecord"]}}}
    nobody = limits | {"access": [], "types": {"*": {"access": []}}}
    groups = {
        "version": 1,
        "databases": {
            "*": {"groups": {"admin": admin, "*": nobody}},
            DATABASE: {"groups": {"admin": admin, READER: reader, "*": nobody}},
        },
    }
    (config / "server-groups.json").write_text(json.dumps(groups, indent=1), encoding="utf-8")


def free_port() -> int:
    """A port of the loopback interface that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PortBusy(NotStarted):
    """Somebody took a port between choosing it and listening on it."""


class Engine:
    """The engine as a child process.  Making one starts it and waits until it answers."""

    def __init__(self, home: Home, memory: str) -> None:
        self.home = home
        self.state = State(
            str(home.path), free_port(), free_port(),
            secrets.token_urlsafe(24), secrets.token_urlsafe(24), 0, memory,
        )  # fmt: skip
        home.log.mkdir(exist_ok=True)
        write_groups(home)
        password_file = home.path / "config" / "root.password"
        write_private(password_file, self.state.password)
        self.output = home.log / "engine.log"
        try:
            with self.output.open("wb") as output:
                self.process = subprocess.Popen(
                    command(home, self.state, password_file),
                    cwd=home.path,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
        except BaseException:
            password_file.unlink(missing_ok=True)
            raise
        try:
            self.state = replace(self.state, engine_pid=self.process.pid)
            home.write_state(self.state)
            self._await()
            self.state = replace(self.state, ready=True)
            home.write_state(self.state)
        except BaseException:  # on a full disk the state cannot be written: then nobody finds it
            self.stop()
            home.remove_state()
            raise
        finally:
            password_file.unlink(missing_ok=True)

    def _await(self) -> None:
        """Wait until it answers and has its reader."""
        end = time.monotonic() + READY_WITHIN
        while not (is_ready(self.state) and listens(self.state.bolt)):
            if self.process.poll() is not None or self._has_failed():
                self.stop()
                raise explain(self.output, self.home.path)
            if time.monotonic() > end:
                self.stop()
                raise NotStarted(
                    f"The embedded engine did not answer within {READY_WITHIN:.0f} s; "
                    f"see {self.output}"
                )
            time.sleep(0.05)
        user = {
            "name": READER,
            "password": self.state.reader_password,
            "databases": {DATABASE: [READER]},
        }
        try:
            order(self.state, "create user " + json.dumps(user))
        except ControlError as error:
            self.stop()
            raise NotStarted(f"The embedded engine refused its reading user: {error}") from None

    def _has_failed(self) -> bool:
        """It stays as a process when its start failed; then its output says so."""
        return b'Exception in thread "main"' in self.output.read_bytes()

    def stop(self) -> None:
        """End it, in good order if it can."""
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def explain(output: Path, folder: Path) -> NotStarted:
    """Why the engine ended instead of starting, from what it wrote."""
    text = output.read_text(encoding="utf-8", errors="replace")
    if "Unable to listen" in text:
        return PortBusy("The ports of the embedded engine are taken; run the command again")
    if "GLIBC_" in text:
        return NotStarted(
            "The embedded engine needs a newer glibc than this system has; use a newer system, "
            "or a Neo4j server: --db bolt://…"
        )
    if "No space left" in text or shutil.disk_usage(folder).free < 1_000_000:
        return NotStarted(f"The disk of {folder} is full; make room, then run the command again")
    if "Could not reserve enough space" in text or "OutOfMemoryError" in text:
        return NotStarted("The embedded engine lacks memory; set another TRIPLEHELIX_MEMORY")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by:")]
    said = (causes or lines or ["no message"])[-1][:200]
    return NotStarted(f"The embedded engine ended at its start: {said} (see {output})")


def start(home: Home, memory: str) -> Engine:
    """Start the engine, on other ports if somebody was quicker at the chosen ones."""
    for _ in range(5):
        try:
            return Engine(home, memory)
        except PortBusy as busy:
            log.warning("%s", busy)
    return Engine(home, memory)


def keep(home: Home, engine: Engine, idle: float) -> None:
    """Wait until the engine is to stop, and stop it."""
    stopping = False

    def on_signal(number: int, frame: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, on_signal)
    needed, nobody = time.monotonic(), home.last_lease()
    while engine.process.poll() is None:
        if not nobody.acquire():
            needed = time.monotonic()
        elif stopping or time.monotonic() - needed >= idle:
            # The lock is held until the end of the process, so that a client who comes now
            # waits, and then starts a new engine.
            engine.stop()
            log.info("stopped: nobody needs it")
            return
        nobody.release()
        if stopping:
            engine.stop()
            log.info("stopped: told so")
            return
        time.sleep(min(1.0, idle / 4 + 0.01))
    log.error("the engine ended with %s", engine.process.returncode)


def detach() -> None:
    """Leave the process, terminal and working folder of whoever started this."""
    if os.fork():
        os._exit(0)
    os.setsid()
    os.chdir("/")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--memory", required=True)
    parser.add_argument("--idle", type=float, required=True)
    given = parser.parse_args()
    detach()
    home = Home(given.folder)
    try:
        lock = home.keeper_lock()
        if not lock.acquire(wait=STOP_WITHIN):
            raise NotStarted("Another keeper holds the folder; run the command again")
        lock.write(str(os.getpid()))
        home.log.mkdir(exist_ok=True)
        logging.basicConfig(
            filename=home.log / "keeper.log", level=logging.INFO, format="%(asctime)s %(message)s"
        )
        engine = start(home, given.memory)
    except NotStarted as why:
        log.error("%s", why)
        print(why, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"The engine cannot write {error.filename or home.path} ({error.strerror}); make "
            "room there, or name another folder",
            file=sys.stderr,
        )
        return 1
    log.info("started: bolt %s, memory %s", engine.state.bolt, given.memory)
    with Path(os.devnull).open("w") as nowhere:  # the starter reads standard error to its end
        os.dup2(nowhere.fileno(), 2)
    try:
        keep(home, engine, given.idle)
    finally:
        engine.stop()  # does nothing where it has ended
        home.remove_state()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
