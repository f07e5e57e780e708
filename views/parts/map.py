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
LETTERS = 14  # pixels
NEAR, FAR = [29, 39, 51], [255, 255, 255]
WIDTH, HEIGHT = 680, 560  # pixels that the view is fitted to
BORDER, GROUND = [120, 132, 146, 170], [120, 132, 146, 22]


def pixel(spots: Sequence[Spot]) -> float:
    """The size of a pixel, in degrees, of the map that shows all `spots`."""
    return float(360 / 512 / 2 ** frame(spots, WIDTH, HEIGHT)[2])


def show_map(
    spots: Sequence[Spot],
    arcs: Sequence[dict[str, Any]],
    on_arc: Callable[[str], None],
    key: str,
    alt: str,
    on_spot: Callable[[str], None],
    ground: dict[str, Any] | None = None,
) -> None:
    """Draws `spots` (the weightiest first) and `arcs`, the view fitted to them.

    A click on an arc calls `on_arc` with its id, one on a place `on_spot`.  `ground` is GeoJSON
    that is drawn beneath.
    """
    longitude, latitude, zoom = frame(spots, WIDTH, HEIGHT)
    labels = named(spots, pixel(spots), LETTERS)
    text = pydeck.types.String
    layers = [
        *([_ground(ground)] if ground else []),
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
            data=[
                {
                    "id": s.id,
                    "at": [s.longitude, s.latitude],
                    "fill": FAR if s.far else NEAR,
                    "tip": s.name,
                }
                for s in spots
            ],
            pickable=True,
            get_position="at",
            get_radius=5,
            radius_units=text("pixels"),
            get_fill_color="fill",
            get_line_color=NEAR,
            stroked=True,
            line_width_min_pixels=1,
        ),
        pydeck.Layer(
            "TextLayer",
            id="names",
            data=[
                {
                    "at": [label.spot.longitude, label.spot.latitude],
                    "name": label.spot.name,
                    "anchor": label.anchor,
                    "offset": label.offset,
                }
                for label in labels
            ],
            get_position="at",
            get_text="name",
            get_size=LETTERS,
            get_text_anchor="anchor",
            get_color=[29, 39, 51],
            get_pixel_offset="offset",
            background=True,
            get_background_color=[251, 252, 254, 190],
            background_padding=[3, 0, 3, 1],
            character_set=text("auto"),
            font_family=text("Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"),
        ),
    ]

    def clicked() -> None:
        chosen = st.session_state[key].selection.objects
        for layer, act in (("arcs", on_arc), ("spots", on_spot)):
            if picked := chosen.get(layer):
                act(picked[0]["id"])

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
        on_select=clicked,
        selection_mode="single-object",
        key=key,
        alt=alt,
    )


def _ground(shapes: dict[str, Any]) -> pydeck.Layer:
    return pydeck.Layer(
        "GeoJsonLayer",
        id="ground",
        data=shapes,
        stroked=True,
        filled=True,
        get_line_color=BORDER,
        get_fill_color=GROUND,
        get_line_width=1,
        line_width_units=pydeck.types.String("pixels"),
        pickable=False,
    )
