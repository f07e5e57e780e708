"""Actors of one kind and name under different ids: told apart where they are listed, and judged by
a person to be one or two, on the card or before a load.  Nothing merges by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress

import pandas as pd
import streamlit as st

from graph.errors import UserError
from graph.ledger import Judgement, Ledger
from graph.namesakes import BASE, Namesake, same
from graph.report import Report
from views.parts.address import language, listed, say, word
from views.parts.changing import (
    SIGNER,
    attempt,
    show_outcome,
    signature,
    signer,
    undo_judgement,
    undoable,
)
from views.parts.data import ask, judgements, model, nodes, resolve, shown, source_titles
from views.parts.drawing import Node
from views.parts.plain import plain

CHOSEN, JOINED = "namesakes_chosen", "namesakes_joined"
Pair = tuple[str, str]


def same_named() -> dict[str, list[str]]:
    """For each actor that others of its kind are called as: the ids of those."""
    return _same_named(shown().digest)


@st.cache_resource(max_entries=1, show_spinner=False)
def _same_named(digest: str) -> dict[str, list[str]]:
    called: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in nodes().values():
        if model().kinds[node.kind].base == BASE:
            called[node.kind, same(node.name)].append(node.id)
    groups = [ids for ids in called.values() if len(ids) > 1]
    return {one: [i for i in ids if i != one] for ids in groups for one in ids}


def apart(ids: Collection[str]) -> dict[str, str]:
    """For those of `ids` that others are called as: the words that tell them apart."""
    alike = same_named()
    if not (wanted := [i for i in ids if i in alike]):
        return {}
    places, titles = _known_of({m for i in wanted for m in (i, *alike[i])})
    return {i: distinction(i, alike[i], places, titles) for i in wanted}


def distinction(
    one: str, others: Sequence[str], places: Mapping[str, str], sources: Mapping[str, str]
) -> str:
    """What tells `one` from `others` of its name: its place, its sources too where the place does
    not, its id where neither does."""
    words = [places.get(one, "")]
    if not words[0] or any(places.get(o, "") == words[0] for o in others):
        words.append(sources.get(one, ""))
        if any((places.get(o, ""), sources.get(o, "")) == (*words,) for o in others):
            words.append(one)
    return " · ".join(filter(None, words))


def named(node: str, name: str, told: Mapping[str, str]) -> str:
    """The name, with what `told` says to tell it apart."""
    return f"{name} · {told[node]}" if node in told else name


def show_namesakes(node: Node) -> None:
    """On a card: that others are called so too, and the judgement whether they are one with it."""
    others = same_named().get(node.id, [])
    if not others:
        return
    judged = {o: j for j in judgements() if (o := differing(node.id, others, j, _node))}
    open_ = [o for o in others if o not in judged]
    label = say("namesakes.others", n=len(open_)) if open_ else say("namesakes.judged")
    with st.popover(label, icon=":material/join_inner:" if open_ else ":material/done:"):
        st.session_state.setdefault(SIGNER, "")
        show_outcome()
        told = apart(others)
        if open_:
            reason, by = signature(node.id, "namesake")
            if not by.strip():
                st.caption(say("namesakes.sign"))
        for other in open_:
            row = st.container(horizontal=True, vertical_alignment="center")
            row.page_link(
                st.session_state.pages["explore"],
                label=plain(named(other, nodes()[other].name, told)),
                icon=":material/hub:",
                query_params={"actor": other, "lang": language()},
            )
            for verdict in ("same", "differ"):
                row.button(
                    say(f"namesakes.{verdict}"),
                    key=f"{verdict}_{node.id}_{other}",
                    disabled=not by.strip(),
                    on_click=attempt,
                    args=(_judging(node.id, other, verdict, by, reason),),
                )
        for other, judgement in judged.items():
            text = say("namesakes.are_two", name=named(other, nodes()[other].name, told))
            undoable(text, f"undo_differ_{judgement.id}", undo_judgement(judgement.id))


def differing(
    node: str, others: Sequence[str], judgement: Judgement, node_of: Callable[[str], str]
) -> str:
    """That of `others` which `judgement` calls another thing than `node`; empty if none."""
    if judgement.verdict != "differ":
        return ""
    ends = {node_of(judgement.a), node_of(judgement.b)}
    return next((o for o in others if ends == {node, o}), "")


def choose_same(found: Sequence[Namesake]) -> None:
    """Before a load: what is called as something that is there, and which of it is the same."""
    pairs = [(n.id, other) for n in found for other in n.others if other in nodes()]
    st.session_state[CHOSEN] = []
    if not pairs:
        return
    with st.expander(say("namesakes.found", n=len({a for a, _ in pairs})), expanded=True,
                     icon=":material/join_inner:"):  # fmt: skip
        st.caption(say("namesakes.help"))
        by = st.text_input(say("correct.by"), value=signer(), key="namesakes_by").strip()
        if by:
            st.session_state[SIGNER] = by
        everything = st.checkbox(say("namesakes.all"), disabled=not by, key="namesakes_all")
        places, titles = _known_of({other for _, other in pairs})
        kinds = model().kinds
        one = say("namesakes.same")
        frame = pd.DataFrame(
            [
                (
                    everything,
                    nodes()[other].name,
                    word(kinds[nodes()[other].kind]),
                    places.get(other, ""),
                    titles.get(other, ""),
                )
                for _, other in pairs
            ],
            columns=[one, *(say(f"column.{c}") for c in ("name", "kind", "place", "source"))],
        )
        edited = st.data_editor(
            frame,
            hide_index=True,
            disabled=True if not by else list(frame.columns[1:]),
            key=f"namesakes_{everything}_{hash(tuple(pairs))}",
        )
    if by:
        st.session_state[CHOSEN] = [p for p, tick in zip(pairs, edited[one], strict=True) if tick]


def joined(ledger: Ledger, report: Report) -> Report:
    """After a load: judges to be one what was chosen before it.  Gives `report`."""
    done = []
    for a, b in st.session_state.pop(CHOSEN, []):
        with suppress(UserError):  # its row was refused, or somebody took the other out meanwhile
            number = ledger.judge(a, b, "same", signer(), say("namesakes.reason"))
            done.append((number, b))
    st.session_state[JOINED] = done
    return report


def show_joined() -> None:
    """What was judged to be one with the last load, with its undo."""
    counting = {j.id for j in judgements()}
    for number, other in st.session_state.get(JOINED, []):
        if number in counting and (node := _node(other)) in nodes():
            text = say("namesakes.joined", name=nodes()[node].name)
            undoable(text, f"undo_joined_{number}", undo_judgement(number))


def _known_of(ids: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Of each of `ids`, where it is, and which sources say so."""
    some, known = "\n".join(sorted(ids)), source_titles()
    places: dict[str, list[str]] = defaultdict(list)
    for row in ask("places-of", ids=some):
        places[row.id].append(str(row.place))
    titles = {
        row.id: listed(known.get(s, s) for s in row.sources) for row in ask("sources-of", ids=some)
    }
    return {i: listed(names) for i, names in places.items()}, titles


def _node(id_: str) -> str:
    return resolve([id_])[0]


def _judging(a: str, b: str, verdict: str, by: str, reason: str) -> Callable[[Ledger], object]:
    return lambda ledger: ledger.judge(a, b, verdict, by, reason)
