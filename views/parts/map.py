"""Points and arcs on a map without a ground: nothing is fetched and no borders are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pydeck
import streamlit as st

from views.parts.geography import Spot, frame, named

EMPTY_STYLE = (
    "data:application/json,%7B%22version%22%3A8%2C%22sources%22%3A%7B%7D%2C%22layers%22%3A%5B%5D%7D"
)
WIDTH, HEIGHT = 760, 600  # pixels that the view is fitted to


def show_map(
    spots: Sequence[Spot],
    arcs: Sequence[dict[str, Any]],
    shown: Sequence[Spot],
    on_arc: Callable[[str], None],
    key: str,
    alt: str,
) -> None:
    """Draws `spots` (the weightiest first) and `arcs`, the view fitted to `shown`.

    A click on an arc calls `on_arc` with its id.
    """
    longitude, latitude, zoom = frame(shown or spots, WIDTH, HEIGHT)
    degree = 360 / 512 / 2**zoom  # of one pixel
    labels = named(spots, wide=14 * degree, high=17 * degree)
    text = pydeck.types.String
    layers = [
        pydeck.Layer(
            "PathLayer",
            id="arcs",
            data=list(arcs),
            get_path="path",
            get_width="width",
            width_units=text("pixels"),
            get_color="color",
            pickable=True,
            auto_highlight=True,
            highlight_color=[200, 30, 60, 160],
            cap_rounded=True,
        ),
        pydeck.Layer(
            "ScatterplotLayer",
            id="spots",
            data=[{"at": [s.longitude, s.latitude]} for s in spots],
            get_position="at",
            get_radius=5,
            radius_units=text("pixels"),
            get_fill_color=[29, 39, 51],
            get_line_color=[255, 255, 255],
            stroked=True,
            line_width_min_pixels=1,
        ),
        pydeck.Layer(
            "TextLayer",
            id="names",
            data=[{"at": [s.longitude, s.latitude], "name": s.name} for s in labels],
            get_position="at",
            get_text="name",
            get_size=14,
            get_color=[29, 39, 51],
            get_pixel_offset=[0, -14],
            outline_width=4,
            outline_color=[251, 252, 254],
            font_settings={"sdf": True, "radius": 10, "buffer": 6},
            character_set=text("auto"),
            font_family=text("Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"),
        ),
    ]

    def picked() -> None:
        chosen = st.session_state[key].selection.objects.get("arcs")
        if chosen:
            on_arc(chosen[0]["id"])

    st.pydeck_chart(
        pydeck.Deck(
            map_provider="carto",
            map_style=EMPTY_STYLE,
            initial_view_state=pydeck.ViewState(
                longitude=longitude, latitude=latitude, zoom=zoom, pitch=0
            ),
            layers=layers,
            tooltip={"text": "{tip}"},
        ),
        height=HEIGHT,
        on_select=picked,
        selection_mode="single-object",
        key=key,
        alt=alt,
    )
