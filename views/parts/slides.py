"""Buttons that give the pictures of the pages as PNG, for slides."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graph.errors import UserError
from views.paper.charts import Curve, Mark, matrix, points
from views.paper.fonts import chinese_font
from views.paper.picture import png
from views.paper.sheet import Sheet
from views.parts.address import say, why
from views.parts.geography import Spot
from views.parts.plain import plain
from views.parts.table import file_name

PLACE, PLACE_FAR = "#1f5fa8", "#9aa7b6"


def show_png(draw: Callable[[], Sheet], key: str, title: str) -> None:
    """A button that gives what `draw` lays out; it is made only when it is asked for.

    That is outside a run of the page, where no language is known: `draw` has its words already.
    """
    if not lettered():
        return
    st.download_button(
        say("taking.png"),
        data=lambda: png(draw()),
        file_name=file_name(title[:60], ".png"),
        mime="image/png",
        icon=":material/image:",
        key=f"png_{key}",
        on_click="ignore",
    )


def lettered() -> bool:
    """Whether a picture can be written on; says what is missing instead of giving a broken file."""
    try:
        chinese_font()
    except UserError as error:
        st.caption(plain(why(error)))
        return False
    return True


def matrix_sheet(
    frame: pd.DataFrame, beside: Collection[str], title: str, marked: Mapping[int, str]
) -> Sheet:
    """The table `frame` as a picture; its first column names the rows, those `beside` are left out.

    `marked` maps the number of a row to its colour.
    """
    heads = [c for c in frame.columns[1:] if c not in beside]
    cells = {
        (row, place): _sign(frame.iloc[row][head])
        for row in range(len(frame))
        for place, head in enumerate(heads)
    }
    names = [str(name) for name in frame.iloc[:, 0]]
    return matrix(names, heads, cells, title, marked)


def _sign(value: Any) -> str:
    if value is None or value == "" or pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def map_sheet(
    spots: Sequence[Spot],
    arcs: Sequence[Mapping[str, Any]],
    named: Collection[str],
    legend: Sequence[tuple[str, str]],
    title: str,
) -> Sheet:
    """The map as a picture, in Mercator's projection as on the page; `named` spots have a name."""
    marks = [
        Mark(
            *_flat(s.longitude, s.latitude),
            s.name if s.id in named else "",
            PLACE_FAR if s.far else PLACE,
        )
        for s in spots
    ]
    curves = [
        Curve(*_flat(*start), *_flat(*end), arc["width"], _colour(arc["color"]))
        for arc in arcs
        for start, end in zip(arc["path"], arc["path"][1:], strict=False)
    ]
    return points(marks, curves, legend, title)


def _flat(longitude: float, latitude: float) -> tuple[float, float]:
    """Mercator's projection, in degrees."""
    up = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return longitude, math.degrees(up)


def _colour(rgba: Sequence[int]) -> str:
    """A colour that lets the paper through, as it looks on white."""
    *rgb, alpha = rgba
    return "#" + "".join(f"{round(255 - (255 - c) * alpha / 255):02x}" for c in rgb)
