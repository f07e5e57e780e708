"""What a check of a table found: how much of what, and each cell that is not right with why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graph.model import Refusal
from graph.report import Report
from loaders.accepted import ANY_KIND, ANY_RELATIONSHIP
from views.parts.address import language, say, word
from views.parts.data import model
from views.parts.plain import plain
from views.parts.reasons import refusal_line, refusal_reason
from views.parts.table import download
from views.parts.writing import number

SHOWN = 200  # cells that are told of
FEW = 6  # lines that stand without a frame
KINDS = 4  # that are counted apart
WIDE = 14  # pixels of a character of a reason, so that it is read whole
APART = {"Observation": "load.figures", ANY_KIND: "load.any", ANY_RELATIONSHIP: "load.links"}


def kind_word(name: str) -> str:
    """What things of a kind, or relationships of a type, are called where they are counted."""
    if name in APART:
        return say(APART[name])
    declared = model().kinds.get(name) or model().relationships.get(name)
    return word(declared) if declared else name


def counted(report: Report) -> list[tuple[str, int]]:
    """How many things of which kind a table has; relationships, where it has nothing else."""
    if not report.kinds:
        return [(say("load.links"), report.links)] if report.links else []
    most = dict(report.kinds.most_common(KINDS))
    found = [(kind_word(kind), n) for kind, n in report.kinds.items() if kind in most]
    rest = report.kinds.total() - sum(most.values())
    return [*found, (say("load.others"), rest)] if rest else found


def show_counts(report: Report) -> None:
    """The numbers of a check beside each other."""
    numbers = [
        *counted(report),
        *([(say("load.added"), report.added)] if report.added else []),
        *([(say("load.removed"), report.removed)] if report.removed else []),
        (say("load.refused"), report.refused),
        (say("load.partly"), report.partly),
    ]
    for column, (name, count) in zip(st.columns(len(numbers)), numbers, strict=True):
        column.metric(name, number(count, language()))
    if report.partly:
        st.caption(say("load.partly_help"))


def show_refused(told: Sequence[Refusal], every: Sequence[Refusal], of: str) -> None:
    """Wrong cells one by one, and the rows with any with all reasons, to be mended."""
    if told:
        st.markdown(f"**{say('load.why', n=len(told))}**")
        with st.container(height="content" if len(told) <= FEW else 240):
            for refusal in told[:SHOWN]:
                st.caption(plain(refusal_line(refusal, language())))
    if not every:
        return
    frame = refused_rows(every)
    reasons = frame[say("load.reason")].str.len().max()
    with st.expander(say("load.refused_rows", n=len(frame)), expanded=bool(told)):
        st.dataframe(
            frame,
            hide_index=True,
            column_config={
                say("load.reason"): st.column_config.TextColumn(width=24 + WIDE * int(reasons))
            },
            key=f"table_refused_{of}",
            placeholder="",
        )
        download(frame, "refused", of)


def refused_rows(refusals: Sequence[Refusal]) -> pd.DataFrame:
    """The rows with a wrong cell as they are in the file, after all that is wrong with each."""
    between = "；" if language() == "zh" else "; "
    rows: dict[tuple[str, str, int], dict[str, Any]] = {}
    for r in refusals:
        row = rows.setdefault((r.file, r.sheet, r.row), {say("load.reason"): ""})
        reason = refusal_reason(r, language())
        row |= r.record or {}
        row[say("load.reason")] = between.join(filter(None, (row[say("load.reason")], reason)))
    return pd.DataFrame(list(rows.values()))
