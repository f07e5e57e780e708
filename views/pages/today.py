"""Today: what is new, disputed and overdue since one last looked, and how much there is."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

import pandas as pd
import streamlit as st

from graph.queries import find_query
from views.parts.address import get, go, language, say, word
from views.parts.answers import answer_frame
from views.parts.choices import choose_from
from views.parts.data import ask, duties, model, news, nodes, revisions, shown, source_titles
from views.parts.legible import when
from views.parts.links import explore_links
from views.parts.plain import plain
from views.parts.plans import plan
from views.parts.table import show_rows, show_table
from views.parts.writing import number

ORDER = 0
ICON = ":material/today:"
MOST = 500  # news in the table
BACK = 3  # loads that a first look goes back


def show() -> None:
    """Draws the page."""
    place, since = _looking()
    here = _of_place(place)
    told = [n for n in news(since) if n.id in nodes() and (here is None or n.id in here)]
    differing = _of(ask("disagreements"), "subject_id", here)
    late = _late(_of(ask("worklist"), "subject_id", here))
    _sizes(len(told), len(differing), len(late))
    new, disputed, overdue, size = st.tabs(
        [
            say("today.news", n=len(told)),
            say("today.disputed", n=len(differing)),
            say("today.overdue", n=len(late)),
            say("today.size"),
        ]
    )
    with new:
        _news(told[:MOST])
    with disputed:
        _answer("disagreements", differing, "today.no_dispute")
    with overdue:
        _answer("worklist", late, "today.none_late")
    with size:
        _size()
    _next(place)


def _looking() -> tuple[str, int]:
    """My place, and the version of the ledger up to which I have seen everything."""
    count: dict[str, int] = {}
    for row in ask("actors-by-place-and-kind"):
        if row.place_id:
            count[row.place_id] = count.get(row.place_id, 0) + row.actors
    places = sorted(count, key=lambda p: (-count[p], p))
    left, middle, right = st.columns([0.4, 0.4, 0.2], vertical_alignment="bottom")
    with left:
        place = choose_from(
            "place",
            say("today.place"),
            ["", *places],
            lambda p: nodes()[p].name if p in nodes() else say("today.everywhere"),
        )
    done = [r for r in revisions() if r.version <= shown().version]
    known = source_titles()
    steps = {str(r.version - 1): r for r in reversed(done)}
    first = str(done[-BACK].version - 1) if len(done) >= BACK else "0"
    options = sorted(steps, key=lambda v: (v != first, -int(v)))
    if get("since") == str(shown().version):
        options.append(get("since"))
    with middle:
        since = choose_from(
            "since",
            say("today.since"),
            options,
            lambda v: _step(steps[v], known) if v in steps else say("today.seen"),
        )
    with right:
        st.button(
            say("today.mark"),
            icon=":material/done_all:",
            help=say("today.mark_help"),
            on_click=go,
            kwargs={"since": str(shown().version)},
        )
    return place, int(since)


def _late(rows: list[Any]) -> list[Any]:
    """Those of `rows` whose time is over, by the date set by hand, else by what a source states."""
    today, known = datetime.date.today(), duties()
    return [row for row in rows if plan(row, known, model(), today).overdue]


def _step(r: Any, known: dict[str, str]) -> str:
    who = r.by or known.get(r.source, r.source)
    return f"{when(r.at, language())} · {say(f'history.{r.what}')} · {who}"


def _of_place(place: str) -> Collection[str] | None:
    """The ids of the place, of what is in it and of its actors; None for everything."""
    if not place:
        return None
    inside = {row.place_id for row in ask("place-tree", place=place)}
    return inside | {place} | {row.actor_id for row in ask("actors-in-place", place=place)}


def _of(rows: list[Any], column: str, here: Collection[str] | None) -> list[Any]:
    return [row for row in rows if here is None or getattr(row, column) in here]


def _sizes(new: int, disputed: int, late: int) -> None:
    """How much there is and how much waits, as numbers to be seen from afar."""
    kinds = ask("size-by-kind")
    links = sum(row.relationships for row in ask("size-by-relationship"))
    told = (
        ("actors", sum(r.nodes for r in kinds if model().kinds[r.kind].base == "Actor")),
        ("links", links),
        ("sources", len(source_titles())),
        ("new", new),
        ("conflicts", disputed),
        ("late", late),
    )
    for column, (name, count) in zip(st.columns(len(told)), told, strict=True):
        column.metric(say(f"today.{name}"), number(count, language()))


def _news(told: list[Any]) -> None:
    if not told:
        st.info(say("today.no_news"))
        return
    frame = pd.DataFrame(
        [
            (
                n.id,
                say(f"today.is_{n.what}"),
                nodes()[n.id].name,
                word(model().kinds[nodes()[n.id].kind]),
                n.at.replace("T", " ")[:16],
            )
            for n in told
        ],
        columns=[
            "id", say("today.what"), say("column.name"), say("column.kind"), say("history.at"),
        ],
    )  # fmt: skip
    st.caption(say("today.pick"))
    show_rows(frame, "news", lambda node: go(chosen=node), height=360)
    if (chosen := get("chosen")) in nodes():
        explore_links({chosen: nodes()[chosen].name})


def _answer(query: str, rows: list[Any], nothing: str) -> None:
    if not rows:
        st.info(say(nothing))
        return
    show_table(answer_frame(find_query(query), rows), query)
    explore_links({row.subject_id: row.subject for row in rows if row.subject_id in nodes()})


def _size() -> None:
    """The graph by kind, place and source."""
    left, middle, right = st.columns(3)
    for column, query in (
        (left, "size-by-kind"),
        (middle, "actors-by-place-and-kind"),
        (right, "sources"),
    ):
        with column:
            found = find_query(query)
            title = found.title_zh if language() == "zh" else found.title
            st.markdown(f"**{plain(title)}**")
            show_table(answer_frame(found, ask(query)), "size", title)


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
