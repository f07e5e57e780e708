"""SHACL shapes that what we export conforms to, as Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from graph.exports.request import Exported, Request
from graph.model import load_model
from graph.tables import replacing

NAME = "shapes"
TITLE = "SHACL shapes (Turtle), from the model"
TITLE_ZH = "SHACL 形状（Turtle），由模型导出"
SUFFIXES: tuple[str, ...] = ()
DEFAULT = "shapes.ttl"
READS: Literal["model"] = "model"


def write(request: Request, path: Path) -> Exported:
    """Of the model alone: the same whatever is loaded."""
    from graph.rdf.shapes import shapes

    with replacing(path) as temporary:
        temporary.write_text(shapes(load_model()), encoding="utf-8")
    return Exported(path)
