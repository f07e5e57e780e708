"""Today: what is new, disputed and overdue since one last looked, and how much there is."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graph.ledger import News
from graph.queries import find_query
from views.parts.address import get, go, language, say, word
from views.parts.answers import answer_frame
from views.parts.data import ask, duties, model, news, nodes, source_titles
from views.parts.drawing import Node
from views.parts.legible import by_clock
from views.parts.links import explore_links
from views.parts.looking import SITES, looking, of_place
from views.parts.plans import plan
from views.parts.sizes import show_sizes
from views.parts.table import show_rows, show_table
from views.parts.tabs import Tab, show_tabs
from views.parts.writing import number

ORDER = 0
ICON = ":material/today:"
MOST = 1_000  # news in the table
DIFFERING = (  # columns: the statuses are among the values
    "subject", "subject_kind", "relationship", "object", "property", "values", "sources",
)  # fmt: skip
GROUND = SITES | {"Place"}


def show() -> None:
    """Draws the page."""
    place, since = looking()
    here = of_place(place)
    told = [n for n in news(since) if in_sight(n, nodes(), here)]
    differing = _of(ask("disagreements"), ["subject_id", "object_id"], here)
    late = _late(_of(ask("worklist"), ["subject_id", "object_id"], here))
    _sizes(here, len(told), len(differing), len(late))
    show_tabs(
        "tab",
        [
            Tab("news", say("today.news", n=len(told)), lambda: _news(told)),
            Tab(
                "disputed",
                say("today.disputed", n=len(differing)),
                lambda: _answer("disagreements", differing, "today.no_dispute", DIFFERING),
            ),
            Tab(
                "overdue",
                say("today.overdue", n=len(late)),
                lambda: _answer("worklist", late, "today.none_late"),
            ),
            Tab("size", say("today.size"), show_sizes),
        ],
    )
    _next(place)


def _late(rows: list[Any]) -> list[Any]:
    """Those of `rows` whose time is over, by the date set by hand, else by what a source states."""
    today, known = datetime.date.today(), duties()
    return [row for row in rows if plan(row, known, model(), today).overdue]


def _of(rows: list[Any], columns: Sequence[str], here: Collection[str] | None) -> list[Any]:
    """The rows in one of whose `columns` is something that is here."""
    return [row for row in rows if any(_in(getattr(row, c), here) for c in columns)]


def _in(id_: str, here: Collection[str] | None) -> bool:
    return here is None or id_ in here


def _sizes(here: Collection[str] | None, new: int, disputed: int, late: int) -> None:
    """How much there is here and how much waits, as numbers to be seen from afar."""
    kinds = model().kinds
    actors = sum(kinds[n.kind].base == "Actor" for n in nodes().values() if _in(n.id, here))
    whole: list[tuple[str, int]] = []
    if here is None:
        links = sum(row.relationships for row in ask("size-by-relationship"))
        whole = [("links", links), ("sources", len(source_titles()))]
    told = (
        ("actors", actors),
        *whole,
        ("new", new),
        ("conflicts", disputed),
        ("late", late),
    )
    for cell, (name, count) in zip(st.columns(len(told)), told, strict=True):
        cell.metric(say(f"today.{name}"), number(count, language()))


def _news(told: list[Any]) -> None:
    if not told:
        st.info(say("today.no_news"))
        return
    frame = pd.DataFrame(
        [
            (
                n.id if n.id in nodes() else "",  # what is gone has no card
                say(f"today.is_{n.what}"),
                name,
                word(model().kinds[kind]) if kind in model().kinds else kind,
                by_clock(n.at),
            )
            for n in told[:MOST]
            for name, kind in [called(n, nodes())]
        ],
        columns=[
            "id", say("today.what"), say("column.name"), say("column.kind"), say("history.at"),
        ],
    )  # fmt: skip
    if len(told) > MOST:
        st.caption(say("today.news_cut", shown=MOST, n=len(told)))
    st.caption(say("today.pick"))
    show_rows(frame, "news", lambda node: go(chosen=node), height=360)
    if (chosen := get("chosen")) in nodes():
        explore_links({chosen: nodes()[chosen].name})


def in_sight(news: News, known: Mapping[str, Node], here: Collection[str] | None) -> bool:
    """Whether it is told to who looks at what is `here`, or at everything (None).

    What is gone is where the places and parks are that it was last joined to.
    """
    if news.id in known:
        return here is None or news.id in here
    if not news.name:  # a figure, or what a graph that is behind does not show yet
        return False
    ground = {e for e in news.ends if e in known and known[e].kind in GROUND}
    return here is None or not ground.isdisjoint(here)


def called(news: News, known: Mapping[str, Node]) -> tuple[str, str]:
    """The name and the kind: those of the graph, or the last of what is gone."""
    if node := known.get(news.id):
        return node.name, node.kind
    return news.name, news.kind


def _answer(query: str, rows: list[Any], nothing: str, columns: Sequence[str] = ()) -> None:
    if not rows:
        st.info(say(nothing))
        return
    show_table(answer_frame(find_query(query), rows, columns), query)
    explore_links({row.subject_id: row.subject for row in rows if row.subject_id in nodes()})


def _next(place: str) -> None:
    """The first things to try."""
    st.markdown(f"**{say('find.try')}**")
    row = st.container(horizontal=True, gap="small")
    pages = st.session_state.pages
    for name in ("explore", "serves", "delta", "indicators", "worklist"):
        row.page_link(
            pages[name],
            label=say(f"today.try_{name}"),
            icon=pages[name].icon,
            query_params={
                "lang": language(),
                **({"actor": place} if name == "explore" and place else {}),
            },
        )
