"""What does not suit is named, with the way out, before anything fails."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cli import health, system
from cli.system import Facts, Finding, Folder
from graph import settings

SUITED = Facts("linux", "x86_64", 64, (3, 11, 0), "cpython", ("glibc", "2.34"), 4096)
GOOD_FOLDER = Folder("/srv", 5000, True, "ext4")
BUNDLE = {"version": "1", "platform": "linux_x86_64", "python": "3.11 3.12"}

UNSUITED = {
    "an old Python": ({"python": (3, 10, 14)}, "Python", "3.10.14", "3.11 or newer"),
    "another Python": ({"implementation": "pypy"}, "Python", "pypy", "CPython"),
    "a Python without the lock that packages rely on":
        ({"implementation": "cpython (free-threaded)"}, "Python", "free-threaded", "CPython"),
    "a Python built without parts": ({"missing": ("sqlite3", "ssl")}, "Python", "sqlite3, ssl",
                                     "whole library"),
    "32 bits": ({"bits": 32}, "processor", "32 bits", "64-bit"),
    "a 32-bit processor": ({"machine": "armv7l", "bits": 32}, "processor", "armv7l", "aarch64"),
    "another processor": ({"machine": "ppc64le"}, "processor", "ppc64le", "x86_64"),
    "an old Mac": ({"system": "darwin", "machine": "x86_64"}, "processor", "darwin", "arm64"),
    "an old glibc": ({"libc": ("glibc", "2.28")}, "C library", "2.28", "2.34"),
    "an older glibc of few digits": ({"libc": ("glibc", "2.4")}, "C library", "2.4", "2.34"),
    "musl": ({"libc": ("", "")}, "C library", "musl", "container"),
    "little memory": ({"memory": 1500}, "memory", "1500 MB", settings.MEMORY.name),
    "a bundle for another processor":
        ({"machine": "aarch64"}, "packages of the bundle", "linux_aarch64",
         "PLATFORM=linux_aarch64"),
    "a bundle for another Python":
        ({"python": (3, 13, 1)}, "packages of the bundle", "Python 3.13", "PYTHONS=3.13"),
}  # fmt: skip


NETWORK = ("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph")


def wrong(facts: Facts) -> dict[str, Finding]:
    found = system.suits(facts, "1g", BUNDLE)
    return {finding.part: finding for finding in found if not finding.works}


def test_a_suited_system_is_not_complained_about() -> None:
    assert wrong(SUITED) == {}
    assert wrong(replace(SUITED, libc=("glibc", "2.100"), python=(3, 12, 0), memory=0)) == {}
    mac = replace(SUITED, system="darwin", machine="arm64", libc=("", ""))
    assert set(wrong(mac)) == {"packages of the bundle"}


@pytest.mark.parametrize("name", UNSUITED)
def test_an_unsuited_system_is_named(name: str) -> None:
    change, part, found, do = UNSUITED[name]
    finding = wrong(replace(SUITED, **change))[part]  # type: ignore[arg-type]
    assert found in finding.found
    assert do in finding.do


def test_memory_written_wrongly_is_said() -> None:
    assert not system.engine_memory(SUITED, "lots").works
    assert system.engine_memory(SUITED, "2g").works
    assert not system.engine_memory(SUITED, "2049m").works


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"writable": False}, "not writable"),
        ({"free": 1000}, "1000 MB free"),
        *[({"kind": kind}, "network") for kind in NETWORK],
    ],
)  # fmt: skip
def test_a_folder_that_cannot_hold_a_ledger(change: dict[str, object], said: str) -> None:
    assert system.place("ledger", GOOD_FOLDER, "--ledger").works
    finding = system.place("ledger", replace(GOOD_FOLDER, **change), "--ledger")  # type: ignore[arg-type]
    assert not finding.works
    assert said in finding.found
    assert "--ledger" in finding.do


def test_a_program_may_lie_on_a_network_but_must_run_there() -> None:
    assert system.checkout(replace(GOOD_FOLDER, kind="nfs4")).works
    assert "noexec" in system.checkout(replace(GOOD_FOLDER, runs=False)).found


MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /scratch tmpfs rw,nosuid,noexec 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/with\\040blank xfs rw 0 0
//server/share /srv/data cifs ro 0 0
/dev/sdc1 /srv/data ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "ext4"),
        ("/scratch/a", "tmpfs"),
        ("/scratchy", "ext4"),
        ("/home", "nfs4"),
        ("/home/li/ledger", "nfs4"),
        ("/home/with blank/x", "xfs"),
        ("/srv/data/x", "ext4"),  # the later mount hides the earlier
    ],
)
def test_the_file_system_of_a_path(path: str, kind: str) -> None:
    assert system.mounted(path, MOUNTS)[0] == kind


def test_options_of_a_mount() -> None:
    assert "noexec" in system.mounted("/scratch", MOUNTS)[1]
    assert system.mounted("/x", "") == ("", [])


def test_the_facts_of_this_system() -> None:
    facts = system.facts()
    assert facts.python == sys.version_info[:3]
    assert facts.memory > 256
    assert facts.missing == ()
    here = system.folder(settings.CHECKOUT / "not" / "there" / "yet")
    assert here.path == str(settings.CHECKOUT)
    assert here.free > 0 and here.writable
    if sys.platform == "linux":
        assert here.kind


def test_it_needs_no_package() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "cli.system"],
        cwd=settings.CHECKOUT, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_setup_ends_where_something_needed_does_not_suit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "facts", lambda: replace(SUITED, libc=("glibc", "2.28")))
    assert system.main() == 2
    said = capsys.readouterr().err
    assert said.startswith("setup: C library: glibc 2.28;")
    assert said.count("\n") == 1
    monkeypatch.setattr(system, "facts", lambda: replace(SUITED, memory=100))
    assert system.main() == 0  # the graph may be on a server
    assert settings.MEMORY.name in capsys.readouterr().err


def test_doctor_goes_by_the_same_checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(system, "facts", lambda: replace(SUITED, machine="riscv64", memory=100))
    address, ledger = "bolt://127.0.0.1:1", str(tmp_path / "ledger.db")
    found = {f.part: f for f in health.findings(address, ledger)}
    assert not found["processor"].works and found["processor"].needed
    assert not found["memory"].works and not found["memory"].needed  # no engine of ours there
