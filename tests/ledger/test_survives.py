"""Kills, second writers, full disks: with real processes and real limits."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.ledger import Ledger

CHECKOUT = Path(__file__).resolve().parents[2]

# Loads `count` rows; tells when it is in the middle, and waits there for a line if asked to.
LOADER = """
import resource, sys
from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity

path, source, count, pause, limit = sys.argv[1:]
if int(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))

def records():
    for i in range(int(count)):
        if i == int(count) // 2:
            print("half", flush=True)
            if int(pause):
                sys.stdin.readline()
        yield Entity("Enterprise", f"{source}:{i}", {"name": f"企业 {i}"})

try:
    print(Ledger.open(path).load(SourceInfo(source, source), records()).added, flush=True)
except UserError as error:
    sys.exit(str(error))
"""


def start(
    path: Path, source: str, count: int, *, pause: bool = False, limit: int = 0
) -> subprocess.Popen[str]:
    """A process that loads into the ledger at `path`."""
    arguments = [str(path), source, str(count), str(int(pause)), str(limit)]
    return subprocess.Popen(
        [sys.executable, "-c", LOADER, *arguments],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_kill_in_mid_load_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    process = start(path, "one", 60_000, pause=True)
    assert process.stdout and process.stdout.readline() == "half\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    with Ledger.open(path) as ledger:
        assert (ledger.version, ledger.sources(), ledger.facts("one:1")) == (0, [], [])
    assert start(path, "one", 10).communicate(timeout=60)[0] == "half\n20\n"


def test_a_second_writer_waits_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    first = start(path, "one", 4, pause=True)
    assert first.stdout and first.stdout.readline() == "half\n"
    second = start(path, "two", 4)
    assert second.stderr
    said = second.stderr.readline()
    assert f"being written by process {first.pid}; waiting" in said
    with Ledger.open(path) as ledger:
        assert ledger.sources() == []  # reading does not wait
        first.communicate("go on\n", timeout=60)
        assert second.communicate(timeout=60)[0] == "half\n8\n"
        assert [s.id for s in ledger.sources()] == ["one", "two"]
        assert ledger.version == 2


@pytest.mark.parametrize("limit", [2_000_000, 200_000])
def test_a_full_disk_is_one_line_and_the_ledger_is_whole(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "ledger.db"
    start(path, "one", 10).communicate(timeout=60)
    process = start(path, "two", 60_000, limit=limit)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert error.count("\n") == 1
    assert "make room on the disk" in error
    assert "Traceback" not in error
    with Ledger.open(path) as ledger:
        assert [s.id for s in ledger.sources()] == ["one"]
        assert len(ledger.facts("one:1")) == 2
    assert start(path, "two", 10).communicate(timeout=60)[0] == "half\n20\n"
