"""Worklist: what was promised and is not yet so, who answers for it, by when, how far it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from graph.ledger import Duty, Item
from graph.queries import find_query
from views.parts.address import get, go, language, say, word
from views.parts.answers import answer_frame
from views.parts.changing import show_outcome
from views.parts.choices import choose_from, choose_one, choose_some, choose_whether
from views.parts.data import ask, duties, model, nodes, source_titles, steps
from views.parts.drawing import PLANNED
from views.parts.links import explore_links
from views.parts.noting import show_last, show_noting, show_steps
from views.parts.plain import plain
from views.parts.plans import Plan, item_of_code, order, plan
from views.parts.table import show_rows

ORDER = 5
ICON = ":material/checklist:"
SHOWN = ("status", "since", "subject", "subject_kind", "relationship", "object", "form", "sources")
HIGH, LOW = 430, 265  # pixels of the list: alone, and with the form of an item below it
NOBODY = "-"  # as an owner in the address


def show() -> None:
    """Draws the page."""
    today, known = datetime.date.today(), duties()
    every = [plan(row, known, model(), today) for row in ask("worklist")]
    if not every:
        st.info(say("worklist.nothing"))
        return
    plans = sorted(_filtered(every), key=order)
    st.caption(say("worklist.numbers", n=len(plans), late=sum(p.overdue for p in plans)))
    if plans:
        height = HIGH if not get("item") else LOW
        show_rows(_frame(plans), "worklist", lambda code: go(item=code), height=height)
    else:
        st.info(say("worklist.none"))
    _item(get("item"), every, plans)


def _filtered(every: Sequence[Plan]) -> list[Plan]:
    one, two, three, four, five = st.columns(
        [0.32, 0.19, 0.19, 0.16, 0.14], vertical_alignment="bottom"
    )
    statuses = model().lists["status"]
    with one:
        status = choose_one(
            "status",
            say("column.status"),
            ["", *(s for s in statuses.codes if s in PLANNED)],
            lambda s: statuses.label(s, language()) if s else say("worklist.every"),
        )
    with two:
        kinds = choose_some(
            "kinds",
            say("picture.kinds"),
            sorted({p.row.subject_kind for p in every}),
            lambda k: word(model().kinds[k]),
            say("picture.kinds_hint"),
        )
    known = source_titles()
    with three:
        source = choose_from(
            "source",
            say("column.source"),
            ["", *sorted({s for p in every for s in p.row.sources})],
            lambda s: known.get(s, s) if s else say("worklist.every"),
        )
    with four:
        owner = choose_from(
            "owner",
            say("worklist.owner"),
            ["", NOBODY, *sorted({p.owner for p in every if p.owner})],
            lambda o: {"": say("worklist.every"), NOBODY: say("worklist.nobody")}.get(o, o),
        )
    with five:
        late = choose_whether("late", say("worklist.only_late"))
    return [
        p
        for p in every
        if (not status or p.row.status == status)
        and (not kinds or p.row.subject_kind in kinds)
        and (not source or source in p.row.sources)
        and (not owner or p.owner == ("" if owner == NOBODY else owner))
        and (p.overdue or not late)
    ]


def _frame(plans: Sequence[Plan]) -> pd.DataFrame:
    frame = answer_frame(find_query("worklist"), [p.row for p in plans], SHOWN)
    late = [say("worklist.overdue") if p.overdue else "" for p in plans]
    frame.insert(0, say("worklist.late"), late)
    frame.insert(1, say("worklist.due"), [_due(p) for p in plans])
    frame.insert(2, say("worklist.owner"), [p.owner for p in plans])
    frame["id"] = [_code(p.item) for p in plans]
    return frame


def _due(one: Plan) -> str:
    return one.due if one.by_hand or not one.due else say("worklist.due_stated", year=one.due)


def _code(item: Item) -> str:
    return "|".join(item)


def _item(code: str, every: Sequence[Plan], plans: Sequence[Plan]) -> None:
    """The chosen item: where to read more, and the form that says how far it has come."""
    show_outcome()
    show_last()
    if not code:
        if plans:
            st.info(say("worklist.pick"))
        return
    item = item_of_code(code, model())
    chosen = next((p for p in every if p.item == item), None)
    if chosen is None:
        _gone(code, item)
        return
    if chosen not in plans:
        st.info(say("worklist.elsewhere"))
    row = chosen.row
    names = [row.subject, *([row.object] if row.object else [])]
    st.markdown(f"**{plain(' — '.join(names))}**")
    explore_links(
        {i: n for i, n in ((row.subject_id, row.subject), (row.object_id, row.object)) if i}
    )
    show_noting(chosen, duties().get(chosen.item, Duty()), _code(chosen.item))


def _gone(code: str, item: Item | None) -> None:
    """An item of the address that is not open: tied off, taken out, or never known."""
    there = [i for i in (item.subject, item.object) if i in nodes()] if item else []
    if item is None or not there:
        st.warning(say("worklist.unknown", id=plain(code)))
    else:
        st.info(say("worklist.gone"))
        explore_links({i: nodes()[i].name for i in there})
        show_steps(steps(item))
    st.button(say("worklist.leave"), on_click=go, kwargs={"item": ""}, icon=":material/close:")
