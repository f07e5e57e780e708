"""The finder: a field that answers while one types, and its answers as buttons."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from views.parts.address import language, say
from views.parts.apart import apart
from views.parts.data import finder, model
from views.parts.plain import plain

ANSWERS = 8


def show_finder(
    on_pick: Callable[[str], None],
    kinds: Collection[str] | None = None,
    label: str = "find.label",
    key: str = "find",
) -> bool:
    """The field with its answers; `on_pick` is called with the id of the one that is clicked.

    Gives whether something is being sought.  `label` names its text, `key` keeps several on one
    page apart.
    """
    words = st.text_input(say(label), placeholder=say("find.hint"), key=f"{key}_words", live=True)
    if not words or not words.strip():
        return False
    found = finder().find(words, ANSWERS, kinds)
    if not found:
        st.info(say("find.nothing", words=plain(words)))
    told = apart([answer.id for answer in found])
    box = st.container(gap=None)
    for answer in found:
        kind = getattr(model().kinds[answer.kind], language())
        where = f" · {told[answer.id]}" if answer.id in told else ""
        how = "find.code" if answer.by_code else "find.also"
        also = " · " + say(how, name=answer.matched) if answer.matched else ""
        box.button(
            f"**{plain(answer.name)}** :gray[{plain(kind + where + also)}]",
            key=f"{key}_found_{answer.id}",
            type="tertiary",
            on_click=_picked,
            args=(on_pick, answer.id, key),
        )
    return True


def _picked(on_pick: Callable[[str], None], node: str, key: str) -> None:
    st.session_state[f"{key}_words"] = ""
    on_pick(node)
