"""Places and the lines between them on a map without a ground: nothing is fetched, and no borders
are drawn but a person's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component

from views.parts.address import say
from views.parts.geography import HEIGHT, Spot
from views.parts.picture import CANVAS, FONT

_component = declare_component("map", path=str(CANVAS))


def show_map(
    spots: Sequence[Spot],
    lines: Sequence[dict[str, Any]],
    on_line: Callable[[str], None],
    key: str,
    alt: str,
    on_spot: Callable[[str], None],
    ground: dict[str, Any] | None = None,
) -> None:
    """Draws `spots` (the weightiest first) and `lines`, the view fitted to them.

    A click on a line calls `on_line` with its id, one on a place `on_spot`, before the page is
    drawn again.  `ground` is GeoJSON that is drawn beneath.
    """

    def clicked() -> None:
        if said := st.session_state[key]:
            (on_line if said["kind"] == "line" else on_spot)(str(said["id"]))

    drawn: dict[str, Any] = {
        "spots": [
            {
                "id": s.id,
                "name": s.name,
                "at": [s.longitude, s.latitude],
                "far": s.far,
                "tip": s.name,
            }
            for s in spots
        ],
        "lines": list(lines),
        "ground": ground,
    }
    _component(
        **drawn,
        fingerprint=hashlib.blake2s(json.dumps(drawn).encode()).hexdigest(),
        height=HEIGHT,
        font=FONT,
        words={
            **{name: say(f"picture.{name}") for name in ("nearer", "farther", "whole")},
            "alt": alt,
            "title": alt,
        },
        key=key,
        default=None,
        on_change=clicked,
    )
