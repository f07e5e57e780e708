"""The filters of the picture, and what a reader hid by hand.  All of it is in the address."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from views.parts.address import get, get_many, go, listed, say, word
from views.parts.apart import names_apart
from views.parts.choices import choose_from, choose_one, choose_some, choose_text
from views.parts.data import ask, model, nodes, resolve, source_titles
from views.parts.drawing import Node
from views.parts.network import Filter, Network
from views.parts.plain import plain

MORE = ("types", "sources", "place", "since", "until")  # what the address says of them
UNDRAWN = frozenset({"COOPERATES_WITH", "SCOPE", "AMONG", "OF"})  # see the query `neighbours`
YEAR = re.compile(r"[12]\d{3}")


def show_filters() -> Filter:
    """A line with those that are used often, the others behind a button; gives what is wanted."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        links = choose_one(
            "links", say("picture.shown"), ["all", "partners"], lambda v: say(f"picture.{v}")
        )
        progress = choose_one(
            "progress",
            say("picture.status"),
            ["any", "so", "planned"],
            lambda v: say(f"picture.{v}"),
        )
        kinds = choose_some(
            "kinds",
            say("picture.kinds"),
            [k.name for k in model().kinds.values() if not k.abstract and k.table],
            lambda kind: word(model().kinds[kind]),
            say("picture.kinds_hint"),
        )
        with st.popover(say("filter.more"), icon=":material/filter_alt:", key="more_filters"):
            types, sources, place, first, last = _more()
    _tell(types, sources, place, first, last)
    return Filter(
        kinds=frozenset(kinds),
        partners_only=links == "partners",
        progress="" if progress == "any" else progress,
        types=frozenset(types),
        sources=frozenset(sources),
        first=first,
        last=last,
        inside=_inside(place),
        hidden=frozenset(hidden()),
    )


def _more() -> tuple[list[str], list[str], str, int | None, int | None]:
    declared = model().relationships
    types = choose_some(
        "types",
        say("filter.types"),
        [name for name in declared if name not in UNDRAWN],
        lambda name: word(declared[name]),
        say("filter.types_hint"),
    )
    titles = source_titles()
    sources = choose_some(
        "sources",
        say("filter.sources"),
        list(titles),
        lambda source: titles[source],
        say("filter.sources_hint"),
    )
    places = sorted(
        (n for n in nodes().values() if n.kind == "Place"), key=lambda n: (n.name, n.id)
    )
    names = names_apart(node.id for node in places)
    place = choose_from(
        "place",
        say("filter.place"),
        ["", *names],
        lambda node: names.get(node) or say("filter.everywhere"),
    )
    since, until = st.columns(2)
    with since:
        first = choose_text("since", say("filter.since"), say("filter.year_hint"))
    with until:
        last = choose_text("until", say("filter.until"), say("filter.year_hint"))
    st.caption(say("filter.years_help"))
    begin, end = year_of(first), year_of(last)
    if begin and end and begin > end:  # entered the wrong way round
        begin, end = end, begin
    return types, sources, place, begin, end


def year_of(text: str) -> int | None:
    """The year that `text` writes with four digits, else None."""
    return int(text) if YEAR.fullmatch(text) else None


def _tell(
    types: Sequence[str], sources: Sequence[str], place: str, first: int | None, last: int | None
) -> None:
    """What of the hidden filters is on, with a way to be rid of it; and what could not be used."""
    titles = source_titles()
    on = [word(model().relationships[name]) for name in types]
    on += [titles[source] for source in sources]
    on += [*names_apart([place]).values()] if place else []
    on += [f"{first or ''}–{last or ''}"] if first or last else []
    if on:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(say("filter.on", what=listed(on))), width="content")
            st.button(
                say("filter.clear"),
                on_click=go,
                kwargs=dict.fromkeys(MORE, ""),
                icon=":material/close:",
                type="tertiary",
                key="clear_filters",
            )
    for name in ("since", "until"):
        if (asked := get(name).strip()) and year_of(asked) is None:
            st.warning(say("filter.year", value=plain(asked)))


def _inside(place: str) -> frozenset[str] | None:
    """The ids of a place, of the places below it and of the actors there; None for any place."""
    if not place:
        return None
    below = {row.place_id for row in ask("place-tree", place=place)}
    return frozenset(below | {row.actor_id for row in ask("actors-in-place", place=place)})


def hidden() -> list[str]:
    """The ids of the nodes that were hidden by hand."""
    return [node for node in resolve(get_many("hide")) if node in nodes()]


def show_hiding(network: Network, way: Sequence[Node]) -> None:
    """A list to hide nodes of the picture with, and those that are hidden, each to be had back."""
    gone = hidden()
    kept = {node.id for node in way}
    shown = {node.id: node for node in network.nodes if node.id not in kept}
    names = {node: (shown.get(node) or nodes()[node]).name for node in [*gone, *shown]}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover(say("filter.hide"), icon=":material/visibility_off:", key="hiding"):
            choose_some(
                "hide",
                say("filter.hide"),
                list(names),
                names.__getitem__,
                say("filter.hide_hint"),
                resolve(get_many("hide")),
            )
        if gone:
            st.caption(say("filter.hidden", n=len(gone)), width="content")
        for node in gone:
            st.button(
                plain(names[node]),
                key=f"back_{node}",
                on_click=go,
                kwargs={"hide": [other for other in gone if other != node]},
                icon=":material/undo:",
                type="tertiary",
            )
        if len(gone) > 1:
            st.button(
                say("filter.all_back"), on_click=go, kwargs={"hide": ""}, type="tertiary",
                key="all_back",
            )  # fmt: skip
