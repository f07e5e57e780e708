"""The database under the ledger: a file of SQLite, or a PostgreSQL server that machines share.

All that only one of them does, or does differently, is in this folder: a module each.  The rest of
the ledger speaks SQLAlchemy Core, the types and indexes of `columns`, and the functions below.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from graph.errors import UserError
from graph.ledger.database.base import Database, Say, database_of, say_aloud
from graph.settings import is_address, without_password

__all__ = ["Database", "Say", "insert_many", "measure", "open_database", "say_aloud"]

POSTGRESQL = ("postgresql", "postgres")  # what the address of a server begins with, as libpq has it


def open_database(address: str | Path) -> Database:
    """The database at `address`: a file, which need not be there, or `postgresql://…`.

    Nothing is made and nobody asked yet.  Raises `UserError` if it is no such address.
    """
    text = str(address)
    if not is_address(text):
        from graph.ledger.database.sqlite import SQLite

        return SQLite(Path(address).absolute())
    if text.partition("://")[0] in POSTGRESQL:
        # Imported only where it is used: without a shared ledger the driver stays out of memory.
        from graph.ledger.database.postgresql import PostgreSQL

        return PostgreSQL(text)
    raise UserError(
        f"{without_password(text)}: not an address of a ledger; expected a file, such as "
        "var/ledger.db, or postgresql://user@host/database"
    )


def insert_many(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Inserts `rows` of plain tuples in the order of `columns`, without making objects of them."""
    if rows:
        database_of(connection).insert_many(connection, table, columns, rows)


def measure(connection: Connection, table: Table) -> None:
    """Lets the planner know how much is in `table`: without, it goes through all statements."""
    connection.exec_driver_sql(f"ANALYZE {table.name}")
