"""What the ledger needs of a database."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, event, inspect

from graph.asked import asked, listening

Say = Callable[[str], None]
_OPTION = "ledger_database"  # under which an engine's connections know their `Database`


def say_aloud(message: str) -> None:
    """Prints to standard error, where messages go."""
    print(message, file=sys.stderr, flush=True)


def waiting(what: str, who: str) -> str:
    """What a second writer says while it waits for the first."""
    return f"{what} is being written by {who}; waiting until it is done (Ctrl-C gives up)"


class Database(ABC):
    """One kind of database, at one place.

    In each of its contexts, what the database says is wrong outside the program becomes a
    `UserError` of one line with the way out.
    """

    address: str  # as messages show it: without any password
    _engine: Engine

    def _own(self, engine: Engine) -> None:
        if listening():
            event.listen(engine, "before_cursor_execute", _tell)
        self._engine = engine.execution_options(**{_OPTION: self})

    def close(self) -> None:
        """Lets go of it."""
        self._engine.dispose()

    @abstractmethod
    def prepare(self) -> None:
        """Makes what a new ledger needs before its tables.  Raises `UserError` if it cannot."""

    def holds_ledger(self) -> bool:
        """Whether there is a ledger."""
        with self.reading() as connection:
            return inspect(connection).has_table("ledger")

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees the ledger as it is when it first reads; never waits."""

    @abstractmethod
    def writing(self, say: Say) -> AbstractContextManager[Connection]:
        """One transaction of the only writer; whatever is raised in it leaves nothing.

        Waits as long as another process writes, and tells `say` so.  The right to write ends with
        its process, however that ends.
        """

    @abstractmethod
    def projecting(self, graph: str, say: Say) -> AbstractContextManager[None]:
        """Holds the right to bring the graph at the address `graph` up to date; as `writing`."""

    @abstractmethod
    def insert_many(
        self,
        connection: Connection,
        table: Table,
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
    ) -> None:
        """Inserts `rows`, plain tuples in the order of `columns`, in the quickest way there is."""


def _tell(
    _connection: Connection, _cursor: Any, text: str, values: Any, _context: Any, _many: bool
) -> None:
    if text != "BEGIN":
        asked("ledger", text, values)


def database_of(connection: Connection) -> Database:
    """The database that `connection` leads to."""
    return cast(Database, connection.get_execution_options()[_OPTION])
