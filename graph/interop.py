"""What a query answers, as the objects of other libraries: py2neo, networkx, igraph, pandas.

For people who come from py2neo: `Graph` has the calls that such a script uses.

```python
from graph.interop import Graph
subgraph = Graph().run("MATCH p = (:Actor)-[:PARTNER_OF]-(:Actor) RETURN p").to_subgraph()
```

py2neo and igraph are optional extras and imported only where they are asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import networkx as nx
import pandas as pd

from graph import queries
from graph.engine import open_engine
from graph.errors import UserError
from graph.exports import Request
from graph.exports.request import ids_from, ids_of
from graph.model import Entity, Link, Model, load_model
from graph.settings import db_address
from graph.store import Result, Store

_NODE = {"labels", "properties"}
_LINK = {"type", "start", "end", "properties"}


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and relationships, each once, in a fixed order: two that hold the same are equal.

    A node is `{"labels", "properties"}`, a relationship `{"type", "start", "end", "properties"}`
    with the `id` properties of its ends: as `Store` gives them.
    """

    nodes: list[dict[str, Any]] = field(repr=False)
    relationships: list[dict[str, Any]] = field(repr=False)


class Answer:
    """The rows of a query; each `to_…` makes what they say into objects of another library."""

    def __init__(self, result: Result, store: Store | None = None) -> None:
        self.result, self._store = result, store

    def data(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, by column."""
        return [dict(zip(self.result.columns, row, strict=True)) for row in self.result.rows]

    def network(self) -> Network:
        """All nodes and relationships in the rows, those within paths, lists and maps too.

        Where the rows hold ids alone, as those of named queries, it is the nodes with these ids
        and all that relates them.  The ends of a relationship belong to it, also where the rows
        do not return them.
        """
        nodes: dict[str, dict[str, Any]] = {}
        links: dict[str, dict[str, Any]] = {}
        for row in self.result.rows:
            for value in row:
                _gather(value, nodes, links)
        if not nodes and not links:
            return self._by_ids()
        missing = {end for r in links.values() for end in (r["start"], r["end"])} - nodes.keys()
        for node in self._read(missing).nodes() if self._store else ():
            labels = node.pop("labels")
            nodes[node["id"]] = {"labels": labels, "properties": node}
        for end in missing - nodes.keys():
            nodes[end] = {"labels": [], "properties": {"id": end}}
        return _network(nodes, links)

    def _by_ids(self) -> Network:
        ids = ids_of(self.result)
        if not self._store or not ids:
            return Network([], [])
        part = self._read(ids)
        nodes = {n["id"]: {"labels": n.pop("labels"), "properties": n} for n in part.nodes()}
        links: dict[str, dict[str, Any]] = {}
        for start, type_, end, properties in part.links():
            _link({"type": type_, "start": start, "end": end, "properties": properties}, links)
        return _network(nodes, links)

    def _read(self, ids: set[Any]) -> Request:
        return Request(self._store, ids=ids_from(ids))

    def to_subgraph(self) -> Any:
        """A `py2neo.Subgraph`.  Raises `UserError` where py2neo is not installed."""
        return to_py2neo(self.network())

    def to_networkx(self) -> nx.MultiDiGraph:
        """A `networkx.MultiDiGraph`: nodes by id, with their properties and `labels`; edges with
        theirs and `type`."""
        return to_networkx(self.network())

    def to_igraph(self) -> Any:
        """An `igraph.Graph`, directed.  Raises `UserError` where igraph is not installed."""
        return to_igraph(self.network())

    def to_data_frame(self) -> pd.DataFrame:
        """The rows as a `pandas.DataFrame`."""
        return pd.DataFrame(self.result.rows, columns=self.result.columns)

    def to_data_frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Nodes and relationships as two frames, a column for each property."""
        return to_pandas(self.network())


class Graph:
    """The graph at `address` (a folder, or a `bolt://` address; by default that of the settings).

    Reads alone: what is typed runs as a user that cannot write.  Use it in a `with`, or close it.
    """

    def __init__(self, address: str | None = None) -> None:
        self.store = Store(open_engine(db_address(address)))

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        timeout: float = 60.0,
        **more: Any,
    ) -> Answer:
        """Run Cypher with `parameters` (or as keywords); all rows, within `timeout` seconds."""
        given = {**(parameters or {}), **more}
        return Answer(self.store.read_untrusted(cypher, given, timeout, queries.UNCUT), self.store)

    def query(self, name: str, **arguments: Any) -> Answer:
        """Run a named query.  Raises `UserError` for a wrong name or argument."""
        return Answer(queries.run(self.store, name, arguments), self.store)

    def close(self) -> None:
        """Lets go of the graph."""
        self.store.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def to_py2neo(network: Network) -> Any:
    """`network` as a `py2neo.Subgraph`, with ids, labels, types and all properties.

    Raises `UserError` where py2neo is not installed.
    """
    py2neo = _extra("py2neo")
    nodes = {}
    for node in network.nodes:
        made = nodes[node["properties"]["id"]] = py2neo.Node(*node["labels"])
        made.update(node["properties"])
    links = []
    for r in network.relationships:
        link = py2neo.Relationship(nodes[r["start"]], r["type"], nodes[r["end"]])
        link.update(r["properties"])
        links.append(link)
    return py2neo.Subgraph(nodes.values(), links)


