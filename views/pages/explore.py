"""Explore: find something, see what it has to do with whom, and where that is stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from views.paper.dated import dated_facts
from views.parts.address import get_many, go, language, listed, say, word
from views.parts.apart import nodes_apart
from views.parts.card import figures, show_card, show_facts, titles
from views.parts.conflicts import show_conflicts
from views.parts.corrections import show_corrections, show_history
from views.parts.data import ask, facts, formerly, model, nodes, resolve, source_titles
from views.parts.drawing import Drawing, Node, draw, form_word, words_of
from views.parts.facts import told
from views.parts.filters import hidden, show_filters, show_hiding
from views.parts.finder import show_finder
from views.parts.grouping import grouping, open_group, propose, put_together, show_grouping
from views.parts.groups import MARK, NONE, Grouped
from views.parts.links import brief_link, helping_link
from views.parts.network import (
    LONGEST_WAY,
    ROOMY,
    SPARING,
    Filter,
    Network,
    further,
    walk,
    with_links,
    without_loners,
)
from views.parts.pair import choose_second, second, show_pair
from views.parts.passage import show_passages
from views.parts.picture import Click, show_picture
from views.parts.pins import AFRESH, pin, pins, show_pins
from views.parts.plain import plain
from views.parts.table import show_rows, show_table
from views.parts.tabs import Tab, show_tabs
from views.parts.taking import show_taking
from views.parts.timeline import show_timeline

ORDER = 1
ICON = ":material/hub:"
OVERVIEW = 120  # nodes in the first picture
KINDS_LEFT = 6  # kinds of what found no room that are offered


def show() -> None:
    """Draws the page."""
    given = get_many("actor")[-LONGEST_WAY:]
    asked, former = resolve(given), formerly(given)
    unknown = [i for i in asked if i not in nodes()]
    way = [nodes()[i] for i in asked if i in nodes()]
    side, main = st.columns([0.29, 0.71], gap="medium")
    with side:
        searching = show_finder(lambda node: go(actor=[node], **AFRESH))
        if unknown:
            st.warning(say("card.unknown", id=plain(unknown[0])))
            st.button(say("card.back"), on_click=_leave, icon=":material/home:")
    with main:  # where a second one that is none is told
        other = second(way[-1]) if way else None
    if way and other:
        with side:
            _way(way)
            show_card(way[-1], facts(way[-1].id), len(_partners(way[-1].id)))
        with main:
            show_pair(way[-1], other, side)
        return
    with main:
        wanted = show_filters()
        network = _network(way, wanted)
        groups = put_together(network, way)
        drawing = _drawing(network, groups, way)
        left = (groups.network if groups else network).left_out
        _picture(drawing, network, way, left)
        show_grouping(groups)
        show_pins(drawing)
        show_hiding(network, way)
    with side:
        if way:
            _way(way)
            for id_ in (i for i, node in former.items() if node == way[-1].id):
                st.info(say("card.former", id=plain(id_), name=plain(way[-1].name)))
            choose_second(way)
            show_card(way[-1], facts(way[-1].id), len(_partners(way[-1].id)))
            brief_link(way[-1].id)
            helping_link(way[-1].id)
        elif not (unknown or searching):
            _beginnings(network)
    _tables(drawing, network, way)


def _network(way: list[Node], wanted: Filter) -> Network:
    """The neighbours of a way, or the best connected, and all that is between them."""
    if way:
        room = SPARING if grouping() == NONE else ROOMY
        network = walk(way, [ask("neighbours", node=node.id) for node in way], wanted, room)
    else:
        best = [nodes()[row.id] for row in ask("best-connected")]
        fit = [node for node in best if wanted.keeps_node(node.id, node.kind)]
        network = Network((tuple(fit[:OVERVIEW]),), (), tuple(fit[OVERVIEW:]))
    if not network.nodes:
        return network
    among = ask("links-among", ids="\n".join(sorted(node.id for node in network.nodes)))
    linked = with_links(network, among, wanted)
    # Who asks for firms, or for what is in a place, is shown them, whether they meet or not.
    chosen = wanted.kinds or wanted.inside is not None
    if not way and (wanted.of_links or not chosen):
        linked = without_loners(linked)
    told = {node.id: node for node in nodes_apart(linked.nodes)}
    return replace(linked, steps=tuple(tuple(told[n.id] for n in s) for s in linked.steps))


def _drawing(network: Network, groups: Grouped | None, way: list[Node]) -> Drawing:
    """The network, or the groups that stand for it; what the reader pinned where it was put."""
    drawn = groups.network if groups else network
    return draw(
        drawn.steps,
        drawn.edges,
        model(),
        language(),
        way[-1].id if way else "",
        groups.places if groups else None,
        pins(),
    )


def _picture(drawing: Drawing, network: Network, way: list[Node], left_out: Sequence[Node]) -> None:
    if not drawing.dots:
        st.info(say("picture.nothing"))
        return
    ids = [n.id for n in way]

    def clicked(click: Click) -> None:
        if click.kind == "pin":
            pin(click.node, click.x, click.y)
        elif click.node.startswith(MARK):
            open_group(click.node)
        elif click.node not in ids[-1:]:
            go(actor=further(ids, click.node))

    title = way[-1].name if way else ""
    show_picture(drawing, "network", clicked, 510, title, pinning=True)
    if not network.edges:
        st.caption(say("picture.unlinked"))
    if left_out:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            every = len(network.nodes) + network.left  # groups count as their members
            shown = every - len(left_out)
            words = "picture.cut" if way else "picture.cut_overview"
            st.caption(say(words, shown=shown, left=len(left_out)))
            # Without a way those of one kind would stand unlinked.
            left = Counter(n.kind for n in left_out if way)
            for kind, number in left.most_common(KINDS_LEFT):
                st.button(
                    f"{word(model().kinds[kind])} {number}",
                    key=f"left_{kind}",
                    help=say("filter.kind_alone"),
                    on_click=go,
                    kwargs={"kinds": [kind]},
                    type="tertiary",
                )
        if grouping() == NONE and way:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                propose()


def _way(way: list[Node]) -> None:
    """The nodes that the reader came through, each a button that goes back to it."""
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("card.back"), on_click=_leave, icon=":material/home:", type="tertiary", key="home"
        )
        for number, node in enumerate(nodes_apart(way[:-1])):
            st.button(
                plain(node.name),
                key=f"way_{number}",
                type="tertiary",
                icon=":material/chevron_right:",
                on_click=go,
                kwargs={"actor": [n.id for n in way[: number + 1]]},
            )
        if len(way) > 1:
            st.button(
                say("card.here"),
                key="alone",
                type="tertiary",
                icon=":material/filter_center_focus:",
                on_click=go,
                kwargs={"actor": [way[-1].id], **AFRESH},
            )
            st.button(
                say("filter.this"),
                key="hide_this",
                type="tertiary",
                icon=":material/visibility_off:",
                on_click=go,
                kwargs={"actor": [n.id for n in way[:-1]], "hide": [*hidden(), way[-1].id]},
            )


def _leave() -> None:
    go(actor="", **AFRESH)


def _beginnings(network: Network) -> None:
    """The first things to try: the best connected of each kind in the picture."""
    st.markdown(f"**{say('find.try')}**")
    box = st.container(gap=None)
    tried = Counter[str]()
    for node in network.nodes:
        tried[node.kind] += 1
        if tried[node.kind] <= 2 and sum(min(n, 2) for n in tried.values()) <= 12:
            kind = getattr(model().kinds[node.kind], language())
            box.button(
                f"{plain(node.name)} :gray[{plain(kind)}]",
                key=f"try_{node.id}",
                type="tertiary",
                on_click=go,
                kwargs={"actor": [node.id], **AFRESH},
            )


def _partners(node: str) -> list[Any]:
    kind = nodes()[node].kind
    partnered = model().relationships["PARTNER_OF"].ends
    return ask("partners-of-actor", actor=node) if any(kind in e for e in partnered) else []


def _tables(drawing: Drawing, network: Network, way: list[Node]) -> None:
    links = _links(network)
    title = way[-1].name if way else say("picture.overview", n=len(drawing.dots))
    if not way:
        st.markdown(f"**{say('card.links', n=len(links))}**")
        _link_rows(links, network, way)
    else:
        show_tabs("tab", _parts(links, network, way, title))
    show_taking(drawing, network, links, title)


def _parts(links: pd.DataFrame, network: Network, way: list[Node], title: str) -> list[Tab]:
    """All that is told of the last of the way, a tab each."""
    node, ids = way[-1], [n.id for n in way]
    stated, partners, observed = facts(node.id), _partners(node.id), figures(node)
    dated = dated_facts(stated, facts, model(), language())

    def told_facts() -> None:
        show_conflicts(node, stated)
        show_facts(stated, way)
        show_passages(node, stated)

    def timeline() -> None:
        show_timeline(dated, title, say("timeline.none"), lambda n: go(actor=further(ids, n)))

    tabs = [
        Tab("facts", say("card.facts", n=len(told(stated))), told_facts),
        Tab(
            "partners", say("card.partners", n=len(partners)), lambda: _partner_table(partners, way)
        ),
        Tab(
            "links",
            say("card.links", n=len(links)),
            lambda: _link_rows(links, network, way, title),
        ),
    ]
    if not observed.empty:
        label = say("card.figures", n=len(observed))
        tabs.append(Tab("figures", label, lambda: show_table(observed, "figures", title)))
    years = sum(one.year is not None for one in dated)
    return [
        *tabs,
        Tab("timeline", say("timeline.tab", n=years), timeline),
        Tab("correct", say("card.correct"), lambda: show_corrections(node, stated)),
        Tab("history", say("card.history"), lambda: show_history(node)),
    ]


def _link_rows(links: pd.DataFrame, network: Network, way: list[Node], of: str = "") -> None:
    """The table of the relationships; a row leads to the end that one is not at."""
    ids = [node.id for node in way]
    ends = [edge.start if edge.end in ids[-1:] else edge.end for edge in network.edges]
    st.caption(say("card.open_row"))
    show_rows(links.assign(id=ends), "links", lambda node: go(actor=further(ids, node)), of=of)


def _partner_table(partners: list[Any], way: list[Node]) -> None:
    if not partners:
        st.info(say("card.no_partners"))
        return
    spoken = language()
    years = [say("column.first"), say("column.last")]
    frame = pd.DataFrame(
        [
            {
                "id": row.partner_id,
                say("column.name"): row.partner,
                say("column.kind"): getattr(model().kinds[row.kind], spoken),
                say("column.form"): listed(form_word(f, model(), spoken) for f in row.forms),
                say("column.status"): _statuses(row.statuses),
                years[0]: row.first,
                years[1]: row.last,
                say("column.n"): row.cooperations,
                say("column.place"): listed(row.places),
                say("column.source"): titles(row.sources),
            }
            for row in partners
        ]
    ).astype(dict.fromkeys(years, "Int64"))
    ids = [node.id for node in way]
    show_rows(frame, "partners", lambda node: go(actor=further(ids, node)), of=way[-1].name)


def _links(network: Network) -> pd.DataFrame:
    """The relationships of the picture in words, with their sources."""
    named = {node.id: node.name for node in network.nodes}
    spoken, known, declared = language(), source_titles(), model()
    statuses = declared.lists["status"]
    return pd.DataFrame(
        [
            (
                named[edge.start],
                words_of(edge, declared, spoken),
                named[edge.end],
                listed(statuses.label(s, spoken) for s in edge.statuses),
                titles(edge.sources, known),
            )
            for edge in network.edges
        ],
        columns=[say(f"column.{name}") for name in ("from", "relation", "to", "status", "source")],
    )


def _statuses(statuses: Sequence[str]) -> str:
    return listed(model().lists["status"].label(s, language()) for s in statuses)
