"""The ledger in one file, for the processes of one machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Table, create_engine, event, exc, insert
from sqlalchemy.pool import NullPool

from graph.errors import UserError
from graph.ledger.database.base import Database, Say, waiting

PATIENCE = 30  # seconds to wait for another program that holds the file, such as a backup


class SQLite(Database):
    """The SQLite file at `path`; each connection is its own and soon closed."""

    def __init__(self, path: Path) -> None:
        self.path, self.address = path, str(path)
        engine = create_engine(
            f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": PATIENCE}
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        self._own(engine)

    def prepare(self) -> None:
        """Makes the folder.  Raises `UserError` if it cannot be made."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{self.path.parent}: {error.strerror}; name another folder") from None

    def holds_ledger(self) -> bool:
        """Whether there is a ledger; does not make the file."""
        return self.path.exists() and super().holds_ledger()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection; its first read decides which version it sees."""
        with self._one_line(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, say: Say) -> Iterator[Connection]:
        """One transaction under the file lock."""
        with self._one_line(), locked(self.path, say), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def projecting(self, graph: str, say: Say) -> Iterator[None]:
        """A file lock beside the ledger, for all graphs that show it."""
        with locked(self.path.with_name(f"{self.path.name}.projection"), say):
            yield

    def insert_many(
        self,
        connection: Connection,
        table: Table,
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
    ) -> None:
        """One statement for all rows."""
        text = insert(table).compile(connection, column_keys=list(columns))
        connection.exec_driver_sql(str(text), list(rows))

    @contextmanager
    def _one_line(self) -> Iterator[None]:
        try:
            yield
        except exc.DatabaseError as error:
            said = str(error.orig)
            if way_out := _way_out(said):
                raise UserError(f"{self.path}: {said}; {way_out}") from None
            raise


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


@contextmanager
def locked(path: Path, say: Say) -> Iterator[None]:
    """Holds the right to write to `path`, waiting for it as long as another process has it.

    The lock is of the operating system, so it ends with its process, however that ends.  Raises
    `UserError` where nothing can be locked.
    """
    lock = FileLock(f"{path}.lock")
    holder = Path(f"{path}.writer")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(waiting(str(path), _read(holder)))
            lock.acquire()
    except OSError as error:
        raise UserError(
            f"{path}: cannot be locked for writing ({error.strerror}); "
            "the folder must be writable for this user"
        ) from None
    try:
        _note(holder)
        yield
    finally:
        lock.release()


def _read(holder: Path) -> str:
    try:
        return f"process {int(holder.read_text())}"
    except (OSError, ValueError):
        return "another process"


def _note(holder: Path) -> None:
    """Leaves our process id for those who wait; on a full disk they go without."""
    try:
        holder.write_text(str(os.getpid()))
    except OSError:
        holder.unlink(missing_ok=True)
