"""Fields for what a person says of a thing by hand: a value, another thing, another kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from graph.model import Column, Property
from loaders.values import Wrong, parser
from views.parts.address import language, listed, say, why, word
from views.parts.apart import apart, named, unequal
from views.parts.data import finder, model
from views.parts.drawing import Node
from views.parts.plain import plain

ANSWERS = 20  # candidates for the other end


def columns_of(node: Node) -> list[Column]:
    """What can be said of the node by hand: relationships to others, and properties."""
    found = [c for c in model().columns(node.kind) if c.role in ("property", "link")]
    return sorted(found, key=lambda c: (c.role == "property", not c.required))


def meant(column: Column) -> str:
    """What a column is about, where another one is called as it is: the kinds of its other end."""
    kinds = {model().kinds[k].base for k in column.kinds}
    return listed(word(model().kinds[k]) for k in sorted(kinds)) or column.name


def value_of(node: Node, column: Column, key: str) -> Any:
    """The field for a value or for the other end; None while nothing right is in it."""
    if column.role == "link":
        return other_of(node, column.kinds, key, say("correct.find", what=word(column)))
    declared = column.property
    assert declared is not None
    if declared.list:
        codes = model().lists[declared.list]
        return st.selectbox(
            word(column),
            list(codes.codes),
            index=None,
            placeholder=say("correct.choose"),
            format_func=lambda code: codes.label(code, language()),
            key=f"code_{node.id}_{key}",
        )
    unit = say("signs.aside", words=declared.unit) if declared.unit else ""
    text = st.text_input(
        word(column) + unit, placeholder=column.example, key=f"value_{node.id}_{key}"
    )
    return _parsed(declared, text) if text.strip() else None


def kind_of(node: Node) -> str | None:
    """The field for another kind."""
    others = [k for k in model().concrete(model().kinds[node.kind].base) if k != node.kind]
    return st.selectbox(
        say("column.kind"),
        others,
        index=None,
        placeholder=say("correct.choose"),
        format_func=lambda k: word(model().kinds[k]),
        key=f"kind_{node.id}",
    )


def other_of(node: Node, kinds: Sequence[str], key: str, label: str) -> str | None:
    """Finds another thing of one of `kinds` by name."""
    words = st.text_input(
        label, placeholder=say("find.hint"), key=f"other_{node.id}_{key}", live=True
    )
    if not words.strip():
        return None
    found = [a for a in finder().find(words, ANSWERS, set(kinds)) if a.id != node.id]
    if not found:
        st.info(say("find.nothing", words=plain(words)))
        return None
    told = apart(a.id for a in found)
    labels = unequal(
        {a.id: named(a.id, f"{a.name} · {word(model().kinds[a.kind])}", told) for a in found}
    )
    return st.selectbox(
        say("correct.chosen"), list(labels), format_func=labels.__getitem__, key=f"chosen_{key}"
    )


def _parsed(declared: Property, text: str) -> Any:
    try:
        return parser(declared, model().lists)(text)
    except Wrong as wrong:
        st.warning(say("correct.expected", expected=plain(why(wrong.expected))))
        return None
