"""Delta links: what connects the places of the Yangtze Delta, and what leads out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from views.parts.address import get, go, language, say, word
from views.parts.apart import names_apart
from views.parts.between import show_between
from views.parts.choices import choose_from, choose_one, choose_text
from views.parts.data import ask, model
from views.parts.drawing import PLANNED, form_word
from views.parts.geography import (
    HEIGHT,
    LEVELS,
    WIDTH,
    Enclave,
    PlaceLink,
    Spot,
    arcs,
    centre,
    enclave_arcs,
    enclaves_between,
    in_row,
    level_for,
)
from views.parts.ground import ground, show_ground
from views.parts.listing import (
    enclave_table,
    link_table,
    matrix_table,
    outside_table,
)
from views.parts.map import show_map
from views.parts.slides import map_sheet, matrix_sheet, show_png
from views.parts.table import show_rows, show_table
from views.parts.tabs import Tab, show_tabs
from views.parts.tree import Tree

ORDER = 3
ICON = ":material/map:"
DELTA = "delta:yrd"
PARTNER, ENCLAVE = "PARTNER_OF", "ORIGIN"
LEGEND = (
    ("#1f5fa8", "picture.line_so"),
    ("#c8701a", "picture.line_planned"),
    ("#783ca0", "delta.line_enclave"),
)
YEARS = range(1000, 2201)


class Shown(NamedTuple):
    """All that the page shows, by the choices in the address."""

    places: dict[str, Any]
    names: dict[str, str]
    inside: set[str]
    links: list[PlaceLink]
    enclaves: list[Enclave]
    weight: Counter[str]


def show() -> None:
    """Draws the page."""
    places = {row.place_id: row for row in ask("place-tree")}
    lines, focus, chosen = _filters(places)
    shown = _shown(places, lines, focus, chosen)
    if not (shown.links or shown.enclaves):
        filtered = focus or lines != "all" or len(chosen) > 1
        st.info(say("delta.none" if filtered else "delta.nothing"))
    else:
        _numbers(shown)
        left, right = st.columns([0.56, 0.44], gap="medium")
        with left:
            _map(shown)
            show_ground()
        with right:
            _lists(shown)
    _two(shown, chosen)


def _filters(places: dict[str, Any]) -> tuple[str, str, dict[str, str]]:
    """Which lines, which place, and the arguments of `place-links`; all in the address."""
    statuses = model().lists["status"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        level = choose_one(
            "level",
            say("delta.level"),
            LEVELS,
            lambda name: say(f"delta.{name}"),
            unsaid=level_for(places[i].level for i in (get("a"), get("b")) if i in places),
        )
        lines = choose_one(
            "lines",
            say("delta.lines"),
            ["all", "links", "enclaves"],
            lambda name: say(f"delta.lines_{name}"),
        )
        linked, names = _weight(_links({"level": level})), names_apart(places)
        focus = choose_from(
            "place",
            say("delta.focus"),
            ["", *(i for i, _ in linked.most_common() if i in places)],
            lambda i: names[i] if i else say("delta.every"),
        )
        form = choose_from("form", say("delta.form"), ["", *_forms(level)], _form_word)
        status = choose_from(
            "status",
            say("column.status"),
            ["", *statuses.codes],
            lambda code: statuses.label(code, language()) if code else say("delta.any"),
        )
        since = choose_text("since", say("delta.since"), say("delta.since_hint"))
    if since and not (since.isdecimal() and int(since) in YEARS):
        st.warning(say("delta.since_wrong"))
        since = ""
    given = {"level": level, "form": form, "status": status, "since": since}
    return lines, focus, {name: value for name, value in given.items() if value}


def _forms(level: str) -> list[str]:
    """The forms of partnership, and the other relationships that link places."""
    other = {t for row in ask("place-links", level=level) for t in row.relationship_types}
    return [*model().lists["partner_form"].codes, *sorted(other - {PARTNER})]


def _form_word(code: str) -> str:
    if not code:
        return say("delta.any")
    if code in model().relationships:
        return word(model().relationships[code])
    return form_word(code, model(), language())


def _links(chosen: dict[str, str]) -> list[PlaceLink]:
    rows = ask("place-links", **chosen)
    return [PlaceLink(row.place_id, row.other_id, int(row.links), int(row.actual)) for row in rows]


def _weight(links: list[PlaceLink]) -> Counter[str]:
    weight = Counter[str]()
    for link in links:
        weight.update({link.a: link.links, link.b: link.links})
    return weight


def _shown(places: dict[str, Any], lines: str, focus: str, chosen: dict[str, str]) -> Shown:
    links = [] if lines == "enclaves" else _links(chosen)
    enclaves = [] if lines == "links" else _enclaves(chosen)
    if focus:
        links = [link for link in links if focus in (link.a, link.b)]
        enclaves = [e for e in enclaves if focus in (e.origin, e.host)]
    names = names_apart(places)
    inside = set(names)
    if DELTA in names:
        inside = _tree(places).below(DELTA) & names.keys()
    weight = _weight(links)
    for enclave in enclaves:
        weight.update({enclave.origin: len(enclave.names), enclave.host: len(enclave.names)})
    return Shown(places, names, inside, links, enclaves, weight)


def _enclaves(chosen: dict[str, str]) -> list[Enclave]:
    if chosen.get("form", ENCLAVE) != ENCLAVE:
        return []
    rows = ask("enclaves", **{k: v for k, v in chosen.items() if k == "status"})
    since = int(chosen.get("since", 0))
    rows = [row for row in rows if not since or (row.since or 0) >= since]
    units = {r.place_id: r.unit_place_id for r in ask("place-units", level=chosen["level"])}
    return enclaves_between(rows, units, PLANNED)


def _numbers(shown: Shown) -> None:
    out = [link for link in shown.links if (link.a in shown.inside) != (link.b in shown.inside)]
    st.caption(
        say(
            "delta.numbers",
            links=sum(link.links for link in shown.links),
            places=len(shown.weight),
            outside=sum(link.links for link in out),
            enclaves=len({name for e in shown.enclaves for name in e.names}),
        )
    )


def _map(shown: Shown) -> None:
    found = [_spot(i, shown.places) for i, _ in shown.weight.most_common()]
    known = [spot._replace(name=shown.names[spot.id]) for spot in found if spot]
    near = [spot for spot in known if spot.id in shown.inside]
    spots = {spot.id: spot for spot in near}
    far = [spot for spot in known if spot.id not in shown.inside]
    spots |= {spot.id: spot for spot in in_row(near, far, WIDTH / HEIGHT)}
    drawn = list(spots.values())
    chosen = f"{get('a')}|{get('b')}"
    lines = arcs(shown.links, spots, _tips(shown), chosen)
    lines += enclave_arcs(shown.enclaves, spots, _enclave_tips(shown), chosen)
    shapes = ground()
    show_map(drawn, lines, _choose, "map", say("delta.alt"), lambda i: go(place=i), shapes)
    legend = [(colour, say(name)) for colour, name in LEGEND]
    keys = (f'<span><b style="background:{c}"></b>{words}</span>' for c, words in legend)
    st.html(f'<div class="th-legend">{"".join(keys)}</div>')
    title, spoken = say("page.delta"), language()
    unplaced = len(shown.weight) - len(spots)
    notes = [say("delta.unplaced", n=unplaced)] if unplaced else []
    show_png(lambda: map_sheet(drawn, lines, legend, title, spoken, shapes, notes), "map", title)
    for note in notes:
        st.caption(note)


def _tips(shown: Shown) -> dict[str, str]:
    tips = {}
    for link in shown.links:
        told = f"{_name(shown, link.a)} ↔ {_name(shown, link.b)}\n"
        told += f"{say('column.links')} {link.links}"
        if link.actual < link.links:
            told += f" · {say('column.planned')} {link.links - link.actual}"
        tips[link.id] = told
    return tips


def _enclave_tips(shown: Shown) -> dict[str, str]:
    return {
        e.id: "\n".join([f"{_name(shown, e.origin)} → {_name(shown, e.host)}", *e.names])
        for e in shown.enclaves
    }


def _name(shown: Shown, place: str) -> str:
    return shown.names.get(place, place)


def _spot(place: str, places: dict[str, Any]) -> Spot | None:
    """Where a place is drawn: a province or region amid its cities, not upon its capital."""
    row = places.get(place)
    if row is None:
        return None
    if row.level in ("province", "region"):
        below = _tree(places).below(place) & places.keys()
        cities = [_spot(i, places) for i in sorted(below) if places[i].level == "city"]
        if located := [city for city in cities if city]:
            return Spot(place, row.place, *centre(located))
    if row.longitude is None or row.latitude is None:
        return None
    return Spot(place, row.place, row.longitude, row.latitude)


def _tree(places: dict[str, Any]) -> Tree:
    return Tree((i, above) for i, row in places.items() for above in row.part_of_ids or [None])


def _choose(link: str) -> None:
    a, b = link.split("|")
    go(a=a, b=b)


def _lists(shown: Shown) -> None:
    """The same as the map, in tables."""
    links = link_table(shown.links, shown.names, shown.inside)
    enclaves = enclave_table(shown.enclaves, shown.names)
    outside = outside_table(shown.links, shown.names, shown.inside)

    def rows(frame: pd.DataFrame, name: str, pick: Callable[[str], None]) -> None:
        if frame.empty:
            st.info(say("delta.none"))
        else:
            show_rows(frame, name, pick, height=min(38 + 35 * len(frame), 480))

    def matrix() -> None:
        table, title = matrix_table(shown.links, shown.names, shown.inside), say("file.places")
        spoken = language()
        show_table(table, "places")
        show_png(lambda: matrix_sheet(table, (), title, spoken), "places", title)

    show_tabs(
        "list",
        [
            Tab(
                "links",
                say("delta.list", n=len(links)),
                lambda: rows(links, "place_links", _choose),
            ),
            Tab(
                "enclaves",
                say("delta.enclave_list", n=len(enclaves)),
                lambda: rows(enclaves, "enclaves", _choose),
            ),
            Tab(
                "outside",
                say("delta.outside_list", n=max(0, len(outside) - 1)),
                lambda: rows(outside, "outside", lambda place: go(place=place)),
            ),
            Tab("matrix", say("column.places"), matrix),
        ],
        first="links" if shown.links else "enclaves",
    )


def _two(shown: Shown, chosen: dict[str, str]) -> None:
    """Any two places, chosen here, on the map or in a table, and everything between them."""
    linked = [i for i, _ in shown.weight.most_common() if i in shown.names]
    options = ["", *linked, *(i for i in shown.names if i not in shown.weight)]
    one, two = st.columns(2)
    for column, name in ((one, "a"), (two, "b")):
        with column:
            choose_from(
                name,
                say(f"delta.place_{name}"),
                options,
                lambda i: shown.names[i] if i else say("delta.choose"),
            )
    a, b = get("a"), get("b")
    if a in shown.names and b in shown.names:
        show_between(a, b, shown.names, chosen)
    else:
        st.info(say("delta.pick"))
