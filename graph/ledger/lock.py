"""One writer at a time: who comes second waits and says so."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import UserError

Say = Callable[[str], None]


def say_aloud(message: str) -> None:
    """Prints to standard error, where messages go."""
    print(message, file=sys.stderr, flush=True)


@contextmanager
def writing(ledger: Path, say: Say) -> Iterator[None]:
    """Holds the right to write to `ledger`, waiting for it as long as another process has it.

    The lock is of the operating system, so it ends with its process, however that ends.
    """
    lock = FileLock(f"{ledger}.lock")
    holder = Path(f"{ledger}.writer")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(_waiting(ledger, holder))
            lock.acquire()
    except OSError as error:
        raise UserError(
            f"{ledger}: cannot be locked for writing ({error.strerror}); "
            "the folder must be writable for this user"
        ) from None
    try:
        _note(holder)
        yield
    finally:
        lock.release()


def _waiting(ledger: Path, holder: Path) -> str:
    try:
        who = f"process {int(holder.read_text())}"
    except (OSError, ValueError):
        who = "another process"
    return f"{ledger} is being written by {who}; waiting until it is done (Ctrl-C gives up)"


def _note(holder: Path) -> None:
    """Leaves our process id for those who wait; on a full disk they go without."""
    try:
        holder.write_text(str(os.getpid()))
    except OSError:
        holder.unlink(missing_ok=True)
