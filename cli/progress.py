"""Says how far a long command has come; says nothing of a quick one."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from cli.output import MESSAGES, say
from graph.workspace import Workspace

QUIET = 2.0  # seconds in which nothing is said
BETWEEN = 10.0  # seconds between two lines where there is no screen to draw on


class Heard(Protocol):
    """What a long piece of work calls now and then."""

    def __call__(self, done: int, total: int | None = None, /) -> None:
        """`done` rows, of `total` where that is known."""


class Steps:
    """Progress over one or several steps; use it in a `with`."""

    def __init__(self) -> None:
        self.begun = self.said = time.monotonic()
        self.screen = sys.stderr.isatty()
        self.bar: Progress | None = None
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def of(self, what: str) -> Heard:
        """Hears how far the step `what` has come: rows done, of how many where that is known."""

        def hear(done: int, total: int | None = None, /) -> None:
            self._hear(what, done, total)

        return hear

    def _hear(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self.begun < QUIET:
            return
        if self.screen:
            self._draw(what, done, total)
        elif now - self.said >= BETWEEN:
            self.said = now
            say(f"{what}: {done:,}{f' of {total:,}' if total else ''}")

    def _draw(self, what: str, done: int, total: int | None) -> None:
        if not self.bar:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self.bar = Progress(*columns, TimeElapsedColumn(), console=MESSAGES, transient=True)
            self.bar.start()
        if what not in self.tasks:
            self.tasks[what] = self.bar.add_task(what, total=total)
        self.bar.update(self.tasks[what], completed=done, total=total)


@contextmanager
def showing(db: str | None, ledger: str | None) -> Iterator[Workspace]:
    """The workspace, its graph brought to what the ledger says: a broken-off projection goes on."""
    with Workspace.open(db, ledger) as workspace:
        with Steps() as steps:
            workspace.refresh(steps.of("project"))
        if not workspace.ledger.version:
            say("Nothing is loaded yet; begin with: triplehelix load data/wenzhou")
        yield workspace
