"""How much there is, by kind, place, industry and source: a small picture and a table of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
import streamlit as st

from views.parts.address import say, word
from views.parts.bars import show_bars
from views.parts.data import ask, model, source_titles
from views.parts.table import show_table

MOST = 8  # bars of a picture; the table has all


class Size(NamedTuple):
    """One bar: how many there are of something, and how many of these are only intended."""

    name: str
    number: int


def show_sizes() -> None:
    """Four pictures in two rows, each with its table."""
    every = (
        ("kind", _kinds()),
        ("place", _places()),
        ("industry", _industries()),
        ("source", _sources()),
    )
    for pair in (every[:2], every[2:]):
        for column, (name, sizes) in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                _one(name, largest(sizes))


def largest(sizes: Iterable[Size]) -> list[Size]:
    """The sizes that are not nothing, the largest first, equal ones by name."""
    return sorted((s for s in sizes if s.number), key=lambda s: (-s.number, s.name))


def _one(name: str, sizes: list[Size]) -> None:
    title = say(f"today.by_{name}")
    st.markdown(f"**{title}**")
    if not sizes:
        st.info(say("today.none_here"))
        return
    columns = [say(f"column.{name}"), say(f"today.number_{name}")]
    frame = pd.DataFrame(sizes, columns=columns)
    show_bars(frame.head(MOST), columns[0], columns[1], name, title)
    with st.expander(say("today.all_of", n=len(sizes))):
        show_table(frame, "size", title)


def _sources() -> list[Size]:
    known = source_titles()
    rows = ask("sources")
    return [Size(known.get(r.source_id, r.source), r.nodes + r.relationships) for r in rows]


def _kinds() -> list[Size]:
    return [Size(word(model().kinds[r.kind]), r.nodes) for r in ask("size-by-kind")]


def _places() -> list[Size]:
    count = Counter[str]()
    for row in ask("actors-by-place-and-kind"):
        if row.place:
            count[row.place] += row.actors
    return [Size(*item) for item in count.items()]


def _industries() -> list[Size]:
    """Who serves an industry or operates in it, that which is only planned too."""
    rows = {r.industry_id: r for r in ask("industry-tree")}
    return [Size(r.industry, r.serving + r.planned + r.operating) for r in rows.values()]
