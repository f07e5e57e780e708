"""Neighbours put together in groups, where there are too many to be drawn one by one.  Pure.

A group is a dot of its own that stands for its members; their relationships add up at it.  Where
it stands depends on nothing that is open or closed, so that nothing jumps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from views.parts.drawing import Edge, Node
from views.parts.layout import Place, beside, positions
from views.parts.network import Network

NONE, KIND, PLACE = "none", "kind", "place"
BY = (NONE, KIND, PLACE)
FEWEST = 3  # members: fewer stand alone
MOST = 60  # members of an open group that are drawn
MARK = "group:"  # before the key of a group, where ids of nodes are expected
SEVERAL, NOWHERE = "several", "nowhere"  # places


class Group(NamedTuple):
    """Those that one node of the way brought, and that are of one sort.

    `key` is how the address names it: the sort, and the node that brought it.
    """

    key: str
    name: str
    kind: str  # whose colour it has
    members: tuple[Node, ...]

    @property
    def id(self) -> str:
        """The id of its dot."""
        return MARK + self.key


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is drawn in place of a network, where it stands, and all groups that there are."""

    network: Network
    places: Mapping[str, Place]
    groups: tuple[Group, ...]


def grouped(
    network: Network,
    way: Sequence[str],
    sort: Callable[[Node], str],
    named: Callable[[str], tuple[str, str]],
    opened: Collection[str],
    by: str = KIND,
) -> Grouped:
    """`network` with groups in place of those that are of one `sort` (empty: of none).

    `named` gives the name of a sort and the kind whose colour it has; `by` is what is sorted by.
    Of the groups that are `opened` the members are drawn.  The nodes of the `way` always are.
    """
    owners = [*way, ""]
    groups: list[Group] = []
    group_of: dict[str, Group] = {}
    for number, step in enumerate(network.steps):
        for group in _groups(step, owners[number], sort, named):
            groups.append(group)
            group_of |= {node.id: group for node in group.members}
    drawn: list[tuple[Node, ...]] = []
    dot_of: dict[str, str] = {}  # node -> the dot that shows it
    left = list(network.left_out)
    for step in network.steps:
        nodes: dict[str, Node] = {}
        for node in step:
            group_ = group_of.get(node.id)
            if group_ is None or node.id in way:
                nodes[node.id] = node
            elif group_.key not in opened:
                rest = sum(member.id not in way for member in group_.members)
                nodes[group_.id] = Node(group_.id, group_.kind, group_.name, members=rest, by=by)
            elif group_.members.index(node) < MOST:
                nodes[node.id] = node
            else:
                left.append(node)
                continue
            dot_of[node.id] = node.id if node.id in nodes else group_.id if group_ else ""
        drawn.append(tuple(nodes.values()))
    shown = Network(tuple(drawn), tuple(_moved(network.edges, dot_of)), tuple(left))
    return Grouped(shown, _places(network, way, group_of), tuple(groups))


def _groups(
    step: Iterable[Node],
    owner: str,
    sort: Callable[[Node], str],
    named: Callable[[str], tuple[str, str]],
) -> list[Group]:
    sorted_: dict[str, list[Node]] = {}
    for node in step:
        if node.id != owner and (what := sort(node)):
            sorted_.setdefault(what, []).append(node)
    key = f"@{owner}" if owner else ""
    return [
        Group(what + key, *named(what), tuple(members))
        for what, members in sorted_.items()
        if len(members) >= FEWEST
    ]


def _moved(edges: Iterable[Edge], dot_of: Mapping[str, str]) -> Iterable[Edge]:
    """The relationships between dots; none within a group, none of what is not drawn."""
    for edge in edges:
        start, end = dot_of.get(edge.start), dot_of.get(edge.end)
        if start and end and start != end:
            yield edge._replace(start=start, end=end)


def _places(
    network: Network, way: Sequence[str], group_of: Mapping[str, Group]
) -> dict[str, Place]:
    """Where all stand: the groups as if closed, and beside each of them its members."""
    steps = tuple(_groups_first(step, way, group_of) for step in network.steps)
    closed = {node: group.id for node, group in group_of.items() if node not in way}
    every = {node.id: closed.get(node.id, node.id) for node in network.nodes}
    pairs = {tuple(sorted((e.start, e.end))) for e in _moved(network.edges, every)}
    number_of = {
        member.id: (group.id, number, len(group.members))
        for group in dict.fromkeys(group_of.values())
        for number, member in enumerate(group.members)
    }
    held = tuple((node, *number_of[node]) for node in way if node in number_of)
    placed = positions(steps, tuple(sorted((a, b) for a, b in pairs)), held, star=bool(way))
    beside_ = {node: beside(placed[group], *rest) for node, (group, *rest) in number_of.items()}
    return {**placed, **beside_}


def _groups_first(
    step: Iterable[Node], way: Sequence[str], group_of: Mapping[str, Group]
) -> tuple[str, ...]:
    """What stands for a step: nodes of the way, then groups (near by so), then the others."""
    dots = dict.fromkeys(group_of[n.id].id if n.id in group_of else n.id for n in step)
    return tuple(sorted(dots, key=lambda dot: (dot not in way, not dot.startswith(MARK))))


def by_place(
    nodes: Iterable[Node],
    stated: Mapping[str, Collection[str]],
    city_of: Mapping[str, str],
    county_of: Mapping[str, str],
) -> dict[str, str]:
    """For each node the place that it is counted for: its city, `SEVERAL` cities or `NOWHERE`.

    `stated` are the places where it is said to be.  Where one city has more than half of all, its
    own are told apart by county.
    """
    units = {node.id: {city_of.get(p, p) for p in stated.get(node.id, ())} for node in nodes}
    count = Counter(next(iter(some)) for some in units.values() if len(some) == 1)
    largest, most = max(count.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    found = {}
    for node, some in units.items():
        if some == {largest} and 2 * most > len(units):
            some = {county_of.get(p, p) for p in stated[node]}
        found[node] = NOWHERE if not some else SEVERAL if len(some) > 1 else next(iter(some))
    return found
