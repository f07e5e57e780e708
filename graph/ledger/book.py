"""The ledger's own books: which versions there are, and what is known of each source."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, inspect, select, update

from graph.errors import UserError
from graph.ledger import schema
from graph.ledger.database import insert_many, measure
from graph.ledger.read import SOURCE_COLUMNS, kinds_of, sources
from graph.ledger.records import SourceInfo
from graph.ledger.schema import live, next_number, revision, source
from graph.ledger.write import CHUNK, Counts
from graph.model import Model

# Earlier formats to which later ones only add: 3 has corrections by hand; 4 who answers for what
# and by when, and the files of sources; 5 the files that a load took the place of.
GROWN = frozenset({2, 3, 4})


def create(connection: Connection) -> None:
    """Makes the tables, unless another process was first."""
    if inspect(connection).has_table("ledger"):
        return
    schema.metadata.create_all(connection)
    connection.execute(
        insert(schema.ledger).values(uuid=str(uuid.uuid4()), format=schema.FORMAT, created=now())
    )


def copy(theirs: Connection, ours: Connection, progress: Callable[[int], None]) -> None:
    """Copies all rows of a ledger into the tables of one that holds nothing."""
    done = 0
    ours.execute(delete(schema.ledger))  # the name that it was given when it was made
    for table in schema.metadata.sorted_tables:
        rows = theirs.execute(select(table).execution_options(yield_per=CHUNK))
        for portion in rows.partitions():
            insert_many(ours, table, table.c.keys(), [tuple(row) for row in portion])
            done += len(portion)
            progress(done)
        measure(ours, table)


def grow(connection: Connection) -> int:
    """Brings a ledger of one of the formats `GROWN` to this program's; gives that."""
    schema.metadata.create_all(connection)  # what is there stays as it is
    connection.execute(update(schema.ledger).values(format=schema.FORMAT))
    return schema.FORMAT


def now() -> str:
    """The time as the ledger notes it: UTC, ISO, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def version(connection: Connection) -> int:
    """The number of changes so far."""
    return connection.scalar(select(func.max(revision.c.version))) or 0


def revise(
    connection: Connection,
    number: int,
    what: str,
    at: str,
    *,
    source: str | None = None,
    judgement: int | None = None,
    by: str = "",
    counts: Counts | None = None,
) -> None:
    """Notes what was done as version `number`."""
    counts = counts or Counts(0, 0, 0)
    connection.execute(
        insert(revision).values(
            version=number,
            what=what,
            source=source,
            judgement=judgement,
            by=by,
            at=at,
            added=counts.added,
            removed=counts.removed,
        )
    )


def known(connection: Connection, source_id: str) -> tuple[SourceInfo, str, int] | None:
    """The source as it counts now, the digest of the model then, and its statements' number."""
    found = connection.execute(
        select(*SOURCE_COLUMNS, source.c.model, source.c.statements).where(
            source.c.id == source_id, live(source)
        )
    ).first()
    return (SourceInfo(*found[:-2]), found[-2], found[-1]) if found else None


def describe(
    connection: Connection, info: SourceInfo, counts: Counts, number: int, model: Model
) -> bool:
    """Records the source as `info` describes it; whether that changes what can be seen.

    File hash, state and model are book-keeping: they change in place, and make no version.  Only
    where statements moved are those before kept, as the row that ends: the load can be taken back.
    """
    before = known(connection, info.id)
    moved = bool(counts.added or counts.removed)
    here = (source.c.id == info.id) & live(source)
    books = {
        "sha256": info.sha256,
        "state": info.state,
        "model": model.digest,
        "statements": counts.added + counts.unchanged + counts.kept,
    }
    alike = before and before[0]._replace(sha256=info.sha256, state=info.state) == info
    if alike and not moved:
        connection.execute(update(source).where(here).values(books))
        return False
    connection.execute(update(source).where(here).values(removed=number))
    described = dict(zip((c.name for c in SOURCE_COLUMNS), info, strict=True))
    row = {"number": next_number(connection, source), **described, **books, "added": number}
    connection.execute(insert(source).values(row))
    return True


def must_have(connection: Connection, source_id: str) -> None:
    """Raises `UserError` unless the source counts now."""
    there = [s.id for s in sources(connection)]
    if source_id not in there:
        raise UserError(
            f"no source {source_id!r} in the ledger; there: {', '.join(there) or 'none'}"
        )


def must_be_comparable(connection: Connection, a: str, b: str, verdict: str, model: Model) -> None:
    """Raises `UserError` unless a person can judge the two ids so."""
    kinds = kinds_of(connection, (a, b))
    for id_ in (a, b):
        if id_ not in kinds:
            raise UserError(f"no source states {id_!r}; give ids that the graph shows")
    if a == b:
        raise UserError(f"{a!r} twice: a judgement is of two ids")
    one, other = (model.kinds[kinds[i]] for i in (a, b))
    if verdict == "same" and one.base != other.base:
        raise UserError(
            f"{a} is a {one.name} and {b} a {other.name}: only things of one sort can be the same"
        )
