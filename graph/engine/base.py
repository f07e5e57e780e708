"""What the store needs from an engine, whichever it is."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DatabaseError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import UserError
from graph.model import Model

# The driver announces each retry; what comes of it is said by `explain`.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Limited:
    """A statement to send in place of `text`, and the way to say that enough of it was read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def enough(self) -> None:
        """The rows that are left are not wanted: rolling back tells the server so."""


class Engine:
    """A connected engine: `driver` writes, `reader` cannot.

    Subclasses add how they are reached, and whatever is different about them.
    """

    name = ""
    unreachable = "The graph at {address} does not answer"

    def __init__(
        self, address: str, driver: neo4j.Driver, reader: neo4j.Driver, database: str | None
    ) -> None:
        self.address = address
        self.driver = driver
        self.reader = reader
        self.database = database

    def close(self) -> None:
        """Close the connections."""
        self.driver.close()
        self.reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def schema(self, model: Model) -> Iterable[str]:
        """The statements, to be run one by one, that make what `model` needs."""
        for label in ("Projection", *model.bases):
            yield (
                f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS "
                f"FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            )

    @contextmanager
    def limited(self, cypher: str, seconds: float) -> Iterator[Limited]:
        """For the time of one read: what to send, which the server gives up after `seconds`."""
        yield Limited(cypher)

    def revive(self, error: Exception) -> bool:
        """Whether what failed with `error` can be tried again, because the engine is back."""
        return False

    def timed_out(self, error: Exception) -> bool:
        """Whether `error` says that a time limit ended the statement."""
        return isinstance(error, Neo4jError) and "TransactionTimedOut" in (error.code or "")

    def explain(self, error: Exception, timeout: float, typed: bool = False) -> Exception:
        """The `UserError` for what a person can put right; otherwise `error` itself.

        `typed`: the statement came from a person, so that its mistakes are theirs too.
        """
        if self.timed_out(error):
            return UserError(f"Stopped after {timeout:g} s; ask for less, or by place or kind")
        if isinstance(error, AuthError):
            return UserError(f"{self.address} refused the user or password")
        if isinstance(error, ServiceUnavailable | SessionExpired):
            return UserError(self.unreachable.format(address=self.address))
        if typed and isinstance(error, Forbidden):
            return UserError("This only reads: the query would write, or is not allowed")
        if typed and isinstance(error, ClientError | DriverError):
            said = error.message if isinstance(error, ClientError) else str(error)
            return UserError(f"The engine refused the query: {_first_line(said or '')}")
        if isinstance(error, DatabaseError):  # of the server itself: a limit, a disk, its memory
            return UserError(
                f"The engine at {self.address} failed: {_first_line(error.message or '')}; "
                "see what its log says, then run the command again"
            )
        return error


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:300]
