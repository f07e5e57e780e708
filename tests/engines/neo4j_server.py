"""A Neo4j server for tests: one that is given, one in Docker, or one from Maven Central's jars.

In this order:
1. `TRIPLEHELIX_TEST_NEO4J` is its address (`TRIPLEHELIX_TEST_NEO4J_PASSWORD` its password).  Give
   one that holds nothing else: the tests wipe it.
2. Docker: the container image of `IMAGE`.
3. Java 17 or newer and Maven: the jars of `pom.xml`, which are kept in
   `~/.cache/triplehelix/neo4j-<version>` (`TRIPLEHELIX_TEST_CACHE` names another folder than
   `~/.cache/triplehelix`), so that the next run is quick.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

VERSION = "5.26.30"
IMAGE = f"neo4j:{VERSION}-community"
POM = Path(__file__).parent / "pom.xml"
READY_WITHIN = 180.0  # seconds


class NoNeo4j(Exception):
    """There is no server to be had here; the message says how to get one."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and the password of its user `neo4j`."""

    address: str
    password: str


@contextlib.contextmanager
def neo4j_server() -> Iterator[Server]:
    """A server for the time of the `with`.  Raises `NoNeo4j` where there is none."""
    if address := os.environ.get("TRIPLEHELIX_TEST_NEO4J"):
        yield Server(address, os.environ.get("TRIPLEHELIX_TEST_NEO4J_PASSWORD", ""))
    elif _docker_works():
        with _in_docker() as server:
            yield server
    elif shutil.which("java") and shutil.which("mvn"):
        with _from_jars() as server:
            yield server
    else:
        raise NoNeo4j(
            "Neo4j is left out: give TRIPLEHELIX_TEST_NEO4J=bolt://…, or install Docker, or "
            "Java 17 and Maven"
        )


def _docker_works() -> bool:
    if not shutil.which("docker"):
        return False
    try:
        return _run("docker", "info", wait=20).returncode == 0
    except subprocess.TimeoutExpired:
        return False


@contextlib.contextmanager
def _in_docker() -> Iterator[Server]:
    server = Server(f"bolt://127.0.0.1:{_free_port()}", secrets.token_urlsafe(16))
    port = server.address.rpartition(":")[2]
    started = _run(
        "docker", "run", "--rm", "--detach", "--publish", f"127.0.0.1:{port}:7687",
        "--env", f"NEO4J_AUTH=neo4j/{server.password}",
        "--env", "NEO4J_dbms_security_allow__csv__import__from__file__urls=false",
        IMAGE, wait=600,
    )  # fmt: skip
    if started.returncode:
        raise NoNeo4j(f"Docker cannot run {IMAGE}: {started.stderr.strip()[-300:]}")
    container = started.stdout.strip()
    try:
        _await(server, lambda: True)
        yield server
    finally:
        _run("docker", "stop", container, wait=60)


@contextlib.contextmanager
def _from_jars() -> Iterator[Server]:
    jars = _jars()
    server = Server(f"bolt://127.0.0.1:{_free_port()}", secrets.token_urlsafe(16))
    with tempfile.TemporaryDirectory(prefix="neo4j-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        _configure(home, server, jars)
        with (home / "output.log").open("wb") as output:
            process = subprocess.Popen(
                [
                    "java", "-Xms256m", "-Xmx1g", "-XX:+UseG1GC",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-cp", f"{jars}/*", "org.neo4j.server.CommunityEntryPoint",
                    f"--home-dir={home}", f"--config-dir={home / 'conf'}",
                ],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=home,
            )  # fmt: skip
        try:
            try:
                _await(server, lambda: process.poll() is None)
            except NoNeo4j as error:
                said = (home / "output.log").read_text(errors="replace").strip()[-800:]
                raise NoNeo4j(f"{error}: {said}") from None
            yield server
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _configure(home: Path, server: Server, jars: Path) -> None:
    settings = {
        "server.bolt.listen_address": server.address.removeprefix("bolt://"),
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.default_listen_address": "127.0.0.1",
        "server.memory.heap.max_size": "1g",
        "server.memory.pagecache.size": "256m",
        "db.tx_log.rotation.retention_policy": "false",  # or it grows by gigabytes
        "db.transaction.timeout": "600s",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        "server.directories.data": str(home / "data"),
        "server.directories.logs": str(home / "logs"),
    }
    (home / "conf").mkdir()
    text = "".join(f"{name}={value}\n" for name, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
    environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(
        [
            "java", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool",
            "dbms", "set-initial-password", server.password,
        ],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if done.returncode:
        raise NoNeo4j(f"Neo4j takes no password: {(done.stdout + done.stderr).strip()[-400:]}")


def _jars() -> Path:
    """The folder of the jars, fetched once."""
    cache = Path(os.environ.get("TRIPLEHELIX_TEST_CACHE") or Path.home() / ".cache/triplehelix")
    folder = cache / f"neo4j-{VERSION}" / "lib"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix="neo4j-", dir=cache))
    fetched = _run(
        "mvn", "--quiet", "--batch-mode", "--file", str(POM), "dependency:copy-dependencies",
        "-DincludeScope=runtime", f"-DoutputDirectory={new / 'lib'}", wait=900,
    )  # fmt: skip
    if fetched.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise NoNeo4j(f"Maven cannot fetch Neo4j {VERSION}: {fetched.stdout.strip()[-400:]}")
    try:
        new.rename(folder.parent)  # in one step: half a folder is never taken for a whole one
    except OSError:  # another run was first
        shutil.rmtree(new, ignore_errors=True)
    return folder


def _await(server: Server, lives: Callable[[], bool]) -> None:
    end = time.monotonic() + READY_WITHIN
    while True:
        try:
            auth = ("neo4j", server.password)
            with (
                neo4j.GraphDatabase.driver(
                    server.address, auth=auth, connection_timeout=5
                ) as driver,
                driver.session(database="neo4j") as session,
            ):
                session.run("RETURN 1").consume()
            return
        except (Neo4jError, DriverError, OSError):
            if not lives() or time.monotonic() > end:
                raise NoNeo4j("Neo4j did not start") from None
            time.sleep(0.3)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(*command: str, wait: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=wait)
