"""The place where a person puts borders of their own beneath the map; kept for the session."""

from __future__ import annotations

from typing import Any

import streamlit as st

from views.parts.address import say
from views.parts.borders import MOST_BYTES, BorderError, read_shapes
from views.parts.plain import plain

KEPT = "ground"  # in the session: name of the file, shapes, how many others it has


def ground() -> dict[str, Any] | None:
    """The shapes that were put there in this session, as GeoJSON."""
    kept = st.session_state.get(KEPT)
    return kept[1] if kept else None


def show_ground() -> None:
    """Takes a file, says what was wrong with it or what was taken, and takes it away again."""
    kept = st.session_state.get(KEPT)
    with st.expander(say("ground.title"), expanded="ground_failed" in st.session_state):
        st.file_uploader(
            say("ground.label", most=MOST_BYTES // 1024 // 1024),
            type=["geojson", "json"],
            key="ground_file",
            on_change=_take,
            help=say("ground.help"),
        )
        if failed := st.session_state.pop("ground_failed", None):
            st.error(failed)
        if kept:
            name, shapes, left = kept
            words = {"name": plain(name), "n": len(shapes["features"]), "left": left}
            st.caption(say("ground.kept_some" if left else "ground.kept", **words))
            st.button(
                say("ground.remove"),
                icon=":material/layers_clear:",
                type="tertiary",
                on_click=st.session_state.pop,
                args=(KEPT, None),
            )


def _take() -> None:
    file = st.session_state.ground_file
    if file is None:  # the cross beside its name
        st.session_state.pop(KEPT, None)
        return
    try:
        shapes, left = read_shapes(file.getvalue())
    except BorderError as error:
        values = {name: plain(value) for name, value in error.values.items()}
        st.session_state.ground_failed = say(
            f"ground.bad_{error.code}", name=plain(file.name), **values
        )
        st.session_state.pop(KEPT, None)
        return
    st.session_state[KEPT] = file.name, shapes, left
