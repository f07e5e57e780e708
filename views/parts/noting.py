"""The form that notes how far something is, who answers for it and by when; and its history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import streamlit as st

from graph.ledger import Duty, Noted, Step
from loaders.values import Wrong, parse_date
from views.parts.address import go, language, listed, say
from views.parts.changing import attempt, show_outcome, signature, undo_correction, undoable
from views.parts.data import model, shown, steps
from views.parts.legible import when
from views.parts.plain import plain
from views.parts.plans import Plan, further_along
from views.parts.writing import date

OPENED, LAST = "noting_opened", "noting_last"


class Opened(NamedTuple):
    """What a reader saw when the item was opened, so as to tell what others did since."""

    code: str
    version: int
    duty: Duty


def show_noting(plan: Plan, duty: Duty, code: str) -> None:
    """The form for `plan`, of which `duty` was set by hand, and what was noted so far."""
    keys = {name: f"{name}_{code}" for name in Duty._fields}
    opened = _opened(code, duty, keys)
    made = steps(plan.item)
    later = [step for step in made if step.version > opened.version]
    if later:
        st.warning("  \n".join([say("worklist.meanwhile"), *map(_line, later)]))
    show_outcome()
    noted, fits = _fields(plan, opened, keys)
    reason, by = signature("worklist", code)
    st.button(
        say("worklist.submit"),
        type="primary",
        disabled=not (any(n is not None for n in noted) and by.strip() and fits),
        key="worklist_submit",
        on_click=_submit,
        args=(plan, noted, by, reason, shown().version),
    )
    show_steps(made)


def show_steps(made: Iterable[Step]) -> None:
    """What was noted, the latest first; what counts can be undone."""
    made = list(made)
    if made:
        st.markdown(f"**{say('worklist.history')}**")
    for step in made:
        if step.live:
            undoable(step_words(step), f"undo_n{step.correction}", undo_correction(step.correction))
        else:
            st.caption(_line(step))


def step_words(step: Step) -> str:
    """A note in a line: when, who, what and why."""
    parts = []
    if step.status is not None:
        status = model().lists["status"].label(step.status, language())
        parts.append(say("worklist.step_status", value=status, since=step.since or "").strip())
    due = step.due and date(step.due, language())
    for name, value in (("owner", step.owner), ("due", due)):
        if value is not None:
            parts.append(say(f"worklist.step_{name}", value=value or say("worklist.none_set")))
    told = f"{when(step.at, language())} · {step.by}{say('signs.colon')}{listed(parts)}"
    return told + say("signs.aside", words=step.reason) if step.reason else told


def _line(step: Step) -> str:
    undone = "" if step.live else f" — {say('worklist.undone_by', by=plain(step.undone_by))}"
    return f"{plain(step_words(step))}{undone}"


def _opened(code: str, duty: Duty, keys: dict[str, str]) -> Opened:
    """What was seen first; fields that the reader left alone follow what others set since."""
    opened: Opened | None = st.session_state.get(OPENED)
    if (
        opened is None
        or opened.code != code
        or any(k not in st.session_state for k in keys.values())
    ):
        opened = Opened(code, shown().version, duty)
        for name, key in keys.items():
            st.session_state[key] = getattr(duty, name)
    for name, key in keys.items():
        before, now = getattr(opened.duty, name), getattr(duty, name)
        if before != now and st.session_state[key] == before:
            st.session_state[key] = now
            opened = opened._replace(duty=opened.duty._replace(**{name: now}))
    st.session_state[OPENED] = opened
    return opened


def _fields(plan: Plan, opened: Opened, keys: dict[str, str]) -> tuple[Noted, bool]:
    """What is entered, as far as it differs from what was seen; and whether it can be read."""
    row = plan.row
    codes = list(model().lists["status"].codes)
    one, two, three, four = st.columns(4)
    status = one.selectbox(
        say("worklist.now"),
        codes[codes.index(row.status) + 1 :],
        index=None,
        placeholder=say("worklist.as_is"),
        format_func=lambda s: model().lists["status"].label(s, language()),
        key=f"now_{opened.code}",
    )
    year = two.text_input(say("worklist.since"), key=f"since_{opened.code}").strip()
    owner = three.text_input(
        say("worklist.owner"), placeholder=say("worklist.owner_hint"), key=keys["owner"]
    )
    due = four.text_input(
        say("worklist.due"), placeholder=say("worklist.due_hint"), key=keys["due"]
    ).strip()
    fits = not year or (year.isdigit() and 1000 <= int(year) <= 2100)
    if not fits:
        st.warning(say("worklist.year"))
    try:
        due = parse_date(due) if due else ""
    except Wrong:
        st.warning(say("worklist.due_form", value=plain(due)))
        fits = False
    owner = " ".join(owner.split())
    said = None
    if status and fits:
        said = further_along(row, status, int(year) if year else None, model())
    seen = opened.duty
    return Noted(said, _new(owner, seen.owner), _new(due, seen.due)), fits


def _new(entered: str, seen: str) -> str | None:
    return None if entered == seen else entered


def _submit(plan: Plan, noted: Noted, by: str, reason: str, seen: int) -> None:
    made = []

    def act(ledger: Any) -> None:
        made.append(int(ledger.note(plan.item, by, reason, noted, seen)))

    def then() -> None:
        st.session_state.pop(OPENED, None)  # what one did oneself is no news
        if noted.said is not None:
            st.session_state[LAST] = made[-1], plan.row.subject
            go(item="")

    attempt(act, then=then, done=say("worklist.noted"))


def show_last() -> None:
    """What was noted last of an item that is then no longer in the list, with its undo."""
    number, name = st.session_state.get(LAST, (0, ""))
    if number:
        undoable(
            say("worklist.noted_of", name=name), "undo_last", undo_correction(number), _forget_last
        )


def _forget_last() -> None:
    st.session_state.pop(LAST, None)
