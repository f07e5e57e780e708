"""JSON-LD: what the Turtle says, for programs that read JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from graph.exports.request import Exported, Request
from graph.tables import replacing

NAME = "jsonld"
TITLE = "JSON-LD: the same as the Turtle, its context within"
TITLE_ZH = "JSON-LD：内容同 Turtle，上下文在文件内"
SUFFIXES: tuple[str, ...] = (".jsonld",)
DEFAULT = "triplehelix.jsonld"
READS: Literal["ledger"] = "ledger"


def write(request: Request, path: Path) -> Exported:
    """Written as it is read: memory does not grow with the statements."""
    from graph.rdf.blocks import Blocks  # rdflib takes a while, and other commands do without
    from graph.rdf.jsonld import JsonLd
    from graph.rdf.words import Words

    words = Words(request.ledger.model, request.base)
    blocks = Blocks(request.ledger, words, request.ids, request.progress)
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        file.writelines(JsonLd(words).lines(blocks))
    counts = blocks.counts
    return Exported(path, counts.nodes, counts.relationships, counts.statements)
