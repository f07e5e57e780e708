"""Corrections by hand on a card: this is wrong, this is missing, these are one; and their undo.

Each is signed, recorded in the ledger beside what the sources say, and can be undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graph.ledger import Fact
from graph.ledger.correcting import PREFIX, TITLE, Record, value
from graph.model import Column, Link
from views.parts.address import language, say, word
from views.parts.apart import facts_apart, names_apart
from views.parts.changing import (
    FAILED,
    SIGNER,
    attempt,
    show_outcome,
    signature,
    undo_correction,
    undo_judgement,
    undoable,
)
from views.parts.corrected import corrected, members
from views.parts.data import (
    called_wrong,
    corrections,
    history,
    judgements,
    model,
    resolve,
    source_titles,
)
from views.parts.drawing import Node
from views.parts.facts import facts_table, in_words, told
from views.parts.fields import columns_of, kind_of, meant, other_of, value_of
from views.parts.legible import by_clock
from views.parts.plain import plain
from views.parts.table import show_table
from views.parts.wording import judged_by, kinds_said, title_words
from views.parts.writing import date

CHOSEN = "correcting"  # the node of the card, and the fact that its form is about


def show_corrections(node: Node, stated: Sequence[Fact]) -> None:
    """The form for one more correction, and those that were made."""
    st.session_state.setdefault(SIGNER, "")
    what = st.segmented_control(
        say("correct.what"),
        ["wrong", "missing", "same"],
        format_func=lambda v: say(f"correct.{v}"),
        default="wrong",
        required=True,
        key=f"correct_{node.id}",
    )
    if what == "same":
        _same(node)
    elif what == "missing":
        _missing(node, stated)
    else:
        _wrong(node, stated)
    _made(node, stated)


def show_history(node: Node) -> None:
    """What happened to the node, the latest first."""
    known = source_titles()
    frame = pd.DataFrame(
        [
            (
                by_clock(c.at),
                say(f"history.{c.what}"),
                known.get(c.source) or _by_hand(c.source),
                c.by,
                c.added,
                c.removed,
            )
            for c in history(node.id)
        ],
        columns=[say(f"history.{n}") for n in ("at", "step", "source", "by", "began", "ended")],
    )
    show_table(frame, "history", node.name)


def _by_hand(source: str) -> str:
    """What a source that counts no more is called: a person's corrections, by what they are."""
    return title_words(TITLE, language()) if source.startswith(PREFIX) else source


def _wrong(node: Node, stated: Sequence[Fact]) -> None:
    choices = {fact.key.hex(): fact for fact in facts_apart(told(stated))}
    lost = _lost(node, choices)
    if lost:
        choices = {lost.key.hex(): lost, **choices}
    if not choices:
        st.info(say("card.none"))
        return
    kinds = kinds_said(stated, model())
    chosen = st.selectbox(
        say("correct.which"),
        list(choices),
        format_func=lambda key: in_words(choices[key], model(), kinds),
        key=f"wrong_{node.id}",
    )
    fact = choices[chosen]
    st.session_state[CHOSEN] = node.id, fact
    if fact is lost and FAILED not in st.session_state:
        _tell_lost(node, fact)
    columns = [c for c in columns_of(node) if _is_of(c, fact)]
    said: list[Record] = []
    if fact.predicate == "kind":  # without any kind it would be nothing
        kind = kind_of(node)
        said = [value(fact.said_of, "kind", kind, fact.status, fact.since)] if kind else []
        complete = bool(said)
    elif columns and st.toggle(say("correct.instead"), value=True, key=f"instead_{node.id}"):
        given = value_of(node, columns[0], f"instead_{fact.key.hex()}")
        if given is not None:
            said = [_statement(fact.said_of, columns[0], given, fact.status, fact.since)]
        complete = given is not None
    else:
        complete = True
    _sign(node, complete and fact is not lost, [fact.key], said, _tried(fact, said, kinds))


def _lost(node: Node, choices: Collection[str]) -> Fact | None:
    """The fact that the form is about, where it is said no more since it was chosen.

    The form stays with it, so that what was entered is not taken for another fact's.
    """
    of, fact = st.session_state.get(CHOSEN, ("", None))
    if fact is None or of != node.id or fact.key.hex() in choices:
        return None
    chosen = st.session_state.get(f"wrong_{node.id}") == fact.key.hex()
    return fact if chosen else None


def _tell_lost(node: Node, fact: Fact) -> None:
    """Who corrected a fact while a reader was about to, or that its source says it no more."""
    number = next((f.denied for f in called_wrong(node.id) if f.key == fact.key), None)
    made = next((c for c in corrections(node.id) if c.id == number), None)
    if made:
        day = date(made.at[:10], language())
        st.warning(say("changing.overtaken", by=plain(made.by), day=day))
    else:
        st.warning(say("changing.vanished"))


def _missing(node: Node, stated: Sequence[Fact]) -> None:
    columns = {column.name: column for column in to_add(columns_of(node), stated)}
    labels = labels_of(columns.values())
    chosen = st.selectbox(
        say("correct.of"),
        list(columns),
        index=None,
        placeholder=say("correct.choose"),
        format_func=labels.__getitem__,
        key=f"missing_{node.id}",
    )
    if not chosen:
        return
    column = columns[chosen]
    statuses = model().lists["status"]
    status = st.selectbox(
        say("column.status"),
        list(statuses.codes),
        index=list(statuses.codes).index("actual"),
        format_func=lambda code: statuses.label(code, language()),
        key=f"status_{node.id}",
    )
    given = value_of(node, column, f"missing_{column.name}")
    said = [] if given is None else [_statement(node.id, column, given, status, None)]
    _sign(node, bool(said), [], said)


