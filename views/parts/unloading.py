"""Taking a load back: what the button would do, asked again where it is much, and what it did."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from graph.ledger.unloading import Load, loads
from views.parts.address import language, say
from views.parts.changing import DONE, attempt, show_outcome, signer
from views.parts.data import revisions, source_titles
from views.parts.legible import by_clock
from views.parts.plain import plain
from views.parts.writing import date

FEW = 10  # statements that are taken back without being asked again
LATEST = 5  # loads that are offered
ASKED = "unload_asked"


class Taken(NamedTuple):
    """A load that can be taken back; `added` and `removed` are the statements that it moved."""

    source: str
    title: str
    version: int
    added: int
    removed: int


def show_unload(load: Taken, box: st.delta_generator.DeltaGenerator) -> None:
    """The button in `box` that takes the load back, with what that does; then the question."""
    label = say("unload.do", n=load.added)
    if not load.added and not load.removed:
        label = say("unload.describe")
    elif load.removed:
        label = say("unload.do_and_restore", n=load.added, m=load.removed)
    many = load.added + load.removed > FEW
    box.button(
        label,
        key=f"unload_{load.version}",
        icon=":material/undo:",
        on_click=_ask if many else _unload,
        args=(load,),
    )
    if st.session_state.get(ASKED) != load.version:
        return
    st.warning(say("unload.sure", title=plain(load.title), added=load.added, removed=load.removed))
    row = st.container(horizontal=True)
    row.button(
        say("unload.yes"),
        key=f"unload_yes_{load.version}",
        type="primary",
        icon=":material/undo:",
        on_click=_unload,
        args=(load,),
    )
    row.button(say("unload.no"), key=f"unload_no_{load.version}", on_click=_forget)


def show_unloaded() -> None:
    """What was taken back last, or why it could not be; said once, and in sight wherever one is."""
    if done := st.session_state.pop(DONE, ""):
        st.toast(done, icon=":material/undo:", duration="long")
    show_outcome()


def show_latest(but: int | None) -> None:
    """The latest loads that can be taken back, one a source, without that of version `but`."""
    latest = [load for load in offered(loads(revisions())) if load.version != but]
    if not latest:
        return
    st.markdown(f"**{say('unload.latest')}**")
    titles = source_titles()
    for load in latest:
        title = titles.get(load.source, load.source)
        row = st.container(horizontal=True, vertical_alignment="center")
        row.markdown(
            f"{plain(title)} · {date(by_clock(load.at)[:10], language())}", width="content"
        )
        show_unload(Taken(load.source, title, load.version, load.added, load.removed), row)


def offered(made: list[Load]) -> list[Load]:
    """Of each source its last load that counts, the latest first."""
    last = {load.source: load for load in made if load.counts}
    return sorted(last.values(), key=lambda load: -load.version)[:LATEST]


def _ask(load: Taken) -> None:
    st.session_state[ASKED] = load.version


def _forget() -> None:
    st.session_state.pop(ASKED, None)


def _unload(load: Taken) -> None:
    _forget()
    words = "unload.done_and_restored" if load.removed else "unload.done"
    words = words if load.added or load.removed else "unload.redescribed"
    attempt(
        lambda ledger: ledger.undo_load(load.source, load.version, signer()),
        then=lambda: st.session_state.pop("loaded", None),
        done=say(words, title=plain(load.title), n=load.added, m=load.removed),
    )
