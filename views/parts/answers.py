"""The answer of a named query as people read it: words for codes, titles for sources, no ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from graph.model import Model
from graph.queries import Query, column
from views.parts.address import language, listed, word
from views.parts.card import titles
from views.parts.data import model, source_titles
from views.parts.drawing import form_word

WHOLE = frozenset({"year", "since", "until", "first", "last", "rank"})  # never 2019.0


def answer_frame(query: Query, rows: Sequence[Any], columns: Sequence[str] = ()) -> pd.DataFrame:
    """`rows` as a table with headings for people; of `columns`, or all but those with ids."""
    wanted = columns or [c for c in query.returns if not c.endswith(("_id", "_ids"))]
    headings = _headings(wanted)
    data = {
        heading: [reading(name)(getattr(row, name)) for row in rows]
        for name, heading in headings.items()
    }
    frame = pd.DataFrame(data, columns=list(headings.values()))
    return frame.astype({headings[c]: "Int64" for c in WHOLE & headings.keys()}, errors="ignore")


def reading(name: str) -> Callable[[Any], Any]:
    """How a value of the column `name` is told to people."""
    holds = column(name).holds
    if name == "sources":
        known = source_titles()
        return lambda value: titles(value or (), known)
    spoken, declared = language(), model()
    return lambda value: _told(value, holds, declared, spoken)


def _headings(names: Sequence[str]) -> dict[str, str]:
    """A heading of its own for each column."""
    headings: dict[str, str] = {}
    for name in names:
        heading = word(column(name))
        headings[name] = heading if heading not in headings.values() else f"{heading} ({name})"
    return headings


def _told(value: Any, holds: str, declared: Model, spoken: str) -> Any:
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return listed(str(_told(v, holds, declared, spoken)) for v in value)
    if not holds:
        return value
    if holds == "kind":
        return word(declared.kinds[value]) if value in declared.kinds else value
    if holds == "relationship":
        return word(declared.relationships[value]) if value in declared.relationships else value
    if holds == "form":
        return form_word(str(value), declared, spoken)
    if holds in declared.lists:
        return declared.lists[holds].label(str(value), spoken)
    return value
