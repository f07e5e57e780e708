"""A matrix on the page: marks where a row and a column meet, and a cell that can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from views.paper.sheet import width_of
from views.parts.drawing import is_planned
from views.parts.table import download

ROOM = 980  # pixels for all columns that are not pinned, on a usual screen
FONT, EDGES = 14, 20  # pixels of the letters of a heading, and beside it
WIDEST, FAIR = 260, 200  # of a column for its heading, and where there is room
PINNED = 190  # of which the first pinned column takes so many
MOST_HIGH = 760  # pixels
SO, PLANNED = "●", "○"
GAP_COLOUR = "background-color: #fbe3e1"
PLAN_COLOUR = "background-color: #fdf0dc"
ALONE_COLOUR = "background-color: #e6f0fb"


def mark(statuses: Sequence[str]) -> str:
    """`●` if something is so, `○` if something is only intended, both if both, else nothing."""
    so = any(not is_planned([s]) for s in statuses)
    planned = any(is_planned([s]) for s in statuses)
    return (SO if so else "") + (PLANNED if planned else "")


def heading_width(heading: str, share: int) -> int:
    """Pixels in which a heading is read whole, if it is not too long, and at most a fair `share`
    of the room more than that."""
    return max(min(round(width_of(heading, FONT)) + EDGES, WIDEST), min(share, FAIR))


def show_matrix(
    frame: pd.DataFrame,
    name: str,
    gaps: Mapping[int, str],
    pinned: Sequence[str],
    on_pick: Callable[[int, str], None],
    state: str = "",
    whole: pd.DataFrame | None = None,
) -> None:
    """Shows `frame` and offers it as a workbook; a click calls `on_pick` with row and column.

    `gaps` maps the number of a row to its background, a CSS declaration; columns that are
    `pinned` stay in sight.  In another `state`, what was chosen is forgotten.  The workbook holds
    `whole`, where that is more than is in sight.
    """
    styled = frame.style.apply(lambda row: [gaps.get(row.name, "")] * len(row), axis=1)
    share = ROOM // max(1, len(frame.columns) - len(pinned))
    widths = {column: PINNED if column == pinned[0] else None for column in pinned}
    columns = {
        column: st.column_config.Column(
            column,
            pinned=column in pinned,
            help=column,
            width=widths.get(column, heading_width(column, share)),
        )
        for column in frame.columns
    }
    key = f"matrix_{name}_{state}"

    def picked() -> None:
        for row, column in st.session_state[key].selection.cells:
            on_pick(int(row), str(column))

    st.dataframe(
        styled,
        placeholder="",
        hide_index=True,
        height=min(38 + 33 * len(frame), MOST_HIGH),
        row_height=33,
        column_config=columns,
        on_select=picked,
        selection_mode="single-cell",
        key=key,
    )
    download(frame if whole is None else whole, name)
