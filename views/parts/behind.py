"""What stands behind a cell of the matrix: who serves, who is there, which firms are near."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from graph.ledger import Fact
from graph.queries import find_query
from views.parts.address import get, go, say, word
from views.parts.answers import answer_frame
from views.parts.data import ask, facts, model
from views.parts.facts import facts_table
from views.parts.links import explore_links
from views.parts.plain import plain
from views.parts.table import show_table
from views.parts.tabs import Tab, show_tabs
from views.parts.tree import Tree

Stated = tuple[Any, list[Fact]]  # a row of who serves what, and the statements that say so
FIRMS = ("operator", "kind", "industry", "ties", "near_place", "near", "status", "since", "sources")
OPERATING = ("operator", "kind", "places", "industry", "status", "since", "sources")
TENANTS = ("tenant", "kind", "industries", "status", "since", "sources")
TENANT = "TENANT_OF"


def show_behind(rows: list[Any], tree: Tree, names: Mapping[str, str]) -> None:
    """What stands behind the cell that the address names, or behind a whole row."""
    industry = get("industry")
    if industry not in names:
        st.info(say("serves.pick"))
        return
    named = {row.platform_id: str(row.platform) for row in rows}
    platform = get("platform") if get("platform") in named else ""
    words = {"platform": plain(named.get(platform, "")), "industry": plain(names[industry])}
    heading, help_ = st.columns([0.75, 0.25], vertical_alignment="bottom")
    heading.markdown(f"**{say('serves.cell' if platform else 'serves.all', **words)}**")
    help_.button(
        say("serves.ask_help"),
        icon=":material/support_agent:",
        type="tertiary",
        on_click=go,
        kwargs={"view": "help", "need": industry, "firm": "", "helper": ""},
    )
    below = tree.below(industry)
    behind = {
        row.platform_id: row
        for row in rows
        if row.industry_id in below and platform in ("", row.platform_id)
    }
    stated = [(row, _serving(row.platform_id, below)) for row in behind.values()]
    if platform:
        _cell(platform, industry, stated, words)
    else:
        _row(industry, stated, words)


def _serving(platform: str, below: set[str]) -> list[Fact]:
    return [f for f in facts(platform) if f.predicate == "SERVES" and f.other in below]


def _number(stated: list[Stated]) -> int:
    """How many statements there are: a row each in the table."""
    return sum(len(served) for _, served in stated)


def _cell(platform: str, industry: str, stated: list[Stated], words: dict[str, str]) -> None:
    firms = ask("firms-behind-service", actor=platform, industry=industry)
    firms = sorted(firms, key=lambda f: (TENANT not in f.ties, not f.ties))  # stable: then nearest
    tenants = ask("tenants", host=platform)

    def show_firms() -> None:
        st.caption(say("serves.firms_help", **words))
        _answer("firms-behind-service", firms, FIRMS, "firms", "serves.no_firms", words)
        explore_links({f.operator_id: f.operator for f in firms})

    def show_tenants() -> None:
        _answer("tenants", tenants, TENANTS, "tenants", "serves.no_tenants", words)
        explore_links({t.tenant_id: t.tenant for t in tenants})

    number = len({f.operator_id for f in firms})
    show_tabs(
        "behind",
        [
            Tab(
                "stated",
                say("serves.stated", n=_number(stated)),
                lambda: _stated(stated, "serves.empty_cell", words),
            ),
            Tab("firms", say("serves.firms", n=number), show_firms),
            Tab("tenants", say("serves.tenants", n=len(tenants)), show_tenants),
        ],
    )


def _row(industry: str, stated: list[Stated], words: dict[str, str]) -> None:
    operators = ask("who-operates-in-industry", industry=industry)
    firms = {o.operator_id: o.operator for o in operators}

    def show_firms() -> None:
        _answer("who-operates-in-industry", operators, OPERATING, "firms", "serves.no_firms", words)
        explore_links(firms)

    show_tabs(
        "behind",
        [
            Tab(
                "stated",
                say("serves.stated", n=_number(stated)),
                lambda: _stated(stated, "serves.empty_row", words),
            ),
            Tab("firms", say("serves.operating", n=len(firms)), show_firms),
        ],
    )


def _stated(stated: list[Stated], empty: str, words: dict[str, str]) -> None:
    """The statements that say so, each with its source."""
    if not stated:
        st.info(say(empty, **words))
        return
    tables = []
    for row, served in stated:
        table = facts_table(served, model()).drop(columns=["id", say("column.kind")])
        table.insert(0, say("column.kind"), word(model().kinds[row.kind]))
        table.insert(0, say("column.platform"), row.platform)
        tables.append(table)
    show_table(pd.concat(tables), "serving", words["industry"])
    explore_links({row.platform_id: row.platform for row, _ in stated})


def _answer(
    query: str,
    rows: list[Any],
    columns: tuple[str, ...],
    name: str,
    empty: str,
    words: dict[str, str],
) -> None:
    if not rows:
        st.info(say(empty, **words))
        return
    show_table(answer_frame(find_query(query), rows, columns), name, words["industry"])
