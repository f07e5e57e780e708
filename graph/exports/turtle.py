"""Turtle: W3C ORG, PROV, Data Cube, SKOS, schema.org, each statement with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from graph.exports.request import Exported, Request
from graph.tables import replacing

NAME = "turtle"
TITLE = "Turtle (RDF): ORG, PROV, Data Cube, SKOS, schema.org"
TITLE_ZH = "Turtle（RDF）：ORG、PROV、Data Cube、SKOS、schema.org"
SUFFIXES: tuple[str, ...] = (".ttl",)
DEFAULT = "triplehelix.ttl"
READS: Literal["ledger"] = "ledger"


def write(request: Request, path: Path) -> Exported:
    """Written as it is read: memory does not grow with the statements."""
    from graph.rdf.blocks import Blocks  # rdflib takes a while, and other commands do without
    from graph.rdf.turtle import Turtle
    from graph.rdf.words import Words

    words = Words(request.ledger.model, request.base)
    blocks = Blocks(request.ledger, words, request.ids, request.progress)
    turtle = Turtle(words.model.namespaces.prefixes, request.base)
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        file.write(turtle.head())
        for block in blocks:
            file.write(turtle.block(block))
    counts = blocks.counts
    return Exported(path, counts.nodes, counts.relationships, counts.statements)
