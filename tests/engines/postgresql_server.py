"""A PostgreSQL server for tests, from the programs of Debian's package `postgresql`.

The newest version is taken that is on the PATH or in /usr/lib/postgresql.  The server listens on
this machine alone, with passwords.  It does not run as root: where the tests do, as the user
`postgres` or `nobody`.  Its databases sort by the rules of Chinese, so that what relies on the
order of bytes has to say so.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

OLDEST = 15  # the first version that sorts a whole database by ICU
READY_WITHIN = 60.0  # seconds
OWNER = "owner"  # the user whom the tests connect as


class NoPostgreSQL(Exception):
    """There is no server to be had here; the message says how to get one."""


class Server:
    """A running server with a database `tests` that belongs to the user `owner`."""

    def __init__(self, port: int, socket_folder: Path, admin_password: str) -> None:
        self.port, self.socket_folder = port, socket_folder
        self.password = secrets.token_urlsafe(12)
        self._admin = f"host={socket_folder} port={port} user=postgres password={admin_password}"
        self._made = 0
        self.run(
            sql.SQL("CREATE ROLE owner LOGIN PASSWORD {}").format(sql.Literal(self.password)),
            sql.SQL("CREATE DATABASE tests OWNER owner"),
        )

    def address(self, database: str = "tests", user: str = OWNER, schema: str = "") -> str:
        """An address with the password in it."""
        options = f"?options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://{user}:{self.password}@127.0.0.1:{self.port}/{database}{options}"

    def run(self, *commands: sql.SQL | sql.Composed, database: str = "postgres") -> None:
        """Run SQL as the administrator."""
        with psycopg.connect(f"{self._admin} dbname={database}", autocommit=True) as connection:
            for command in commands:
                connection.execute(command)

    def ask(self, query: sql.SQL, database: str = "postgres") -> list[tuple[object, ...]]:
        """The rows of a query of the administrator."""
        with psycopg.connect(f"{self._admin} dbname={database}", autocommit=True) as connection:
            return connection.execute(query).fetchall()

    def new_schema(self) -> str:
        """An empty schema of the database `tests`."""
        self._made += 1
        name = f"s{self._made}"
        self.run(
            sql.SQL("CREATE SCHEMA {} AUTHORIZATION owner").format(sql.Identifier(name)),
            database="tests",
        )
        return name

    def drop_schema(self, name: str) -> None:
        """Remove a schema with all that is in it."""
        self.run(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(name)), database="tests")


@contextlib.contextmanager
def postgresql_server() -> Iterator[Server]:
    """A server for the time of the `with`.  Raises `NoPostgreSQL` where there is none."""
    binaries = programs()
    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        home, data, keys = Path(folder), Path(folder) / "data", Path(folder) / "password"
        password = secrets.token_urlsafe(12)
        keys.write_text(password)
        as_user = _as_user(home, keys)
        made = subprocess.run(
            [
                *as_user, binaries / "initdb", "--pgdata", data, "--username", "postgres",
                "--pwfile", keys, "--auth", "scram-sha-256", "--encoding", "UTF8",
                "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "zh",
                "--no-sync",
            ],
            capture_output=True, text=True, check=False, timeout=120, cwd=home,
        )  # fmt: skip
        if made.returncode:
            raise NoPostgreSQL(f"initdb fails: {made.stderr.strip()[-400:]}")
        port = _free_port()
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": home,
            "fsync": "off",  # the machine of a test is not cut off from its power
            "full_page_writes": "off",
            "shared_buffers": "64MB",
            "max_connections": 40,
            "autovacuum_naptime": "5s",
        }
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(
                [*as_user, binaries / "postgres", "-D", data, *given],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=home,
            )  # fmt: skip
        try:
            _await(process, f"host={home} port={port} user=postgres password={password}", home)
            yield Server(port, home, password)
        finally:
            process.send_signal(signal.SIGINT)  # ends also the clients that a failure left
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def programs() -> Path:
    """The folder of the newest server programs.  Raises `NoPostgreSQL` if there are none."""
    found = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdecimal()]
    found = [p for p in found if (p / "initdb").exists() and int(p.parent.name) >= OLDEST]
    if found:
        return max(found, key=lambda p: int(p.parent.name))
    if path := shutil.which("initdb"):
        return Path(path).resolve().parent
    raise NoPostgreSQL(
        f"PostgreSQL is left out: install version {OLDEST} or newer (apt install postgresql)"
    )


def _as_user(*owned: Path) -> list[str]:
    """What to put before a command so that it does not run as root; gives the user `owned`."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            for path in owned:
                os.chown(path, user.pw_uid, user.pw_gid)
            return [
                "setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups",
            ]  # fmt: skip
    raise NoPostgreSQL("PostgreSQL is left out: it does not run as root, and there is no other")


def _await(process: subprocess.Popen[bytes], server: str, home: Path) -> None:
    end = time.monotonic() + READY_WITHIN
    while True:
        try:
            psycopg.connect(f"{server} dbname=postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                said = (home / "log").read_text(errors="replace").strip()[-400:]
                raise NoPostgreSQL(f"PostgreSQL did not start: {said}") from None
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
