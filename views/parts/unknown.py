"""Names in a table that nothing known bears: what each means, or that it is new."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from graph.model import Refusal
from loaders.office import toml
from loaders.office.amended import Unknown, meaning, unknown
from loaders.office.kinds import kind_of_names
from views.parts.address import language, say, word
from views.parts.data import model, nodes
from views.parts.drafting import Begun
from views.parts.plain import plain
from views.parts.reasons import column_word
from views.parts.writing import in_order

MOST = 60  # values that are asked for at once
ACROSS = 3
NEAR = 5
LISTED = 1_000  # names that a list holds
ALIKE = 0.5
ID, NEW, NOTHING = "id", "new", "nothing"
Choice = tuple[str, str]  # one of these, and the id or the kind


def show_unknown(begun: Begun, refusals: Sequence[Refusal]) -> list[Refusal]:
    """Asks what values mean that point to nothing known; gives the refusals for other reasons."""
    found, rest = unknown(tomllib.loads(begun.text), refusals, model())
    if not found:
        return rest
    st.markdown(f"**{say('load.unknown')}**")
    st.caption(say("load.unknown_help"))
    with st.form(f"unknown_{begun.turn}", border=True):
        for (_, column), listed in groupby(found[:MOST], key=lambda u: (u.sheet, u.column)):
            values = list(listed)
            label = column_word(column, language())
            st.caption(say("load.unknown_column", column=plain(label), n=len(values)))
            _ask(begun, values)
        if len(found) > MOST:
            st.caption(say("load.unknown_more", n=len(found) - MOST))
        st.form_submit_button(
            say("load.unknown_do"), icon=":material/rule:", on_click=_say, args=(begun, found)
        )
    return rest


def near(value: str, names: Mapping[str, str]) -> list[str]:
    """The ids of `names` (id → name) that a value may mean: it holds the name, that which stands
    last in it first, or is held by it, or is much alike.
    """

    def distance(id_: str) -> tuple[int, int]:
        name = names[id_]
        at = value.rfind(name)
        return (-at - len(name), -len(name)) if at >= 0 else (-len(value), len(name))

    parts = [i for i, name in names.items() if len(name) > 1 and (value in name or name in value)]
    alike = difflib.get_close_matches(value, names.values(), NEAR, ALIKE) if len(value) > 2 else []
    ids = {name: i for i, name in names.items()}
    found = [*sorted(parts, key=distance), *(ids[name] for name in alike)]
    return list(dict.fromkeys(found))[:NEAR]


def _ask(begun: Begun, values: list[Unknown]) -> None:
    """A list for each value of one column, of which nothing has to be chosen."""
    kinds = values[0].our.kinds
    names = {n.id: n.name for n in nodes().values() if n.kind in kinds}
    every = in_order(names, names.__getitem__)[:LISTED]
    made = [k for k in kinds if model().kinds[k].table]
    for first in range(0, len(values), ACROSS):
        for place, of in zip(st.columns(ACROSS), values[first : first + ACROSS], strict=False):
            likely = near(of.value, names)
            by_name = kind_of_names([of.value], kinds, model())  # as such names end
            new: list[Choice] = [(NEW, k) for k in sorted(made, key=lambda k: k != by_name)]
            others = [(ID, i) for i in every if i not in likely]
            place.selectbox(
                say("load.unknown_value", value=plain(of.value), n=of.rows),
                [*((ID, i) for i in likely), *new, (NOTHING, ""), *others],
                index=None,
                format_func=partial(_words, names, of.value),
                placeholder=say("load.perhaps", name=names[likely[0]]) if likely
                else say("load.unknown_choose"),
                key=_key(begun, of),
            )  # fmt: skip


def _key(begun: Begun, of: Unknown) -> str:
    return f"unknown_{begun.turn}_{of.sheet}_{of.column}_{of.value}"


def _words(names: Mapping[str, str], value: str, choice: Choice) -> str:
    what, which = choice
    if what == ID:
        return names[which]
    if what == NEW:
        return say("load.new", kind=word(model().kinds[which]), name=value)
    return say("load.nothing")


def _say(begun: Begun, found: list[Unknown]) -> None:
    """Writes what was chosen into the mapping."""
    data = tomllib.loads(begun.text)
    known = nodes()
    names = [node.name for node in known.values()]
    for of in found:
        what, which = st.session_state.get(_key(begun, of)) or ("", "")
        if what == ID:  # a name says more to a reader than an id does
            name = known[which].name
            data = meaning(data, of, model(), to=name if names.count(name) == 1 else which)
        elif what:
            data = meaning(data, of, model(), kind=which)
    begun.rewrite(toml.document(data, begun.text))
