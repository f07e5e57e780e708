"""Turns what the driver returns into plain Python values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

# The ids of nodes that are known only by the number that the engine gave them.
ENDS = "UNWIND $ends AS e MATCH (n) WHERE elementId(n) = e RETURN e, n.id AS id"


def plain(value: Any, ends: Mapping[str, Any]) -> Any:
    """`value` as None, bool, int, float, str, list or dict.

    Node: `{"labels", "properties"}`.  Relationship: `{"type", "start", "end", "properties"}` with
    the `id` properties of its nodes; `ends` has those that the result itself does not return.
    Path: `{"nodes", "relationships"}`.  Dates and times: ISO text.  Point: its coordinates.
    """
    match value:
        case Node():
            return {"labels": sorted(value.labels), "properties": plain(dict(value), ends)}
        case Relationship():
            return {
                "type": value.type,
                "start": _id(value.start_node, ends),
                "end": _id(value.end_node, ends),
                "properties": plain(dict(value), ends),
            }
        case Path():
            return {
                "nodes": [plain(node, ends) for node in value.nodes],
                "relationships": [plain(link, ends) for link in value.relationships],
            }
        case Date() | DateTime() | Time() | Duration():
            return value.iso_format()
        case Point():
            return [float(number) for number in value]
        case dict():
            return {key: plain(item, ends) for key, item in value.items()}
        case list() | tuple():
            return [plain(item, ends) for item in value]
        case bytes() | bytearray():
            return bytes(value).hex()
        case _:
            return value


def unknown_ends(values: Iterable[Any]) -> Iterator[str]:
    """The engine's numbers for ends of relationships in `values` that came without their id."""
    for value in values:
        match value:
            case Relationship():
                for node in (value.start_node, value.end_node):
                    if node is not None and node.get("id") is None:
                        yield node.element_id
            case Path():
                yield from unknown_ends(value.relationships)
            case dict():
                yield from unknown_ends(value.values())
            case list() | tuple():
                yield from unknown_ends(value)


def _id(node: Node | None, ends: Mapping[str, Any]) -> Any:
    if node is None:
        return None
    known = node.get("id")
    return ends.get(node.element_id) if known is None else known
