"""The picture of a brief: what a thing is linked to, or what stands between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.queries import Parameter, find_query
from views.paper.material import Material
from views.parts.drawing import Drawing, Node, draw
from views.parts.network import Network, walk, with_links, without_loners
from views.parts.tree import Tree

MOST = 22  # others in a picture as wide as a page of paper


def around(material: Material, id_: str, language: str, most: int = MOST) -> Drawing:
    """A node with the `most` neighbours of which sources speak most, and what joins these."""
    kind = node_of(material, id_)
    neighbours = next(p for p in _query("neighbours") if p.name == "node")
    allowed = {c for k in neighbours.kinds for c in material.model.concrete(k)}
    if kind is None or kind.kind not in allowed:
        return draw((), (), material.model, language)
    rows = material.ask("neighbours", node=id_)
    first = set(list(dict.fromkeys(row.id for row in rows))[:most])
    network = walk([kind], [[row for row in rows if row.id in first]])
    return _drawn(material, network, language, id_)


def among(
    material: Material, starts: Sequence[str], others: Iterable[str], language: str
) -> Drawing:
    """The nodes `starts` and `others` and what joins them; without those that nothing joins.

    What is in a place below one of `starts` hangs on it by that place.
    """
    found = [node_of(material, i) for i in dict.fromkeys([*starts, *others])]
    nodes = tuple(node for node in found if node)[: MOST + len(starts)]
    ways = _below(material, starts, [node.id for node in nodes])
    nodes += tuple(node for i in ways if (node := node_of(material, i)))
    return _drawn(material, Network((nodes,), ()), language, starts[0])


def _below(material: Material, ends: Sequence[str], ids: Sequence[str]) -> list[str]:
    """The places by which `ids` are in those of `ends` that are places."""
    rows = material.ask("place-tree")
    if not {row.place_id for row in rows} & set(ends):
        return []
    tree = Tree((row.place_id, above) for row in rows for above in row.part_of_ids or [None])
    under = {place for end in ends for place in tree.below(end)} - set(ids)
    places = material.ask("places-of", ids="\n".join(sorted(ids)))
    return sorted({way for row in places for way in tree.above(row.place_id) & under})


def _drawn(material: Material, network: Network, language: str, focus: str) -> Drawing:
    ids = "\n".join(sorted(node.id for node in network.nodes))
    linked = with_links(network, material.ask("links-among", ids=ids) if ids else ())
    linked = without_loners(linked)
    steps = tuple(step for step in linked.steps if step)
    return draw(steps, linked.edges, material.model, language, focus)


def node_of(material: Material, id_: str) -> Node | None:
    """A node as a picture needs it; None if nothing says that it is."""
    folded = material.node(id_)
    if folded is None:
        return None
    name = str(folded.properties.get("name") or id_)
    return Node(id_, folded.kind, name, str(folded.properties["status"]))


def _query(name: str) -> Sequence[Parameter]:
    return find_query(name).parameters
