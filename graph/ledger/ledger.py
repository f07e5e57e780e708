"""The record of what sources said and what people decided.  The graph follows from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, select

from graph.errors import UserError
from graph.ledger import book, correcting, deciding, duties, loading, schema
from graph.ledger import files as files_of
from graph.ledger.answers import Answers
from graph.ledger.correcting import Record, Recorded
from graph.ledger.database import Database, Say, open_database, say_aloud
from graph.ledger.duties import Item, Noted
from graph.ledger.records import Judgement, LoadReport, SourceFile, SourceInfo
from graph.ledger.restoring import restore
from graph.ledger.unloading import unload
from graph.model import Entity, Link, Model, load_model


def _quiet(_count: int) -> None:
    pass


class Ledger(Answers):
    """A ledger, to be asked and changed.  Every change is one transaction and one version; reading
    never waits."""

    def __init__(self, database: Database, model: Model, say: Say) -> None:
        super().__init__(database, model)
        self._say = say
        self.address = database.address  # for messages: without a password

    @classmethod
    def open(cls, address: str | Path, model: Model | None = None, say: Say = say_aloud) -> Ledger:
        """The ledger at `address`, a file or `postgresql://…`, made if it is not there.

        `say` gets a line when another process is writing and this one has to wait for it.
        Raises `UserError` if it cannot be used.
        """
        database = open_database(address)
        if not database.holds_ledger():
            database.prepare()
            with database.writing(say) as connection:
                book.create(connection)
        return cls._opened(database, model, say)

    @classmethod
    def find(cls, address: str | Path, model: Model | None = None) -> Ledger | None:
        """The ledger at `address` if there is one; nothing is made.  Raises as `open`."""
        database = open_database(address)
        return cls._opened(database, model, say_aloud) if database.holds_ledger() else None

    @classmethod
    def _opened(cls, database: Database, model: Model | None, say: Say) -> Ledger:
        with database.reading() as connection:
            found = connection.scalar(select(schema.ledger.c.format))
        if found in book.GROWN:
            with database.writing(say) as connection:
                found = book.grow(connection)
        if found != schema.FORMAT:
            raise UserError(
                f"{database.address}: a ledger of format {found}, and this program reads "
                f"{schema.FORMAT}; use the program that made it, or name another ledger"
            )
        return cls(database, model or load_model(), say)

    def close(self) -> None:
        """Lets go of it."""
        self._database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    # Changing

    def load(
        self,
        info: SourceInfo,
        records: Iterable[Entity | Link],
        progress: Callable[[int], None] = _quiet,
        dry_run: bool = False,
        whole: Callable[[], bool] = lambda: True,
        files: Sequence[SourceFile] = (),
    ) -> LoadReport:
        """Makes `records` all that the source says: what it no longer says ends.

        If the source was loaded with the same description, file hash and model, `records` is not
        even begun.  `whole` is asked after the last record; if rows were refused (False), the hash
        is not kept, so that the next load reads them again, and what it no longer says stays until
        a load without refused rows.  If nothing at all could be read, nothing is written.
        `files` are what the records are read from.  With `dry_run` nothing is written.  An
        exception out of `records` leaves nothing.  Raises `UserError` for the id of a person.
        """
        if info.id.startswith(correcting.PREFIX):
            raise UserError(f"{info.id}: ids that begin with {correcting.PREFIX} are for persons")
        count = self._unchanged(info)
        if count is not None:
            self._know(info.id, () if dry_run else files)
            return LoadReport(self.version, 0, 0, count)
        with self._writing() as (connection, version):
            return loading.load(
                connection, version, self.model, info, records, progress, dry_run, whole, files
            )

    def fill_from(self, other: Ledger, progress: Callable[[int], None] = _quiet) -> int:
        """Makes this ledger, which must be empty, what `other` is, its name and past included.

        All tables in one transaction, from one moment of `other`, in portions.  Gives the version;
        `progress` hears the number of rows.  Raises `UserError` if something is here already.
        """
        with other.reading() as theirs, self._writing() as (connection, version):
            if version > 1:
                raise UserError(
                    f"{self.address} holds a ledger of version {version - 1}; "
                    "name an empty place: nothing is ever written over"
                )
            book.copy(theirs, connection, progress)
            copied = book.version(connection)
        self.id = other.id
        return copied

    def retract(self, source_id: str, by: str = "") -> LoadReport:
        """Ends all that the source says, and the source.  Raises `UserError` if it is not there."""
        if source_id.startswith(correcting.PREFIX):
            raise UserError(
                f"{source_id} is a person: undo the corrections instead; they are listed by: "
                "triplehelix corrections"
            )
        with self._writing() as (connection, version):
            return loading.retract(connection, version, self.model, source_id, by)

    def undo_load(
        self, source_id: str, number: int, by: str = "", dry_run: bool = False
    ) -> LoadReport:
        """Brings the source back to what it stated before its load of version `number`.

        Raises `UserError` if that is not its last load that counts, or if something was corrected
        that only this load says.  With `dry_run` nothing is written.
        """
        with self._writing() as (connection, version):
            return unload(connection, version, self.model, source_id, number, by, dry_run)

    def judge(self, a: str, b: str, verdict: str, by: str, reason: str = "") -> int:
        """Records that a person says that `a` and `b` are the `same` or `differ`; gives its number.

        It takes the place of an earlier word of a person on this pair.  Raises `UserError` if an
        id is unknown, or if things of two sorts (an actor and a place) are called the same.
        """
        with self._writing() as (connection, version):
            return deciding.judge(connection, version, self.model, (a, b), verdict, by, reason)

    def undo(self, judgement_id: int, by: str) -> int:
        """Ends a judgement; what a rule said is not said again by a rule.  Gives the version.

        Raises `UserError` if there is no such judgement or it has ended already.
        """
        with self._writing() as (connection, version):
            deciding.undo(connection, version, self.model, judgement_id, by)
        return version

    def correct(
        self, by: str, reason: str, wrong: Collection[bytes] = (), said: Sequence[Record] = ()
    ) -> int:
        """Records that `by` calls the statements with the keys `wrong` so, and says `said` in
        their place; gives the correction's number.

        Raises `UserError` if somebody was quicker, or if a new statement speaks of unknown ids.
        """
        with self._writing() as (connection, version):
            return correcting.correct(connection, version, self.model, by, reason, wrong, said)

    def note(self, item: Item, by: str, reason: str, noted: Noted, seen: int) -> int:
        """Records what `by` notes of something still to come; gives the correction's number.

        `seen` is the version at which `by` saw the item.  Raises `UserError` if somebody noted
        something of it later (`Overtaken`), or if nothing is noted.
        """
        members = tuple(self._members(end) for end in (item.subject, item.object) if end)
        with self._writing() as (connection, version):
            return duties.note(
                connection, version, self.model, item, members, by, reason, noted, seen
            )

    def undo_correction(self, number: int, by: str) -> int:
        """Ends a correction; what it called wrong counts again.  Gives the version.

        Raises `UserError` if there is no such correction or it has ended already.
        """
        with self._writing() as (connection, version):
            correcting.undo(connection, version, self.model, number, by)
        return version

    def restore(self, judgements: Iterable[Judgement]) -> int:
        """Takes in what people judged at another ledger, with who did and when; how much is new."""
        with self._writing() as (connection, version):
            at = book.now()
            done = restore(connection, version, at, self.model, judgements)
            if done:
                book.revise(connection, version, "restore", at)
            else:
                connection.rollback()
        return done

    def restore_corrections(self, given: Iterable[Recorded]) -> int:
        """Takes in corrections that were made at another ledger; how many are new."""
        done = 0
        for one in given:
            with self._writing() as (connection, version):
                if correcting.restore(connection, version, self.model, one):
                    done += 1
                else:
                    connection.rollback()
        return done

    # Parts

    def projecting(self, graph: str) -> AbstractContextManager[None]:
        """Holds the right to bring the graph at the address `graph` up to date, after waiting."""
        return self._database.projecting(graph, self._say)

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, int]]:
        """One transaction with the next version; whatever is raised in it leaves nothing."""
        with self._database.writing(self._say) as connection:
            yield connection, book.version(connection) + 1

    def _know(self, source_id: str, files: Sequence[SourceFile]) -> None:
        """Keeps where the files of an unchanged source lie now."""
        known = self.files(source_id)
        if (now := files_of.settled(known, files)) != known:
            with self._writing() as (connection, _):
                files_of.record(connection, source_id, now)

    def _unchanged(self, info: SourceInfo) -> int | None:
        """The number of its statements, if `info` was loaded just so with this model."""
        with self.reading() as connection:
            known = book.known(connection, info.id)
        if known and info.state and known[0] == info and known[1] == self.model.digest:
            return known[2]
        return None
