"""Whether this system suits: Python, processor, C library, memory, disks.

Needs nothing but Python itself, so that `scripts/setup.sh` can ask before any package is there:

    python3 -m cli.system      one line for each thing that does not suit; exit 2 if one is needed

`triplehelix doctor` goes by the same checks.  Each is a pure function of facts, so that a test can
hand it those of a system that is not at hand.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph import settings

PYTHON = (3, 11)
GLIBC = (2, 34)  # what the wheels of the embedded engine are built for
# What there are wheels of the embedded engine for, by `sys.platform`.
PROCESSORS = {"linux": {"x86_64", "aarch64"}, "darwin": {"arm64"}, "win32": {"AMD64"}}
# Parts of Python that a build of one's own, or a slim package of it, may be without.
PARTS = ("ctypes", "sqlite3", "ssl", "venv", "zlib")
MB = 2**20
ROOM = 1024  # MB free on a disk below which installing and loading are at risk
# Write-ahead logs need memory that all users of a file share, which no network provides
# (https://sqlite.org/wal.html); and locks by which the engine's clients meet are unreliable there.
ON_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|lustre|gpfs|beegfs\w*|glusterfs|ocfs2|gfs2|vboxsf|prl_fs"
    r"|fuse\.(sshfs|glusterfs|ceph|s3fs|rclone|davfs\w*)"
)


class Finding(NamedTuple):
    """One line of the doctor.  `needed`: without it the program does not work here."""

    part: str
    works: bool
    found: str
    do: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """A system.  `memory` in MB, 0 if unknown; `missing`: which of `PARTS` are not there."""

    system: str
    machine: str
    bits: int
    python: tuple[int, int, int]
    implementation: str
    libc: tuple[str, str]
    memory: int
    missing: tuple[str, ...] = ()

    @property
    def platform(self) -> str:
        """By which name a bundle says what it is for, such as linux_x86_64."""
        names = {"darwin": "macos", "win32": "win"}
        return f"{names.get(self.system, self.system)}_{self.machine.lower()}"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is to be written to.  `free` in MB; `kind` of its file system, if known."""

    path: str
    free: int
    writable: bool
    kind: str = ""
    runs: bool = True  # whether programs that lie there may be run


def suits(facts: Facts, memory: str, bundle: dict[str, str] | None = None) -> Iterator[Finding]:
    """What can be said of a system; `memory` is what the embedded engine may take."""
    yield python(facts)
    yield processor(facts)
    yield libc(facts)
    yield engine_memory(facts, memory)
    if bundle:
        yield packages(facts, bundle)


def python(facts: Facts) -> Finding:
    version = ".".join(map(str, facts.python))
    found = f"{facts.implementation} {version}"
    wanted = "CPython {}.{} or newer".format(*PYTHON)
    if facts.python < PYTHON or facts.implementation != "cpython":
        return Finding("Python", False, found, f"install {wanted}")
    if facts.missing:
        lacks = f"{found} without {', '.join(facts.missing)}"
        return Finding("Python", False, lacks, f"install {wanted} with its whole library")
    return Finding("Python", True, found)


def processor(facts: Facts) -> Finding:
    found = f"{facts.system} {facts.machine}, {facts.bits} bits"
    works = facts.bits == 64 and facts.machine in PROCESSORS.get(facts.system, set())
    return Finding(
        "processor",
        works,
        found,
        "use a 64-bit Python on Linux (x86_64, aarch64), or on a Mac (arm64)",
    )


def libc(facts: Facts) -> Finding:
    if facts.system != "linux":
        return Finding("C library", True, facts.system)
    name, version = facts.libc
    numbers = tuple(int(n) for n in re.findall(r"\d+", version)[:2])
    wanted = "glibc {}.{} or newer".format(*GLIBC)
    if name != "glibc":
        return Finding(
            "C library",
            False,
            name or "not glibc (musl?)",
            f"{wanted} is needed: use Debian, Ubuntu, RHEL or the like, or the container",
        )
    return Finding(
        "C library",
        numbers >= GLIBC,
        f"{name} {version}",
        f"{wanted} is needed: use Debian 12, Ubuntu 22.04, RHEL 9 or newer, or the container",
    )


