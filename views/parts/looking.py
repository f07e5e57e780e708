"""Whose eyes Today looks through: my place or park, and since when something is new.

The address goes before what is remembered of the reader (`views.parts.marks`), so that a link shows
a colleague the same.  What is remembered changes by a choice or a click alone: not by a rerun, a
second tab or somebody's link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from views.parts.address import get, go, language, say, word
from views.parts.apart import names_apart
from views.parts.choices import choose_from
from views.parts.data import ask, marks, model, nodes, reader, revisions, shown, source_titles
from views.parts.data import workspace as opened
from views.parts.legible import when

EVERYWHERE = "*"  # in the address
SITES = frozenset({"Park", "Enclave", "Incubator"})  # with tenants of their own
BACK = 3  # loads that a first look goes back


def looking() -> tuple[str, int]:
    """My place or park (empty for everything), and the version up to which I have seen it."""
    left, middle, right = st.columns([0.4, 0.4, 0.2], vertical_alignment="bottom")
    with left:
        place = _place()
    with middle:
        since = _since(place)
    with right:
        st.button(
            say("today.mark"),
            icon=":material/done_all:",
            help=say("today.mark_help"),
            on_click=_mark,
            args=(place, shown().version),
        )
    return place, since


def of_place(place: str) -> Collection[str] | None:
    """The ids of what belongs to a place (the query `of-place` says what does) or a park (all that
    is said of it directly); None for everything.
    """
    if not place:
        return None
    if nodes()[place].kind in SITES:
        return {place} | {row.id for row in ask("neighbours", node=place)}
    return {place} | {row.id for row in ask("of-place", place=place)}


def _place() -> str:
    count = Counter[str]()
    for row in ask("actors-by-place-and-kind"):
        if row.place_id:
            count[row.place_id] += row.actors
    every = [p for p, _ in sorted(count.items(), key=lambda x: (-x[1], x[0])) if p in nodes()]
    for kinds in (SITES, {"Place"}):  # a county without actors may be somebody's too
        here = (n.id for n in nodes().values() if n.kind in kinds)
        every += sorted(here, key=lambda i: (nodes()[i].name, i))
    mine = marks().place(reader())
    asked = get("place")
    first = mine if mine in nodes() else EVERYWHERE
    others = [EVERYWHERE, *every, *([asked] if asked in nodes() else [])]
    names = names_apart(p for p in (first, *others) if p != EVERYWHERE)
    place = choose_from(
        "place",
        say("today.place"),
        [first, *(p for p in dict.fromkeys(others) if p != first)],
        lambda p: _called(p, names),
        then=lambda p: marks().choose(reader(), "" if p == EVERYWHERE else p),
    )
    return "" if place == EVERYWHERE else place


def _called(place: str, names: Mapping[str, str]) -> str:
    if place == EVERYWHERE:
        return say("today.everywhere")
    node, name = nodes()[place], names[place]
    return f"{name} · {word(model().kinds[node.kind])}" if node.kind in SITES else name


def _since(place: str) -> int:
    version, done = shown().version, revisions()
    seen = marks().seen(reader(), opened().ledger.id, place)
    options = beginnings(done, version, seen)
    asked = get("since")
    if asked.isdecimal() and int(asked) <= version and asked not in options:
        options.append(asked)
    known, steps = source_titles(), {str(r.version - 1): r for r in done}

    def called(option: str) -> str:
        if option == str(version):
            return say("today.seen")
        step = steps[option]
        if seen is not None and option == str(seen):
            return say("today.last_seen", at=when(step.at, language()))
        who = step.by or known.get(step.source, step.source)
        return f"{when(step.at, language())} · {say(f'history.{step.what}')} · {who}"

    return int(choose_from("since", say("today.since"), options, called))


def beginnings(done: Sequence[Any], version: int, seen: int | None) -> list[str]:
    """The versions since which one may look, that which is meant without a choice first.

    That is what was seen last; for who never said so, a few loads back.  `done` are the steps of
    the ledger, and `version` is what the graph shows of them.
    """
    steps = [r.version - 1 for r in done if r.version <= version]
    loads = [r.version - 1 for r in done if r.version <= version and r.what == "load"]
    usual = loads[-BACK] if len(loads) >= BACK else 0
    first = seen if seen is not None and seen <= version else usual
    return [str(v) for v in dict.fromkeys([first, *reversed(steps)])]


def _mark(place: str, version: int) -> None:
    marks().see(reader(), opened().ledger.id, place, version)
    go(since="")
