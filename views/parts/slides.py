"""Buttons that give the pictures of the pages as PNG, for slides."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
import streamlit as st

from graph.errors import UserError
from views.paper.charts import Curve, Mark, matrix, points
from views.paper.fonts import chinese_font
from views.paper.picture import png
from views.paper.sheet import Sheet
from views.parts.address import say, why
from views.parts.borders import paths_of
from views.parts.geography import Spot, head, pixel
from views.parts.plain import plain
from views.parts.table import file_name

PLACE, PLACE_FAR, BORDER = "#1f5fa8", "#9aa7b6", "#c5ccd4"
HEAD_WIDTH = 3.0  # pixels, of the lines of an arrow's head
POLE = 85  # degrees


def show_png(draw: Callable[[], Sheet], key: str, title: str, quiet: bool = False) -> None:
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
        type="tertiary" if quiet else "secondary",
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
    frame: pd.DataFrame,
    beside: Collection[str],
    title: str,
    language: str,
    marked: Mapping[int, str] | None = None,
    legend: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
) -> Sheet:
    """The table `frame` as a picture; its first column names the rows, those `beside` are left out.

    `marked` maps the number of a row to its colour, the `legend` a colour to what it means;
    `notes` are said beneath.
    """
    heads = [c for c in frame.columns[1:] if c not in beside]
    cells = {
        (row, place): _sign(frame.iloc[row][head])
        for row in range(len(frame))
        for place, head in enumerate(heads)
    }
    names = [str(name) for name in frame.iloc[:, 0]]
    return matrix(names, heads, cells, title, language, marked, legend, notes)


def _sign(value: Any) -> str:
    if value is None or value == "" or pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def map_sheet(
    spots: Sequence[Spot],
    lines: Sequence[Mapping[str, Any]],
    legend: Sequence[tuple[str, str]],
    title: str,
    language: str,
    ground: Mapping[str, Any] | None = None,
    notes: Sequence[str] = (),
) -> Sheet:
    """The map as a picture, in Mercator's projection as on the page.

    `ground` are the shapes of GeoJSON that lie beneath; `notes` are said below the legend.
    """
    size = pixel(spots)
    marks = [
        Mark(*_flat(s.longitude, s.latitude), s.name, PLACE_FAR if s.far else PLACE) for s in spots
    ]
    curves = []
    for line in lines:
        colour = _colour(line["color"])
        curves += _curves(line["path"], line["width"], colour)
        if line.get("arrow"):
            curves += _curves(head(line["path"], size), HEAD_WIDTH, colour)
    beneath = [c for path in paths_of(ground) for c in _curves(path, 1, BORDER)] if ground else []
    return points(marks, curves, legend, title, language, beneath, notes)


def _curves(path: Sequence[Sequence[float]], width: float, colour: str) -> list[Curve]:
    flat = [_flat(*at) for at in path]
    return [Curve(*a, *b, width, colour) for a, b in pairwise(flat)]


def _flat(longitude: float, latitude: float) -> tuple[float, float]:
    """Mercator's projection, in degrees; it has no pole."""
    latitude = max(-POLE, min(POLE, latitude))
    up = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return longitude, math.degrees(up)


def _colour(rgba: Sequence[int]) -> str:
    """A colour that lets the paper through, as it looks on white."""
    *rgb, alpha = rgba
    return "#" + "".join(f"{round(255 - (255 - c) * alpha / 255):02x}" for c in rgb)
