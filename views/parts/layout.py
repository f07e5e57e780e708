"""Where the nodes of a network stand.  Pure: the same network always looks the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

import networkx as nx

ASPECT = 1.7  # width by height, of the usual screen
SEED = 7
NEAR, FAR = 0.5, 0.8  # how far new nodes stand from the one that brought them, at first
APART = 0.17  # between the members of an open group
TURN = math.pi * (3 - math.sqrt(5))  # from one member to the next: they fill a disc evenly

Place = tuple[float, float]
Places = Mapping[str, Place]


@lru_cache(maxsize=64)
def positions(
    steps: tuple[tuple[str, ...], ...],
    pairs: tuple[tuple[str, str], ...],
    held: tuple[tuple[str, str, int, int], ...] = (),
    star: bool = False,
) -> dict[str, Place]:
    """Where each node stands: always the same for the same network, and for a longer way too.

    `held` are nodes that stand beside a group whose members they are: (node, group, number of the
    node in it, members).  As a `star` the first step stands around its first node, whatever else
    links it.
    """
    graph = nx.Graph()
    graph.add_nodes_from(node for step in steps for node in step)
    graph.add_edges_from(pairs)
    placed: dict[str, Place] = {}
    for step in filter(None, steps):
        if not placed:
            placed = _rings(step) if star else _first(graph.subgraph(step), step)
        else:
            placed |= _further(graph.subgraph([*placed, *step]), placed, step)
        for node, group, number, members in held:
            if group in placed and node not in placed:
                placed[node] = beside(placed[group], number, members)
    return {node: (round(x, 4), round(y, 4)) for node, (x, y) in placed.items()}


def beside(group: Place, number: int, members: int) -> Place:
    """Where the member `number` of an open group stands: in a disc that begins where its dot was
    and reaches outward.  Nothing else is looked at, so nothing moves when another group opens."""
    x, y = group[0] / ASPECT, group[1]
    away = math.hypot(x, y)
    out_x, out_y = (x / away, y / away) if away > 0.01 else (1.0, 0.0)
    wide = APART * math.sqrt(members)
    radius, angle = APART * math.sqrt(number + 0.5), TURN * number
    at_x = x + out_x * wide + radius * math.cos(angle)
    at_y = y + out_y * wide + radius * math.sin(angle)
    return round(at_x * ASPECT, 4), round(at_y, 4)


def _first(graph: nx.Graph, order: tuple[str, ...]) -> dict[str, Place]:
    if order and all(order[0] in pair for pair in graph.edges):
        return _rings(order)
    spread = nx.forceatlas2_layout(
        _sorted(graph), max_iter=300, strong_gravity=True, gravity=0.05, scaling_ratio=4, seed=SEED
    )
    across = _even({node: float(x) for node, (x, _) in spread.items()})
    upward = _even({node: float(y) for node, (_, y) in spread.items()})
    return {node: (across[node] * ASPECT, upward[node]) for node in spread}


def _even(axis: dict[str, float]) -> dict[str, float]:
    """One axis between -1 and 1, half as it is and half by rank: far ones come nearer, and where
    many crowd there is room for their names."""
    low, high = min(axis.values()), max(axis.values())
    ordered = sorted(axis, key=lambda node: (axis[node], node))
    rank = {node: 2 * i / max(1, len(axis) - 1) - 1 for i, node in enumerate(ordered)}
    wide = (high - low) or 1.0
    return {n: ((2 * (v - low) / wide - 1) + rank[n]) / 2 for n, v in axis.items()}


def _further(graph: nx.Graph, placed: dict[str, Place], new: tuple[str, ...]) -> dict[str, Place]:
    """Room for `new` around the nodes that they hang on; those that are `placed` stay."""
    begin = dict(placed)
    for i, node in enumerate(new):
        anchors = [placed[n] for n in graph[node] if n in placed] or [(0.0, 0.0)]
        x, y = (sum(axis) / len(anchors) for axis in zip(*anchors, strict=True))
        angle = 2 * math.pi * i / len(new)
        out = NEAR if i % 2 else FAR
        begin[node] = (x + out * ASPECT * math.cos(angle), y + out * math.sin(angle))
    spread = nx.spring_layout(
        _sorted(graph),
        k=2.6 / math.sqrt(len(graph)),
        pos=begin,
        fixed=sorted(placed),
        iterations=40,
        seed=SEED,
        method="force",
    )
    return {node: (float(spread[node][0]), float(spread[node][1])) for node in new}


def _sorted(graph: nx.Graph) -> nx.Graph:
    """The same graph in the order of names: the layout depends on it."""
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted(tuple(sorted(pair)) for pair in graph.edges))
    return ordered


def _rings(order: tuple[str, ...]) -> dict[str, Place]:
    """A star: its centre in the middle, the others on rings with room for their names."""
    centre, *others = order
    placed = {centre: (0.0, 0.0)}
    ring, start = 0, 0
    while start < len(others):
        ring += 1
        here = others[start : start + 10 * ring]
        for i, node in enumerate(here):
            angle = 2 * math.pi * (i + 0.5 * (ring % 2)) / len(here)
            placed[node] = (ring * ASPECT * math.cos(angle), ring * math.sin(angle))
        start += 10 * ring
    return placed
