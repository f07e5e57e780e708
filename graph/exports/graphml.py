"""GraphML: Gephi, yEd, Cytoscape, networkx, igraph."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import networkx as nx

from graph.exports.network import multigraph
from graph.exports.request import Exported, Request
from graph.tables import replacing

NAME = "graphml"
TITLE = "GraphML, for Gephi, yEd, networkx, igraph"
TITLE_ZH = "GraphML，用于 Gephi、yEd、networkx、igraph"
SUFFIXES: tuple[str, ...] = (".graphml",)
DEFAULT = "triplehelix.graphml"
READS: Literal["graph"] = "graph"


def write(request: Request, path: Path) -> Exported:
    """Several values of a property are joined by `;`."""
    graph = multigraph(request)
    with replacing(path) as temporary:
        nx.write_graphml_xml(graph, temporary, named_key_ids=True)
    return Exported(path, len(graph), graph.number_of_edges())