def _same(node: Node) -> None:
    base = model().kinds[node.kind].base
    kinds = model().concrete(base)
    other = other_of(node, kinds, "same", say("correct.other"))
    reason, by = signature(node.id, "same")
    st.button(
        say("correct.join"),
        type="primary",
        disabled=not (other and by.strip()),
        key=f"join_{node.id}",
        on_click=attempt,
        args=(
            lambda ledger: ledger.judge(node.id, other or "", "same", by, reason),
            "",
            lambda: _clear(node),
            say("correct.joined_now"),
        ),
    )


def to_add(columns: Iterable[Column], stated: Iterable[Fact]) -> list[Column]:
    """What can be added to what is stated: properties first, without those of one value that have
    it (such a value is corrected), then relationships."""
    said = {fact.predicate for fact in stated if not fact.other}
    open_ = [c for c in columns if c.role == "link" or c.many or c.name not in said]
    return sorted(open_, key=lambda c: c.role == "link")


def labels_of(columns: Iterable[Column]) -> dict[str, str]:
    """What columns are called to a reader; of two of one name also what they are about."""
    columns = list(columns)
    several = Counter(word(column) for column in columns)
    return {c.name: word(c) if several[word(c)] < 2 else f"{word(c)} · {meant(c)}" for c in columns}


def _is_of(column: Column, fact: Fact) -> bool:
    if fact.other:
        inverse = fact.direction == "in"
        return column.relationship == fact.predicate and (
            fact.direction == "both" or column.inverse == inverse
        )
    return column.role == "property" and column.name == fact.predicate


def _statement(subject: str, column: Column, given: Any, status: str, since: int | None) -> Record:
    if column.role == "property":
        return value(subject, column.name, given, status, since)
    start, end = (given, subject) if column.inverse else (subject, given)
    return Link(column.relationship, start, end, {}, status, since)


def _tried(fact: Fact, said: Sequence[Record], kinds: Sequence[str]) -> str:
    """A correction in words, to be shown where somebody was quicker."""
    was = in_words(fact, model(), kinds)
    if not said:
        return say("changing.nothing", fact=was)
    (one,) = said
    if isinstance(one, Link):
        other = one.end if one.start == fact.said_of else one.start
        right = names_apart([other])[other]
    else:
        right = str(next(iter(one.properties.values()), "")) or word(model().kinds[one.kind])
    return say("changing.instead", fact=was, value=right)


def _sign(
    node: Node, complete: bool, wrong: list[bytes], said: list[Record], tried: str = ""
) -> None:
    reason, by = signature(node.id, "correct")
    if tried and reason:
        tried = say("changing.with_reason", what=tried, reason=reason)
    st.button(
        say("correct.submit"),
        type="primary",
        disabled=not (complete and by.strip()),
        key=f"submit_{node.id}",
        on_click=attempt,
        args=(
            lambda ledger: ledger.correct(by, reason, wrong, said),
            tried,
            lambda: _clear(node),
            say("correct.corrected"),
        ),
    )


def _clear(node: Node) -> None:
    """Empties the form: what was entered for one change is not meant for the next."""
    st.session_state.pop(CHOSEN, None)  # what one corrected oneself is no news
    for key in map(str, list(st.session_state)):
        if key.startswith(tuple(f"{field}_{node.id}_" for field in ("reason", "other", "value"))):
            st.session_state[key] = ""
        elif key.startswith(f"code_{node.id}_"):
            st.session_state[key] = None


def _made(node: Node, stated: Sequence[Fact]) -> None:
    """What was corrected, with the buttons that undo it."""
    show_outcome()
    made = [c for c in reversed(corrections(node.id)) if c.live]
    joined = [j for j in judgements() if j.verdict == "same" and resolve([j.a]) == [node.id]]
    if made or joined:
        st.markdown(f"**{say('correct.made')}**")
    denied, names = called_wrong(node.id), members(stated, language())
    known = facts_apart([*stated, *denied])
    for c in made:
        day = date(by_clock(c.at)[:10], language())
        what = corrected(c, known, model(), language())
        if what:
            text = say("signs.signed", by=c.by, day=day, what=what)
        elif c.denied or c.said:  # of it nothing is said any more, or it is told on another card
            text = say("correct.counted", by=c.by, day=day, denied=c.denied, said=c.said)
        else:
            text = say("correct.noted", by=c.by, day=day)
        reason = say("signs.aside", words=c.reason) if c.reason else ""
        undoable(text + reason, f"undo_c{c.id}", undo_correction(c.id))
    for j in joined:
        why = judged_by(j, model(), language())
        text = say("correct.joined", a=names.get(j.a, j.a), b=names.get(j.b, j.b), why=why)
        undoable(text, f"undo_j{j.id}", undo_judgement(j.id))
    if denied:
        st.markdown(f"**{say('correct.denied')}**")
        show_table(facts_table(denied, model()).drop(columns="id"), "denied", node.name)
