"""Turns what the driver returns into plain Python values."""

from __future__ import annotations

from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time


def plain(value: Any) -> Any:
    """`value` as None, bool, int, float, str, list or dict.

    Node: `{"labels", "properties"}`.  Relationship: `{"type", "start", "end", "properties"}`,
    where the ends are the `id` properties of its nodes, if the same result returns these, and
    otherwise None.  Path: `{"nodes", "relationships"}`.  Dates and times: ISO text.  Point:
    list of its coordinates.
    """
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": plain(dict(value))}
    if isinstance(value, Relationship):
        return {
            "type": value.type,
            "start": value.start_node.get("id") if value.start_node else None,
            "end": value.end_node.get("id") if value.end_node else None,
            "properties": plain(dict(value)),
        }
    if isinstance(value, Path):
        return {
            "nodes": [plain(node) for node in value.nodes],
            "relationships": [plain(link) for link in value.relationships],
        }
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Point):  # before tuple, which it is
        return [float(number) for number in value]
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Date | DateTime | Time | Duration):
        return value.iso_format()
    if isinstance(value, bytes | bytearray):
        return bytes(value).hex()
    return value
