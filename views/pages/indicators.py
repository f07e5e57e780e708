"""Indicators: target and actual, who stands where, and how it went over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from graph import tables
from views.parts.address import language, say
from views.parts.apart import names_apart
from views.parts.bars import show_bars
from views.parts.card import titles
from views.parts.choices import choose_from, choose_one
from views.parts.data import ask, facts, model, nodes
from views.parts.figures import Compared, Series, compare, in_order, league, trend
from views.parts.filling import sign, to_fill
from views.parts.links import explore_links
from views.parts.plain import plain
from views.parts.table import file_name, show_table
from views.parts.writing import number, percent

ORDER = 4
ICON = ":material/monitoring:"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHICH: dict[str, Callable[[Compared], bool]] = {
    "all": lambda c: True,
    "missed": lambda c: c.reached is False,
    "reached": lambda c: c.reached is True,
    "open": lambda c: c.target is not None and c.actual is None,
}


def show() -> None:
    """Draws the page."""
    rows = [row for row in ask("observations") if row.value is not None and row.scope_id]
    if not rows:
        st.info(say("indicators.nothing"))
        _loading([], "", 0)
        return
    scope, year = _filters(rows)
    compared = compare(rows, scope, year)
    if compared:
        _compared(compared, f"{_name(scope)} {year}")
    else:
        st.info(say("indicators.none", scope=_name(scope), year=year))
    _series(rows, scope, year)
    explore_links({scope: _name(scope)})
    _loading(compared, scope, year)


def _loading(compared: list[Compared], scope: str, year: int) -> None:
    """The way to load the table of a year, and one to fill in."""
    headings = say("indicators.headings").split("|")
    title = say("indicators.table", scope=_name(scope), year=year or "").strip()
    scopes, indicators = _known("SCOPE"), _known("OF")
    filled = to_fill(
        compared, scopes(scope), year, lambda c: indicators(c.series.indicator_id), _word_of
    )
    row = st.container(horizontal=True, vertical_alignment="center")
    row.page_link(
        st.session_state.pages["load"],
        label=say("indicators.load"),
        icon=":material/upload_file:",
        query_params={"lang": language()},
    )
    row.download_button(
        say("indicators.template"),
        data=lambda: tables.book_of([tables.Sheet(title, headings, filled)]),
        file_name=file_name(title, ".xlsx"),
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        help=say("indicators.template_help"),
        key="year_template",
    )


def _known(relationship: str) -> Callable[[str], str]:
    """What a loader knows the end of a figure's `relationship` by: its name, or, where another one
    that could be meant has it too, its id."""
    kinds = {end for _, end in model().relationships[relationship].ends}
    several = Counter(node.name for node in nodes().values() if node.kind in kinds)
    return lambda id_: _name(id_) if several[_name(id_)] == 1 else id_


def _compared(compared: list[Compared], title: str) -> None:
    """The figures beside their targets; all, or those that fall short, are there, or wait."""
    which = choose_one(
        "which", say("indicators.which"), list(WHICH), lambda w: say(f"indicators.which_{w}"), True
    )
    _numbers(compared)
    found = [c for c in compared if WHICH[which](c)]
    if found:
        show_table(_table(found), "compared", title)
    else:
        st.info(say("indicators.none_which"))


def _filters(rows: list[Any]) -> tuple[str, int]:
    count = Counter(row.scope_id for row in rows)
    scopes = sorted(count, key=lambda i: (-count[i], i))
    left, right = st.columns([0.7, 0.3])
    with left:
        scope = choose_from("scope", say("column.scope"), scopes, names_apart(scopes).__getitem__)
    years = sorted({str(r.year) for r in rows if r.scope_id == scope and r.year}, reverse=True)
    with right:
        year = choose_from("year", say("column.year"), years or [""], str)
    return scope, int(year or 0)


def _name(scope: str) -> str:
    return names_apart([scope])[scope]


def _numbers(compared: list[Compared]) -> None:
    told = Counter(c.reached for c in compared)
    st.caption(
        say(
            "indicators.numbers", n=len(compared), reached=told[True], missed=told[False],
            open=sum(c.target is not None and c.actual is None for c in compared),
        )
    )  # fmt: skip


def _table(compared: list[Compared]) -> pd.DataFrame:
    names = (
        "indicator", "measure", "unit", "target", "actual", "ratio", "verdict", "before",
        "before_year", "rank", "source",
    )  # fmt: skip
    frame = pd.DataFrame(
        [
            (
                c.series.indicator,
                _measure(c.series),
                c.series.unit,
                _figure(c.target),
                _figure(c.actual),
                percent(c.ratio, language()) if c.ratio is not None else "",
                ""
                if c.reached is None
                else say(f"indicators.{'reached' if c.reached else 'missed'}"),
                _figure(c.before),
                c.before_year,
                _figure(c.rank),
                titles(c.sources),
            )
            for c in compared
        ],
        columns=[say(f"indicators.{n}") for n in names],
    )
    return frame.astype({say("indicators.before_year"): "Int64"})


def _measure(series: Series) -> str:
    return _word_of(series.measure)


def _word_of(measure: str) -> str:
    return model().lists["measure"].label(measure, language())


def _title(series: Series) -> str:
    """The name of a series with its measure and unit."""
    return f"{series.indicator} · {_measure(series)} {series.unit}".strip()


def _figure(row: Any) -> str:
    """A figure as it is stated: `≥ 4.5`."""
    if row is None:
        return ""
    return sign(row) + number(row.value, language())


def _series(rows: list[Any], scope: str, year: int) -> None:
    """One indicator: the scopes in a row, and the years."""
    order = in_order(rows, scope, year)
    by_code = {f"{s.indicator_id}|{s.measure}|{s.unit}": s for s in order}
    code = choose_from(
        "series",
        say("indicators.series"),
        list(by_code),
        lambda c: _title(by_code[c]),
    )
    series = by_code[code]
    _definition(series)
    left, right = st.columns(2, gap="medium")
    with left:
        _league(rows, series, year, scope)
    with right:
        _trend(rows, series, scope)


def _definition(series: Series) -> None:
    """What the indicator means, as its sources say it; that none does is said, nothing made up."""
    stated = [f for f in facts(series.indicator_id) if f.predicate == "definition" and f.value]
    for text in dict.fromkeys(str(f.value) for f in stated):
        told = titles(sorted({f.source for f in stated if str(f.value) == text}))
        st.caption(plain(say("indicators.definition", text=text, source=told)))
    if not stated:
        st.caption(say("indicators.no_definition"))


def _league(rows: list[Any], series: Series, year: int, scope: str) -> None:
    st.markdown(f"**{say('indicators.league', year=year)}**")
    table = league(rows, series, year, {row.scope_id for row in rows})
    if not table:
        st.info(say("indicators.no_league"))
        return
    names = names_apart(r.scope_id for r in table)
    frame = pd.DataFrame(
        [
            (place, names[r.scope_id], r.value, titles(r.sources))
            for place, r in enumerate(table, 1)
        ],
        columns=[say(f"indicators.{n}") for n in ("place", "scope", "actual", "source")],
    )
    if len(table) > 1:
        scopes, values = say("indicators.scope"), say("indicators.actual")
        drawn = _signed(frame, scopes, table)
        show_bars(drawn, scopes, values, "league", f"{_title(series)} {year}")
    stated = _stated(frame, say("indicators.actual"), table)
    show_table(stated, "league", f"{series.indicator} {year}")


def _trend(rows: list[Any], series: Series, scope: str) -> None:
    st.markdown(f"**{say('indicators.trend', scope=_name(scope))}**")
    points = trend(rows, series, scope)
    if not points:
        st.info(say("indicators.no_trend"))
        return
    years, values, status = say("column.year"), say("indicators.value"), say("column.status")
    labels = {False: say("indicators.actual"), True: say("indicators.target")}
    frame = pd.DataFrame(
        [
            (str(p.year), float(p.figure.value), labels[p.planned], titles(p.sources))
            for p in points
        ],
        columns=[years, values, status, say("column.source")],
    )
    figures = [p.figure for p in points]
    if len(points) > 1:
        drawn, title = _signed(frame, years, figures), f"{_name(scope)} {_title(series)}"
        show_bars(drawn, years, values, "trend", title, of=status)
    show_table(_stated(frame, values, figures), "trend", f"{series.indicator} {_name(scope)}")


def _signed(frame: pd.DataFrame, name: str, figures: list[Any]) -> pd.DataFrame:
    """For bars: the names in the column `name` with the figure where it is not just that number."""
    names = zip(frame[name], figures, strict=True)
    return frame.assign(**{name: [f"{n} · {_figure(f)}" if sign(f) else n for n, f in names]})


def _stated(frame: pd.DataFrame, value: str, figures: list[Any]) -> pd.DataFrame:
    """For a table: the column `value` as it is stated, if one of them is not just a number."""
    if not any(map(sign, figures)):
        return frame
    return frame.assign(**{value: [_figure(f) for f in figures]})
