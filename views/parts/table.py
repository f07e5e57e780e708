"""A table on the page, and the same as a workbook to take away."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import streamlit as st

from graph import tables
from views.parts.address import language, say
from views.parts.legible import legible

ROW = 35  # pixels of a row
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\<>|\"\x00-\x1f]")  # of files


def show_table(
    frame: pd.DataFrame, name: str, of: str = "", helps: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Shows `frame` and offers it as a workbook.

    It is called by the word `file.<name>`, and by what it is `of`. `helps` says what is behind the
    heading of a column.
    """
    data, config = legible(frame, language())
    config |= {n: {**config.get(n, {}), "help": said} for n, said in helps.items()}
    st.dataframe(
        data, hide_index=True, column_config=config, key=f"table_{name}_{of}", placeholder=""
    )
    download(frame, name, of)


def show_rows(
    frame: pd.DataFrame,
    name: str,
    on_pick: Callable[[str], None],
    of: str = "",
    height: int | None = None,
) -> None:
    """Like `show_table`; a click on a row calls `on_pick` with what is in the column `id`.

    That column is neither shown nor in the workbook.
    """
    ids = list(frame["id"])
    key = f"rows_{name}_{of}_{hash(tuple(ids))}"  # a choice is of these rows and of no others

    def picked() -> None:
        rows = st.session_state[key].selection.rows
        if rows and ids[rows[0]]:
            on_pick(ids[rows[0]])

    shown = frame.drop(columns="id")
    data, config = legible(shown, language())
    st.dataframe(
        data,
        hide_index=True,
        column_config=config,
        height=height if height and (len(frame) + 1) * ROW > height else "auto",
        key=key,
        on_select=picked,
        selection_mode="single-row",
        placeholder="",
    )
    download(shown, name, of)


def download(
    frame: pd.DataFrame, name: str, of: str = "", beside: Sequence[tables.Sheet] = ()
) -> None:
    """A button that gives `frame` as a workbook, made only when it is asked for; with the sheets
    `beside` it."""
    title = f"{of[:40]} {say(f'file.{name}')}".strip()
    st.download_button(
        say("table.download"),
        data=lambda: tables.book_of([sheet(frame, title), *beside]),
        file_name=file_name(title, ".xlsx"),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        key=f"xlsx_{name}_{of}",
        on_click="ignore",
    )


def file_name(words: str, ending: str) -> str:
    """`words` and `ending` as the name of a file, of any system; a picture's, if they are empty."""
    return f"{re.sub(NOT_IN_NAMES, ' ', words) or say('file.picture')}{ending}"


def workbook(frame: pd.DataFrame, title: str) -> bytes:
    """`frame` as .xlsx: numbers as numbers, texts as texts (never a formula), lists joined."""
    return tables.book_of([sheet(frame, title)])


def sheet(frame: pd.DataFrame, title: str) -> tables.Sheet:
    """`frame` as a worksheet: nothing where a value is missing."""
    rows = frame.astype(object).where(frame.notna(), None)
    headers = [str(c) for c in frame.columns]
    return tables.Sheet(title, headers, list(rows.itertuples(index=False, name=None)))
