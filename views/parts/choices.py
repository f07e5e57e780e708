"""Controls whose value is in the address, by its code and not by its word in some language.

The address is the truth: it is read before a control is drawn, and written when one is used.  So a
link, a reload and Back all show what they should.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from views.parts.address import get, get_many, go, say
from views.parts.plain import plain


def choose_one(
    name: str, label: str, options: Sequence[str], word: Callable[[str], str], hidden: bool = False
) -> str:
    """A row of buttons, one of them chosen; the first where the address says nothing."""
    asked = get(name)
    st.session_state[_key(name)] = asked if asked in options else options[0]
    st.segmented_control(
        label,
        options,
        format_func=word,
        required=True,
        key=_key(name),
        on_change=_write,
        args=(name, options[0]),
        label_visibility="collapsed" if hidden else "visible",
    )
    return str(st.session_state[_key(name)])


def choose_from(
    name: str,
    label: str,
    options: Sequence[str],
    word: Callable[[str], str],
    then: Callable[[str], None] | None = None,
) -> str:
    """A list to choose one from; the first where the address says nothing.

    With `then`, which hears what was chosen and may remember it, the address names it always: for
    somebody else another one may be the first.
    """
    asked = get(name)
    st.session_state[_key(name)] = asked if asked in options else options[0]
    st.selectbox(
        label,
        options,
        format_func=word,
        key=_key(name),
        on_change=_write,
        args=(name, None if then else options[0], then),
    )
    if asked and asked not in options:
        _unknown(name, asked, label)
    return str(st.session_state[_key(name)])


def choose_some(
    name: str, label: str, options: Sequence[str], word: Callable[[str], str], hint: str
) -> list[str]:
    """A list to choose several from; none chosen means all."""
    st.session_state[_key(name)] = [value for value in get_many(name) if value in options]
    st.multiselect(
        label,
        options,
        format_func=word,
        placeholder=hint,
        key=_key(name),
        on_change=_write,
        args=(name, []),
    )
    return list(st.session_state[_key(name)])


def choose_text(name: str, label: str, hint: str) -> str:
    """A field for a word or a number; empty where the address says nothing."""
    st.session_state[_key(name)] = get(name)
    st.text_input(
        label, placeholder=hint, key=_key(name), on_change=_write, args=(name, "")
    )  # fmt: skip
    return str(st.session_state[_key(name)]).strip()


def choose_whether(name: str, label: str) -> bool:
    """A switch, off where the address says nothing."""
    st.session_state[_key(name)] = get(name) == "1"
    st.toggle(label, key=_key(name), on_change=_write, args=(name, False))
    return bool(st.session_state[_key(name)])


def _unknown(name: str, asked: str, label: str) -> None:
    """That the address asks for something that is not offered, and the way out."""
    st.warning(say("app.not_offered", value=plain(asked), label=label))
    st.button(say("app.drop"), key=f"drop_{name}", on_click=go, kwargs={name: ""}, type="tertiary")


def _key(name: str) -> str:
    return f"choice_{name}"


def _write(name: str, unsaid: object, then: Callable[[str], None] | None = None) -> None:
    value = st.session_state[_key(name)]
    if then:
        then(value)
    if value == unsaid or not value:
        go(**{name: ""})
    else:
        go(**{name: "1" if value is True else value})
