"""Says how far a long command has come; says nothing of a quick one."""

from __future__ import annotations

import sys
import time

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from cli.output import MESSAGES, say

QUIET = 2.0  # seconds in which nothing is said
BETWEEN = 10.0  # seconds between two lines where there is no screen to draw on


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

    def __call__(self, what: str, done: int, total: int | None = None) -> None:
        """`done` of `total` (None: unknown) rows of the step `what`."""
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
