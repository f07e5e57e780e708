"""Delta links: what connects the places of the Yangtze Delta, and what leads out of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from views.parts.address import get, go, language, listed, say
from views.parts.card import titles
from views.parts.choices import choose_from, choose_one
from views.parts.data import ask, model
from views.parts.drawing import form_word, is_planned
from views.parts.geography import PlaceLink, Spot, arcs, at_edge, centre
from views.parts.links import explore_links
from views.parts.map import show_map
from views.parts.matrix import PLANNED, SO
from views.parts.plain import plain
from views.parts.table import show_rows, show_table

ORDER = 3
ICON = ":material/map:"
DELTA = "delta:yrd"
OUTSIDE = "outside"
LEVELS = ("city", "province", "county")
IN_MATRIX = 40  # places, the most linked first


def show() -> None:
    """Draws the page."""
    places = {row.place_id: row for row in ask("place-tree")}
    level, focus = _filters(places)
    links = _links(level)
    if focus:
        links = [link for link in links if focus in (link.a, link.b)]
    if not links:
        st.info(say("delta.nothing"))
        return
    names = {i: str(row.place) for i, row in places.items()}
    inside = (
        {row.place_id for row in ask("place-tree", place=DELTA)} if DELTA in names else set(names)
    )
    weight = Counter[str]()
    for link in links:
        weight.update({link.a: link.links, link.b: link.links})
    _numbers(links, weight, inside)
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        _map(links, places, weight, inside, names)
    with right:
        _list(links, names, inside)
    _consists(names, level)
    st.markdown(f"**{say('column.places')}**")
    show_table(_matrix(links, weight, names, inside), "places")


def _filters(places: dict[str, Any]) -> tuple[str, str]:
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        level = choose_one("level", say("delta.level"), LEVELS, lambda name: say(f"delta.{name}"))
        linked = Counter[str]()
        for link in _links(level):
            linked.update({link.a: link.links, link.b: link.links})
        focus = choose_from(
            "place",
            say("delta.focus"),
            ["", *(i for i, _ in linked.most_common() if i in places)],
            lambda i: str(places[i].place) if i else say("delta.every"),
        )
    return level, focus


def _links(level: str) -> list[PlaceLink]:
    rows = ask("place-links", level=level)
    return [PlaceLink(row.place_id, row.other_id, int(row.links), int(row.actual)) for row in rows]


def _numbers(links: list[PlaceLink], weight: Counter[str], inside: set[str]) -> None:
    out = [link for link in links if (link.a in inside) != (link.b in inside)]
    st.caption(
        say(
            "delta.numbers",
            links=sum(link.links for link in links),
            places=len(weight),
            outside=sum(link.links for link in out),
        )
    )


def _map(
    links: list[PlaceLink],
    places: dict[str, Any],
    weight: Counter[str],
    inside: set[str],
    names: dict[str, str],
) -> None:
    found = [_spot(i, places) for i, _ in weight.most_common()]
    known = [spot for spot in found if spot]
    near = [spot for spot in known if spot.id in inside]
    spots = {spot.id: spot for spot in near}
    spots |= {s.id: s for s in at_edge(near, [s for s in known if s.id not in inside])}
    tips = {
        link.id: f"{names.get(link.a, link.a)} ↔ {names.get(link.b, link.b)}\n"
        f"{say('column.links')} {link.links}"
        + (
            f" · {say('column.planned')} {link.links - link.actual}"
            if link.actual < link.links
            else ""
        )
        for link in links
    }
    show_map(
        list(spots.values()),
        arcs(links, spots, tips, f"{get('a')}|{get('b')}"),
        _choose,
        "map",
        say("delta.alt"),
    )
    st.html(
        '<div class="th-legend">'
        f'<span><b style="background:#1f5fa8"></b>{say("picture.line_so")}</span>'
        f'<span><b style="background:#e88e28"></b>{say("picture.line_planned")}</span></div>'
    )
    if unplaced := len(weight) - len(spots):
        st.caption(say("delta.unplaced", n=unplaced))


def _spot(place: str, places: dict[str, Any]) -> Spot | None:
    """Where a place is drawn: a province or region amid its cities, not upon its capital."""
    row = places.get(place)
    if row is None:
        return None
    if row.level in ("province", "region"):
        cities = [_spot(c.place_id, places) for c in ask("place-tree", place=place, level="city")]
        if located := [city for city in cities if city]:
            return Spot(place, row.place, *centre(located))
    if row.longitude is None or row.latitude is None:
        return None
    return Spot(place, row.place, row.longitude, row.latitude)


def _choose(link: str) -> None:
    a, b = link.split("|")
    go(a=a, b=b)


def _list(links: list[PlaceLink], names: dict[str, str], inside: set[str]) -> None:
    """The links as rows; what leads out of the delta also summed in a row of its own."""
    rows = [
        {
            "id": link.id,
            say("column.place_a"): names.get(link.a, link.a),
            say("column.place_b"): names.get(link.b, link.b)
            if link.a != link.b
            else say("delta.within"),
            say("column.links"): link.links,
            say("column.planned"): link.links - link.actual,
            say("column.outside"): say("table.yes")
            if (link.a in inside) != (link.b in inside)
            else "",
        }
        for link in links
    ]
    st.markdown(f"**{say('delta.list', n=len(rows))}**")
    height = min(38 + 35 * len(rows), 500)
    show_rows(pd.DataFrame(rows), "place_links", _choose, height=height)


def _consists(names: dict[str, str], level: str) -> None:
    a, b = get("a"), get("b")
    if a not in names or b not in names:
        st.info(say("delta.pick"))
        return
    rows = ask("place-link-details", place=a, other=b, level=level)
    st.markdown(
        "**" + say("delta.consists", a=plain(names[a]), b=plain(names[b]), n=len(rows)) + "**"
    )
    spoken, lists = language(), model().lists
    frame = pd.DataFrame(
        [
            {
                say("column.from"): row.source_node,
                say("column.relation"): getattr(model().relationships[row.relationship], spoken),
                say("column.to"): row.target_node,
                say("column.form"): listed(
                    form_word(form, model(), spoken) for form in row.forms or ()
                ),
                say("column.status"): (PLANNED if is_planned(row.statuses) else SO)
                + " "
                + listed(lists["status"].label(status, spoken) for status in row.statuses),
                say("column.since"): row.since,
                say("column.source"): titles(row.sources),
            }
            for row in rows
        ]
    ).astype({say("column.since"): "Int64"} if rows else {})
    show_table(frame, "consists", f"{names[a]}—{names[b]}")
    explore_links({row.source_node_id: row.source_node for row in rows})


def _matrix(
    links: list[PlaceLink], weight: Counter[str], names: dict[str, str], inside: set[str]
) -> pd.DataFrame:
    """Place × place, with everything outside the delta as one row and column."""
    unit = {i: i if i in inside else OUTSIDE for i in weight}
    order = [i for i, _ in weight.most_common() if unit[i] != OUTSIDE][:IN_MATRIX]
    if OUTSIDE in unit.values():
        order.append(OUTSIDE)
    cells = Counter[tuple[str, str]]()
    for link in links:
        a, b = unit[link.a], unit[link.b]
        cells[a, b] += link.links
        if a != b:
            cells[b, a] += link.links
    label = {i: names.get(i, i) for i in order} | {OUTSIDE: say("delta.outside")}
    return pd.DataFrame(
        [
            {
                say("column.place"): label[row],
                **{label[column]: cells[row, column] or None for column in order},
            }
            for row in order
        ]
    )
