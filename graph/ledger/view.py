"""The ledger as it stands at one version, in the order in which a projection reads it.

The database joins and sorts; rows stream, so that memory holds no more than one node or pair at a
time.  A view reads on a connection of its own, where its temporary tables live.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    case,
    func,
    or_,
    select,
)

from graph.ledger.database import insert_many, measure
from graph.ledger.database.columns import TEXT
from graph.ledger.identity import canonical, members
from graph.ledger.read import SOURCE_COLUMNS, verdicts
from graph.ledger.records import Joined, Said, SourceInfo
from graph.ledger.schema import at, changed, denial, source, standing_at, statement
from graph.ledger.statement import Statement

_CHUNK = 10_000
Pair = tuple[str, str]


class View:
    """The ledger at `version`.  `name` tells its temporary tables from another view's."""

    def __init__(self, connection: Connection, version: int, name: str) -> None:
        self.connection, self.version, self.name = connection, version, name
        self._tables = 0
        found = connection.execute(select(*SOURCE_COLUMNS).where(at(source, version)))
        self.sources = {row.id: SourceInfo._make(row) for row in found}
        self.ranks = {s.id: s.rank for s in self.sources.values()}
        self.canonical = canonical(verdicts(connection, version))
        self.members = members(self.canonical)
        self._merged = self.table("merged", Column("id", TEXT, index=True), Column("node", TEXT))
        self.fill(self._merged, self.canonical.items())

    def node_of(self, id_: str) -> str:
        """The id of the node that `id_` is part of at this version."""
        return self.canonical.get(id_, id_)

    def ids_of(self, node: str) -> list[str]:
        """All ids that are part of `node`; none if it is itself part of another."""
        if node in self.members:
            return self.members[node]
        return [] if node in self.canonical else [node]

    # Streams

    def nodes(
        self, of: Collection[str] | None = None, predicate: str = ""
    ) -> Iterator[tuple[str, list[Said]]]:
        """Each node's id with what is said of it alone, by id.

        Of the nodes `of`, or of all; only what has the `predicate`, if one is given.
        """
        if of is not None and not of:
            return
        s = statement.c
        said = (s.source, s.predicate, s.value, s.status, s.since, s.until)
        if of is None:
            node, joined = self._resolved(s.subject)
            query = select(node, *said).select_from(joined)
        else:
            scoped = ((i, n) for n in of for i in self.ids_of(n))
            scope = self._scope("nodes", ("id", "node"), scoped)
            node = scope.c.node
            query = select(node, *said).join_from(scope, statement, s.subject == scope.c.id)
        if predicate:
            query = query.where(s.predicate == predicate)
        rows = self._stream(query.where(s.object.is_(None)).order_by(node))
        for id_, group in groupby(rows, itemgetter(0)):
            yield id_, [Said._make(row[1:]) for row in group]

    def pairs(self, of: Collection[Pair] | None = None) -> Iterator[tuple[Pair, list[Joined]]]:
        """Each pair of nodes, smaller id first, with all that relates the two, by pair.

        Of the pairs `of`, or of all.
        """
        if of is not None and not of:
            return
        if of is None:
            start, end, joined = self._ends()
            query = self._joined(start, end).select_from(joined)
            low, high = _sorted(start, end)
        else:
            t = self._scope("pairs", ("a", "b", "start", "end"), self._raw_pairs(of)).c
            query = self._joined(t.start, t.end).join_from(
                t.a.table, statement, (statement.c.subject == t.a) & (statement.c.object == t.b)
            )
            low, high = _sorted(t.start, t.end)
        query = query.add_columns(low.label("low"), high.label("high"))
        query = query.where(low != high).order_by(low, high)
        for pair, group in groupby(self._stream(query), itemgetter(10, 11)):
            yield pair, [Joined._make(row[:10]) for row in group]

    def parties(
        self, types: Iterable[str], of: Collection[str] | None = None
    ) -> Iterator[tuple[str, list[Joined]]]:
        """Each node that ends relationships of `types`, with those statements, by id.

        Of the nodes `of`, or of all.
        """
        if of is not None and not of:
            return
        start, end, joined = self._ends()
        query = self._joined(start, end)
        if of is not None:
            scope = self._scope("groups", ("id",), ((i,) for n in of for i in self.ids_of(n)))
            joined = joined.join(scope, scope.c.id == statement.c.object)
        query = query.select_from(joined).where(statement.c.predicate.in_(list(types)))
        rows = self._stream(query.where(start != end).order_by(end))
        for id_, group in groupby(rows, itemgetter(3)):
            yield id_, [Joined._make(row) for row in group]

    def met_at(self, types: Iterable[str], nodes: Collection[str]) -> set[str]:
        """The nodes to which any of `nodes` has a relationship of `types`."""
        if not nodes:
            return set()
        s = statement.c
        scope = self._scope("guests", ("id",), ((i,) for n in nodes for i in self.ids_of(n)))
        query = (
            select(s.object)
            .distinct()
            .join_from(scope, statement, s.subject == scope.c.id)
            .where(s.predicate.in_(list(types)), s.object.is_not(None))
        )
        return {self.node_of(row[0]) for row in self._stream(query)}

    def stated(self) -> Iterator[Any]:
        """Every statement whole, under the ids that its source uses, in the order of the ledger:
        the fields of `graph.ledger.statement.Statement`, places as lines."""
        columns = (statement.c[name] for name in Statement._fields)
        return self._stream(select(*columns).order_by(statement.c.number))

    def _joined(self, start: ColumnElement[str], end: ColumnElement[str]) -> Select[Any]:
        s = statement.c
        return select(
            s.source, start, s.predicate, end, s.qualifier, s.status, s.since, s.until, s.basis,
            s.detail,
        )  # fmt: skip

    def _resolved(self, column: ColumnElement[str]) -> tuple[ColumnElement[str], Any]:
        if not self.canonical:
            return column, statement
        m = self._merged.alias()
        return func.coalesce(m.c.node, column), statement.outerjoin(m, m.c.id == column)

    def _ends(self) -> tuple[ColumnElement[str], ColumnElement[str], Any]:
        s = statement.c
        if not self.canonical:
            return s.subject, s.object, statement
        a, b = self._merged.alias(), self._merged.alias()
        return (
            func.coalesce(a.c.node, s.subject),
            func.coalesce(b.c.node, s.object),
            statement.outerjoin(a, a.c.id == s.subject).outerjoin(b, b.c.id == s.object),
        )

    def _raw_pairs(self, of: Collection[Pair]) -> Iterator[tuple[str, str, str, str]]:
        for one, other in of:
            for a in self.ids_of(one):
                for b in self.ids_of(other):
                    yield a, b, one, other
                    yield b, a, other, one

    def _stream(self, query: Select[Any]) -> Iterator[Any]:
        return iter(
            self.connection.execute(
                query.where(
                    at(statement, self.version), standing_at(self.version)
                ).execution_options(yield_per=_CHUNK)
            )
        )

    # Temporary tables

    def table(self, name: str, *columns: Column[Any]) -> Table:
        """An empty temporary table; it lasts as long as the connection."""
        self._tables += 1  # a new name each time: a table that is being read cannot be dropped
        made = Table(
            f"{self.name}_{name}_{self._tables}", MetaData(), *columns, prefixes=["TEMPORARY"]
        )
        made.create(self.connection)
        return made

    def _scope(self, name: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Table:
        """A temporary table from which a query starts: it has no index, so that none lures the
        planner into going through all statements."""
        table = self.table(name, *(Column(column, TEXT) for column in columns))
        self.fill(table, rows)
        return table

    def fill(self, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
        """Inserts `rows` into a temporary table."""
        rows = iter(rows)
        while chunk := list(islice(rows, _CHUNK)):
            insert_many(self.connection, table, table.c.keys(), chunk)
        measure(self.connection, table)


def _sorted(
    a: ColumnElement[str], b: ColumnElement[str]
) -> tuple[ColumnElement[str], ColumnElement[str]]:
    return case((a < b, a), else_=b), case((a < b, b), else_=a)


def changed_nodes(connection: Connection, after: int, until: int) -> set[str]:
    """Ids of which something about them alone began or ended in the versions (after, until]."""
    found: set[str] = set()
    for table in (statement, denial):
        t = table.c
        query = select(t.subject).where(changed(table, after, until), t.object.is_(None))
        found.update(connection.scalars(query.distinct()))
    return found


def changed_links(connection: Connection, after: int, until: int) -> Iterator[tuple[str, str, str]]:
    """(subject, type, object) of relationships stated or ended in the versions (after, until]."""
    for table in (statement, denial):
        t = table.c
        query = select(t.subject, t.predicate, t.object).where(
            changed(table, after, until), t.object.is_not(None)
        )
        yield from map(tuple, connection.execute(query))


def links_at(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(subject, type, object) of all relationships ever stated at any of `ids`."""
    s = statement.c
    wanted = sorted(ids)
    for i in range(0, len(wanted), _CHUNK):
        portion = wanted[i : i + _CHUNK]
        here = or_(s.subject.in_(portion), s.object.in_(portion))
        query = select(s.subject, s.predicate, s.object).where(here, s.object.is_not(None))
        yield from map(tuple, connection.execute(query.distinct()))


def ever_said_by(connection: Connection, source_id: str) -> Iterator[tuple[str, str, str | None]]:
    """(subject, predicate, object) of all that the source ever said."""
    s = statement.c
    query = select(s.subject, s.predicate, s.object).where(s.source == source_id)
    yield from map(tuple, connection.execute(query))
