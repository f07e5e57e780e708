"""A server of pages for the time of a `with`: the app itself, or its peer in a benchmark."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

START = 90.0  # seconds that a server may take
END = 20.0  # seconds in which it is to end


@contextmanager
def serving(
    command: Sequence[str], environment: Mapping[str, str], log: Path, folder: Path
) -> Iterator[str]:
    """The address at which `command`, with a free port as its last argument, answers.

    It runs in `folder`, and what it says goes into `log`.  Raises `AssertionError` with that if it
    ends or does not answer in time.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as said:
        process = subprocess.Popen(
            [*command, str(port)],
            cwd=folder,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + START
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > end:
                raise AssertionError(log.read_text(encoding="utf-8"))
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=END)


def _answers(address: str) -> bool:
    with suppress(OSError):
        urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()  # noqa: S310
        return True
    return False