def from_py2neo(subgraph: Any) -> Network:
    """A `py2neo.Subgraph` as a network, whoever made it.

    Raises `UserError` for a node without the property `id`, or two with the same.
    """
    nodes: dict[str, dict[str, Any]] = {}
    links: dict[str, dict[str, Any]] = {}
    for node in subgraph.nodes:
        id_ = _id_of(node)
        if id_ in nodes:
            raise UserError(f"Two nodes have the id {id_!r}; give each its own")
        nodes[id_] = {"labels": sorted(node.labels), "properties": _plain(node)}
    for link in subgraph.relationships:
        start, end = _id_of(link.start_node), _id_of(link.end_node)
        row = {"type": type(link).__name__, "start": start, "end": end, "properties": _plain(link)}
        _link(row, links)
    return _network(nodes, links)


def to_networkx(network: Network) -> nx.MultiDiGraph:
    """`network` as a `networkx.MultiDiGraph`."""
    graph = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node["properties"]["id"], labels=node["labels"], **node["properties"])
    for r in network.relationships:
        graph.add_edge(r["start"], r["end"], **{**r["properties"], "type": r["type"]})
    return graph


def to_igraph(network: Network) -> Any:
    """`network` as a directed `igraph.Graph`; `name` of a vertex is its id, as igraph wants it,
    and `label` what the graph calls it."""
    igraph = _extra("igraph")
    vertices = [
        {**n["properties"], "label": n["properties"].get("name"), "name": n["properties"]["id"],
         "labels": n["labels"]}
        for n in network.nodes
    ]  # fmt: skip
    edges = [
        {**r["properties"], "type": r["type"], "source": r["start"], "target": r["end"]}
        for r in network.relationships
    ]
    for rows in (vertices, edges):  # igraph wants every attribute of every one
        names = dict.fromkeys(name for row in rows for name in row)
        rows[:] = [{name: row.get(name) for name in names} for row in rows]
    return igraph.Graph.DictList(vertices, edges, directed=True)


def to_pandas(network: Network) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`network` as two frames, of nodes and of relationships; lists stay lists."""
    nodes = [{**n["properties"], "labels": n["labels"]} for n in network.nodes]
    links = [
        {"start": r["start"], "type": r["type"], "end": r["end"], **r["properties"]}
        for r in network.relationships
    ]
    return pd.DataFrame(nodes), pd.DataFrame(links)


def records(network: Network, model: Model | None = None) -> Iterator[Entity | Link]:
    """`network` as the records that a ledger loads; what the projection had added is left out.

    The kind of a node is its property `kind`, or else its most particular label.  Raises
    `UserError` for a node or relationship that the model does not have.
    """
    model = model or load_model()
    for node in network.nodes:
        given = node["properties"]
        kinds = [given["kind"]] if "kind" in given else node["labels"]
        fitting = [k for k in kinds if k in model.kinds and not model.kinds[k].abstract]
        if not fitting:
            raise UserError(f"{given['id']}: {kinds}, expected a label that is a kind of the model")
        kind = max((model.kinds[k] for k in fitting), key=lambda k: len(k.ancestors))
        if kind.table:  # else it is a source, and comes from the ledger
            yield Entity(
                kind.name, given["id"], _declared(given, set(kind.properties)), **_said(given)
            )
    for r in network.relationships:
        declared = model.relationships.get(r["type"])
        if declared is None:
            raise UserError(f"{r['type']}: expected a type of relationship that the model has")
        if not declared.derived:
            given = r["properties"]
            properties = _declared(given, set(declared.properties))
            yield Link(r["type"], r["start"], r["end"], properties, **_said(given))


def _declared(given: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if name in names
    }


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    return {n: given[n] for n in ("status", "since", "until", "basis") if n in given}


def _gather(value: Any, nodes: dict[str, dict[str, Any]], links: dict[str, dict[str, Any]]) -> None:
    if isinstance(value, list):
        for item in value:
            _gather(item, nodes, links)
    elif isinstance(value, dict):
        if value.keys() == _NODE:
            nodes[_id_of(value["properties"])] = value
        elif value.keys() == _LINK:
            if value["start"] is None or value["end"] is None:
                raise UserError(f"An end of {value['type']} has no property id, to tell it apart")
            _link(value, links)
        else:  # a path, or a map of the query's own
            for item in value.values():
                _gather(item, nodes, links)


def _link(row: dict[str, Any], links: dict[str, dict[str, Any]]) -> None:
    links[_key(row)] = row


def _key(row: Mapping[str, Any]) -> str:
    properties = sorted(row["properties"].items())
    return repr((row["start"], row["type"], row["end"], properties))


def _network(nodes: Mapping[str, Any], links: Mapping[str, Any]) -> Network:
    return Network([nodes[i] for i in sorted(nodes)], [links[key] for key in sorted(links)])


def _id_of(properties: Any) -> str:
    id_ = properties.get("id")
    if id_ is None:
        raise UserError("A node has no property id, by which nodes are told apart; give it one")
    return str(id_)


def _plain(properties: Any) -> dict[str, Any]:
    return {n: list(v) if isinstance(v, tuple) else v for n, v in dict(properties).items()}


def _extra(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise UserError(
            f"{name} is an optional extra and not installed; get it with: pip install {name}"
        ) from None
