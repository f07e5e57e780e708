"""The database under the ledger: how it is opened, and its errors in one line.

What is particular to SQLite stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, exc, insert
from sqlalchemy.pool import NullPool

from graph.errors import UserError

PATIENCE = 30  # seconds to wait for another program that holds the file, such as a backup


def open_engine(path: Path) -> Engine:
    """An engine for the SQLite file at `path`; each connection is its own and soon closed."""
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": PATIENCE}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin late, and end at each DDL
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # one commit a load: a power cut loses none
    cursor.execute("PRAGMA cache_size = -65536")  # 64 MB
    cursor.execute("PRAGMA analysis_limit = 1000")  # rows of an index that `measure` looks at
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def insert_many(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Inserts `rows` of plain tuples in the order of `columns`, without making objects of them."""
    if rows:
        text = insert(table).compile(connection, column_keys=list(columns))
        connection.exec_driver_sql(str(text), list(rows))


def measure(connection: Connection, table: Table) -> None:
    """Lets the planner know how much is in `table`: without, it goes through all statements."""
    connection.exec_driver_sql(f"ANALYZE {table.name}")


@contextmanager
def one_line(path: Path) -> Iterator[None]:
    """Turns what the database says is wrong outside the program into one line with a way out."""
    try:
        yield
    except exc.DatabaseError as error:
        said = str(error.orig)
        if way_out := _way_out(said):
            raise UserError(f"{path}: {said}; {way_out}") from None
        raise


def _way_out(said: str) -> str:
    if "disk is full" in said or "disk I/O error" in said:
        return "nothing was written; make room on the disk and load again"
    if "locked" in said:
        return f"another program held it for {PATIENCE} s; close it and try again"
    if "not a database" in said or "malformed" in said:
        return "this is no ledger or it is damaged; name another file, or restore a copy"
    if "readonly" in said or "unable to open" in said:
        return "name a file in a folder that this user may write to"
    return ""
