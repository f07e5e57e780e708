"""A picture of bars on the page, and the same as PNG."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from views.paper.charts import Bar, bars
from views.parts.address import language
from views.parts.slides import show_png

HEIGHT, LINE = 70, 26  # pixels of a picture: besides its bars, and for each bar


def show_bars(
    frame: pd.DataFrame, name: str, value: str, key: str, title: str, of: str = ""
) -> None:
    """The column `value` as bars, named by the column `name` and coloured by the column `of`."""
    if of:
        st.bar_chart(
            frame, x=name, y=value, x_label="", color=of, stack=False, height=240, alt=title
        )
    else:
        st.bar_chart(
            frame,
            x=name,
            y=value,
            x_label="",
            horizontal=True,
            sort=False,
            height=HEIGHT + LINE * len(frame),
            alt=title,
        )
    listed = [
        Bar(_name(row, name, of), float(row[value]), str(row[of]) if of else "")
        for _, row in frame.iterrows()
    ]
    spoken = language()
    show_png(lambda: bars(listed, title, spoken), key, title)


def _name(row: pd.Series[Any], name: str, of: str) -> str:
    return f"{row[name]} · {row[of]}" if of else str(row[name])
