"""The files that sources were read from, so that a place in one can be shown.

They are book-keeping: they change in place and make no version.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from graph.ledger.records import SourceFile
from graph.ledger.schema import file

COLUMNS = (file.c.name, file.c.role, file.c.sha256, file.c.path)


def record(connection: Connection, source: str, files: Sequence[SourceFile]) -> None:
    """Keeps `files` as those of `source`; none given, those known stay."""
    if files:
        connection.execute(delete(file).where(file.c.source == source))
        connection.execute(insert(file), [{"source": source, **one._asdict()} for one in files])


def files(connection: Connection, source: str) -> list[SourceFile]:
    """The files of `source`, as they were recorded."""
    found = connection.execute(
        select(*COLUMNS).where(file.c.source == source).order_by(file.c.role, file.c.name)
    )
    return [SourceFile._make(row) for row in found]
