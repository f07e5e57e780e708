"""What `triplehelix doctor` looks at: each check says what it found and the way out."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from cli import system
from cli.ports import is_free
from cli.system import Finding
from graph import settings
from graph.engine import open_engine
from graph.errors import UserError
from graph.ledger import Ledger
from graph.store import Store

JAVA = 17


def findings(db: str, ledger: str) -> Iterator[Finding]:
    """Everything, in the order in which one would put it right."""
    bundle = system.bundle_of(settings.CHECKOUT)
    for finding in system.suits(system.facts(), settings.MEMORY.read(), bundle):
        # Neither engine nor its memory is needed beside a server.
        yield finding._replace(needed=finding.part != "memory" or not settings.is_address(db))
    if not settings.is_address(db):
        yield system.place(
            "disk of the graph", system.folder(Path(db)), f"--db ({settings.DB.name})"
        )
    if not settings.is_address(ledger):
        option = f"--ledger ({settings.LEDGER.name})"
        yield system.place("disk of the ledger", system.folder(Path(ledger)), option)
    yield from data(db, ledger)
    yield port()
    if not bundle:  # which has no tests
        for tool in TOOLS:
            yield tool()


def data(db: str, ledger: str) -> Iterator[Finding]:
    """The ledger, the engine, and whether the graph shows what the ledger says."""
    version = 0
    try:
        if opened := Ledger.find(ledger):
            with opened:
                version, sources = opened.version, len(opened.sources())
            said = f"version {version}, {sources} sources, {opened.address}"
            yield Finding("ledger", True, said)
        else:
            place = settings.without_password(ledger)
            yield Finding("ledger", True, f"none yet; the first load makes {place}")
    except UserError as error:
        yield Finding("ledger", False, error.message, "see the message; --ledger names another")
    try:
        with open_engine(db) as engine:
            yield Finding("engine", True, f"{engine.name} answers at {engine.address}")
            stamp = Store(engine).stamp()
    except UserError as error:
        yield Finding("engine", False, error.message, "see the message; --db names another graph")
        return
    shown = stamp.version if stamp else 0
    found = f"shows version {shown} of {version}"
    yield Finding("graph", shown == version, found, "triplehelix project", needed=False)


def port() -> Finding:
    host, number = settings.HOST.read(), settings.PORT.read()
    return Finding(
        "port of the app",
        number.isdigit() and is_free(host, int(number)),
        f"{host}:{number}",
        f"in use: end what runs there, or set {settings.PORT.name}",
        needed=False,
    )


def java() -> Finding:
    found = _first_line("java", "-version")
    number = re.search(r'"(\d+)', found)
    works = bool(number) and int(number[1]) >= JAVA if number else False
    return _for_tests("Java", works, found, f"apt install openjdk-{JAVA}-jre-headless")


def maven() -> Finding:
    found = _first_line("mvn", "-version")
    return _for_tests("Maven", bool(found), found, "apt install maven")


def chromium() -> Finding:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    return _for_tests("Chromium", bool(found), found, "apt install chromium")


def fonts() -> Finding:
    found = _first_line("fc-list", ":lang=zh", "family")
    return _for_tests("Chinese fonts", bool(found), found, "apt install fonts-noto-cjk")


def postgresql() -> Finding:
    installed = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    found = _first_line([*installed, "initdb"][0], "--version")
    return _for_tests("PostgreSQL", bool(found), found, "apt install postgresql")


TOOLS: tuple[Callable[[], Finding], ...] = (java, maven, chromium, fonts, postgresql)


def _for_tests(part: str, works: bool, found: str, do: str) -> Finding:
    return Finding(f"{part} (tests only)", works, found or "not here", do, needed=False)


def _first_line(*command: str) -> str:
    """The first line that a program prints; empty if it is not there or fails."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=20, check=True, errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    lines = (done.stdout or done.stderr).strip().splitlines()
    return re.sub(r"\x1b\[[0-9;]*m", "", lines[0]) if lines else ""
