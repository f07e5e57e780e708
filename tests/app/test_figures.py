"""Targets beside what was reached, who stands where, and the years."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from views.parts.figures import Series, compare, in_order, league, reached, series_of, trend
from views.parts.filling import sign

RD = Series("i:rd", "R&D", "level", "亿元")


def figure(value: float, year: int = 2020, status: str = "actual", **given: Any) -> Any:
    row = {
        "indicator_id": "i:rd", "indicator": "R&D", "measure": "level", "unit": "亿元",
        "comparator": "=", "scope_id": "wz", "sources": ["a"],
        "observation_id": f"{year}{status}{value}{given.get('scope_id', '')}",
    }  # fmt: skip
    return SimpleNamespace(**{**row, "value": value, "year": year, "status": status, **given})


def test_target_actual_ratio_and_what_was_before_stand_in_one_line() -> None:
    rows = [
        figure(50, 2020, "planned"),
        figure(55, 2020),
        figure(40, 2018),
        figure(44, 2019),
        figure(3, 2020, measure="rank", unit="位"),
        figure(99, 2020, scope_id="other"),
    ]
    (found,) = compare(rows, "wz", 2020)
    assert (found.target.value, found.actual.value) == (50, 55)
    assert (found.before.value, found.before_year) == (44, 2019)
    assert (found.ratio, found.reached, found.rank.value) == (1.1, True, 3)


def test_units_and_measures_are_not_compared_with_each_other() -> None:
    rows = [figure(50, status="planned"), figure(7.5, unit="%", measure="growth")]
    found = compare(rows, "wz", 2020)
    assert [(c.series.measure, c.reached) for c in found] == [("growth", None), ("level", None)]


def test_a_rank_alone_is_told_too() -> None:
    (found,) = compare([figure(1, measure="rank", unit="位")], "wz", 2020)
    assert found.actual is None and found.rank.value == 1


@pytest.mark.parametrize(
    ("comparator", "actual", "wanted"),
    [("=", 50, True), (">=", 49, False), (">", 51, True), ("<=", 49, True), ("<", 51, False)],
)
def test_a_target_may_ask_to_stay_below(comparator: str, actual: float, wanted: bool) -> None:
    assert reached(figure(actual), figure(50, comparator=comparator)) is wanted


@pytest.mark.parametrize("measure, order", [("level", ["b", "a"]), ("rank", ["a", "b"])])
def test_the_best_stands_first_and_plans_do_not_count(measure: str, order: list[str]) -> None:
    rows = [
        figure(1, scope_id="a", measure=measure),
        figure(2, scope_id="b", measure=measure),
        figure(9, scope_id="c", measure=measure, status="planned"),
        figure(9, 2019, scope_id="d", measure=measure),
        figure(9, scope_id="not asked", measure=measure),
    ]
    found = league(rows, series_of(rows[0]), 2020, "abcd")
    assert [row.scope_id for row in found] == order


def test_the_years_in_their_order_plans_marked() -> None:
    rows = [figure(50, 2020, "planned"), figure(44, 2019), figure(9, 2019, scope_id="other")]
    told = [(p.year, p.figure.value, p.planned) for p in trend(rows, RD, "wz")]
    assert told == [(2019, 44, False), (2020, 50, True)]


def test_all_that_state_a_figure_are_its_sources() -> None:
    rows = [
        figure(50, 2020, "planned", sources=["plan"], observation_id="2"),
        figure(50, 2020, "planned", sources=["clerk"], observation_id="1"),
        figure(60, 2020, "planned", sources=["other"], observation_id="3"),
        figure(55, 2020, sources=["clerk"]),
        figure(40, 2019, sources=["earlier"]),
    ]
    (found,) = compare(rows, "wz", 2020)
    assert found.target.value == 50 and found.sources == ("clerk", "earlier", "plan")
    assert trend(rows, RD, "wz")[-1].sources == ("clerk", "plan")


def test_the_sign_of_a_figure_goes_with_it_over_the_years() -> None:
    (point,) = trend([figure(400, 2020, "planned", comparator=">")], RD, "wz")
    assert sign(point.figure) == "> "


def test_a_series_that_shows_something_comes_before_ranks_and_others() -> None:
    rows = [
        figure(3, measure="rank", unit="位"),
        figure(3, 2019, measure="rank", unit="位"),
        figure(50),
        figure(7, 2019, measure="growth", unit="%"),
        *[figure(1, year, indicator_id="i:x", scope_id="other") for year in (2018, 2019, 2020)],
    ]
    found = in_order(rows, "wz", 2020)
    assert [s.measure for s in found] == ["level", "growth", "rank", "level"]
    assert found[-1].indicator_id == "i:x"
