"""Records that wait until all entities of a load are read, because they refer to some of them."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Any, NamedTuple

from graph.model import Entity, Link

BATCH = 5_000  # records looked up at a time


class Held(NamedTuple):
    """An entity that says nothing without its links, with all of them."""

    entity: Entity
    links: list[Link]


Waiting = Link | Held


def links_of(waiting: Sequence[Waiting]) -> list[Link]:
    """All links among the records that wait."""
    return [x for w in waiting for x in ([w] if isinstance(w, Link) else w.links)]


class Spool:
    """Keeps them in order, on disk beyond the first few thousand."""

    def __init__(self) -> None:
        self._last: list[Waiting] = []
        self._file: IO[Any] | None = None
        self._parts = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def append(self, record: Waiting) -> None:
        """Adds a record.  The links of one cell stay together: it is the same one for all."""
        if len(self._last) >= BATCH and not _together(self._last[-1], record):
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
            pickle.dump(self._last, self._file, pickle.HIGHEST_PROTOCOL)
            self._parts += 1
            self._last = []
        self._last.append(record)

    def batches(self) -> Iterator[list[Waiting]]:
        """All of them, some thousand at a time."""
        if self._file:
            self._file.seek(0)
            for _ in range(self._parts):
                yield pickle.load(self._file)  # noqa: S301 - written above, by this process
        if self._last:
            yield self._last


def _together(one: Waiting, other: Waiting) -> bool:
    return isinstance(one, Link) and isinstance(other, Link) and one.cell is other.cell
