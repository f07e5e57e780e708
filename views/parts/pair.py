"""Two nodes at once: how they are connected, or what they have in common.  In the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.parts.address import get, go, language, listed, say
from views.parts.apart import nodes_apart
from views.parts.card import titles
from views.parts.choices import choose_one
from views.parts.compare import show_comparison
from views.parts.data import ask, model, nodes, resolve, source_titles
from views.parts.drawing import Node
from views.parts.finder import show_finder
from views.parts.links import pair_link
from views.parts.network import edge_of
from views.parts.paths import in_full, show_paths
from views.parts.pins import AFRESH
from views.parts.plain import plain

VIEWS = ("paths", "compare")


def second(first: Node) -> Node | None:
    """The other of the two that the address names, if there is such a node.

    Says so if there is not, or if both are one.
    """
    asked = get("to")
    if not asked:
        return None
    now = resolve([asked])[0]
    if now in nodes() and now != first.id:
        return nodes()[now]
    if now == first.id:
        st.warning(say("pair.same", name=plain(first.name)))
    else:
        st.warning(say("pair.unknown", id=plain(asked)))
    _leave_button()
    return None


def choose_second(way: Sequence[Node]) -> None:
    """A field for the other of the two; those that one came through are at hand."""
    first = way[-1]
    with st.popover(say("pair.choose"), icon=":material/conversion_path:", width="stretch"):
        show_finder(lambda node: go(to=node), label="pair.other", key="second")
        for node in nodes_apart(way[:-1]):
            st.button(
                plain(node.name),
                key=f"to_{node.id}",
                type="tertiary",
                icon=":material/chevron_right:",
                on_click=go,
                kwargs={"to": node.id},
            )
        st.caption(say("pair.help", name=plain(first.name)))


def show_pair(a: Node, b: Node, aside: DeltaGenerator) -> None:
    """What there is to see of the two, and the way back to one alone; numbers go `aside`."""
    a, b = nodes_apart((a, b))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(a.name)} ↔ {plain(b.name)}**", width="content")
        view = choose_one("pair", say("pair.view"), VIEWS, lambda v: say(f"pair.{v}"), hidden=True)
        st.button(
            say("pair.go", name=plain(b.name)),
            on_click=go,
            kwargs={"actor": [a.id, b.id], "to": "", "pair": "", **AFRESH},
            icon=":material/chevron_right:",
            type="tertiary",
        )
        _leave_button()
        pair_link(a.id, b.id)
    if told := between(a, b):
        st.markdown(plain(say("pair.between", what=listed(told))))
    if view == "compare":
        show_comparison(a, b, aside)
    else:
        show_paths(a, b)


def between(a: Node, b: Node) -> list[str]:
    """The relationships that join the two directly, in words, each with its sources."""
    declared, spoken, known = model(), language(), source_titles()
    edges = [edge_of(row) for row in ask("neighbours", node=a.id) if row.id == b.id]
    return [f"{in_full(e, a.id, declared, spoken)} — {titles(e.sources, known)}" for e in edges]


def _leave_button() -> None:
    st.button(
        say("pair.leave"),
        on_click=go,
        kwargs={"to": "", "pair": "", "aspect": "", "which": ""},
        icon=":material/close:",
        type="tertiary",
        key="leave_pair",
    )
