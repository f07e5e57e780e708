"""A picture of bars on the page, and buttons that give a picture as PNG for slides."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from graph.errors import UserError
from views.paper.charts import Bar, bars
from views.paper.fonts import chinese_font
from views.paper.picture import png
from views.paper.sheet import Sheet
from views.parts.address import say
from views.parts.plain import plain
from views.parts.table import NOT_IN_NAMES

HEIGHT, LINE = 70, 26  # pixels of a picture: besides its bars, and for each bar


def show_bars(
    frame: pd.DataFrame, name: str, value: str, key: str, title: str, of: str = ""
) -> None:
    """The column `value` as bars, named by the column `name` and coloured by the column `of`."""
    if of:
        st.bar_chart(frame, x=name, y=value, color=of, stack=False, height=240)
    else:
        st.bar_chart(
            frame, x=name, y=value, horizontal=True, sort=False, height=HEIGHT + LINE * len(frame)
        )
    listed = [
        Bar(_name(row, name, of), float(row[value]), str(row[of]) if of else "")
        for _, row in frame.iterrows()
    ]
    show_png(lambda: bars(listed, title), key, title)


def _name(row: pd.Series[Any], name: str, of: str) -> str:
    return f"{row[name]} · {row[of]}" if of else str(row[name])


def show_png(draw: Callable[[], Sheet], key: str, title: str) -> None:
    """A button that gives what `draw` lays out as PNG; it is made only when it is asked for."""
    try:
        chinese_font()
    except UserError as error:  # without a font there is none: said instead of a broken file
        st.caption(plain(error))
        return
    st.download_button(
        say("taking.png"),
        data=lambda: png(draw()),
        file_name=f"{re.sub(NOT_IN_NAMES, ' ', title[:60]) or say('file.picture')}.png",
        mime="image/png",
        icon=":material/image:",
        key=f"png_{key}",
        on_click="ignore",
    )
