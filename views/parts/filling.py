"""The table of a year that is filled in by hand: all that is known of each figure, save the actual.

Filled in and loaded, a figure meets the target that is there: the row names the same indicator,
scope, year, measure and unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from views.parts.figures import RANK, Compared

SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", "~": "≈ "}


def to_fill(
    compared: Iterable[Compared],
    scope: str,
    year: int,
    indicator: Callable[[Compared], str],
    measure: Callable[[str], str],
) -> list[list[Any]]:
    """A row a figure: indicator, scope, year, measure, unit, target as it is stated, and nothing.

    `indicator` and `scope` are what a loader knows them by, `measure` the word of a measure.  What
    only has a rank is left out.
    """
    return [
        [
            indicator(c),
            scope,
            year,
            measure(c.series.measure),
            c.series.unit,
            _as_stated(c.target),
            None,
        ]
        for c in compared
        if c.series.measure != RANK
    ]


def sign(row: Any) -> str:
    """The sign before a figure, with a blank; nothing where it is just that number."""
    return SIGNS.get(row.comparator or "=", f"{row.comparator} ")


def _as_stated(row: Any) -> Any:
    """A number where it is just that, else a text such as `> 400`."""
    if row is None:
        return None
    value = int(row.value) if float(row.value).is_integer() else float(row.value)
    return f"{sign(row)}{value}" if sign(row) else value
