"""The graph as networkx holds it, for formats that networkx writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx

from graph.exports.request import Request
from graph.model import load_model
from graph.tables import clean, joined


def multigraph(request: Request) -> nx.MultiDiGraph:
    """What is asked for, with scalar values alone: several of a property are joined by `;`."""
    graph = nx.MultiDiGraph()
    for node in request.nodes():
        labels = node.pop("labels")
        shown = {"label": node.get("name") or node["id"], "labels": labels, **node}
        graph.add_node(clean(node["id"]), **_scalars(shown))
        request.progress(len(graph))
    for number, (start, type_, end, properties) in enumerate(request.links()):
        shown = {"label": type_, **properties}
        graph.add_edge(clean(start), clean(end), key=number, **_scalars(shown))
        request.progress(len(graph) + number)
    return graph


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
