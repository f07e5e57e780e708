"""Worklist: what was promised and is not yet so, and how far it has come."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import streamlit as st

from graph.errors import UserError
from graph.ledger import Ledger
from graph.ledger.correcting import Said, value
from graph.model import Link
from graph.queries import find_query
from views.parts.address import get, go, language, say, word
from views.parts.answers import answer_frame
from views.parts.choices import choose_from, choose_one, choose_some
from views.parts.corrections import signature
from views.parts.data import ask, change, model, source_titles
from views.parts.drawing import PLANNED
from views.parts.links import explore_links
from views.parts.plain import plain
from views.parts.plans import is_overdue
from views.parts.table import show_rows

ORDER = 5
ICON = ":material/checklist:"
SHOWN = ("status", "since", "subject", "subject_kind", "relationship", "object", "form", "sources")


def show() -> None:
    """Draws the page."""
    rows = ask("worklist")
    if not rows:
        st.info(say("worklist.nothing"))
        return
    this_year = datetime.date.today().year
    rows = _filtered(rows, this_year)
    rows.sort(key=lambda r: (not is_overdue(r, this_year), r.since or 9999))
    late = sum(is_overdue(r, this_year) for r in rows)
    st.caption(say("worklist.numbers", n=len(rows), late=late, year=this_year))
    if not rows:
        st.info(say("worklist.none"))
        return
    frame = answer_frame(find_query("worklist"), rows, SHOWN)
    frame.insert(
        0,
        say("worklist.due"),
        [say("worklist.overdue") if is_overdue(r, this_year) else "" for r in rows],
    )
    frame["id"] = [_code(row) for row in rows]
    show_rows(frame, "worklist", lambda code: go(item=code), height=430)
    _item({_code(row): row for row in rows}.get(get("item")))


def _filtered(rows: Sequence[Any], this_year: int) -> list[Any]:
    one, two, three = st.columns([0.34, 0.33, 0.33], vertical_alignment="bottom")
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
            sorted({r.subject_kind for r in rows}),
            lambda k: word(model().kinds[k]),
            say("picture.kinds_hint"),
        )
    known = source_titles()
    with three:
        source = choose_from(
            "source",
            say("column.source"),
            ["", *sorted({s for r in rows for s in r.sources})],
            lambda s: known.get(s, s) if s else say("worklist.every"),
        )
    return [
        r
        for r in rows
        if (not status or r.status == status)
        and (not kinds or r.subject_kind in kinds)
        and (not source or source in r.sources)
    ]


def _code(row: Any) -> str:
    return "|".join(
        str(x or "") for x in (row.subject_id, row.relationship, row.object_id, row.form)
    )


def _item(row: Any) -> None:
    """The chosen item: where to read more, and the form that says how far it has come."""
    if row is None:
        st.info(say("worklist.pick"))
        return
    names = [row.subject, *([row.object] if row.object else [])]
    st.markdown(f"**{plain(' — '.join(names))}**")
    explore_links(
        {i: n for i, n in ((row.subject_id, row.subject), (row.object_id, row.object)) if i}
    )
    codes = list(model().lists["status"].codes)
    later = codes[codes.index(row.status) + 1 :]
    left, right = st.columns(2)
    status = left.selectbox(
        say("worklist.now"),
        later,
        index=None,
        placeholder=say("correct.choose"),
        format_func=lambda s: model().lists["status"].label(s, language()),
        key=f"now_{_code(row)}",
    )
    year = right.text_input(say("worklist.since"), key=f"since_{_code(row)}").strip()
    reason, by = signature("worklist", _code(row))
    fits = not year or (year.isdigit() and 1000 <= int(year) <= 2100)
    if not fits:
        st.warning(say("worklist.year"))
    st.button(
        say("worklist.submit"),
        type="primary",
        disabled=not (status and by.strip() and fits),
        key="worklist_submit",
        on_click=_submit,
        args=(row, status, int(year) if year and fits else None, by, reason),
    )
    if failed := st.session_state.pop("worklist_failed", ""):
        st.error(say("app.failed", reason=plain(failed)))


def _submit(row: Any, status: str, since: int | None, by: str, reason: str) -> None:
    said = _said(row, status, since)

    def act(ledger: Ledger) -> int:
        return ledger.correct(by, reason, said=[said])

    try:
        change(act)
        go(item="")
    except UserError as error:
        st.session_state.worklist_failed = str(error)


def _said(row: Any, status: str, since: int | None) -> Said:
    """That the item is now so: the same relationship or thing, further along."""
    if not row.relationship:
        return value(row.subject_id, "kind", row.subject_kind, status, since)
    qualifier = model().relationships[row.relationship].qualifier
    properties = {qualifier: row.form} if qualifier and row.form else {}
    return Link(row.relationship, row.subject_id, row.object_id, properties, status, since)
