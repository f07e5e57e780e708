"""Takes the graph, or a part of it, away: GraphML, GEXF, CSV, JSON Lines.

Several values of a property are joined by `;`, except in JSON Lines.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import UserError
from graph.model import load_model
from graph.networks import by_label, positions, read_pages
from graph.store import Result, Store
from graph.tables import clean, joined, replacing, write_rows

FORMATS = {".graphml": "graphml", ".gexf": "gexf", ".jsonl": "jsonl", "": "csv"}
DRAWN = 20_000  # nodes that a GEXF file gives positions: more takes minutes


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and where."""

    path: Path
    nodes: int
    relationships: int


@dataclass(slots=True)
class _Part:
    """What is to be exported: ids, and how to read the nodes and relationships."""

    store: Store
    ids: dict[str, list[str]]  # by label
    whole: bool
    _wanted: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._wanted = frozenset(id_ for here in self.ids.values() for id_ in here)

    def nodes(self) -> Iterator[dict[str, Any]]:
        text = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN labels(n), properties(n)"
        for rows in read_pages(self.store, text, self.ids):
            for labels, properties in sorted(rows, key=lambda row: str(row[1]["id"])):
                yield {"labels": sorted(labels), **properties}

    def links(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """(start, type, end, properties), by start, type, end and qualifier."""
        text = (
            "UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r]->(m) "
            "RETURN n.id, type(r), m.id, properties(r)"
        )
        for rows in read_pages(self.store, text, self.ids):
            for start, type_, end, properties in sorted(rows, key=_link_key):
                if self.whole or end in self._wanted:
                    yield start, type_, end, properties


def _link_key(row: tuple[Any, ...]) -> tuple[str, ...]:
    return (*row[:3], str(row[3].get("form", "")), str(row[3].get("role", "")))


def export_graph(
    store: Store,
    path: Path,
    format: str = "",
    ids: Iterable[str] | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> Exported:
    """Write the graph, or the nodes `ids` and what is between them, to `path`.

    `format` is graphml, gexf, jsonl or csv (a folder with nodes.csv and relationships.csv); if
    empty, the ending of `path` says it.  `progress` hears the number of rows so far.  Raises
    `UserError` for another format, for an empty graph, and where the graph changed meanwhile.
    """
    format = format or FORMATS.get(path.suffix.lower(), "")
    if format not in FORMATS.values():
        raise UserError(f"{path}: give --format {', '.join(sorted(FORMATS.values()))}")
    stamp = store.stamp()
    part = _Part(store, _all_ids(store) if ids is None else by_label(store, set(ids)), ids is None)
    if not part.ids:
        raise UserError("There is nothing to export: load a data set first (triplehelix load)")
    write = {"graphml": _graphml, "gexf": _gexf, "jsonl": _jsonl, "csv": _csv}[format]
    done = write(part, path, progress)
    if store.stamp() != stamp:
        raise UserError(f"The graph changed while {path} was written; export again")
    return done


def ids_of(result: Result) -> set[str]:
    """The ids of all nodes in the answer of a named query: its columns `…_id` and `id`."""
    places = [i for i, c in enumerate(result.columns) if c == "id" or c.endswith("_id")]
    return {row[i] for row in result.rows for i in places if row[i] is not None}


def _all_ids(store: Store) -> dict[str, list[str]]:
    ids = {}
    for label in load_model().bases:
        found = store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id", timeout=300.0)
        if found.rows:
            ids[label] = [row[0] for row in found.rows]
    return ids


# ── networks ──────────────────────────────────────────────────────────────────────────────────


def _networkx(part: _Part, progress: Callable[[int], None]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for node in part.nodes():
        labels = node.pop("labels")
        shown = {"label": node.get("name") or node["id"], "labels": labels, **node}
        graph.add_node(clean(node["id"]), **_scalars(shown))
        progress(len(graph))
    for number, (start, type_, end, properties) in enumerate(part.links()):
        shown = {"label": type_, **properties}
        graph.add_edge(clean(start), clean(end), key=number, **_scalars(shown))
        progress(len(graph) + number)
    return graph


def _graphml(part: _Part, path: Path, progress: Callable[[int], None]) -> Exported:
    graph = _networkx(part, progress)
    with replacing(path) as temporary:
        nx.write_graphml_xml(graph, temporary, named_key_ids=True)
    return Exported(path, len(graph), graph.number_of_edges())


def _gexf(part: _Part, path: Path, progress: Callable[[int], None]) -> Exported:
    graph = _networkx(part, progress)
    model = load_model()
    places = positions(nx.Graph(graph)) if len(graph) <= DRAWN else {}
    for id_, data in graph.nodes(data=True):
        kind = model.kinds[data["kind"]]
        colour = next((model.kinds[k].colour for k in kind.ancestors if model.kinds[k].colour), "")
        data["viz"] = {}
        if colour:
            rgb = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
            data["viz"]["color"] = dict(zip("rgb", rgb, strict=True))
        if id_ in places:
            x, y = places[id_]
            data["viz"]["position"] = {"x": x * 10, "y": y * 10, "z": 0.0}
    for _, _, number, data in graph.edges(keys=True, data=True):
        data["id"] = str(number)
    with replacing(path) as temporary:
        nx.write_gexf(graph, temporary)
    return Exported(path, len(graph), graph.number_of_edges())


def _scalars(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as these formats hold them: one type for each name, nothing for nothing."""
    types = _types()
    return {
        name: types[name](value) if name in types else clean(joined(value))
        for name, value in sorted(properties.items())
        if value is not None
    }


def _types() -> dict[str, Callable[[Any], Any]]:
    model = load_model()
    declared = [p for k in model.kinds.values() for p in k.properties.values()]
    declared += [p for r in model.relationships.values() for p in r.properties.values()]
    declared += list(model.statement.values())
    typed: dict[str, Callable[[Any], Any]] = {"n": int}
    for p in declared:
        if p.type in {"integer", "year"} and not p.many:
            typed[p.name] = int
        elif p.type in {"number", "longitude", "latitude"} and not p.many:
            typed[p.name] = float
    return typed


# ── tables and lines ──────────────────────────────────────────────────────────────────────────


def _jsonl(part: _Part, path: Path, progress: Callable[[int], None]) -> Exported:
    nodes = links = 0
    labels: dict[str, list[str]] = {}
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        for node in part.nodes():
            labels[node["id"]] = node.pop("labels")
            line = {"type": "node", "id": node["id"], "labels": labels[node["id"]],
                    "properties": node}  # fmt: skip
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            progress(nodes := nodes + 1)
        for start, type_, end, properties in part.links():
            line = {
                "type": "relationship",
                "id": str(links),
                "label": type_,
                "start": {"id": start, "labels": labels[start]},
                "end": {"id": end, "labels": labels[end]},
                "properties": properties,
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            progress(nodes + (links := links + 1))
    return Exported(path, nodes, links)


def _csv(part: _Part, path: Path, progress: Callable[[int], None]) -> Exported:
    model = load_model()
    folded = ["status", "since", "until", "sources", "n"]
    of_nodes = [p for k in model.kinds.values() for p in k.properties]
    of_links = [p for r in model.relationships.values() for p in r.properties]
    node_columns = _order(
        "id", "label", "kind", "labels", *of_nodes, *folded, "members", "disputed", "disputes"
    )
    link_columns = _order(
        "source", "target", "relationship", *of_links, *folded, "statuses", "basis"
    )
    if path.exists() and not path.is_dir():
        raise UserError(f"{path} is a file; name a folder for nodes.csv and relationships.csv")
    path.mkdir(parents=True, exist_ok=True)

    def node_rows() -> Iterator[dict[str, Any]]:
        for node in part.nodes():
            yield {"label": node.get("name"), **node}

    def link_rows() -> Iterator[dict[str, Any]]:
        for start, type_, end, properties in part.links():
            yield {"source": start, "target": end, "relationship": type_, **properties}

    nodes = write_rows(path / "nodes.csv", node_columns, node_rows(), progress)
    links = write_rows(path / "relationships.csv", link_columns, link_rows(), progress)
    return Exported(path, nodes, links)


def _order(*names: str) -> list[str]:
    return list(dict.fromkeys(names))
