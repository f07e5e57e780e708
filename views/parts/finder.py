"""The finder: a field that answers while one types, and its answers as buttons."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from views.parts.address import language, say
from views.parts.data import finder, model
from views.parts.plain import plain

ANSWERS = 8


def show_finder(on_pick: Callable[[str], None], kinds: Collection[str] | None = None) -> bool:
    """The field with its answers; `on_pick` is called with the id of the one that is clicked.

    Gives whether something is being sought.
    """
    words = st.text_input(
        say("find.label"), placeholder=say("find.hint"), key="find_words", live=True
    )
    if not words or not words.strip():
        return False
    found = finder().find(words, ANSWERS, kinds)
    if not found:
        st.info(say("find.nothing", words=plain(words)))
    box = st.container(gap=None)
    for answer in found:
        kind = getattr(model().kinds[answer.kind], language())
        also = " · " + say("find.also", name=answer.matched) if answer.matched else ""
        box.button(
            f"**{plain(answer.name)}** :gray[{plain(kind + also)}]",
            key=f"found_{answer.id}",
            type="tertiary",
            on_click=_picked,
            args=(on_pick, answer.id),
        )
    return True


def _picked(on_pick: Callable[[str], None], node: str) -> None:
    st.session_state.find_words = ""
    on_pick(node)
