"""`make setup` and its script, as far as they go without a package index."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.settings import CHECKOUT

PARTS = ("scripts/setup.sh", "requirements.txt", "requirements-test.txt", "pyproject.toml")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for part in PARTS:
        (tmp_path / part).parent.mkdir(exist_ok=True)
        shutil.copy(CHECKOUT / part, tmp_path / part)
    return tmp_path


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def setup(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "scripts" / "setup.sh", "run"],
        env=os.environ | environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_an_old_python_is_one_line(checkout: Path) -> None:
    old = program(checkout / "bin" / "python3.8", "exit 1")
    done = setup(checkout, PYTHON=str(old))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_a_bundle_asks_for_the_python_that_it_has_packages_for(checkout: Path) -> None:
    (checkout / "bundle.txt").write_text("version: 1\nplatform: linux_x86_64\npython: 3.99 4.0\n")
    done = setup(checkout, PYTHON=sys.executable)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Python 3.99 or 4.0" in done.stderr


def test_nothing_is_done_again_where_the_lock_file_is_the_same(checkout: Path) -> None:
    program(checkout / ".venv" / "bin" / "triplehelix", "exit 0")
    text = "".join((checkout / p).read_text() for p in ("requirements.txt", "pyproject.toml"))
    sum_ = subprocess.run(["cksum"], input=text, capture_output=True, text=True, check=True)
    (checkout / ".venv" / ".setup-run").write_text(f"{sum_.stdout.strip()} {checkout}\n")
    nothing = program(checkout / "bin" / "python", "echo used >&2; exit 1")
    assert setup(checkout, PYTHON=str(nothing)).returncode == 0
    with (checkout / "requirements.txt").open("a") as lock:
        lock.write("# newer\n")
    assert setup(checkout, PYTHON=str(nothing)).returncode == 2


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_lock_files_have_hashes_and_no_addresses(name: str) -> None:
    text = (CHECKOUT / name).read_text()
    pinned = re.findall(r"^[a-z0-9][^\s;]*==\S+.*\\\n    --hash=sha256:", text, re.M)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.M)) > 50
    assert "://" not in text


def test_help_names_every_target() -> None:
    shown = subprocess.run(
        ["make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    targets = {"setup", "demo", "test", "bench", "check-seed", "help", "lock", "docs", "bundle"}
    targets |= {"site", "pictures", "bench-app", "words"}
    assert set(re.findall(r"^  make ([a-z-]+)", shown, re.M)) == targets
