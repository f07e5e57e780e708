"""The form of a named query: a field for each parameter, made from its type.  In the address."""

from __future__ import annotations

import streamlit as st

from graph.queries import ALL, Parameter, Query
from views.parts.address import get, language, say, word
from views.parts.apart import names_apart
from views.parts.choices import choose_from, choose_text
from views.parts.data import model, nodes

LONG = 3  # fields in a line


def show_form(query: Query) -> dict[str, str] | None:
    """The arguments that are chosen; None while one that the query needs is missing."""
    given: dict[str, str] = {}
    missing = False
    columns = st.columns(LONG) if query.parameters else []
    for number, parameter in enumerate(query.parameters):
        with columns[number % LONG]:
            value = _field(parameter)
        if value:
            given[parameter.name] = value
        elif parameter.default is None:
            missing = True  # the fields after it are shown all the same
    return None if missing else given


def _field(p: Parameter) -> str:
    label = p.meaning_zh if language() == "zh" else p.meaning
    name = f"q_{p.name}"
    if p.kinds:
        return _node(p, name, label)
    declared = model()
    if p.type == "kind":
        kinds = [k.name for k in declared.kinds.values() if not k.abstract]
        return choose_from(
            name,
            label,
            ["", *kinds],
            lambda v: word(declared.kinds[v]) if v else _unsaid(p),
        )
    if p.type in declared.lists:
        codes = declared.lists[p.type]
        return choose_from(
            name,
            label,
            ["", *codes.codes],
            lambda v: codes.label(v, language()) if v else _unsaid(p),
        )
    return choose_text(name, label, _unsaid(p) if p.default is not None else "")


def _node(p: Parameter, name: str, label: str) -> str:
    allowed = {c for kind in p.kinds for c in model().concrete(kind)}
    fit = {i: n for i, n in nodes().items() if n.kind in allowed}
    options = ["", *sorted(fit, key=lambda i: (fit[i].name, i))]
    names, asked = names_apart(fit), get(name)
    if asked and asked not in options:
        options.append(asked)
    return choose_from(
        name,
        label,
        options,
        lambda i: f"{names[i]} · {word(model().kinds[fit[i].kind])}" if i in fit else _or(i, p),
    )


def _or(value: str, p: Parameter) -> str:
    return value or _unsaid(p)


def _unsaid(p: Parameter) -> str:
    if p.default is None:
        return say("query.must")
    if p.default == ALL:
        return say("query.all")
    codes = model().lists.get(p.type)
    value = codes.label(str(p.default), language()) if codes else str(p.default)
    return say("query.default", value=value)
