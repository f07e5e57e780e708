"""A table as people read it on the screen: dates and numbers written out, values left as they are.

What is sorted by and what a workbook holds is the value itself: a number, an ISO date.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype

from views.paper.sheet import width_of
from views.parts.writing import DAY, ISO, YEAR, ago, date, local

MOST_STYLED = 6_000  # cells: beyond, writing out takes longer than people wait
FONT, PADDING, WIDEST = 14, 20, 240  # pixels of a cell: its letters, beside them, most of it
USUAL = 0.9  # of the texts of a column: so many are to be seen whole
DIGITS = 3  # after the point, that the browser shows of a number with its thousands apart


def legible(frame: pd.DataFrame, language: str) -> tuple[Any, dict[str, Any]]:
    """What `st.dataframe` is to show for `frame`, and its configuration of columns."""
    apart = st.column_config.NumberColumn(format="localized")
    if not frame.columns.is_unique:
        return frame, {}
    config: dict[str, Any] = {str(n): apart for n in frame.columns if counts(frame[n])}
    config |= {
        str(n): st.column_config.Column(width=wide)
        for n in frame.columns
        if (wide := room(frame[n]))
    }
    dated = [name for name in frame.columns if dates(frame[name])]
    if not dated or frame.size > MOST_STYLED:
        return frame, config

    def told(value: Any) -> str:
        return when(value, language) if isinstance(value, str) else ""

    return frame.reset_index(drop=True).style.format(dict.fromkeys(dated, told)), config


def by_clock(moment: str) -> str:
    """An ISO moment by the reader's clock, which it names: `2026-11-27 09:01+08:00`."""
    return local(moment, st.context.timezone)


def when(stated: str, language: str) -> str:
    """A date in words; of a moment, by the reader's clock, of late also how long ago it was."""
    if len(stated) <= DAY:
        return date(stated, language)
    stated = by_clock(stated)
    words = date(stated, language)
    passed = ago(stated, language)
    return words if words.startswith(passed) else f"{words} · {passed}"


def room(column: pd.Series[Any]) -> int:
    """How wide a column of texts has to be of which most are empty, in pixels; 0 for others.

    The browser measures what most rows hold, and would cut off the few that hold something.
    """
    known = list(column.dropna())
    texts = [value for value in known if isinstance(value, str)]
    filled = [text for text in texts if text]
    if not filled or len(texts) < len(known) or 2 * len(filled) > len(column):
        return 0
    wide = sorted(width_of(text, FONT) for text in filled)
    usual = wide[math.ceil(len(wide) * USUAL) - 1]  # a few that are longer may be cut
    return min(WIDEST, round(max(usual, width_of(str(column.name), FONT))) + PADDING)


def counts(column: pd.Series[Any]) -> bool:
    """Whether a column holds numbers whose thousands stand apart: not years, nor long fractions."""
    if is_bool_dtype(column.dtype):
        return False
    if is_integer_dtype(column.dtype):
        known = column.dropna()
        return not known.between(*YEAR).all()
    if is_float_dtype(column.dtype):
        known = column.dropna()
        return bool(known.size and (known.round(DIGITS) == known).all())
    return False


def dates(column: pd.Series[Any]) -> bool:
    """Whether all that a column says are dates or moments in ISO 8601, not only years."""
    beyond_year = False
    for value in column:
        if isinstance(value, str) and value:
            if not ISO.fullmatch(value):
                return False
            beyond_year = beyond_year or "-" in value
        elif isinstance(value, int | float | list) and value == value:  # NaN is nothing
            return False
    return beyond_year
