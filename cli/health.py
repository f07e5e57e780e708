"""What `triplehelix doctor` looks at: each check says what it found and the way out."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from cli.ports import is_free
from graph import settings
from graph.engine import open_engine
from graph.errors import UserError
from graph.ledger import Ledger
from graph.store import Store

GLIBC = (2, 34)
JAVA = 17
MB = 2**20
ROOM = 1024 * MB  # free bytes on a disk below which loading is at risk


class Finding(NamedTuple):
    """One line of the doctor.  `needed`: without it the program does not work here."""

    part: str
    works: bool
    found: str
    do: str = ""
    needed: bool = True


def findings(db: str, ledger: str) -> Iterator[Finding]:
    """Everything, in the order in which one would put it right."""
    yield python()
    yield libc()
    if not settings.is_address(db):
        yield memory()
        yield disk("disk of the graph", Path(db))
    if not settings.is_address(ledger):
        yield disk("disk of the ledger", Path(ledger))
    yield from data(db, ledger)
    yield port()
    for tool in TOOLS:
        yield tool()


def python() -> Finding:
    found = platform.python_version()
    return Finding("Python", sys.version_info >= (3, 11), found, "install Python 3.11 or newer")


def libc() -> Finding:
    name, version = platform.libc_ver()
    if sys.platform != "linux":
        return Finding("C library", True, sys.platform)
    works = name == "glibc" and tuple(map(int, version.split("."))) >= GLIBC
    wanted = ".".join(map(str, GLIBC))
    return Finding(
        "C library", works, f"{name} {version}", f"glibc {wanted} is needed: use the container"
    )


def memory() -> Finding:
    """Whether the machine has twice what the embedded engine may take."""
    cap = settings.MEMORY.read()
    match = re.fullmatch(r"(\d+)([mMgG])", cap)
    if not match:
        return Finding("memory", False, f"{settings.MEMORY.name}={cap}", "write it like 512m or 1g")
    wanted = int(match[1]) * (1024 if match[2] in "gG" else 1)
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MB
    return Finding(
        "memory",
        total >= 2 * wanted,
        f"{total} MB here, {wanted} MB for the engine",
        f"set {settings.MEMORY.name} lower, for instance 512m",
    )


def disk(part: str, path: Path) -> Finding:
    there = path.absolute()
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    if not os.access(there, os.W_OK):
        return Finding(
            part, False, f"{there} is not writable", "choose another with --db, --ledger"
        )
    return Finding(part, free >= ROOM, f"{free // MB} MB free at {there}", "make room")


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
