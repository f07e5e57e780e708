"""What a check of a table found: how much of what, and each cell that is not right with why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from graph import rest
from graph.model import Refusal
from graph.report import Report
from loaders.accepted import ANY_KIND, ANY_RELATIONSHIP
from views.parts.address import language, listed, say, word
from views.parts.data import model
from views.parts.plain import plain
from views.parts.reasons import column_word, refusal_line, refusal_reason, shortened
from views.parts.table import download
from views.parts.writing import number

SHOWN = 200  # cells that are told of
FEW = 6  # lines that stand without a frame
KINDS = 4  # that are counted apart
WIDTHS = (140, 180, 400)  # pixels of what is wrong, its value and the reason: others stay in sight
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
    ahead = bool(report.added or report.removed)  # there is something to load yet
    numbers = [
        *counted(report),
        *([(say("load.added"), report.added)] if report.added else []),
        *([(say("load.removed"), report.removed)] if report.removed else []),
        (say("load.unread" if ahead else "load.left_out"), report.unread),
        (say("load.gaps"), report.gaps),
    ]
    for column, (name, count) in zip(st.columns(len(numbers)), numbers, strict=True):
        column.metric(name, number(count, language()))
    if report.gaps:
        st.caption(say("load.gaps_help"))


def show_done(report: Report) -> None:
    """What a load did; of one that moved no statement, that it changed the description."""
    title = plain(report.source.title)
    if not report.added and not report.removed:
        st.success(say("load.described", title=title))
        return
    things = listed(f"{name} {number(n, language())}" for name, n in counted(report))
    words = {"title": title, "things": things, "added": report.added, "removed": report.removed}
    st.success(say("load.done", **words))


def show_refused(told: Sequence[Refusal], every: Sequence[Refusal], path: Path) -> None:
    """Wrong cells one by one, and the rows with any with all reasons, to be mended."""
    if told:
        st.markdown(f"**{say('load.why', n=len(told))}**")
        with st.container(height="content" if len(told) <= FEW else 240):
            for refusal in told[:SHOWN]:
                st.caption(plain(refusal_line(refusal, language())))
    if not (rows := [r for r in every if r.row]):
        return
    frame = refused_rows(rows)
    with st.expander(say("load.refused_rows", n=len(frame)), expanded=bool(told)):
        st.dataframe(
            frame,
            hide_index=True,
            column_config={
                frame.columns[at]: st.column_config.Column(width=wide)
                for at, wide in enumerate(WIDTHS, len(frame.columns) - frame.attrs["read"] - 3)
            },
            key=f"table_refused_{path.stem}",
            placeholder="",
        )
        st.caption(say("load.rest_help"))
        places = dict.fromkeys((r.sheet, r.row) for r in rows)
        sheet = frame.columns[1] if len({name for name, _ in places}) > 1 else ""
        help_ = say("load.rest_notes", row=frame.columns[0])
        notes = rest.notes(path, frame.columns[0], sheet, places, help_)
        download(frame, "refused", path.stem, [notes])


def refused_rows(refusals: Sequence[Refusal]) -> pd.DataFrame:
    """The rows with a wrong cell as they are in the file, after where each stands and all that is
    wrong with it.

    The heading of the number of a row is the first; a sheet is named where there are several.  The
    frame says how many columns are `read` from the file.
    """
    between = "；" if language() == "zh" else "; "
    rows: dict[tuple[str, int], list[Refusal]] = {}
    for r in refusals:
        rows.setdefault((r.sheet, r.row), []).append(r)
    several = len({sheet for sheet, _ in rows}) > 1
    read = list(dict.fromkeys(name for r in refusals for name in r.record or {}))
    row, sheet, *three = _headings(read)
    lines = []
    for (name, at), wrong in sorted(rows.items()):
        columns = dict.fromkeys(column_word(r.column, language()) for r in wrong)
        values = dict.fromkeys(shortened(r.value) for r in wrong)
        reasons = [refusal_reason(r, language()) for r in wrong]
        line: dict[str, Any] = {row: at, **({sheet: name} if several else {})}
        told = [between.join(filter(None, some)) for some in (columns, values, reasons)]
        line |= zip(three, told, strict=True)
        for r in wrong:
            line |= r.record or {}
        lines.append(line)
    first = [row, *([sheet] if several else []), *three]
    frame = pd.DataFrame(lines, columns=[*first, *read])
    frame.attrs["read"] = len(read)
    return frame


def _headings(read: Sequence[str]) -> list[str]:
    """What our own columns are called, as none of the file is."""
    found = []
    for name in ("row", "sheet", "wrong_column", "wrong_value", "reason"):
        heading = say(f"load.{name}")
        while heading in read:
            heading += "*"
        found.append(heading)
    return found
