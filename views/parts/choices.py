"""Controls whose value is in the address, by its code and not by its word in some language.

The address is the truth: it is read before a control is drawn, and written when one is used.  So a
link, a reload and Back all show what they should.  What the address asks for and a control does not
offer is not used, and told once above the page, with a way to be rid of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from views.parts.address import get, get_many, go, listed, say
from views.parts.plain import plain

NOT_OFFERED = "not_offered"  # of the session: what was asked for in this run, by name
LONGEST = 60  # characters of a value that are told


class NotOffered(NamedTuple):
    """What the address asks of a control that does not offer it, and what else it asks of it."""

    label: str
    values: list[str]
    kept: list[str]


def forget_not_offered() -> None:
    """To be called where a run begins."""
    st.session_state[NOT_OFFERED] = {}


def show_not_offered() -> None:
    """What the address asked for in this run and was not used, and a button that drops it."""
    found: dict[str, NotOffered] = st.session_state[NOT_OFFERED]
    if not found:
        return
    told = [
        say("app.not_offered", value=plain(listed(map(_short, one.values))), label=plain(one.label))
        for one in found.values()
    ]
    with st.container(horizontal=True, vertical_alignment="center", key="not_offered"):
        st.warning("  \n".join(told))
        st.button(
            say("app.drop"),
            key="drop_not_offered",
            on_click=go,
            kwargs={name: one.kept for name, one in found.items()},
            icon=":material/close:",
        )


def choose_one(
    name: str,
    label: str,
    options: Sequence[str],
    word: Callable[[str], str],
    hidden: bool = False,
    unsaid: str = "",
) -> str:
    """A row of buttons, one of them chosen; where the address says nothing, `unsaid` or else the
    first."""
    unsaid = unsaid or options[0]
    st.session_state[_key(name)] = _asked(name, label, options, unsaid)
    st.segmented_control(
        label,
        options,
        format_func=word,
        required=True,
        key=_key(name),
        on_change=_write,
        args=(name, unsaid),
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
    st.session_state[_key(name)] = _asked(name, label, options, options[0])
    st.selectbox(
        label,
        options,
        format_func=word,
        key=_key(name),
        on_change=_write,
        args=(name, None if then else options[0], then),
    )
    return str(st.session_state[_key(name)])


def choose_some(
    name: str,
    label: str,
    options: Sequence[str],
    word: Callable[[str], str],
    hint: str,
    asked: Sequence[str] | None = None,
) -> list[str]:
    """A list to choose several from; none chosen means all.

    `asked` is what the address asks for, where that is not just what it says.
    """
    asked = get_many(name) if asked is None else asked
    known = [value for value in dict.fromkeys(asked) if value in options]
    if strange := [value for value in dict.fromkeys(asked) if value and value not in options]:
        st.session_state[NOT_OFFERED][name] = NotOffered(label, strange, known)
    st.session_state[_key(name)] = known
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


def _asked(name: str, label: str, options: Sequence[str], unsaid: str) -> str:
    """The option that the address asks for, else `unsaid`."""
    asked = get(name)
    if asked in options:
        return asked
    if asked:
        st.session_state[NOT_OFFERED][name] = NotOffered(label, [asked], [])
    return unsaid


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"


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
