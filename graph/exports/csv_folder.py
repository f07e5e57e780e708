"""CSV: a folder with nodes.csv and relationships.csv."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from graph.errors import UserError
from graph.exports.request import Exported, Request, order
from graph.model import load_model
from graph.tables import write_rows

NAME = "csv"
TITLE = "a folder with nodes.csv and relationships.csv, for pandas, R, a spreadsheet"
TITLE_ZH = "文件夹，含 nodes.csv 与 relationships.csv，用于 pandas、R、电子表格"
SUFFIXES: tuple[str, ...] = ("",)
DEFAULT = "triplehelix"
READS: Literal["graph"] = "graph"


def write(request: Request, path: Path) -> Exported:
    """Several values of a cell are joined by `;`.  Raises `UserError` where a file is at `path`."""
    model = load_model()
    folded = ["status", "since", "until", "sources", "n"]
    of_nodes = [p for k in model.kinds.values() for p in k.properties]
    of_links = [p for r in model.relationships.values() for p in r.properties]
    node_columns = order(
        "id", "label", "kind", "labels", *of_nodes, *folded, "members", "disputed", "disputes"
    )
    link_columns = order(
        "source", "target", "relationship", *of_links, *folded, "statuses", "basis"
    )
    if path.exists() and not path.is_dir():
        raise UserError(f"{path} is a file; name a folder for nodes.csv and relationships.csv")
    path.mkdir(parents=True, exist_ok=True)

    def node_rows() -> Iterator[dict[str, Any]]:
        for node in request.nodes():
            yield {"label": node.get("name"), **node}

    def link_rows() -> Iterator[dict[str, Any]]:
        for start, type_, end, properties in request.links():
            yield {"source": start, "target": end, "relationship": type_, **properties}

    nodes = write_rows(path / "nodes.csv", node_columns, node_rows(), request.progress)
    links = write_rows(path / "relationships.csv", link_columns, link_rows(), request.progress)
    return Exported(path, nodes, links)
