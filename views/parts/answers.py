"""The answer of a named query as people read it: words for codes, titles for sources, no ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from graph.model import Model
from graph.queries import Query, column
from views.parts.address import language, listed, word
from views.parts.card import titles
from views.parts.data import model, source_titles
from views.parts.drawing import form_word
from views.parts.wording import kind_word, property_of, property_word, value_words
from views.words import text

WHOLE = frozenset({"year", "since", "until", "first", "last", "rank"})  # never 2019.0


def answer_frame(query: Query, rows: Sequence[Any], columns: Sequence[str] = ()) -> pd.DataFrame:
    """`rows` as a table with headings for people; of `columns`, or all but those with ids."""
    wanted = columns or [c for c in query.returns if not c.endswith(("_id", "_ids"))]
    headings = _headings(wanted)
    data = {heading: _read(name, rows) for name, heading in headings.items()}
    frame = pd.DataFrame(data, columns=list(headings.values()))
    return frame.astype({headings[c]: "Int64" for c in WHOLE & headings.keys()}, errors="ignore")


def _read(name: str, rows: Sequence[Any]) -> list[Any]:
    """The column `name`, in words that may follow from what else a row says."""
    if column(name).holds == "sides":
        return _sides(rows)
    if name == "form" and all(hasattr(row, "subject_kind") for row in rows):
        return [form_of(row, model(), language()) for row in rows]
    read = reading(name)
    return [read(getattr(row, name)) for row in rows]


def form_of(row: Any, declared: Model, language: str) -> str:
    """The form of a row in words: of a thing its kind's own, of a relationship that of the two."""
    own = declared.kinds[row.subject_kind].properties.get("form")
    if row.form and not row.relationship and own and own.list:
        return declared.lists[own.list].label(row.form, language)
    return form_word(row.form or "", declared, language)


def _sides(rows: Sequence[Any]) -> list[str]:
    """Of each row where what is stated differs the sides of that, with who says them if known."""
    declared, known = model(), source_titles()
    label = declared.lists["status"].label
    return [
        listed(side_words(side, row, declared, language(), known) for side in row.values)
        if row.values
        else listed(label(status, language()) for status in row.statuses or ())
        for row in rows
    ]


def side_words(side: str, row: Any, declared: Model, spoken: str, known: Mapping[str, str]) -> str:
    """`value (source)` of the property of `row` in words; `known` are the titles of sources."""
    value, _, source = side.removesuffix(")").rpartition(" (")
    if row.property == "kind":
        words = kind_word(value, declared, spoken)
    else:
        of = property_of(row.property, [row.subject_kind], declared)
        words = value_words(value, of, declared, spoken)
    return words + text(spoken, "signs.aside", words=known.get(source, source))


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
    if holds == "property":
        return property_word(str(value), list(declared.kinds), declared, spoken)
    if holds == "form":
        return _form(str(value), declared, spoken)
    if holds in declared.lists:
        return declared.lists[holds].label(str(value), spoken)
    return value


def _form(code: str, declared: Model, spoken: str) -> str:
    """A form of cooperation or a role, else that of the first kind of thing that has such a one."""
    if (words := form_word(code, declared, spoken)) != code:
        return words
    own = (kind.properties.get("form") for kind in declared.kinds.values())
    lists = (declared.lists[form.list] for form in own if form and form.list)
    return next((found.label(code, spoken) for found in lists if code in found.codes), code)
