"""The figures of a brief: what was aimed at, what was reached, each with where it is stated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from views.paper.brief import Item, Table, plain_text
from views.paper.material import Material
from views.paper.telling import cites_of
from views.parts.drawing import PLANNED
from views.parts.figures import RANK, Series, ratio, series_of
from views.parts.writing import number, percent
from views.words import text

MOST = 8  # rows
HEAD = ("indicator", "target", "actual", "ratio", "rank")


class Told(NamedTuple):
    """One line: the rows of the query `observations`, None where there is none."""

    series: Series
    target: Any
    actual: Any
    rank: Any


def figures_table(material: Material, id_: str, kind: str, language: str) -> Table | None:
    """The figures whose scope is the node, the latest of each; None if there are none."""
    if not material.model.relationships["SCOPE"].allows("Observation", kind):
        return None
    rows = [row for row in material.ask("observations", scope=id_) if row.scope_id == id_]
    if not rows:
        return None
    ranks = {row.indicator_id: row for row in _by_year(rows) if row.measure == RANK}
    series = dict.fromkeys(series_of(row) for row in rows if row.measure != RANK)
    told = [_told(s, rows, ranks) for s in sorted(series, key=lambda s: s.measure != "level")]
    told += [Told(series_of(rank), None, None, rank) for rank in ranks.values()]
    told.sort(key=lambda t: (-sum(x is not None for x in t[1:]), -_year(t), t.series))
    cells = [_cells(material, one, language) for one in told[:MOST]]
    kept = [i for i in range(len(HEAD)) if not i or any(row[i].text for row in cells)]
    return Table(
        text(language, "brief.figures"),
        tuple(text(language, f"indicators.{HEAD[i]}") for i in kept),
        tuple(tuple(row[i] for i in kept) for row in cells),
        len(told) - len(cells),
    )


def _by_year(rows: Iterable[Any]) -> list[Any]:
    """The latest last; of one year what most sources state."""
    return sorted(rows, key=lambda r: (r.year or 0, len(r.sources), r.observation_id))


def _told(series: Series, rows: Iterable[Any], ranks: dict[str, Any]) -> Told:
    """The latest target and actual figure; a rank goes to the first series of its indicator."""
    own = _by_year(row for row in rows if series_of(row) == series)
    target = next((r for r in reversed(own) if r.status in PLANNED), None)
    actual = next((r for r in reversed(own) if r.status not in PLANNED), None)
    return Told(series, target, actual, ranks.pop(series.indicator_id, None))


def _year(told: Told) -> int:
    return max((row.year or 0 for row in told[1:] if row is not None), default=0)


def _cells(material: Material, told: Told, language: str) -> tuple[Item, ...]:
    series, target, actual, rank = told
    measure = material.model.lists["measure"].label(series.measure, language)
    name = plain_text(series.indicator)
    if series.measure not in {"level", RANK}:
        name += text(language, "signs.aside", words=measure)
    done = None
    if target is not None and actual is not None and target.year == actual.year:
        done = ratio(actual, target)
    return (
        Item(name),
        _figure(material, target, language),
        _figure(material, actual, language),
        Item("" if done is None else percent(done, language, 0)),
        _figure(material, rank, language),
    )


def _figure(material: Material, row: Any, language: str) -> Item:
    """A figure with its unit and year; what it is not exactly is said."""
    if row is None:
        return Item("")
    comparator = ""
    if row.comparator not in (None, "="):
        comparator = material.model.lists["comparator"].label(row.comparator, language) + " "
    words = f"{comparator}{number(row.value, language)} {row.unit or ''}".strip()
    among = [plain_text(name) for name in row.among]
    aside = [*among, *([str(row.year)] if row.year else [])]
    if aside:
        words += text(language, "signs.aside", words=text(language, "signs.comma").join(aside))
    facts = material.facts(row.observation_id)
    return Item(
        plain_text(words), tuple(cites_of(facts, row.sources, lambda f: f.predicate == "value"))
    )
