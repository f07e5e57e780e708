"""Names in a table that nothing known bears: what each means, or that it is new."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from graph.meant import ALIKE, PLACE, Meant, is_address
from graph.model import Model, Refusal
from loaders.office import toml
from loaders.office.amended import Unknown, meaning, unknown
from loaders.office.kinds import kind_of_names
from views.parts.address import language, listed, say, word
from views.parts.apart import names_apart
from views.parts.data import model, nodes, shown
from views.parts.drafting import Begun
from views.parts.drawing import Node
from views.parts.plain import plain
from views.parts.reasons import column_word
from views.parts.writing import in_order

MOST = 60  # values that are asked for at once
ACROSS = 3
NEAR = 5
LISTED = 1_000  # names that a list holds
MANY = 20  # names that are near, among which some are of another kind
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
        for (_, column), unknown_of in groupby(found[:MOST], key=lambda u: (u.sheet, u.column)):
            values = list(unknown_of)
            label = column_word(column, language())
            st.caption(say("load.unknown_column", column=plain(label), n=len(values)))
            _ask(begun, values)
        if len(found) > MOST:
            st.caption(say("load.unknown_more", n=len(found) - MOST))
        st.form_submit_button(
            say("load.unknown_do"), icon=":material/rule:", on_click=_say, args=(begun, found)
        )
    return rest


def near(of: Unknown, known: Mapping[str, Node], declared: Model) -> list[str]:
    """The ids of things that a value may mean, the likeliest first: those that its refusal names,
    else those whose names are near to it and of a kind that is called so."""
    fitting = {i: node for i, node in known.items() if node.kind in of.our.kinds}
    if said := [i for name in of.perhaps for i, node in fitting.items() if node.name == name]:
        return said[:NEAR]
    value = of.value
    meant = Meant(value, of.our.kinds, declared)
    close = set(difflib.get_close_matches(value, {n.name for n in fitting.values()}, MANY, ALIKE))
    score = {
        i: meant.score(node.name, node.kind)
        for i, node in fitting.items()
        if len(node.name) > 1
        if node.name in close or value in node.name or node.name in value
    }

    def order(id_: str) -> tuple[int, float, int]:
        name = fitting[id_].name
        at = value.rfind(name)  # of several that it holds, that which stands last in it
        return (-at - len(name), 0.0, -len(name)) if at >= 0 else (0, -score[id_], len(name))

    return sorted((i for i in score if score[i]), key=order)[:NEAR]


@st.cache_resource(max_entries=256, show_spinner=False)
def _near(
    digest: str, value: str, kinds: tuple[str, ...], perhaps: tuple[str, ...], _of: Unknown
) -> list[str]:
    return near(_of, nodes(), model())


def _ask(begun: Begun, values: list[Unknown]) -> None:
    """A list for each value of one column, of which nothing has to be chosen; for several also one
    for all of which nothing is."""
    kinds = values[0].our.kinds
    names = names_apart(n.id for n in nodes().values() if n.kind in kinds)
    every = in_order(names, names.__getitem__)[:LISTED]
    made = [k for k in kinds if model().kinds[k].table]
    for first in range(0, len(values), ACROSS):
        for place, of in zip(st.columns(ACROSS), values[first : first + ACROSS], strict=False):
            likely = _near(shown().digest, of.value, kinds, of.perhaps, of)
            by_name = kind_of_names([of.value], kinds, model())  # as such names end
            new: list[Choice] = [
                (NEW, k)
                for k in sorted(made, key=lambda k: k != by_name)
                if may_be_new(of.value, k)
            ]
            others = [(ID, i) for i in every if i not in likely]
            place.selectbox(
                say("load.unknown_value", value=plain(of.value), n=of.rows),
                [*((ID, i) for i in likely), *new, (NOTHING, ""), *others],
                index=None,
                format_func=partial(_words, names, of.value),
                placeholder=_hint([names[i] for i in likely if _called(i) == _called(likely[0])]),
                key=_key(begun, of),
            )  # fmt: skip
    made = [k for k in made if any(may_be_new(of.value, k) for of in values)]
    if len(values) > 1 and made:
        named = [of.value for of in values]
        ending = {k: sum(kind_of_names([n], kinds, model()) == k for n in named) for k in made}
        st.selectbox(
            say("load.unknown_rest"),
            sorted(made, key=lambda k: -ending[k]),
            index=None,
            format_func=lambda k: say("load.unknown_new", kind=word(model().kinds[k])),
            placeholder=say("load.unknown_open"),
            key=_rest(begun, values[0]),
        )


def _hint(likely: Sequence[str]) -> str:
    """What stands in a list of which nothing is chosen; several of one name are all told."""
    if not likely:
        return say("load.unknown_choose")
    return say("load.perhaps", name=listed(likely))


def _called(id_: str) -> str:
    return nodes()[id_].name


def may_be_new(value: str, kind: str) -> bool:
    """Whether a value may be the name of something new of `kind`: an address is no place's name."""
    return kind != PLACE or not is_address(value)


def _rest(begun: Begun, of: Unknown) -> str:
    return f"unknown_rest_{begun.turn}_{of.sheet}_{of.column}"


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
        rest = st.session_state.get(_rest(begun, of))  # said of all of which nothing is chosen
        if not what and rest and may_be_new(of.value, rest):
            what, which = NEW, rest
        if what == ID:  # a name says more to a reader than an id does
            name = known[which].name
            data = meaning(data, of, model(), to=name if names.count(name) == 1 else which)
        elif what:
            data = meaning(data, of, model(), kind=which)
    begun.rewrite(toml.document(data, begun.text))
