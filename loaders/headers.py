"""Matches the cells of a header to the columns that a table accepts."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import Column
from loaders.formats import Text
from loaders.values import choices, fold

LABELS_AT_LEAST = 2  # a second row is one of labels only if it has as many


class WrongHeader(Exception):
    """A table cannot be loaded for its header: the column, and what was expected."""

    def __init__(self, column: str, expected: str) -> None:
        super().__init__(expected)
        self.column, self.expected = column, expected


@dataclass(frozen=True, slots=True)
class Header:
    """`places` maps the name of a known column to where it stands; `unknown` are the others."""

    places: Mapping[str, int]
    unknown: Mapping[str, str]  # as written → the nearest known column, or nothing


def match_header(
    cells: Iterable[str], accepted: Mapping[str, Column], required: Iterable[str]
) -> Header:
    """Matches by name, Chinese or English label, or another name that the model declares; case,
    spaces and width do not count.

    Raises `WrongHeader` for a column that occurs twice and for a required one that is missing.
    """
    known = choices({name: (c.zh, c.en) for name, c in accepted.items()})
    others = choices({n: c.aliases for n, c in accepted.items() if not _converted(c)})
    places: dict[str, int] = {}
    unknown: dict[str, str] = {}
    written = list(cells)
    labelled = {known[f] for c in written if (f := fold(c)) in known}
    for index, cell in enumerate(written):
        if not cell.strip():
            continue
        name = known.get(fold(cell))
        other = others.get(fold(cell))
        if name is None and other and other not in labelled and other not in places:
            name = other
        if name is None:
            near = difflib.get_close_matches(fold(cell), known, 1, 0.6)
            unknown[cell.strip()] = known[near[0]] if near else ""
        elif name in places:
            both = f"{written[places[name]]} and {cell}"
            raise WrongHeader(name, f"one column {name}, not two ({both})")
        else:
            places[name] = index
    for name in required:
        if name not in places:
            near_name = next((u for u, n in unknown.items() if n == name), "")
            hint = f"; is it {near_name!r}?" if near_name else ""
            raise WrongHeader(name, f"a column {name} ({accepted[name].zh}){hint}")
    return Header(places, unknown)


def _converted(column: Column) -> bool:
    """Whether a column by another name may be in another form too: 成立日期 for a year."""
    return column.property is not None and column.property.type not in ("text", "code", "url")


def has_other_names(cells: Iterable[str], accepted: Mapping[str, Column]) -> bool:
    """Whether a header calls columns by other names than their own and their labels."""
    own = choices({name: (c.zh, c.en) for name, c in accepted.items()})
    others = choices({name: c.aliases for name, c in accepted.items()})
    return any(f in others and f not in own for c in cells if (f := fold(c)))


def is_label_row(cells: list[Text], header: Header, accepted: Mapping[str, Column]) -> bool:
    """Whether a row repeats the labels of its columns, as the second row of a template does."""
    filled = {i: c for i, c in enumerate(cells) if c}
    names = {place: name for name, place in header.places.items()}
    if len(filled) < LABELS_AT_LEAST:
        return False
    for place, cell in filled.items():
        column = accepted.get(names.get(place, ""))
        if column is None or not isinstance(cell, str):
            return False
        if fold(cell) not in {fold(column.zh), fold(column.en)}:
            return False
    return True
