"""Figures side by side: target and actual of one scope, scopes of one indicator, years of both.

Pure functions over the rows of the query `observations`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from views.parts.drawing import PLANNED

RANK = "rank"
DOWNWARD = frozenset({"<", "<="})  # a target that is reached by staying below it


class Series(NamedTuple):
    """What may be compared: one indicator, in one measure and unit."""

    indicator_id: str
    indicator: str
    measure: str
    unit: str


class Compared(NamedTuple):
    """One indicator of one scope and year: what was aimed at and what was reached.

    `before` is what was reached in the latest earlier year that has a figure (`before_year`).
    `ratio` is actual / target and `reached` whether it does, where both are there in one unit.
    `sources` are all that state one of these figures as it is shown.
    """

    series: Series
    target: Any
    actual: Any
    before: Any
    before_year: int | None
    ratio: float | None
    reached: bool | None
    rank: Any
    sources: tuple[str, ...] = ()


def series_of(row: Any) -> Series:
    """The series that a figure belongs to."""
    return Series(row.indicator_id, row.indicator, row.measure, row.unit or "")


def compare(rows: Iterable[Any], scope: str, year: int) -> list[Compared]:
    """The figures of a scope for a year, by name of the indicator; ranks beside the others."""
    here = [row for row in rows if row.scope_id == scope and row.year is not None]
    ranks = {r.indicator_id: r for r in here if r.measure == RANK and r.year == year}
    found = []
    for series in dict.fromkeys(series_of(row) for row in here if row.measure != RANK):
        own = [row for row in here if series_of(row) == series]
        target = _best(r for r in own if r.year == year and r.status in PLANNED)
        actual = _best(r for r in own if r.year == year and r.status not in PLANNED)
        earlier = [r for r in own if r.year < year and r.status not in PLANNED]
        before = max(earlier, key=lambda r: (r.year, r.observation_id), default=None)
        if not (target or actual):
            continue
        rank = ranks.pop(series.indicator_id, None)
        found.append(
            Compared(
                series,
                target,
                actual,
                before,
                before.year if before else None,
                ratio(actual, target),
                reached(actual, target),
                rank,
                _stating((target, actual, before, rank), here),
            )
        )
    for rank in ranks.values():  # of which only the place is told
        said = _stating([rank], here)
        found.append(Compared(series_of(rank), None, None, None, None, None, None, rank, said))
    return sorted(found, key=lambda c: (c.series.indicator, c.series))


def ratio(actual: Any, target: Any) -> float | None:
    """actual / target; None where one is missing or the target is not above zero."""
    if actual is None or target is None or not target.value > 0:
        return None
    return float(actual.value) / float(target.value)


def reached(actual: Any, target: Any) -> bool | None:
    """Whether the actual figure does what the target asks; None where one is missing.

    A target with `<` or `<=` asks to stay below it, every other to come up to it.
    """
    if actual is None or target is None:
        return None
    if target.comparator in DOWNWARD:
        return bool(actual.value <= target.value)
    return bool(actual.value >= target.value)


def league(rows: Iterable[Any], series: Series, year: int, scopes: Iterable[str]) -> list[Any]:
    """The actual figures of a series and year for `scopes`, the largest (of ranks the first) on
    top; one figure a scope."""
    wanted = set(scopes)
    best: dict[str, list[Any]] = {}
    for row in rows:
        told = series_of(row) == series and row.year == year and row.status not in PLANNED
        if told and row.scope_id in wanted:
            best.setdefault(row.scope_id, []).append(row)
    chosen = [_best(several) for several in best.values()]
    sign = 1 if series.measure == RANK else -1
    return sorted(chosen, key=lambda r: (sign * r.value, r.scope_id))


class Point(NamedTuple):
    """One year of a series: its figure, whether that is only aimed at, and who says so."""

    year: int
    figure: Any
    planned: bool
    sources: Sequence[str] = ()


def trend(rows: Iterable[Any], series: Series, scope: str) -> list[Point]:
    """The years of a series for a scope, in order; target and actual apart."""
    found: dict[tuple[int, bool], list[Any]] = {}
    for row in rows:
        if series_of(row) == series and row.scope_id == scope and row.year is not None:
            found.setdefault((row.year, row.status in PLANNED), []).append(row)
    return [
        Point(year, best := _best(several), planned, _stating([best], several))
        for (year, planned), several in sorted(found.items())
    ]


def in_order(rows: Sequence[Any], scope: str, year: int) -> list[Series]:
    """All series to choose from: those of `scope` first, of them those of `year`; ranks, which have
    no course, after the others, and what most figures are of before the rest."""
    several = Counter(series_of(row) for row in rows)
    here = {series_of(row) for row in rows if row.scope_id == scope}
    now = {series_of(row) for row in rows if row.scope_id == scope and row.year == year}
    return sorted(
        several, key=lambda s: (s not in here, s.measure == RANK, s not in now, -several[s], s)
    )


def _stating(figures: Iterable[Any], rows: Sequence[Any]) -> tuple[str, ...]:
    """The sources of all `rows` that state one of the `figures`, whichever of them was chosen."""
    said = {_said(figure) for figure in figures if figure}
    return tuple(sorted({source for row in rows if _said(row) in said for source in row.sources}))


def _said(row: Any) -> tuple[Any, ...]:
    planned = row.status in PLANNED
    return series_of(row), row.scope_id, row.year, planned, row.comparator or "=", float(row.value)


def _best(rows: Iterable[Any]) -> Any:
    """The figure that most sources state; of equals the one with the smallest id."""
    ordered: Sequence[Any] = sorted(rows, key=lambda r: (-len(r.sources), r.observation_id))
    return ordered[0] if ordered else None
