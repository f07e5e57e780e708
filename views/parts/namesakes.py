"""Actors of one kind and name under different ids, judged by a person to be one or two, on the card
or before a load.  Nothing merges by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import pandas as pd
import streamlit as st

from graph.errors import UserError
from graph.ledger import Judgement, Ledger
from graph.namesakes import BASE, Namesake
from graph.report import Report
from views.parts.address import language, say, word
from views.parts.apart import apart, known_of, named, same_named
from views.parts.changing import (
    SIGNER,
    attempt,
    show_outcome,
    signature,
    signer,
    undo_judgement,
    undoable,
)
from views.parts.data import judgements, model, nodes, resolve
from views.parts.drawing import Node
from views.parts.plain import plain

CHOSEN, JOINED = "namesakes_chosen", "namesakes_joined"
Pair = tuple[str, str]


def show_namesakes(node: Node) -> None:
    """On a card: that others are called so too, and the judgement whether they are one with it."""
    others = same_named().get(node.id, [])
    if not others or model().kinds[node.kind].base != BASE:
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
        places, titles = known_of({other for _, other in pairs})
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


def _node(id_: str) -> str:
    return resolve([id_])[0]


def _judging(a: str, b: str, verdict: str, by: str, reason: str) -> Callable[[Ledger], object]:
    return lambda ledger: ledger.judge(a, b, verdict, by, reason)
