"""What the engines do badly or not at all: all shortest paths, and positions, in memory.

A network is read once for each version of the graph and kept while the process runs.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from graph.errors import UserError
from graph.model import load_model
from graph.store import Result, Store

# What joins two for a path: not that they stand in one place or industry, or on one list.
PATHS = (
    "PARTNER_OF", "AFFILIATED_WITH", "TENANT_OF", "INVESTS_IN", "FUNDS", "LENDS_TO", "MANAGES",
    "BUILT_BY", "SUCCEEDS", "WORKS_AT", "ORIGIN", "HOST",
)  # fmt: skip
PAGE = 2_000  # nodes whose properties or relationships are read at a time
KEPT = 4  # networks
SEED = 7
DENSE = 499  # nodes that are laid out by forces: above, networkx needs scipy

_kept: dict[tuple[Any, ...], nx.Graph] = {}


def network(store: Store, relationships: Collection[str] = ("PARTNER_OF",)) -> nx.Graph:
    """The undirected network of the relationships of these types.

    Nodes are ids with `name` and `kind`; an edge has `types`, the types that join the pair, and
    `n`, how many statements or cooperations stand behind them.
    """
    stamp = store.stamp()
    key = (store.engine.address, stamp, tuple(sorted(relationships)))
    if stamp is None:  # nothing tells one state of such a graph from the next
        return _read(store, sorted(relationships))
    if key not in _kept:
        while len(_kept) >= KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = _read(store, sorted(relationships))
    return _kept[key]


def _read(store: Store, relationships: Sequence[str]) -> nx.Graph:
    graph = nx.Graph()
    for type_ in relationships:
        text = (
            f"MATCH (a)-[r:{type_}]->(b) RETURN a.id AS a, a.name, a.kind, b.id AS b, b.name, "
            "b.kind, coalesce(r.n, 1) AS n ORDER BY a, b"
        )
        for a, a_name, a_kind, b, b_name, b_kind, n in store.read(text, timeout=300.0).rows:
            graph.add_node(a, name=a_name, kind=a_kind)
            graph.add_node(b, name=b_name, kind=b_kind)
            if graph.has_edge(a, b):
                graph[a][b]["n"] += n
                graph[a][b]["types"] = sorted({*graph[a][b]["types"], type_})
            else:
                graph.add_edge(a, b, types=[type_], n=n)
    return graph


def by_label(store: Store, ids: Collection[str]) -> dict[str, list[str]]:
    """Those of `ids` that something has, in order, by the label that carries its id.

    An engine looks an id up fast under one label, and slowly under a choice of many.
    """
    found: dict[str, list[str]] = {}
    left = set(ids)
    for label in load_model().bases:
        text = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id"
        pages = read_pages(store, text, {label: sorted(left)})
        if here := sorted(row[0] for rows in pages for row in rows):
            found[label] = here
            left -= set(here)
    return found


def read_pages(
    store: Store, text: str, ids: Mapping[str, Sequence[str]]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of `text` for `$ids`, a page of the ids of one label at a time.

    `{label}` in it stands for that label.
    """
    for label, here in ids.items():
        for start in range(0, len(here), PAGE):
            page = list(here[start : start + PAGE])
            yield store.read(text.format(label=label), {"ids": page}, timeout=300.0).rows


def shortest_paths(store: Store, a: str, b: str, most: int = 100) -> Result:
    """All shortest paths between the nodes `a` and `b`, at most `most` of them.

    The columns are `path` (a number), `step`, and those of the query path-between.  No row if no
    path joins the two.  Raises `UserError` for an id that nothing has.
    """
    columns = ["path", "step", "source_node", "relationship", "target_node",
               "source_node_id", "target_node_id"]  # fmt: skip
    graph = network(store, PATHS)
    known = {id_ for here in by_label(store, (a, b)).values() for id_ in here}
    if missing := [id_ for id_ in (a, b) if id_ not in known]:
        raise UserError(f"Nothing has the id {missing[0]}; find ids with triplehelix query names")
    if a == b or a not in graph or b not in graph or not nx.has_path(graph, a, b):
        return Result(columns, [])
    found = list(islice(nx.all_shortest_paths(graph, a, b), most + 1))
    rows = []
    for number, path in enumerate(sorted(found[:most]), 1):
        for step, (x, y) in enumerate(pairwise(path), 1):
            names = (graph.nodes[x]["name"], graph[x][y]["types"], graph.nodes[y]["name"])
            rows.append((number, step, *names, x, y))
    return Result(columns, rows, truncated=len(found) > most)


def positions(graph: nx.Graph, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """Where each node of `graph` stands, always the same for the same graph.

    Nodes that belong together are laid out together and the groups then beside each other, so
    that ten thousand nodes take seconds; the whole is about as wide as the square root of their
    number.
    """
    ids = sorted(graph)
    number = {id_: i for i, id_ in enumerate(ids)}
    plain = nx.Graph()  # numbers: their order is the same in every process
    plain.add_nodes_from(range(len(ids)))
    plain.add_edges_from(sorted({tuple(sorted((number[a], number[b]))) for a, b in graph.edges()}))
    placed = _together(plain, seed)
    return {id_: (round(x, 4), round(y, 4)) for id_, i in number.items() for x, y in [placed[i]]}


def _together(graph: nx.Graph, seed: int) -> dict[int, tuple[float, float]]:
    if len(graph) <= DENSE:
        return _spread(graph, math.sqrt(len(graph)), seed)
    groups = [sorted(g) for g in nx.community.louvain_communities(graph, seed=seed)]
    groups.sort(key=lambda g: (-len(g), g[0]))
    if len(groups) == 1:
        return _spread(graph, math.sqrt(len(graph)), seed)
    group_of = {i: k for k, group in enumerate(groups) for i in group}
    between = nx.Graph()
    between.add_nodes_from(range(len(groups)))
    between.add_edges_from(
        (group_of[a], group_of[b]) for a, b in graph.edges() if group_of[a] != group_of[b]
    )
    centres = _spread(between, 1.6 * math.sqrt(len(graph)), seed)
    placed = {}
    for k, group in enumerate(groups):
        for i, (x, y) in _together(graph.subgraph(group), seed).items():
            placed[i] = (centres[k][0] + x, centres[k][1] + y)
    return placed


def _spread(graph: nx.Graph, radius: float, seed: int) -> dict[int, tuple[float, float]]:
    if len(graph) == 1:
        return {next(iter(graph)): (0.0, 0.0)}
    if len(graph) > DENSE:  # a disc, the best connected in its middle
        order = sorted(graph, key=lambda i: (-graph.degree(i), i))
        step = radius / math.sqrt(len(order))
        turn = math.pi * (3 - math.sqrt(5))
        return {
            i: (step * math.sqrt(k) * math.cos(k * turn), step * math.sqrt(k) * math.sin(k * turn))
            for k, i in enumerate(order)
        }
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges()))
    spread = nx.spring_layout(ordered, scale=radius, iterations=60, seed=seed, method="force")
    return {i: (float(x), float(y)) for i, (x, y) in spread.items()}
