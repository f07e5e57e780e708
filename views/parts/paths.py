"""How two are connected: the shortest paths between them, as picture and as table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from graph.model import Model
from graph.networks import PATHS
from views.parts.address import go, language, listed, say
from views.parts.apart import nodes_apart
from views.parts.card import titles
from views.parts.data import ask, model, nodes, shortest_paths, source_titles
from views.parts.drawing import Edge, Node, draw, form_word, is_planned
from views.parts.layout import ASPECT
from views.parts.network import edge_of
from views.parts.picture import show_picture
from views.parts.pins import AFRESH
from views.parts.plain import plain
from views.parts.table import show_rows

MOST = 30  # paths that are shown


class Step(NamedTuple):
    """One step of a path from `start` to `end`, with every relationship that makes it."""

    start: str
    end: str
    edges: tuple[Edge, ...]

    @property
    def planned(self) -> bool:
        """Whether all that makes the step is only intended so far."""
        return is_planned(status for edge in self.edges for status in edge.statuses)


Path = tuple[Step, ...]


def paths_of(rows: Iterable[Sequence[Any]], edges: Iterable[Edge]) -> list[Path]:
    """The paths in `rows`, those first that lead over the fewest steps that are only intended.

    Rows are those of `graph.networks.shortest_paths`: number, step, name, types, name, id, id.
    """
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.type in PATHS:
            first, second = sorted((edge.start, edge.end))
            between[first, second].append(edge)
    paths: dict[int, list[Step]] = defaultdict(list)
    for number, _, _, _, _, start, end in rows:
        first, second = sorted((start, end))
        paths[number].append(Step(start, end, tuple(between[first, second])))
    ways = [tuple(path) for path in paths.values()]
    return sorted(ways, key=lambda path: (sum(step.planned for step in path), *_ids(path)))


def _ids(path: Path) -> list[str]:
    return [path[0].start, *(step.end for step in path)]


def layers(paths: Iterable[Path]) -> list[list[str]]:
    """The nodes of paths that are equally long, by their distance from the first."""
    found: list[list[str]] = []
    for path in paths:
        for distance, node in enumerate(_ids(path)):
            if distance == len(found):
                found.append([])
            if node not in found[distance]:
                found[distance].append(node)
    return found


def columns(layers: Sequence[Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Where nodes stand whose `layers` are columns side by side, each filled from top to bottom."""
    places = {}
    for across, layer in enumerate(layers):
        x = ASPECT * (2 * across / max(1, len(layers) - 1) - 1)
        for down, node in enumerate(layer):
            y = 1 - 2 * (down + 1) / (len(layer) + 1)
            places[node] = (round(x, 4), round(y, 4))
    return places


def relation(edge: Edge, start: str, declared: Model, spoken: str) -> str:
    """A relationship in words, as it is read from its end `start`, with its forms."""
    about = declared.relationships[edge.type]
    name = getattr(about, spoken if edge.start == start else f"inverse_{spoken}")
    return " · ".join([str(name), *(form_word(form, declared, spoken) for form in edge.forms)])


def in_full(edge: Edge, start: str, declared: Model, spoken: str) -> str:
    """The same with every status that is stated."""
    labels = [declared.lists["status"].label(s, spoken) for s in edge.statuses]
    return " · ".join([relation(edge, start, declared, spoken), *labels])


def years(edge: Edge) -> str:
    """The years of a relationship; empty if none is stated."""
    if edge.since == edge.until:
        return str(edge.since or "")
    return f"{edge.since or ''}–{edge.until or ''}"


def show_paths(a: Node, b: Node) -> None:
    """The shortest paths from `a` to `b`; if there are none, what else can be looked at."""
    found = shortest_paths(a.id, b.id)
    if not found.rows:
        st.info(say("paths.none", a=plain(a.name), b=plain(b.name)))
        return
    on_them = {str(node) for row in found.rows for node in row[-2:]}
    named = {node.id: node for node in nodes_apart(nodes()[i] for i in sorted(on_them))}
    among = [edge_of(row) for row in ask("links-among", ids="\n".join(sorted(on_them)))]
    every = paths_of(found.rows, among)
    paths = every[:MOST]
    steps = len(paths[0])
    more = say("paths.more") if found.truncated else ""
    st.caption(say("paths.found", n=len(every), more=more, steps=steps, shown=len(paths)))
    column = layers(paths)
    drawing = draw(
        [[named[node] for node in layer] for layer in column],
        [edge for path in paths for step in path for edge in step.edges],
        model(),
        language(),
        (a.id, b.id),
        columns(column),
    )

    def leave(node: str) -> None:
        go(actor=[node], to="", pair="", **AFRESH)

    title = f"{a.name}—{b.name}"
    show_picture(drawing, "paths", lambda click: leave(click.node), 420, title)
    show_rows(paths_table(paths, named, source_titles()), "paths", leave, of=title)


def paths_table(
    paths: Sequence[Path], named: Mapping[str, Node], known: Mapping[str, str]
) -> pd.DataFrame:
    """A row for each relationship of each step; `id` is the node to which the step leads."""
    declared, spoken = model(), language()
    statuses = declared.lists["status"]
    heads = ("path", "step", "from", "relation", "to", "status", "years", "source")
    return pd.DataFrame(
        [
            (
                step.end,
                number,
                count,
                named[step.start].name,
                relation(edge, step.start, declared, spoken),
                named[step.end].name,
                listed(statuses.label(s, spoken) for s in edge.statuses),
                years(edge),
                titles(edge.sources, known),
            )
            for number, path in enumerate(paths, 1)
            for count, step in enumerate(path, 1)
            for edge in step.edges
        ],
        columns=["id", *(say(f"pair.{head}") for head in heads)],
    )