def engine_memory(facts: Facts, memory: str) -> Finding:
    """Whether the machine has twice what the embedded engine may take."""
    size = re.fullmatch(r"(\d+)([mMgG])", memory)
    if not size:
        found = f"{settings.MEMORY.name}={memory}"
        return Finding("memory", False, found, "write it like 512m or 1g")
    wanted = int(size[1]) * (1024 if size[2] in "gG" else 1)
    return Finding(
        "memory",
        not facts.memory or facts.memory >= 2 * wanted,
        f"{facts.memory or 'unknown'} MB here, {wanted} MB for the engine",
        f"set {settings.MEMORY.name} to half of it or less, such as 256m",
    )


def packages(facts: Facts, bundle: dict[str, str]) -> Finding:
    """Whether the packages that a bundle brings are for this system."""
    here = facts.platform
    version = ".".join(map(str, facts.python[:2]))
    works = bundle["platform"] == here and version in bundle["python"].split()
    made_for = f"for {bundle['platform']}, Python {', '.join(bundle['python'].split())}"
    return Finding(
        "packages of the bundle",
        works,
        f"{made_for}; here is {here}, Python {version}",
        f"on a machine with a package index: make bundle PLATFORM={here} PYTHONS={version}",
    )


def place(part: str, folder: Folder, option: str, room: int = ROOM) -> Finding:
    """Whether a folder can hold a graph or a ledger; `option` is the one that names another."""
    if not folder.writable:
        return Finding(part, False, f"{folder.path} is not writable", f"choose another: {option}")
    if ON_NETWORK.fullmatch(folder.kind):
        return Finding(
            part,
            False,
            f"{folder.path} is on a network file system ({folder.kind})",
            f"choose a folder on a disk of this machine: {option}",
        )
    found = f"{folder.free} MB free at {folder.path}"
    return Finding(part, folder.free >= room, found, f"make room ({room} MB), or {option}")


def checkout(folder: Folder) -> Finding:
    """Whether the program itself can be installed and run in a folder."""
    option = "move the program's folder to another place"
    if folder.writable and not folder.runs:
        found = f"{folder.path} is mounted noexec"
        return Finding("folder of the program", False, found, option)
    # Programs run from a network well enough; only the data must not be there.
    return place("folder of the program", Folder(folder.path, folder.free, folder.writable), option)


def facts() -> Facts:
    """The facts of this system."""
    free_threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    return Facts(
        sys.platform,
        platform.machine(),
        64 if sys.maxsize > 2**32 else 32,
        sys.version_info[:3],
        sys.implementation.name + (" (free-threaded)" if free_threaded else ""),
        platform.libc_ver(),
        _memory(),
        tuple(part for part in PARTS if importlib.util.find_spec(part) is None),
    )


def folder(path: Path) -> Folder:
    """The facts of `path`, or of the next folder above it that exists."""
    there = path.absolute()
    while not there.exists():
        there = there.parent
    kind, options = mounted(str(there.resolve()), _read(Path("/proc/self/mounts")))
    return Folder(
        str(there),
        shutil.disk_usage(there).free // MB,
        os.access(there, os.W_OK),
        kind,
        "noexec" not in options,
    )


def mounted(path: str, mounts: str) -> tuple[str, list[str]]:
    """Kind and options of the file system that `path` is on, from the text of /proc/mounts."""
    found: tuple[int, str, list[str]] = (-1, "", [])
    for line in mounts.splitlines():
        _, point, kind, options, *_ = line.split(" ")
        # Blanks in names are written as octal numbers there.
        point = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), point).rstrip("/")
        # What was mounted later hides what lies below it.
        if f"{path}/".startswith(f"{point}/") and len(point) >= found[0]:
            found = (len(point), kind, options.split(","))
    return found[1], found[2]


def bundle_of(root: Path) -> dict[str, str] | None:
    """What the bundle says of itself that the program was unpacked from; None in a checkout."""
    text = _read(root / "bundle.txt")
    return dict(line.split(": ", 1) for line in text.splitlines()) if text else None


def _memory() -> int:
    """The memory that this process may use: the machine's, or less in a container.  In MB."""
    if not hasattr(os, "sysconf"):
        return 0
    sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        if (text := _read(Path(limit)).strip()).isdigit():
            sizes.append(int(text))
    return min(sizes) // MB


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def main() -> int:
    """Say what does not suit, before the packages are installed."""
    root = settings.CHECKOUT
    found = [
        *suits(facts(), settings.MEMORY.read(), bundle_of(root)),
        checkout(folder(root)),
    ]
    wrong = [f for f in found if not f.works]
    for finding in wrong:
        print(f"setup: {finding.part}: {finding.found}; {finding.do}", file=sys.stderr)
    # Too little memory is no reason not to install: the graph may be on a server.
    return 2 if any(f.part != "memory" for f in wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
