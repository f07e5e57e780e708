"""A bundle as `make bundle` makes it, and a place without any network to install it in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.system import facts
from scripts.make_bundle import NotMade, make
from tests.conftest import leave_out

# Brings up the loopback interface of a new network namespace, says so, and waits to be ended.
HOLD = """
import fcntl, socket, struct, sys
with socket.socket() as any_:
    request = struct.pack("16sh14x", b"lo", 0)
    name, flags = struct.unpack("16sh14x", fcntl.ioctl(any_, 0x8913, request))
    fcntl.ioctl(any_, 0x8914, struct.pack("16sh14x", b"lo", flags | 1))
print("up", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The archive for this system and this Python."""
    try:
        python = "{}.{}".format(*sys.version_info)
        archive = make(facts().platform, [python], tmp_path_factory.mktemp("dist"))
    except NotMade as why:
        leave_out(f"No bundle can be made here: {why}")
        raise
    yield archive
    archive.unlink()  # pytest would keep it, and some more, of three sessions


class Namespace:
    """Runs commands where there is no network but the loopback interface."""

    def __init__(self, pid: int, kinds: Sequence[str]) -> None:
        self.enter = ["nsenter", *kinds, f"--target={pid}"]

    def command(self, *words: str | Path) -> list[str]:
        return [*self.enter, *map(str, words)]

    def run(self, *words: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            self.command(*words), capture_output=True, text=True, timeout=600, **more
        )

    def python(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-c", program, *words)


@contextmanager
def namespace(*kinds: str) -> Iterator[Namespace]:
    """Namespaces of our own, of which `kinds` are the options of `unshare` and `nsenter`."""
    if not shutil.which("unshare") or not shutil.which("nsenter"):
        leave_out("No unshare and nsenter here: install util-linux to try without a network")
    hold = ["unshare", *kinds, sys.executable, "-c", HOLD]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(hold, text=True, **pipes) as process:
        assert process.stdout and process.stdin
        if process.stdout.readline() != "up\n":
            leave_out("Network namespaces are not permitted here: run the tests as root")
        yield Namespace(process.pid, kinds)
        process.stdin.close()


@pytest.fixture(scope="session")
def alone() -> Iterator[Namespace]:
    """A network namespace, which knows no other host."""
    with namespace("--net") as space:
        yield space
