"""From the ledger to the graph: writes what the graph does not show yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Protocol

from graph.ahead import ahead
from graph.changes import changes
from graph.collector import seldom_collecting
from graph.errors import UserError
from graph.fold import FOLD
from graph.ledger import Ledger
from graph.model import Model
from graph.store import Batch, GraphDiffers, Stamp

Progress = Callable[[int], None]
# Batches that are folded before the database takes them.  Where the fold runs far ahead, it seldom
# takes its turns while the driver packs a batch, and the server waits for that.
AHEAD = 40


class Graph(Protocol):
    """What a projection needs of a graph; `graph.store.Store` is one on a database."""

    def prepare(self, model: Model) -> None: ...
    def stamp(self) -> Stamp | None: ...
    def empty(self) -> bool: ...
    def begin(self, stamp: Stamp) -> None: ...
    def apply(self, batch: Batch, sequence: int) -> bool: ...
    def finish(self, stamp: Stamp) -> None: ...
    def wipe(self) -> None: ...


def _quiet(_rows: int) -> None:
    pass


def project(ledger: Ledger, store: Graph, progress: Progress = _quiet) -> int:
    """Brings the graph to the ledger's version; returns the number of rows written.

    Only what changed is written.  What was broken off goes on where it was.  A graph of another
    ledger, of another model, or that is not as the last projection left it, is made anew.
    `progress` hears the number of rows so far.  Raises `UserError` for a graph that holds something
    and was not projected from any ledger: it is somebody else's.
    """
    written = 0

    def count(rows: int) -> None:
        nonlocal written
        written += rows
        progress(written)

    with seldom_collecting():
        try:
            _catch_up(ledger, store, count)
        except GraphDiffers:
            store.wipe()
            _catch_up(ledger, store, count)
    return written


def pending(ledger: Ledger, store: Graph) -> tuple[int, int] | None:
    """(version that the graph shows, version of the ledger), if they differ; else None.

    The first is 0 where the graph shows nothing of this ledger.
    """
    stamp, version = store.stamp(), ledger.version
    if stamp is None:
        return (0, version) if version else None
    if not _is_of(stamp, ledger):
        return 0, version
    return None if stamp.version == stamp.target == version else (stamp.version, version)


def wanted_model(model: Model) -> str:
    """What a projection is bound to: the model, and the rules of the fold."""
    return f"{model.digest}/{FOLD}"


def _is_of(stamp: Stamp, ledger: Ledger) -> bool:
    return (
        stamp.ledger == ledger.id
        and stamp.model == wanted_model(ledger.model)
        and stamp.target <= ledger.version
    )


def _catch_up(ledger: Ledger, store: Graph, count: Progress) -> None:
    stamp = store.stamp()
    if stamp is None and not store.empty():
        raise UserError(
            "This graph holds data that did not come from a ledger, and showing one would delete "
            "it; name an empty database or folder with --db"
        )
    if stamp is None or not _is_of(stamp, ledger):
        store.wipe()
        store.prepare(ledger.model)
        stamp = Stamp(ledger.id, wanted_model(ledger.model), 0, 0)
        store.begin(stamp)
    while True:
        if stamp.target == stamp.version:
            version = ledger.version
            if stamp.version == version:
                return
            stamp = Stamp(stamp.ledger, stamp.model, stamp.version, version)
            store.begin(stamp)
        _write(ledger, store, stamp, count)
        store.finish(stamp)
        stamp = Stamp(stamp.ledger, stamp.model, stamp.target, stamp.target)


def _write(ledger: Ledger, store: Graph, stamp: Stamp, count: Progress) -> None:
    """Writes the batches that are not written yet on the way to the stamp's target.

    They are folded in one thread while another waits for the database.
    """

    def planned() -> Iterator[Batch]:
        with ledger.reading() as connection:
            yield from changes(connection, ledger.model, stamp.version, stamp.target)

    with closing(ahead(planned, AHEAD)) as batches:
        for sequence, batch in enumerate(batches):
            if sequence >= stamp.done and store.apply(batch, sequence):
                count(len(batch.rows))
