"""The bundle: what is in it, and that the demo runs from it where there is no network."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from graph.settings import CHECKOUT
from scripts import make_bundle
from tests.bundle.conftest import Namespace

ANSWERS = "import sys, urllib.request as r; print(r.urlopen(sys.argv[1], timeout=5).status)"
REACHES_OUT = """
import socket
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
except OSError as error:
    print(error.strerror)
"""
# A Python as Debian and Ubuntu have it without the package python3-venv.
WITHOUT_PIP = """#!/bin/sh
case "$*" in '-m venv --clear .venv') exit 1 ;; esac
exec {python} "$@"
"""


@pytest.fixture(scope="module")
def names(bundle: Path) -> list[str]:
    with tarfile.open(bundle) as tar:
        return [name.removeprefix("triplehelix/") for name in tar.getnames()]


def unpack(bundle: Path, into: Path, without: str = "") -> Path:
    with tarfile.open(bundle) as tar:
        members = [m for m in tar if not without or not m.name.startswith(f"triplehelix/{without}")]
        tar.extractall(into, members, filter="data")
    return into / "triplehelix"


def shown() -> list[str]:
    """The commands that the page shows for a machine without a network."""
    page = (CHECKOUT / "docs" / "operators.md").read_text(encoding="utf-8")
    block = page.split("On the machine without a network:")[1].split("```")[1]
    lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return [line.partition("#")[0].strip().replace("…", "*") for line in lines]


def test_it_holds_what_runs_and_nothing_that_only_developers_need(names: list[str]) -> None:
    needed = {
        "install.sh", "start.sh", "install.bat", "start.bat", "bundle.txt", "SHA256SUMS",
        "requirements.txt", "README.md", "docs/operators.md", "data/wenzhou/datapackage.json",
        ".streamlit/config.toml", "scripts/setup.sh", "app.py",
    }  # fmt: skip
    assert needed <= set(names)
    assert not [n for n in names if n.startswith(("tests/", ".git", ".ci", "var/", ".venv"))]
    assert names == sorted(names)


def test_every_package_is_a_wheel_with_a_hash_of_the_lock_file(bundle: Path) -> None:
    known = set(re.findall(r"sha256:([0-9a-f]{64})", (CHECKOUT / "requirements.txt").read_text()))
    with tarfile.open(bundle) as tar:
        wheels = {
            Path(m.name).name: hashlib.sha256(file.read()).hexdigest()
            for m in tar
            if m.name.startswith("triplehelix/wheels/") and (file := tar.extractfile(m))
        }
    assert len(wheels) > 50
    # pip itself comes with this Python.
    unknown = [n for n, hash_ in wheels.items() if hash_ not in known and not n.startswith("pip-")]
    assert not unknown


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    archives = []
    for number in (1, 2):
        file = tmp_path / f"file{number}"
        file.write_text("same")
        os.utime(file, (number, number))
        file.chmod(0o600 if number == 1 else 0o664)
        archives.append(tmp_path / f"{number}.tar.gz")
        make_bundle.write(archives[-1], {"b": b"text", "a": file}, 1_000_000)
    assert archives[0].read_bytes() == archives[1].read_bytes()


def test_markers_are_those_of_the_platform_that_it_is_for() -> None:
    windows = make_bundle.locked("win_amd64", "3.11")
    assert "colorama==" in windows and "pexpect==" not in windows
    linux = make_bundle.locked("linux_x86_64", "3.12")
    assert "colorama==" not in linux and "pexpect==" in linux
    version = re.compile(r"^networkx==\S+", re.M)
    assert version.search(windows)[0] != version.search(linux)[0]  # type: ignore[index]
    lines = linux.splitlines()
    assert all(";" not in line and "--hash=sha256:" in line for line in lines)


def test_installed_without_a_network_the_demo_runs(
    bundle: Path, alone: Namespace, tmp_path: Path
) -> None:
    assert "unreachable" in alone.python(REACHES_OUT).stdout
    unpacking, installing, starting = shown()
    (tmp_path / bundle.name).symlink_to(bundle)
    subprocess.run(["sh", "-ec", unpacking], cwd=tmp_path, check=True)
    folder = tmp_path / "triplehelix"
    python = folder / "python" / "bin" / "python3"
    python.parent.mkdir(parents=True)
    python.write_text(WITHOUT_PIP.format(python=Path(sys.base_prefix, "bin", "python3")))
    python.chmod(0o755)
    environment = {n: v for n, v in os.environ.items() if not n.startswith(("PIP_", "TRIPLE"))}
    environment |= {"TRIPLEHELIX_MEMORY": "512m"}

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return alone.run(*words, cwd=folder, env=environment)

    def install() -> subprocess.CompletedProcess[str]:
        done = run(*installing.split())
        assert done.returncode == 0, done.stderr
        assert "is installed" in done.stdout and not done.stderr
        return done

    # What came over damaged is said, and nothing is installed.
    licence = (folder / "LICENSE").read_bytes()
    (folder / "LICENSE").write_bytes(b"")
    refused = run("./install.sh")
    assert refused.returncode == 2
    assert refused.stderr == "install: damaged or missing: LICENSE; unpack the archive again\n"
    (folder / "LICENSE").write_bytes(licence)

    # An older version, which had a page more.
    old = "views/pages/old.py"
    (folder / old).write_text("")
    with (folder / "SHA256SUMS").open("a") as sums:
        sums.write(f"{hashlib.sha256(b'').hexdigest()}  {old}\n")
    install()
    assert not list(folder.glob(".venv/lib/*/site-packages/pip"))  # it came from the bundle
    command = folder / ".venv" / "bin" / "triplehelix"
    try:
        _the_demo_answers(alone, folder, starting, environment)
        begun = time.monotonic()
        assert "setup" not in install().stdout  # nothing was to be done
        assert time.monotonic() - begun < 15
        # The newer version, unpacked over it.
        sources = run(command, "sources", "--format", "csv").stdout
        assert "wenzhou" in sources
        unpack(bundle, tmp_path, without="wheels")
        install()
        assert not (folder / old).exists() and (folder / "views/pages/explore.py").exists()
        assert run(command, "sources", "--format", "csv").stdout == sources
        assert run(command, "doctor").returncode == 0
    finally:
        run(command, "stop")
        shutil.rmtree(folder)  # it is large, and pytest would keep it


def _the_demo_answers(
    alone: Namespace, folder: Path, starting: str, environment: dict[str, str]
) -> None:
    """`start.sh --demo` loads and serves, a query answers meanwhile, and Ctrl-C ends it."""
    app = subprocess.Popen(
        alone.command(*starting.split()), cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        said = ""
        assert app.stdout
        while "is open at" not in said:  # at http://127.0.0.1:8501, a port of this namespace alone
            line = app.stdout.readline()
            assert line, said
            said += line
        for path in ("_stcore/health", "", "explore"):
            assert alone.python(ANSWERS, f"http://127.0.0.1:8501/{path}").stdout == "200\n"
        asked = alone.run(
            ".venv/bin/triplehelix", "query", "who-serves-industry", "--industry", "智能制造",
            cwd=folder, env=environment,
        )  # fmt: skip
        assert "浙江中德智能制造研究院" in asked.stdout, asked.stderr
    finally:
        app.send_signal(signal.SIGINT)
        rest, _ = app.communicate(timeout=60)
    assert app.returncode == 130
    assert "Traceback" not in said + rest
    assert (folder / "var" / "ledger.db").exists()
