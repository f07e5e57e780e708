"""One load of a source, and its end, within the transaction that a ledger holds for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, update

from graph.ledger import book
from graph.ledger.database import measure
from graph.ledger.files import record
from graph.ledger.judging import rejudge_version
from graph.ledger.records import LoadReport, SourceFile, SourceInfo
from graph.ledger.schema import live, of_source, source, statement
from graph.ledger.statement import single, statements
from graph.ledger.write import Counts, write_statements
from graph.model import Entity, Link, Model


def load(
    connection: Connection,
    version: int,
    model: Model,
    info: SourceInfo,
    records: Iterable[Entity | Link],
    progress: Callable[[int], None],
    dry_run: bool,
    whole: Callable[[], bool],
    files: Sequence[SourceFile],
) -> LoadReport:
    """Writes as `version` what `Ledger.load` says; what leaves no trace is rolled back."""
    counts = write_statements(
        connection,
        info.id,
        version,
        statements(info.id, records, model),
        progress,
        whole,
        single(model),
    )
    if not (whole() or counts.added or counts.unchanged):
        connection.rollback()  # nothing could be read: what was said before stays
        return LoadReport(version - 1, *counts)
    kept = info if whole() else info._replace(state="")
    described = book.describe(connection, kept, counts, version, model)
    if dry_run:
        connection.rollback()
        return LoadReport(version - 1, *counts)
    made = bool(counts.added or counts.removed or described)
    record(connection, info.id, files, counts.kept > 0, version if made else None)
    if not made:
        return LoadReport(version - 1, *counts)
    at = book.now()
    rejudge_version(connection, version, at, model)
    book.revise(connection, version, "load", at, source=info.id, counts=counts)
    if counts.added > counts.unchanged:
        measure(connection, statement)
    return LoadReport(version, *counts)


def retract(
    connection: Connection, version: int, model: Model, source_id: str, by: str
) -> LoadReport:
    """Ends as `version` all that the source says, and the source.  Raises `UserError` if it is not
    there."""
    book.must_have(connection, source_id)
    ended = connection.execute(
        update(statement).where(of_source(source_id), live(statement)).values(removed=version)
    ).rowcount
    connection.execute(
        update(source).where(source.c.id == source_id, live(source)).values(removed=version)
    )
    at = book.now()
    rejudge_version(connection, version, at, model)
    counts = Counts(0, ended, 0)
    book.revise(connection, version, "retract", at, source=source_id, by=by, counts=counts)
    return LoadReport(version, *counts)
