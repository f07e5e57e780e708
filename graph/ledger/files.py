"""The files that sources were read from, so that a place in one can be shown.

They are book-keeping: they change in place and make no version.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from graph.ledger.records import SourceFile
from graph.ledger.schema import file

COLUMNS = (file.c.name, file.c.role, file.c.sha256, file.c.path)


def record(
    connection: Connection, source: str, given: Sequence[SourceFile], beside: bool = False
) -> None:
    """Keeps `given` as the files of `source`, or `beside` those known; none given, these stay.

    One that is given without a path lies where the same file was known to lie.
    """
    if not given:
        return
    known = files(connection, source)
    at = {f.sha256: f.path for f in known}
    kept = {f[:3]: f for f in known if beside}
    kept |= {f[:3]: f._replace(path=f.path or at.get(f.sha256, "")) for f in given}
    connection.execute(delete(file).where(file.c.source == source))
    rows = [{"source": source, **one._asdict()} for one in kept.values()]
    connection.execute(insert(file), rows)


def settled(known: Sequence[SourceFile], given: Sequence[SourceFile]) -> list[SourceFile]:
    """The files of a source that was `given` again and is unchanged.

    They are those `known`, under the names by which the locators of its statements call them, each
    where it lies now; or those given, if none is known.
    """
    now = {f.sha256: f.path for f in given if f.path}
    return [f._replace(path=now.get(f.sha256, f.path)) for f in known] or list(given)


def files(connection: Connection, source: str) -> list[SourceFile]:
    """The files of `source`, as they were recorded."""
    found = connection.execute(
        select(*COLUMNS)
        .where(file.c.source == source)
        .order_by(file.c.role, file.c.name, file.c.sha256)
    )
    return [SourceFile._make(row) for row in found]
