"""What every change by hand has: a signature, a line where it failed, and its undo."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.errors import UserError
from graph.ledger import Ledger
from graph.ledger.correcting import Overtaken
from views.parts.address import language, say, why
from views.parts.data import catch_up, change
from views.parts.legible import by_clock
from views.parts.plain import plain
from views.parts.writing import date

SIGNER = "signer"
FAILED = "change_failed"
DONE = "change_done"


def signature(of: str, key: str) -> tuple[str, str]:
    """The fields for the reason and the name of who signs, which is remembered."""
    left, right = st.columns(2)
    reason = left.text_input(say("correct.reason"), key=f"reason_{of}_{key}")
    by = right.text_input(say("correct.by"), key=f"by_{of}_{key}", value=signer())
    if by.strip():
        st.session_state[SIGNER] = by
    return reason, by


def signer() -> str:
    """Who signed last in this session; empty if nobody did."""
    return str(st.session_state.get(SIGNER, ""))


def attempt(
    act: Callable[[Ledger], object],
    tried: str = "",
    then: Callable[[], None] = lambda: None,
    done: str = "",
) -> None:
    """Changes the ledger and `then` goes on; the page is drawn anew, and says what is `done`.

    Where it could not, `show_outcome` says why, and what was `tried`, in words, so that nothing
    that a person entered is lost.
    """
    try:
        change(act)
    except Overtaken as error:
        catch_up()
        day = date(by_clock(error.at)[:10], language())
        reason = say(f"changing.{error.what}", by=plain(error.by), day=day)
        st.session_state[FAILED] = reason, tried
    except UserError as error:
        st.session_state[FAILED] = say("app.failed", reason=plain(why(error))), tried
    else:
        st.session_state[DONE] = done
        then()


def show_outcome() -> None:
    """What the last change was, or why it could not be made; said once."""
    if done := st.session_state.pop(DONE, ""):
        st.success(done, icon=":material/check:")
    if failed := st.session_state.pop(FAILED, None):
        reason, tried = failed
        st.error(reason)
        if tried:
            st.info(say("changing.tried", what=plain(tried)))


def undoable(
    text: str,
    key: str,
    act: Callable[[Ledger], object],
    then: Callable[[], None] = lambda: None,
) -> None:
    """A line on a change, with the button that takes it back; `then` what stood on it ends."""
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(plain(text), width="content")
    row.button(
        say("correct.undo"), key=key, icon=":material/undo:", type="tertiary", on_click=attempt,
        args=(act, "", then, say("correct.undone")),
    )  # fmt: skip


def undo_judgement(number: int) -> Callable[[Ledger], object]:
    """Takes back the judgement `number`, in the name of who signed last."""
    return lambda ledger: ledger.undo(number, signer())


def undo_correction(number: int) -> Callable[[Ledger], object]:
    """Takes back the correction `number`, in the name of who signed last."""
    return lambda ledger: ledger.undo_correction(number, signer())
