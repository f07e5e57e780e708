"""The difference between the graph at two versions of the ledger, as batches to be written.

Only what was touched in between is folded, once as it was and once as it is.  The batches and
their order follow from the ledger and the two versions alone, so that a projection that was broken
off finds the same ones again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Integer, select

from graph.batches import Batches
from graph.fold import Fold, LinkKey, Node
from graph.ledger.database.columns import TEXT
from graph.ledger.records import Joined, SourceInfo
from graph.ledger.view import (
    Pair,
    View,
    changed_links,
    changed_nodes,
    ever_said_by,
    links_at,
)
from graph.model import Model
from graph.partners import PARTIES, PARTNER, Group, Meeting, group, meetings, partner
from graph.store import Batch

K = TypeVar("K", str, Pair)
A = TypeVar("A")
B = TypeVar("B")
Links = dict[LinkKey, dict[str, Any]]
PARTY_TYPES = sorted({t for types in PARTIES.values() for t in types})


class Side:
    """The graph at one of the two versions, as far as it is looked at."""

    def __init__(self, view: View, model: Model) -> None:
        self.view, self.fold = view, Fold(model, view.ranks)
        self.kinds: dict[str, str] = {}
        self.groups: dict[str, Group] = {}
        self._bases = {k.name: k.base for k in model.kinds.values()}

    def nodes(self, of: Collection[str] | None) -> Iterator[tuple[str, Node]]:
        """The nodes `of`, or all, by id; remembers their kinds and which of them are groups."""
        if not self.view.version:
            return
        for id_, said in self.view.nodes(of):
            if node := self.fold.node(id_, said, self.view.members.get(id_, ())):
                self.kinds[id_] = node.kind
                if meet := group(self._bases[node.kind], node.properties):
                    self.groups[id_] = meet
                yield id_, node

    def know(self, ids: Iterable[str]) -> None:
        """Remembers the kinds of `ids`."""
        unknown = set(ids) - self.kinds.keys()
        if unknown and self.view.version:
            for id_, said in self.view.nodes(unknown, "kind"):
                if kind := self.fold.kind(said):
                    self.kinds[id_] = kind

    def base(self, id_: str) -> str:
        """The base label of a node whose kind is known."""
        return self._bases[self.kinds[id_]]

    def meetings(self, at: set[str] | None) -> Iterator[Meeting]:
        """The meetings at the groups `at`, or at all that were read by `nodes`."""
        if not self.view.version:
            return
        if at is not None:
            for _ in self.nodes(at - self.kinds.keys()):
                pass  # read for their kinds and years
        for id_, joined in self.view.parties(PARTY_TYPES, at):
            if meet := self.groups.get(id_):
                if at is not None:
                    self.know(j.start for j in joined)
                yield from meetings(id_, meet, joined, self.kinds, self.fold)

    def links(self, of: set[Pair] | None, at: set[str] | None) -> Iterator[tuple[Pair, Links]]:
        """The relationships of the pairs `of`, or of all, by pair; `at`: where they may meet."""
        if not self.view.version:
            return
        table = self.view.table("meeting", *_meeting_columns())
        met = (m for m in self.meetings(at) if of is None or (m.low, m.high) in of)
        self.view.fill(table, ((*m[:-1], "\n".join(m.sources)) for m in met))
        found = self.view.connection.execute(
            select(table).order_by(*table.c).execution_options(yield_per=5_000)
        )
        met_by_pair = (
            (pair, [Meeting._make((*row[:-1], tuple(row[-1].split("\n")))) for row in rows])
            for pair, rows in groupby(found, itemgetter(0, 1))
        )
        for pair, joined, met_here in together(self.view.pairs(of), met_by_pair):
            if pair[0] in self.kinds and pair[1] in self.kinds:
                yield pair, self._between(pair, joined or [], met_here or [])

    def _between(self, pair: Pair, joined: list[Joined], met: list[Meeting]) -> Links:
        links = self.fold.links(joined)
        if properties := partner(joined, met, self.fold):
            links[pair[0], PARTNER, pair[1], ""] = properties
        return links


def changes(connection: Connection, model: Model, before: int, after: int) -> Iterator[Batch]:
    """The batches that lead from the graph at version `before` (0: nothing) to that at `after`."""
    old = Side(View(connection, before, "old"), model)
    new = Side(View(connection, after, "new"), model)
    yield from _sources(old.view.sources, new.view.sources)
    batches = Batches(model)
    if not before:
        for _, node in new.nodes(None):
            yield from batches.create_node(node)
        yield from batches.flush()
        for _, links in new.links(None, None):
            for key, properties in links.items():
                yield from batches.create_link(key, properties, new.base)
        yield from batches.flush()
        return

    touched = Touched(connection, old, new)
    rebuilt: set[str] = set()  # nodes that come or go, also where they only change their labels
    for id_, was, is_ in together(old.nodes(touched.nodes), new.nodes(touched.nodes)):
        if was is None or is_ is None or was.kind != is_.kind:
            rebuilt.add(id_)
        yield from batches.node(was, is_)
    yield from batches.flush()

    pairs, at = touched.pairs(rebuilt)
    for side in (old, new):
        side.know(id_ for pair in pairs for id_ in pair)
    for _, links_before, links_after in together(old.links(pairs, at), new.links(pairs, at)):
        was_linked, linked = links_before or {}, links_after or {}
        for key in sorted(was_linked.keys() | linked.keys()):
            detached = key[0] in rebuilt or key[2] in rebuilt
            if not detached and was_linked.get(key) == linked.get(key):
                continue
            if key in was_linked and not detached:
                yield from batches.delete_link(key, old.base)
            if key in linked:
                yield from batches.create_link(key, linked[key], new.base)
    yield from batches.flush()


class Touched:
    """What may differ between the two sides."""

    def __init__(self, connection: Connection, old: Side, new: Side) -> None:
        self.connection, self.old, self.new = connection, old, new
        before, after = old.view, new.view
        self._moved = {
            id_
            for id_ in before.canonical.keys() | after.canonical.keys()
            if before.node_of(id_) != after.node_of(id_)
        }
        ids = self._moved | changed_nodes(connection, before.version, after.version)
        self._links = set(changed_links(connection, before.version, after.version))
        for source in before.ranks.keys() & after.ranks.keys():
            if before.ranks[source] != after.ranks[source]:
                for subject, predicate, object_ in ever_said_by(connection, source):
                    if object_ is None:
                        ids.add(subject)
                    else:
                        self._links.add((subject, predicate, object_))
        self.nodes = {view.node_of(id_) for id_ in ids for view in (before, after)}

    def pairs(self, rebuilt: set[str]) -> tuple[set[Pair], set[str]]:
        """The pairs whose relationships may differ, and all groups at which any of them may meet.

        To be asked after the nodes were read; `rebuilt` are those that came or went.
        """
        views = (self.old.view, self.new.view)
        ids = self._moved | {i for n in rebuilt for view in views for i in view.ids_of(n)}
        self._links.update(links_at(self.connection, ids))
        groups = self.nodes & (self.old.groups.keys() | self.new.groups.keys())
        pairs: set[Pair] = set()
        for subject, type_, object_ in self._links:
            for view in views:
                a, b = view.node_of(subject), view.node_of(object_)
                if a != b:
                    pairs.add((a, b) if a < b else (b, a))
                if type_ in PARTY_TYPES:
                    groups.add(b)
        for side in (self.old, self.new):
            pairs.update((m.low, m.high) for m in side.meetings(groups))
        guests = {id_ for pair in pairs for id_ in pair}
        return pairs, groups.union(*(view.met_at(PARTY_TYPES, guests) for view in views))


def _sources(old: dict[str, SourceInfo], new: dict[str, SourceInfo]) -> Iterator[Batch]:
    """Sources are nodes too, so that a query can ask who says what."""
    was, is_ = ({s.id: _source(s) for s in side.values()} for side in (old, new))
    gone, come = sorted(was.keys() - is_.keys()), sorted(is_.keys() - was.keys())
    other = [i for i in sorted(is_.keys() & was.keys()) if is_[i] != was[i]]
    if gone:
        yield Batch("delete_nodes", [{"id": i} for i in gone], ("Source",))
    if come:
        yield Batch("create_nodes", [is_[i] for i in come], ("Source",))
    if other:
        yield Batch("set_nodes", [is_[i] for i in other], ("Source",))


def _source(info: SourceInfo) -> dict[str, Any]:
    row = {
        "id": info.id,
        "kind": "Source",
        "name": info.title,
        "publisher": info.publisher,
        "date": info.date,
        "licence": info.licence,
        "rank": info.rank,
        "url": info.url,
    }
    return {name: value for name, value in row.items() if value != ""}


def together(
    left: Iterator[tuple[K, A]], right: Iterator[tuple[K, B]]
) -> Iterator[tuple[K, A | None, B | None]]:
    """Two streams in the order of their keys as one, with None where one of them lacks a key."""
    a, b = next(left, None), next(right, None)
    while a or b:
        if b is None or (a is not None and a[0] < b[0]):
            assert a is not None
            yield a[0], a[1], None
            a = next(left, None)
        elif a is None or b[0] < a[0]:
            yield b[0], None, b[1]
            b = next(right, None)
        else:
            yield a[0], a[1], b[1]
            a, b = next(left, None), next(right, None)


def _meeting_columns() -> list[Column[Any]]:
    texts = ("low", "high", "at", "form", "status")
    return [
        *(Column(name, TEXT) for name in texts),
        Column("first", Integer),
        Column("last", Integer),
        Column("sources", TEXT),
    ]
