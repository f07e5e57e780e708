"""GEXF: Gephi, with colours and positions."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import networkx as nx

from graph.exports.network import multigraph
from graph.exports.request import Exported, Request
from graph.model import load_model
from graph.networks import positions
from graph.tables import replacing

NAME = "gexf"
TITLE = "GEXF, for Gephi, with colours and positions"
TITLE_ZH = "GEXF，用于 Gephi，含颜色与位置"
SUFFIXES: tuple[str, ...] = (".gexf",)
DEFAULT = "triplehelix.gexf"
READS: Literal["graph"] = "graph"
DRAWN = 20_000  # nodes that get positions: more takes minutes


def write(request: Request, path: Path) -> Exported:
    """Several values of a property are joined by `;`."""
    graph = multigraph(request)
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
