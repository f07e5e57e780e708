"""The columns of a dropped table and what each means, as a table to change."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import partial

import pandas as pd
import streamlit as st

from graph.model import Column
from loaders.office import toml
from loaders.office.context import Familiar
from loaders.office.meanings import (
    APART,
    FIGURE,
    NOT_READ,
    Line,
    Lying,
    changed,
    lacking,
    lines,
    lying,
    options,
    unsaid,
)
from views.parts.address import listed, say, word
from views.parts.checking import kind_word
from views.parts.data import model, workspace
from views.parts.drafting import Begun
from views.parts.writing import in_order


def show_meanings(begun: Begun, own: str) -> None:
    """Shows each column with its meaning and unit; a change is written into the mapping.

    `own` is the id of the source that the file is.
    """
    begun.missing = ()
    data = tomllib.loads(begun.text)
    tables = lying(data, begun.drafted.tables)
    for place, of in enumerate(tables):
        if len(tables) > 1:
            st.caption(sheet_words(of.sheet, of.header))
        shown = lines(data, of)
        begun.missing += tuple(unsaid(data, of))
        labels = _labels(options(data, of, model()))
        file, seen, meaning, unit, year = (
            say(f"load.{name}") for name in ("column", "sample", "meaning", "unit", "year")
        )
        frame = pd.DataFrame(
            [(ln.column, labels[ln.meaning], ln.unit, ln.year, ln.sample) for ln in shown],
            columns=[file, meaning, unit, year, seen],
        )
        key = f"meanings_{begun.turn}_{place}"
        st.data_editor(
            frame,
            hide_index=True,
            disabled=[file, seen],
            column_config={
                meaning: st.column_config.SelectboxColumn(
                    required=True, options=list(labels.values()), width="medium"
                ),
                unit: st.column_config.TextColumn(help=say("load.unit_help"), width="small"),
                year: st.column_config.TextColumn(help=say("load.year_help"), width="small"),
            },
            key=key,
            on_change=partial(_change, begun, key, of, shown, labels, own),
            placeholder="",
        )


def show_found(begun: Begun) -> None:
    """Of each table in a line where it lies, what its rows are, and how many columns are read."""
    data = tomllib.loads(begun.text)
    for of in lying(data, begun.drafted.tables):
        counted: Counter[str] = Counter()
        for line in lines(data, of):
            if line.meaning == FIGURE:
                counted[say("load.figures")] += 1
            elif line.meaning and not line.meaning.startswith(APART):
                counted[kind_word(of.kind)] += 1
        things = [say("load.columns", kind=kind, n=n) for kind, n in counted.items()]
        if things:
            where = sheet_words(of.sheet, of.header)
            st.success(say("load.found", where=where, things=listed(things)))


def ask(begun: Begun) -> None:
    """Asks for each column that a table must have and that none of the file is said to be."""
    data = tomllib.loads(begun.text)
    begun.asked = tuple(
        (of, column)
        for of in lying(data, begun.drafted.tables)
        for column in lacking(data, of, model())
    )
    begun.open = begun.open or bool(begun.asked)
    for of, column in begun.asked:
        where, kind = sheet_words(of.sheet, of.header), kind_word(of.kind)
        told = say("load.asked", where=where, kind=kind, meaning=word(column))
        st.warning(told, icon=":material/help:")


def reread(begun: Begun) -> list[str]:
    """The columns that a person reads in another way than they were drafted."""
    first, now = tomllib.loads(begun.first), tomllib.loads(begun.text)
    sections = begun.drafted.tables
    drafted = {ln for of in lying(first, sections) for ln in lines(first, of)}
    return [ln.column for of in lying(now, sections) for ln in lines(now, of) if ln not in drafted]


def sheet_words(sheet: str, header: tuple[int, ...]) -> str:
    """Where a table lies: its sheet, where there is one, and the rows of its header."""
    rows = "–".join(str(n) for n in dict.fromkeys((header[0], header[-1])))
    return say("load.at", sheet=sheet, header=rows) if sheet else say("load.at_row", header=rows)


def _labels(of: dict[str, Column | None]) -> dict[str, str]:
    """What a column may mean → how it is called; no two alike."""
    said = {name: _label(name, column) for name, column in of.items()}
    alike = Counter(said.values())
    said = {n: t if alike[t] == 1 else f"{t} ({n})" for n, t in said.items()}
    first = [n for n, column in of.items() if column is None]
    return {
        n: said[n] for n in [*first, *in_order((n for n in of if n not in first), said.__getitem__)]
    }


def _label(name: str, column: Column | None) -> str:
    if column:
        return word(column)
    if name in (NOT_READ, FIGURE):
        return say("load.not_read" if name == NOT_READ else "load.figure")
    declared = model().relationships.get(name.removeprefix(APART))
    return say("load.apart", kind=word(declared) if declared else name.removeprefix(APART))


def _change(
    begun: Begun, key: str, of: Lying, shown: list[Line], labels: dict[str, str], own: str
) -> None:
    """Writes what was changed into the mapping."""
    meanings = {label: name for name, label in labels.items()}
    data = tomllib.loads(begun.text)
    known = Familiar(workspace().ledger, own)
    for row, cells in st.session_state[key]["edited_rows"].items():
        line = shown[int(row)]
        line = line._replace(
            meaning=meanings.get(cells.get(say("load.meaning")), line.meaning),
            unit=str(cells.get(say("load.unit"), line.unit) or "").strip(),
            year=str(cells.get(say("load.year"), line.year) or "").strip(),
        )
        data = changed(data, of, line, model(), known)
    begun.rewrite(toml.document(data, begun.text))
