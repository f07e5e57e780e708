"""JSON Lines: a node or a relationship a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from graph.exports.request import Exported, Request
from graph.tables import replacing

NAME = "jsonl"
TITLE = "JSON Lines, values untouched"
TITLE_ZH = "JSON Lines，值保持原样"
SUFFIXES: tuple[str, ...] = (".jsonl",)
DEFAULT = "triplehelix.jsonl"
READS: Literal["graph"] = "graph"


def write(request: Request, path: Path) -> Exported:
    """Values stay as they are, lists too."""
    nodes = links = 0
    labels: dict[str, list[str]] = {}
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        for node in request.nodes():
            labels[node["id"]] = node.pop("labels")
            line = {"type": "node", "id": node["id"], "labels": labels[node["id"]],
                    "properties": node}  # fmt: skip
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            request.progress(nodes := nodes + 1)
        for start, type_, end, properties in request.links():
            line = {
                "type": "relationship",
                "id": str(links),
                "label": type_,
                "start": {"id": start, "labels": labels[start]},
                "end": {"id": end, "labels": labels[end]},
                "properties": properties,
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            request.progress(nodes + (links := links + 1))
    return Exported(path, nodes, links)
