"""A network made ready to be drawn: positions, sizes, colours, words.  No database, no Streamlit.

The screen (`picture`) and the file that a person takes away (`takeaway`) draw the same drawing.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import NamedTuple

import networkx as nx

from graph.model import Model

ASPECT = 1.7  # width by height, of the usual screen
PLANNED = frozenset({"planned", "agreed", "under_way"})  # said, not yet so
LINE = "#aebaca"
LINE_PLANNED = "#f0a24b"
SEED = 7
NEAR, FAR = 0.5, 0.8  # how far new nodes stand from the one that brought them, at first
LONGEST = 15  # characters of a name in the picture; pointing at the dot shows the whole


class Node(NamedTuple):
    """A node as a query gives it."""

    id: str
    kind: str
    name: str
    status: str = "actual"
    disputed: tuple[str, ...] = ()  # properties on which sources disagree


class Edge(NamedTuple):
    """A relationship as a query gives it; `statuses` are all that sources state."""

    start: str
    type: str
    end: str
    statuses: tuple[str, ...]
    forms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A node on the paper; `x` and `y` without unit, the whole about one high."""

    id: str
    x: float
    y: float
    size: float  # radius in pixels
    color: str
    label: str
    tip: str
    focus: bool


@dataclass(frozen=True, slots=True)
class Line:
    """All relationships of one pair, drawn once."""

    id: str
    source: str
    target: str
    size: float  # pixels
    color: str
    tip: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, and the legend: (colour, word, number) of each kind that occurs."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str, int], ...]

    @property
    def fingerprint(self) -> str:
        """Changes with anything drawn."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:16]


def is_planned(statuses: Iterable[str]) -> bool:
    """Whether a thing is only intended so far: nothing in `statuses` says that it is or was."""
    stated = set(statuses)
    return bool(stated) and stated <= PLANNED


def words_of(edge: Edge, model: Model, language: str) -> str:
    """A relationship in words: its name, forms and, where it is not simply so, its status."""
    declared = model.relationships[edge.type]
    forms = [form_word(form, model, language) for form in edge.forms]
    statuses = [model.lists["status"].label(s, language) for s in edge.statuses if s != "actual"]
    text = getattr(declared, language)
    if forms:
        text += f" · {'、'.join(forms) if language == 'zh' else ', '.join(forms)}"
    if not statuses:
        return str(text)
    return (
        f"{text}（{'、'.join(statuses)}）"
        if language == "zh"
        else f"{text} ({', '.join(statuses)})"
    )


def form_word(code: str, model: Model, language: str) -> str:
    """A form of cooperation or a role in words; partners may also meet in a kind of thing."""
    for name in ("cooperation_form", "role"):
        if code in model.lists[name].codes:
            return model.lists[name].label(code, language)
    kind = model.kinds.get(code.capitalize())  # agreement, event, project
    return str(getattr(kind, language)) if kind else code


def draw(
    steps: Sequence[Sequence[Node]],
    edges: Sequence[Edge],
    model: Model,
    language: str,
    focus: str | Collection[str] = "",
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Drawing:
    """The drawing of the nodes and of those `edges` that have both ends among them.

    Nodes come in `steps`: what a later step brings does not move what was there before.  `places`
    says where they stand, where that is known beforehand; `focus` are the ids of those that stand
    out.
    """
    focus = {focus} if isinstance(focus, str) else set(focus)
    nodes = [node for step in steps for node in step]
    known = {n.id: n for n in nodes}
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.start in known and edge.end in known and edge.start != edge.end:
            first, second = sorted((edge.start, edge.end))
            pairs.setdefault((first, second), []).append(edge)
    place = places or positions(
        tuple(tuple(n.id for n in step) for step in steps), tuple(sorted(pairs))
    )
    status = model.lists["status"]
    degree = Counter(end for pair in pairs for end in pair)
    dots = tuple(
        Dot(
            n.id,
            *place[n.id],
            size=(11.0 if n.id in focus else 4.5) + min(9.0, 1.6 * math.sqrt(degree[n.id])),
            color=colour(model, n.kind),
            label=n.name if len(n.name) <= LONGEST else n.name[: LONGEST - 1] + "…",
            tip=f"{n.name}\n{getattr(model.kinds[n.kind], language)}"
            + (f" · {status.label(n.status, language)}" if n.status != "actual" else ""),
            focus=n.id in focus,
        )
        for n in nodes
    )
    lines = tuple(
        Line(
            f"{a}|{b}",
            a,
            b,
            size=1.2 + min(3.0, 0.6 * (len(several) - 1)),
            color=LINE_PLANNED if is_planned(s for e in several for s in e.statuses) else LINE,
            tip="\n".join(
                [
                    f"{known[a].name} — {known[b].name}",
                    *dict.fromkeys(words_of(e, model, language) for e in several),
                ]
            ),
        )
        for (a, b), several in pairs.items()
    )
    return Drawing(dots, lines, legend(Counter(n.kind for n in nodes), model, language))


def legend(
    kinds: Mapping[str, int], model: Model, language: str
) -> tuple[tuple[str, str, int], ...]:
    """(colour, word, number) for each kind that occurs, the most frequent first."""
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        (colour(model, kind), str(getattr(model.kinds[kind], language)), n) for kind, n in ordered
    )


def colour(model: Model, kind: str) -> str:
    """The colour of a kind, or of the nearest of its ancestors that has one."""
    colours = (model.kinds[name].colour for name in model.kinds[kind].ancestors)
    return next((c for c in colours if c), "#888888")


@lru_cache(maxsize=64)
def positions(
    steps: tuple[tuple[str, ...], ...], pairs: tuple[tuple[str, str], ...]
) -> dict[str, tuple[float, float]]:
    """Where each node stands: always the same for the same network, and for a longer way too."""
    graph = nx.Graph()
    graph.add_nodes_from(node for step in steps for node in step)
    graph.add_edges_from(pairs)
    placed: dict[str, tuple[float, float]] = {}
    for step in steps:
        if not placed:
            placed = _first(graph.subgraph(step), step)
        elif step:
            placed |= _further(graph.subgraph([*placed, *step]), placed, step)
    return {node: (round(x, 4), round(y, 4)) for node, (x, y) in placed.items()}


def _first(graph: nx.Graph, order: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    if order and all(order[0] in pair for pair in graph.edges):
        return _rings(order)
    spread = nx.forceatlas2_layout(
        _sorted(graph), max_iter=300, strong_gravity=True, gravity=0.05, scaling_ratio=4, seed=SEED
    )
    across = _even({node: float(x) for node, (x, _) in spread.items()})
    upward = _even({node: float(y) for node, (_, y) in spread.items()})
    return {node: (across[node] * ASPECT, upward[node]) for node in spread}


def _even(axis: dict[str, float]) -> dict[str, float]:
    """One axis between -1 and 1, half as it is and half by rank: far ones come nearer, and where
    many crowd there is room for their names."""
    low, high = min(axis.values()), max(axis.values())
    ordered = sorted(axis, key=lambda node: (axis[node], node))
    rank = {node: 2 * i / max(1, len(axis) - 1) - 1 for i, node in enumerate(ordered)}
    wide = (high - low) or 1.0
    return {n: ((2 * (v - low) / wide - 1) + rank[n]) / 2 for n, v in axis.items()}


def _further(
    graph: nx.Graph, placed: dict[str, tuple[float, float]], new: tuple[str, ...]
) -> dict[str, tuple[float, float]]:
    """Room for `new` around the nodes that they hang on; those that are `placed` stay."""
    begin = dict(placed)
    for i, node in enumerate(new):
        anchors = [placed[n] for n in graph[node] if n in placed] or [(0.0, 0.0)]
        x, y = (sum(axis) / len(anchors) for axis in zip(*anchors, strict=True))
        angle = 2 * math.pi * i / len(new)
        out = NEAR if i % 2 else FAR
        begin[node] = (x + out * ASPECT * math.cos(angle), y + out * math.sin(angle))
    spread = nx.spring_layout(
        _sorted(graph),
        k=2.6 / math.sqrt(len(graph)),
        pos=begin,
        fixed=sorted(placed),
        iterations=40,
        seed=SEED,
        method="force",
    )
    return {node: (float(spread[node][0]), float(spread[node][1])) for node in new}


def _sorted(graph: nx.Graph) -> nx.Graph:
    """The same graph in the order of names: the layout depends on it."""
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted(tuple(sorted(pair)) for pair in graph.edges))
    return ordered


def _rings(order: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """A star: its centre in the middle, the others on rings with room for their names."""
    centre, *others = order
    placed = {centre: (0.0, 0.0)}
    ring, start = 0, 0
    while start < len(others):
        ring += 1
        here = others[start : start + 10 * ring]
        for i, node in enumerate(here):
            angle = 2 * math.pi * (i + 0.5 * (ring % 2)) / len(here)
            placed[node] = (ring * ASPECT * math.cos(angle), ring * math.sin(angle))
        start += 10 * ring
    return placed
