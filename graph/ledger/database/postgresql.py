"""The ledger on a PostgreSQL server, for the processes of several machines."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table, create_engine, event, exc, text

from graph import settings
from graph.errors import UserError
from graph.ledger.database import postgresql_errors
from graph.ledger.database.base import Database, Say, waiting
from graph.ledger.database.postgresql_address import read_address

USUAL = {  # unless the address says otherwise
    "connect_timeout": 10,  # seconds
    "keepalives_idle": 30,  # a server that is gone without a word is missed, too
    "keepalives_interval": 10,
    "keepalives_count": 6,
}
HELD = "triplehelix {pid}@{host}"  # the name under which the server knows a connection
SESSION = {
    # A load or a wait for the other writer takes as long as it takes, whatever the server's usual.
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    # Of a machine that is gone without a word the server hears within a minute and a half, and
    # gives its locks to those who wait.
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "6",
    # Streams are read to their end, and sorted on the way.
    "cursor_tuple_fraction": "1.0",
    "work_mem": "'64MB'",
    "jit": "off",
}


class PostgreSQL(Database):
    """The database at a `postgresql://` address, as libpq understands it.

    The password comes from the file of the setting, the address, `PGPASSWORD` or `~/.pgpass`.
    Writers wait for each other by advisory locks: these are of the connection, so they end with
    it.  Whoever reads sees one snapshot.
    """

    def __init__(self, address: str) -> None:
        given, self.address = read_address(address)
        self.user = str(given.get("user") or "the user")
        self.name = str(given.get("dbname") or self.user)
        if (secret := settings.ledger_password()) is not None:
            given["password"] = secret
        given = USUAL | given | {"client_encoding": "UTF8"}
        given["application_name"] = HELD.format(pid=os.getpid(), host=socket.gethostname())[:63]
        engine = create_engine(
            "postgresql+psycopg://",
            connect_args={**given, "prepare_threshold": None},  # plans are to see the values
            pool_pre_ping=True,  # a page that is open for days outlives a restart of the server
            pool_size=2,
            use_native_hstore=False,
            isolation_level="READ COMMITTED",  # whoever waited sees what the other wrote
        )
        event.listen(engine, "do_connect", self._connect)
        self._own(engine)
        self._reader = self._engine.execution_options(isolation_level="REPEATABLE READ")

    def prepare(self) -> None:
        """Looks at what cannot be changed later.  Raises `UserError` if a ledger would not fit."""
        with self.reading() as connection:
            encoding = connection.scalar(text("SHOW server_encoding"))
            if encoding != "UTF8":
                raise UserError(
                    f"{self.address}: the database is in {encoding}, which has not all characters; "
                    "make another: createdb --encoding UTF8 --template template0 NAME"
                )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with one snapshot; its temporary tables go when it is given back."""
        with self._one_line(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, say: Say) -> Iterator[Connection]:
        """One transaction; the lock is the transaction's, so neither outlives the other."""
        with self._one_line(), self._engine.begin() as connection:
            key = self._key(connection, "write")
            _lock(connection, "pg_advisory_xact_lock", key, self.address, say)
            yield connection

    @contextmanager
    def projecting(self, graph: str, say: Say) -> Iterator[None]:
        """A lock for the graph: a server's is one for all machines, a folder's one for this one.

        Two machines may know a server by two addresses, so all servers wait for each other.
        """
        if settings.is_address(graph):
            graph = "server"
        else:
            graph = f"{socket.gethostname()}:{Path(graph).absolute()}"
        alone = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with self._one_line(), alone.connect() as connection:
            key = self._key(connection, f"project {graph}")
            _lock(connection, "pg_advisory_lock", key, f"the graph of {self.address}", say)
            try:
                yield
            finally:
                with suppress(exc.DBAPIError):  # a lost connection has let go already
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})

    def insert_many(
        self,
        connection: Connection,
        table: Table,
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
    ) -> None:
        """By COPY."""
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        words = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(words) as copy:
            for row in rows:
                copy.write_row(row)

    def _connect(self, _dialect: Any, _record: Any, _given: Any, parameters: Any) -> Any:
        try:
            connection = psycopg.connect(**parameters, autocommit=True)
            settings_ = (f"SET {name} = {value}" for name, value in SESSION.items())
            connection.execute("; ".join(settings_))
            connection.autocommit = False
        except psycopg.Error as error:
            said = postgresql_errors.connecting(error, self.user, self.name)
            raise UserError(f"{self.address}: {said}") from None
        return connection

    def _key(self, connection: Connection, purpose: str) -> int:
        """The key of a lock: one database may hold several ledgers, in schemas of their own."""
        schema = connection.scalar(text("SELECT current_schema()"))
        if schema is None:
            raise UserError(
                f"{self.address}: no schema of the search path is there or open to {self.user}; "
                f"make one: CREATE SCHEMA AUTHORIZATION {self.user}"
            )
        digest = blake2b(f"triplehelix {schema} {purpose}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, signed=True)

    @contextmanager
    def _one_line(self) -> Iterator[None]:
        try:
            yield
        except (exc.DBAPIError, psycopg.Error) as error:
            found = error.orig if isinstance(error, exc.DBAPIError) else error
            if not isinstance(found, psycopg.Error):
                raise
            if said := postgresql_errors.working(found, self.user):
                raise UserError(f"{self.address}: {said}") from None
            raise


def _lock(connection: Connection, function: str, key: int, what: str, say: Say) -> None:
    """Takes the lock, at once or after waiting; advisory locks queue in the order of asking."""
    given = {"key": key}
    at_once = function.replace("pg_", "pg_try_")
    if not connection.scalar(text(f"SELECT {at_once}(:key)"), given):
        say(waiting(what, _holder(connection, key)))
        connection.execute(text(f"SELECT {function}(:key)"), given)


def _holder(connection: Connection, key: int) -> str:
    """The process that has the lock, as far as the server tells this user."""
    name = connection.scalar(
        text(
            "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE locktype = 'advisory' AND granted AND objsubid = 1 "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "AND (classid::bigint << 32 | objid::bigint) = :key LIMIT 1"
        ),
        {"key": key},
    )
    program, _, rest = (name or "").partition(" ")
    number, at, host = rest.partition("@")
    if program == HELD.partition(" ")[0] and at:
        return f"process {number} on {host}"
    return "another process"
