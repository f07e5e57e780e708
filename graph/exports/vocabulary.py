"""Our own vocabulary with Chinese and English labels, as Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from graph.exports.request import Exported, Request
from graph.model import load_model
from graph.tables import replacing

NAME = "vocabulary"
TITLE = "the vocabulary of our own terms (Turtle), from the model"
TITLE_ZH = "自有词汇（Turtle），由模型导出"
SUFFIXES: tuple[str, ...] = ()
DEFAULT = "vocabulary.ttl"
READS: Literal["model"] = "model"


def write(request: Request, path: Path) -> Exported:
    """Of the model alone: the same whatever is loaded."""
    from graph.rdf.vocabulary import vocabulary

    with replacing(path) as temporary:
        temporary.write_text(vocabulary(load_model()), encoding="utf-8")
    return Exported(path)
