"""A table on the page, and the same as a workbook to take away."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from views.parts.address import say

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # not allowed in a workbook
FORMULA = ("=", "+", "-", "@")  # what a text must not begin with unmarked
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\<>|\"\x00-\x1f]")  # of sheets and files
LONGEST = 32_767  # characters that a cell of a workbook can hold


def show_table(frame: pd.DataFrame, name: str, of: str = "") -> None:
    """Shows `frame` and offers it as a workbook.

    It is called by the word `file.<name>`, and by what it is `of`.
    """
    st.dataframe(frame, hide_index=True, key=f"table_{name}_{of}", placeholder="")
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
    key = f"rows_{name}_{of}"
    ids = list(frame["id"])

    def picked() -> None:
        rows = st.session_state[key].selection.rows
        if rows and ids[rows[0]]:
            on_pick(ids[rows[0]])

    shown = frame.drop(columns="id")
    st.dataframe(
        shown,
        hide_index=True,
        height=height if height else "auto",
        key=key,
        on_select=picked,
        selection_mode="single-row",
        placeholder="",
    )
    download(shown, name, of)


def download(frame: pd.DataFrame, name: str, of: str = "") -> None:
    """A button that gives `frame` as a workbook, made only when it is asked for."""
    title = f"{of[:40]} {say(f'file.{name}')}".strip()
    st.download_button(
        say("table.download"),
        data=lambda: workbook(frame, title),
        file_name=f"{re.sub(NOT_IN_NAMES, ' ', title)}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        key=f"xlsx_{name}_{of}",
        on_click="ignore",
    )


def workbook(frame: pd.DataFrame, title: str) -> bytes:
    """`frame` as .xlsx: numbers as numbers, texts as texts (never a formula), lists joined."""
    book = Workbook()
    sheet = book.active
    sheet.title = re.sub(NOT_IN_NAMES, " ", title)[:31]
    for column, heading in enumerate(frame.columns, start=1):
        cell = sheet.cell(row=1, column=column)
        _fill(cell, str(heading))
        cell.font = Font(bold=True)
    widths = [_width(str(heading)) for heading in frame.columns]
    for row, values in enumerate(frame.itertuples(index=False, name=None), start=2):
        for column, value in enumerate(values, start=1):
            _fill(sheet.cell(row=row, column=column), value)
            widths[column - 1] = max(widths[column - 1], _width(str(value)))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(60, width + 2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell: Cell, value: Any) -> None:
    if isinstance(value, list | tuple | set):
        value = "; ".join(map(str, value))
    if value is None or pd.isna(value):
        return
    if isinstance(value, bool | int | float):
        cell.value = value
        return
    if hasattr(value, "item"):  # a numpy number
        cell.value = value.item()
        return
    cell.value = CONTROL.sub("", str(value))[:LONGEST]
    cell.data_type = "s"  # a text that begins with "=" stays a text
    if cell.value[:1] in FORMULA:
        cell.quotePrefix = True  # also after a person has edited the cell


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text[:60])
