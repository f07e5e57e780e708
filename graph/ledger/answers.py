"""What can be asked of a ledger as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection, select

from graph.ledger import book, correcting, duties, near, news, read, schema
from graph.ledger import files as files_of
from graph.ledger.database import Database
from graph.ledger.duties import Duty, Item, Step
from graph.ledger.identity import canonical, former, members
from graph.ledger.records import (
    Change,
    Correction,
    Fact,
    Judgement,
    News,
    Revision,
    SourceFile,
    SourceInfo,
    Standing,
    Stated,
)
from graph.ledger.schema import revision
from graph.model import Model


class Answers:
    """The answers of the ledger in `database`: each as it is when it is asked, without waiting."""

    def __init__(self, database: Database, model: Model) -> None:
        self._database, self.model = database, model
        with self.reading() as connection:
            self.id: str = connection.scalar(select(schema.ledger.c.uuid)) or ""
        self._resolved: tuple[int, tuple[dict[str, str], dict[str, str]]] = (-1, ({}, {}))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is when it first reads."""
        with self._database.reading() as connection:
            yield connection

    @property
    def version(self) -> int:
        """The number of changes so far; 0 for a new ledger."""
        with self.reading() as connection:
            return book.version(connection)

    def sources(self) -> list[SourceInfo]:
        """The sources that count now, by id."""
        with self.reading() as connection:
            return read.sources(connection)

    def judgements(self, all_: bool = False) -> list[Judgement]:
        """The judgements that count now, or with `all_` those ended too, as they were made."""
        with self.reading() as connection:
            return read.judgements(connection, all_)

    def corrections(self, all_: bool = False) -> list[Correction]:
        """The corrections by hand that count now, or with `all_` those ended too."""
        with self.reading() as connection:
            return correcting.corrections(connection, all_)

    def corrections_of(self, id_: str) -> list[Correction]:
        """The corrections that touch the node that `id_` is part of, ended ones too."""
        with self.reading() as connection:
            numbers = correcting.corrections_of(connection, self._members(id_))
            return [c for c in correcting.corrections(connection, True) if c.id in numbers]

    def duties(self) -> dict[Item, Duty]:
        """Who answers for what is still to come and by when, as set by hand, by nodes."""
        groups = self._identities()[0]
        with self.reading() as connection:
            return duties.duties(connection, groups, self.model)

    def steps(self, item: Item) -> list[Step]:
        """What was noted of something still to come, the latest first, with what was undone."""
        members = tuple(self._members(end) for end in (item.subject, item.object) if end)
        with self.reading() as connection:
            return duties.steps(connection, self.model, item, members)

    def files(self, source_id: str) -> list[SourceFile]:
        """The files that the source was read from when it was last loaded, and those of before of
        which something stays."""
        with self.reading() as connection:
            return files_of.files(connection, source_id)

    def history(self, id_: str) -> list[Change]:
        """What happened to the node that `id_` is part of, the latest first."""
        with self.reading() as connection:
            return correcting.history(connection, self._members(id_))

    def news(self, after: int, until: int) -> list[News]:
        """The things of which anything began or ended in the versions (after, until]."""
        groups, former = self._identities()
        with self.reading() as connection:
            return news.news(
                connection, after, until, partial(_one, groups, former), members(groups)
            )

    def revisions(self) -> list[Revision]:
        """What was done to the ledger, step by step."""
        with self.reading() as connection:
            found = connection.execute(select(*revision.c).order_by(revision.c.version))
            return [
                Revision(v, what, said or "", judged, *rest)
                for v, what, said, judged, *rest in found
            ]

    def kinds_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Id → kind, for those of `ids` that some source states."""
        with self.reading() as connection:
            return read.kinds_of(connection, ids)

    def ids_of_names(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Name → sorted ids of all that bear exactly this name, English name, alias or external
        id."""
        with self.reading() as connection:
            return read.ids_of_names(connection, names, self.model.identifiers)

    def identifiers_of(self, ids: Iterable[str]) -> dict[str, dict[str, set[str]]]:
        """Id → property → the external ids by it of the node that the id is part of."""
        groups, former = self._identities()
        several = members(groups)
        nodes = {i: _one(groups, former, i) for i in ids}
        of = {i: several.get(node, [node]) for i, node in nodes.items()}
        with self.reading() as connection:
            known = {m for some in of.values() for m in some}
            found = read.values_of(connection, known, self.model.identifiers)
        told: dict[str, dict[str, set[str]]] = {}
        for id_, some in of.items():
            for member in some:
                for name, value in found.get(member, ()):
                    told.setdefault(id_, {}).setdefault(name, set()).add(value)
        return told

    def names_near(self, name: str) -> list[str]:
        """Names that `name` may have been meant for: one character differs, or one holds the
        other."""
        with self.reading() as connection:
            return near.names_near(connection, name)

    def wholes_of(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Id → names of what it is part of or located in, for those of `ids` that are."""
        with self.reading() as connection:
            return near.wholes_of(connection, ids)

    def resolve(self, id_: str) -> str:
        """The id of the node that `id_` is part of now; itself unless it is merged.

        An id that nobody states any more and that once was judged one with others means the node
        that those are part of now (`identity.former`).
        """
        return self._node_of(id_)[0]

    def standing(self, id_: str) -> Standing:
        """Whether a source states `id_`, or what became of it.

        `former`: nobody does, and it means a node that others are.  The id of a node that is
        stated under another of its ids only is `stated` as well.
        """
        node, groups = self._node_of(id_)
        with self.reading() as connection:
            if stated := read.kinds_of(connection, [id_, *members(groups).get(node, [node])]):
                return "stated" if id_ in stated or id_ == node else "former"
            return "gone" if read.ever_stated(connection, id_) else "unknown"

    def facts(self, id_: str) -> list[Fact]:
        """All that sources say of the node that `id_` is part of, all its members together."""
        with self.reading() as connection:
            return read.facts(connection, self._members(id_), self.model)

    def said_by(self, source_id: str) -> Iterator[Stated]:
        """All that the source says now, by subject, as it comes from the file."""
        with self.reading() as connection:
            yield from read.said_by(connection, source_id)

    def _members(self, id_: str) -> list[str]:
        """All ids of the node that `id_` is part of."""
        node, groups = self._node_of(id_)
        return members(groups).get(node, [node])

    def _node_of(self, id_: str) -> tuple[str, dict[str, str]]:
        """The node that `id_` is part of, and that of each merged id."""
        groups, former = self._identities()
        return _one(groups, former, id_), groups

    def _identities(self) -> tuple[dict[str, str], dict[str, str]]:
        """Of merged ids, and of those that nobody states any more: the node of each."""
        with self.reading() as connection:
            version = book.version(connection)
            if self._resolved[0] != version:
                groups = canonical(read.verdicts(connection, version))
                gone = former(
                    read.words(connection), groups, lambda ids: read.kinds_of(connection, ids)
                )
                self._resolved = version, (groups, gone)
        return self._resolved[1]


def _one(groups: Mapping[str, str], former: Mapping[str, str], id_: str) -> str:
    """The node that `id_` is part of, by the identities of the ledger."""
    return former.get(id_) or groups.get(id_, id_)
