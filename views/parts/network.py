"""Which nodes and relationships Explore draws, from the way that a reader has gone.

The way is a list of nodes: each adds its neighbours to the picture, the last is the one that the
card describes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from views.parts.drawing import Edge, Node, is_planned

FIRST = 70  # neighbours that the first node of a way may bring
FURTHER = 30  # and each one after it
LONGEST_WAY = 8  # nodes
MOST = 150  # nodes in a picture
SPARING = (FIRST, FURTHER, MOST)
ROOMY = (1_000, 1_000, 1_000)  # where groups stand for them


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see; what is empty leaves nothing out.

    With `first` or `last` a relationship stays that has a year and runs, as far as is stated,
    between them; `inside` are the ids of what is in a place.
    """

    kinds: frozenset[str] = frozenset()
    partners_only: bool = False
    progress: str = ""  # `so` or `planned`
    types: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None
    inside: frozenset[str] | None = None
    hidden: frozenset[str] = frozenset()

    @property
    def of_links(self) -> bool:
        """Whether it says which relationships are wanted."""
        years = self.first is not None or self.last is not None
        return bool(self.partners_only or self.progress or self.types or self.sources or years)

    def keeps_node(self, id_: str, kind: str) -> bool:
        """Whether a node is wanted."""
        if id_ in self.hidden or (self.inside is not None and id_ not in self.inside):
            return False
        return not self.kinds or kind in self.kinds

    def keeps_edge(self, edge: Edge) -> bool:
        """Whether a relationship is wanted."""
        if self.partners_only and edge.type != "PARTNER_OF":
            return False
        if self.types and edge.type not in self.types:
            return False
        if self.sources and self.sources.isdisjoint(edge.sources):
            return False
        if not self._in_time(edge):
            return False
        return not self.progress or is_planned(edge.statuses) == (self.progress == "planned")

    def _in_time(self, edge: Edge) -> bool:
        if self.first is None and self.last is None:
            return True
        if edge.since is None and edge.until is None:
            return False
        begun = self.last is None or edge.since is None or edge.since <= self.last
        return begun and (self.first is None or edge.until is None or edge.until >= self.first)


ALL = Filter()


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn: `steps` are the nodes that each node of the way brought, in order."""

    steps: tuple[tuple[Node, ...], ...]
    edges: tuple[Edge, ...]
    left_out: tuple[Node, ...] = ()  # neighbours that found no room

    @property
    def left(self) -> int:
        """How many neighbours found no room."""
        return len(self.left_out)

    @property
    def nodes(self) -> list[Node]:
        """All nodes, in the order in which they came."""
        return [node for step in self.steps for node in step]


def walk(
    starts: Sequence[Node],
    neighbourhoods: Sequence[Sequence[Any]],
    wanted: Filter = ALL,
    room: tuple[int, int, int] = SPARING,
) -> Network:
    """The network of a way over `starts`, each with the rows of its neighbours.

    Rows are those of the query `neighbours`; who is most spoken of comes first.  What is not
    `wanted` is left out; nodes of the way itself always stay.  There is `room` for so many of the
    first, of each further one, and of all.
    """
    steps: list[tuple[Node, ...]] = []
    edges: dict[tuple[str, str, str], Edge] = {}
    known: set[str] = set()
    way = {node.id for node in starts}
    left: dict[str, Node] = {}
    for number, (start, rows) in enumerate(zip(starts, neighbourhoods, strict=True)):
        free = min(room[1] if number else room[0], room[2] - len(known))
        brought = [] if start.id in known else [start]
        known.add(start.id)
        for row in rows:
            edge = edge_of(row)
            if not wanted.keeps_edge(edge):
                continue
            if row.id not in way and not wanted.keeps_node(row.id, row.kind):
                continue
            if row.id not in known:
                node = Node(row.id, row.kind, row.name, row.status or "actual")
                if len(brought) > free:
                    left[row.id] = node
                    continue
                known.add(row.id)
                brought.append(node)
            edges[edge.start, edge.type, edge.end] = edge
        steps.append(tuple(brought))
    out = tuple(node for node in left.values() if node.id not in known)
    return Network(tuple(steps), tuple(edges.values()), out)


def with_links(network: Network, rows: Iterable[Any], wanted: Filter = ALL) -> Network:
    """The same with the relationships in `rows` that run between its nodes and are `wanted`."""
    known = {node.id for node in network.nodes}
    edges = {(e.start, e.type, e.end): e for e in network.edges}
    for row in rows:
        edge = edge_of(row)
        inside = edge.start in known and edge.end in known
        if inside and wanted.keeps_edge(edge):
            edges.setdefault((edge.start, edge.type, edge.end), edge)
    return replace(network, edges=tuple(edges.values()))


def further(way: Sequence[str], node: str) -> list[str]:
    """The way that leads over `way` to `node`: not twice over it, and not endless."""
    return [*(i for i in way if i != node), node][-LONGEST_WAY:]


def without_loners(network: Network) -> Network:
    """The same without the nodes that nothing in it is linked to: these are left out then."""
    met = {end for edge in network.edges for end in (edge.start, edge.end)}
    steps = tuple(tuple(n for n in step if n.id in met) for step in network.steps)
    lone = tuple(node for node in network.nodes if node.id not in met)
    return replace(network, steps=steps, left_out=(*lone, *network.left_out))


def edge_of(row: Any) -> Edge:
    """A row of a table as an edge."""
    return Edge(
        row.source_node_id,
        row.relationship,
        row.target_node_id,
        tuple(row.statuses),
        tuple(row.forms),
        tuple(row.sources),
        row.since,
        row.until,
    )
