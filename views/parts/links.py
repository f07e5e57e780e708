"""From any page to Explore, and from there to the brief."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from views.parts.address import language, say
from views.parts.data import model, nodes
from views.parts.plain import plain

MOST = 12


def explore_links(nodes: Mapping[str, str]) -> None:
    """A link to Explore for each of `nodes`, id → name."""
    row = st.container(horizontal=True, gap="small")
    for node, name in list(nodes.items())[:MOST]:
        row.page_link(
            st.session_state.pages["explore"],
            label=plain(name),
            icon=":material/hub:",
            query_params={"actor": node, "lang": language()},
        )


def brief_link(node: str) -> None:
    """A link to the page that prints `node`."""
    st.page_link(
        st.session_state.pages["brief"],
        label=say("brief.open"),
        icon=":material/description:",
        query_params={"actor": node, "lang": language()},
    )


def helping_link(node: str) -> None:
    """A link to who can help `node`, if that is a firm."""
    if nodes()[node].kind in model().concrete("Enterprise"):
        st.page_link(
            st.session_state.pages["serves"],
            label=say("serves.view_help"),
            icon=":material/handshake:",
            query_params={"view": "help", "firm": node, "lang": language()},
        )


def pair_link(a: str, b: str) -> None:
    """A link to the page that prints what is between `a` and `b`, if a link can be between them."""
    ends = {kind for pair in model().relationships["PARTNER_OF"].ends for kind in pair}
    if any(i not in nodes() or nodes()[i].kind not in ends for i in (a, b)):
        return
    st.page_link(
        st.session_state.pages["brief"],
        label=say("brief.open_pair"),
        icon=":material/description:",
        query_params={"actor": [a, b], "lang": language()},
    )
