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
    connection: Connection, source: str, files: Sequence[SourceFile], version: int | None = None
) -> None:
    """Keeps `files` as those of `source`; none given, those known stay.

    If they are those of a load, `version` is the one that it is to make.
    """
    here = file.c.source == source
    if version is not None:
        before = select(*file.c, literal(version)).where(here)
        connection.execute(insert(former_file).from_select(former_file.c.keys(), before))
    if files:
        connection.execute(delete(file).where(here))
        connection.execute(insert(file), [{"source": source, **one._asdict()} for one in files])


def forget(connection: Connection, version: int) -> None:
    """Forgets what files there were before `version`, as it is not made."""
    connection.execute(delete(former_file).where(former_file.c.removed == version))


def bring_back(connection: Connection, source: str, version: int) -> None:
    """Makes the files of `source` those before the load of `version`; none, if it had none."""
    f = former_file.c
    before = select(*(f[c.name] for c in file.c)).where(f.source == source, f.removed == version)
    connection.execute(delete(file).where(file.c.source == source))
    connection.execute(insert(file).from_select(file.c.keys(), before))


def files(connection: Connection, source: str) -> list[SourceFile]:
    """The files of `source`, as they were recorded."""
    found = connection.execute(
        select(*COLUMNS).where(file.c.source == source).order_by(file.c.role, file.c.name)
    )
    return [SourceFile._make(row) for row in found]
