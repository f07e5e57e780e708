"""Parts of a page of which one is open; only that one is drawn, and the address names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from views.parts.address import get, go


class Tab(NamedTuple):
    """A part: what the address calls it, its words, and what draws it."""

    code: str
    label: str
    draw: Callable[[], None]


def show_tabs(name: str, tabs: Sequence[Tab], first: str = "") -> None:
    """Draws `tabs` and what the open one holds.

    Open is the one that the address names as `name`; where it says nothing, or one that is not
    there (another actor has no such part), it is the one called `first`, else the foremost.
    """
    by_code = {tab.code: tab for tab in tabs}
    first = first or tabs[0].code
    asked = get(name)
    opened = by_code[asked if asked in by_code else first]
    key = f"tab_{name}"
    st.session_state[key] = opened.label
    boxes = st.tabs(
        [tab.label for tab in tabs],
        key=key,
        on_change=_write,
        args=(name, key, {tab.label: tab.code for tab in tabs}, first),
    )
    with boxes[tabs.index(opened)]:
        opened.draw()


def _write(name: str, key: str, codes: Mapping[str, str], first: str) -> None:
    code = codes[st.session_state[key]]
    go(**{name: "" if code == first else code})
