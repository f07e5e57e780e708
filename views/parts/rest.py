"""A dropped file that is the rest of another: its rows that were not right, mended."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph import rest
from graph.errors import UserError
from views.parts.address import say
from views.parts.data import model, workspace
from views.parts.plain import plain
from views.words import LANGUAGES, text

KEPT = "load_rest"  # the file that was dropped, and the one that it is a part of


def whole(path: Path) -> Path:
    """The file that is to be read: the one dropped, or that of which it holds mended rows.

    Raises `UserError` where it cannot be known, or cannot be put back.
    """
    kept: tuple[Path, Path] | None = st.session_state.get(KEPT)
    if kept is None or kept[0] != path:
        kept = st.session_state[KEPT] = path, _whole(path)
    if kept[1] != path:
        st.info(say("load.rest", file=plain(kept[1].name)), icon=":material/merge:")
    return kept[1]


def _whole(path: Path) -> Path:
    if mark := rest.mark_of(path):
        return rest.whole(path, mark, workspace().inbox, model())
    headings = [
        tuple(text(language, f"load.{name}") for name in ("row", "reason"))
        for language in LANGUAGES
    ]
    if rest.looks_so(path, headings):
        raise UserError(say("load.rest_unknown"))
    return path
