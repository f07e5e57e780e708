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
from typing import NamedTuple

from graph.model import Model
from views.parts.layout import Place, Places, positions
from views.words import text

PLANNED = frozenset({"planned", "agreed", "under_way"})  # said, not yet so
LINE = "#8290a4"  # at least 3:1 against the ground, like the colours of kinds
LINE_PLANNED = "#c8701a"
LONGEST = 15  # characters of a name in the picture; pointing at the dot shows the whole


class Node(NamedTuple):
    """A node as a query gives it."""

    id: str
    kind: str
    name: str
    status: str = "actual"
    disputed: tuple[str, ...] = ()  # properties on which sources disagree
    members: int = 0  # of a group: how many it stands for
    by: str = ""  # of a group: what its members have in common, `kind` or `place`


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
    """A node on the paper; `x` and `y` without unit, the whole about one high.

    `members` is how many a group stands for; `pinned` marks what a reader put where it is.
    """

    id: str
    x: float
    y: float
    size: float  # radius in pixels
    color: str
    label: str
    tip: str
    focus: bool
    members: int = 0
    pinned: bool = False


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
    """What is drawn, and the legend: (colour, word, number) of each kind that occurs.

    `box` is the room that all stands in if nothing is pinned: left, right, bottom, top.
    """

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str, int], ...]
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

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
    places: Places | None = None,
    pins: Places | None = None,
) -> Drawing:
    """The drawing of the nodes and of those `edges` that have both ends among them.

    Nodes come in `steps`: what a later step brings does not move what was there before.  `places`
    says where they stand, where that is known beforehand, `pins` where a reader put some of them;
    `focus` are the ids of those that stand out.
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
    pinned = {id_: at for id_, at in (pins or {}).items() if id_ in known}
    degree = Counter(end for pair in pairs for end in pair)
    dots = tuple(
        Dot(
            n.id,
            *pinned.get(n.id, place[n.id]),
            size=_size(n, n.id in focus, degree[n.id]),
            color=colour(model, n.kind),
            label=_label(n),
            tip=_tip(n, model, language),
            focus=n.id in focus,
            members=n.members,
            pinned=n.id in pinned,
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
            tip="\n".join([f"{known[a].name} — {known[b].name}", *_said(several, model, language)]),
        )
        for (a, b), several in pairs.items()
    )
    box = _box([place[n.id] for n in nodes])
    return Drawing(dots, lines, _legend(nodes, model, language), box)


def _size(node: Node, focus: bool, degree: int) -> float:
    if node.members:
        return 10.0 + min(14.0, 1.6 * math.sqrt(node.members))
    return (11.0 if focus else 4.5) + min(9.0, 1.6 * math.sqrt(degree))


def _label(node: Node) -> str:
    name = node.name if len(node.name) <= LONGEST else node.name[: LONGEST - 1] + "…"
    return f"{name} {node.members}" if node.members else name


def _tip(node: Node, model: Model, language: str) -> str:
    if node.members:
        return f"{node.name} {node.members}"
    tip = f"{node.name}\n{getattr(model.kinds[node.kind], language)}"
    if node.status == "actual":
        return tip
    return f"{tip} · {model.lists['status'].label(node.status, language)}"


def _said(several: Iterable[Edge], model: Model, language: str) -> list[str]:
    """The relationships of a pair in words; those of groups add up."""
    words = Counter(words_of(edge, model, language) for edge in several)
    return [f"{word} × {n}" if n > 1 else word for word, n in words.items()]


def _box(places: Collection[Place]) -> tuple[float, float, float, float]:
    if not places:
        return (0.0, 0.0, 0.0, 0.0)
    across, upward = zip(*places, strict=True)
    return min(across), max(across), min(upward), max(upward)


def _legend(nodes: Iterable[Node], model: Model, language: str) -> tuple[tuple[str, str, int], ...]:
    """Members of groups by kind count for their kind, groups by place have an entry for all."""
    kinds, places = Counter[str](), Counter[str]()
    for node in nodes:
        if node.by == "place":
            places[node.kind] += 1
        else:
            kinds[node.kind] += node.members or 1
    word = text(language, "groups.places")
    return (
        *((colour(model, kind), word, n) for kind, n in places.items()),
        *legend(kinds, model, language),
    )


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
