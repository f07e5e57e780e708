"""Two nodes compared: what both have to do with, and what only one of them has, by aspect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.parts.address import go, language, say, word
from views.parts.apart import nodes_apart
from views.parts.card import titles
from views.parts.choices import choose_one
from views.parts.data import ask, model, source_titles
from views.parts.drawing import Drawing, Edge, Node, draw
from views.parts.network import edge_of
from views.parts.paths import columns, in_full
from views.parts.picture import show_picture
from views.parts.pins import AFRESH
from views.parts.table import show_rows

ASPECTS = ("partners", "industries", "places", "programmes", "others")
OF_KIND = {"Industry": "industries", "Place": "places", "Programme": "programmes"}
WHICH = ("every", "both", "only_a", "only_b")
MOST = 18  # nodes in a column of the picture


class Compared(NamedTuple):
    """One that the first node or the second has to do with, and how each has, in one aspect."""

    aspect: str
    node: Node
    with_a: tuple[Edge, ...]
    with_b: tuple[Edge, ...]

    @property
    def side(self) -> str:
        """Of whom it is: `both`, `only_a` or `only_b`."""
        return "both" if self.with_a and self.with_b else "only_a" if self.with_a else "only_b"


def compare(a: Node, b: Node, of_a: Iterable[Any], of_b: Iterable[Any]) -> list[Compared]:
    """What `a` and `b` have to do with, what is common first; the two themselves are left out.

    Rows are those of the query `neighbours`.  A node that is a partner and also a place, say, is
    compared as each.
    """
    edges: dict[tuple[str, str], tuple[list[Edge], list[Edge]]] = {}
    named: dict[str, Node] = {}
    for which, rows in enumerate((of_a, of_b)):
        for row in rows:
            if row.id in (a.id, b.id):
                continue
            named[row.id] = Node(row.id, row.kind, row.name, row.status or "actual")
            partner = row.relationship == "PARTNER_OF"
            aspect = "partners" if partner else OF_KIND.get(row.kind, "others")
            edges.setdefault((aspect, row.id), ([], []))[which].append(edge_of(row))
    found = [
        Compared(aspect, named[node], tuple(with_a), tuple(with_b))
        for (aspect, node), (with_a, with_b) in edges.items()
    ]
    order = {name: number for number, name in enumerate((*ASPECTS, *WHICH))}
    return sorted(
        found, key=lambda c: (order[c.aspect], order[c.side], c.node.kind, c.node.name, c.node.id)
    )


def show_comparison(a: Node, b: Node, aside: DeltaGenerator) -> None:
    """The numbers by aspect (`aside`), the picture with what is common in the middle, the table."""
    every = compare(a, b, ask("neighbours", node=a.id), ask("neighbours", node=b.id))
    told = nodes_apart(c.node for c in every)
    every = [c._replace(node=node) for c, node in zip(every, told, strict=True)]
    if not every:
        st.info(say("compare.nothing"))
        return
    aside.dataframe(counts(every, a, b), hide_index=True, key="compare_counts")
    words = {"every": say("compare.every"), "both": say("compare.both")}
    words |= {
        "only_a": say("compare.only", name=a.name),
        "only_b": say("compare.only", name=b.name),
    }
    present = [name for name in ASPECTS if any(c.aspect == name for c in every)]
    with st.container(horizontal=True):
        aspect = choose_one(
            "aspect",
            say("compare.aspect"),
            ["every", *present],
            lambda name: say(f"compare.{name}"),
        )
        which = choose_one("which", say("compare.shown"), WHICH, words.__getitem__)
    some = [c for c in every if aspect in ("every", c.aspect) and which in ("every", c.side)]
    if not some:
        st.info(say("compare.none"))
        return
    drawing, cut = picture(a, b, some)

    def leave(node: str) -> None:
        go(actor=[node], to="", pair="", aspect="", which="", **AFRESH)

    title = f"{a.name}—{b.name}"
    show_picture(drawing, "comparison", lambda click: leave(click.node), 420, title)
    if cut:
        st.caption(say("compare.left", n=MOST))
    show_rows(comparison_table(some, a, b, source_titles()), "comparison", leave, of=title)


def counts(every: Iterable[Compared], a: Node, b: Node) -> pd.DataFrame:
    """A row for each aspect: how many both have, and how many only one."""
    number = Counter((c.aspect, c.side) for c in every)
    heads = [say("compare.both"), *(say("compare.only", name=node.name) for node in (a, b))]
    rows = [
        (say(f"compare.{aspect}"), *(number[aspect, side] for side in WHICH[1:]))
        for aspect in ASPECTS
    ]
    return pd.DataFrame(rows, columns=[say("compare.aspect"), *heads])


def picture(a: Node, b: Node, some: Sequence[Compared]) -> tuple[Drawing, bool]:
    """The two with what is common between them and the rest outside, and whether it was cut."""
    nodes: dict[str, Node] = {}
    edges: dict[str, list[Edge]] = {}
    for c in some:
        nodes[c.node.id] = c.node
        edges.setdefault(c.node.id, []).extend((*c.with_a, *c.with_b))
    sides: dict[str, list[str]] = {side: [] for side in WHICH[1:]}
    for node, several in edges.items():
        ends = {end for edge in several for end in (edge.start, edge.end)}
        sides["both" if {a.id, b.id} <= ends else "only_a" if a.id in ends else "only_b"].append(
            node
        )
    kept = {side: column[:MOST] for side, column in sides.items()}
    layers = [kept["only_a"], [a.id], kept["both"], [b.id], kept["only_b"]]
    steps = [[a, b], *([nodes[node] for node in column] for column in kept.values())]
    drawn = [edge for column in kept.values() for node in column for edge in edges[node]]
    drawing = draw(steps, drawn, model(), language(), (a.id, b.id), columns(layers))
    return drawing, any(len(column) > MOST for column in sides.values())


def comparison_table(
    some: Sequence[Compared], a: Node, b: Node, known: Mapping[str, str]
) -> pd.DataFrame:
    """A row for each that is compared, with what each of the two has to do with it."""
    declared, spoken = model(), language()

    def told(edges: Iterable[Edge], end: str) -> str:
        words = (in_full(edge, end, declared, spoken) for edge in edges)
        return "；".join(dict.fromkeys(words))

    return pd.DataFrame(
        [
            (
                c.node.id,
                say(f"compare.{c.aspect}"),
                c.node.name,
                word(declared.kinds[c.node.kind]),
                told(c.with_a, a.id),
                told(c.with_b, b.id),
                titles(sorted({s for e in (*c.with_a, *c.with_b) for s in e.sources}), known),
            )
            for c in some
        ],
        columns=[
            "id",
            *(say(f"compare.{name}") for name in ("aspect", "name", "kind")),
            a.name,
            b.name,
            say("compare.source"),
        ],
    )
