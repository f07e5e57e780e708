"""The files that sources were read from, so that a place in one can be shown.

They are book-keeping: they change in place and make no version.  Those that the load of a version
takes the place of are kept, for when it is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, literal, select

from graph.ledger.records import SourceFile
from graph.ledger.schema import file, former_file

COLUMNS = (file.c.name, file.c.role, file.c.sha256, file.c.path)


def record(
    connection: Connection,
    source: str,
    given: Sequence[SourceFile],
    beside: bool = False,
    version: int | None = None,
) -> None:
    """Keeps `given` as the files of `source`, or `beside` those known; none given, these stay.

    One that is given without a path lies where the same file was known to lie.  If they are those
    of a load, `version` is the one that it makes: what they were before it is kept.
    """
    here = file.c.source == source
    if version is not None:
        before = select(*file.c, literal(version)).where(here)
        connection.execute(insert(former_file).from_select(former_file.c.keys(), before))
    if not given:
        return
    known = files(connection, source)
    at = {f.sha256: f.path for f in known}
    kept = {f[:3]: f for f in known if beside}
    kept |= {f[:3]: f._replace(path=f.path or at.get(f.sha256, "")) for f in given}
    connection.execute(delete(file).where(here))
    rows = [{"source": source, **one._asdict()} for one in kept.values()]
    connection.execute(insert(file), rows)


def settled(known: Sequence[SourceFile], given: Sequence[SourceFile]) -> list[SourceFile]:
    """The files of a source that was `given` again and is unchanged.

    They are those `known`, under the names by which the locators of its statements call them, each
    where it lies now; or those given, if none is known.
    """
    now = {f.sha256: f.path for f in given if f.path}
    return [f._replace(path=now.get(f.sha256, f.path)) for f in known] or list(given)


def bring_back(connection: Connection, source: str, version: int) -> None:
    """Makes the files of `source` those before the load of `version`; none, if it had none."""
    f = former_file.c
    before = select(*(f[c.name] for c in file.c)).where(f.source == source, f.removed == version)
    connection.execute(delete(file).where(file.c.source == source))
    connection.execute(insert(file).from_select(file.c.keys(), before))


def files(connection: Connection, source: str) -> list[SourceFile]:
    """The files of `source`, as they were recorded."""
    found = connection.execute(
        select(*COLUMNS)
        .where(file.c.source == source)
        .order_by(file.c.role, file.c.name, file.c.sha256)
    )
    return [SourceFile._make(row) for row in found]
