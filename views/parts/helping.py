"""From the firm's side: who can help, why, and what to do where nobody can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from views.parts.address import get, go, language, listed, say, word
from views.parts.apart import apart, named, names_apart
from views.parts.card import titles
from views.parts.choices import choose_from
from views.parts.data import ask, facts, model, nodes, source_titles
from views.parts.drawing import is_planned
from views.parts.facts import facts_table
from views.parts.links import explore_links
from views.parts.matrix import PLANNED, SO
from views.parts.plain import plain
from views.parts.table import show_rows, show_table
from views.parts.tree import Tree

FIRM = "Enterprise"
OFFERED = 8  # industries to try instead
AT_HAND = ("town", "county", "city", "municipality")


def show_helping(tree: Tree, names: Mapping[str, str]) -> None:
    """Asks for a firm, or for an industry and a place, and shows who can help."""
    firm, need, near = _asked(names)
    if not (firm or need):
        st.info(say("helping.start"))
        return
    own = [r for r in ask("who-operates-in-industry") if r.operator_id == firm]
    wanted = [need] if need else list(dict.fromkeys(r.industry_id for r in own))
    if not wanted:
        fact = word(model().relationships["OPERATES_IN"])
        st.info(say("helping.no_industry", firm=plain(_name(firm)), fact=fact))
        explore_links({firm: _name(firm)})
        return
    given = {"firm": firm, "industry": need, "place": near}
    rows = ask("who-can-help", **{name: value for name, value in given.items() if value})
    needs = listed(plain(names.get(i, i)) for i in wanted)
    if not rows:
        _nobody(tree, names, wanted, needs)
        _peers(firm, need, needs)
        return
    st.caption(
        say(
            "helping.numbers",
            needs=needs,
            n=len({r.helper_id for r in rows}),
            so=len({r.helper_id for r in rows if not is_planned([r.status])}),
            near=len({r.helper_id for r in rows if r.near in AT_HAND}),
            ties=len({r.helper_id for r in rows if r.ties}),
        )
    )
    if not any(r.near for r in rows):
        there = near or (firm and ask("places-of", ids=firm))
        st.caption(say("helping.far" if there else "helping.nowhere"))
    show_rows(
        _table(rows), "helpers", lambda code: go(helper=code), of=_name(firm) if firm else needs
    )
    _why(rows)
    _peers(firm, need, needs)


def _asked(names: Mapping[str, str]) -> tuple[str, str, str]:
    """The firm, the industry and the place in the address."""
    one, two, three = st.columns(3, vertical_alignment="bottom")
    declared = model()
    firms = set(declared.concrete(FIRM))
    operating = {r.operator_id for r in ask("who-operates-in-industry")}
    actors = set(declared.concrete("Actor"))
    offered = [
        n.id
        for n in nodes().values()
        if n.kind in firms or (n.id in operating and n.kind in actors)
    ]
    offered.sort(key=lambda i: (nodes()[i].kind not in firms, i not in operating, _name(i), i))
    if (asked := get("firm")) in nodes() and asked not in offered:
        offered.append(asked)
    told = apart(offered)
    with one:
        firm = choose_from(
            "firm",
            say("helping.firm"),
            ["", *offered],
            lambda i: named(i, _name(i), told) if i else say("helping.any_firm"),
            then=lambda _: go(need="", near="", helper=""),  # these were asked of another one
        )
    with two:
        need = choose_from(
            "need",
            say("helping.need"),
            ["", *sorted(names, key=lambda i: (names[i], i))],
            lambda i: names[i] if i else say("helping.own" if firm else "helping.choose"),
        )
    places = names_apart(r.place_id for r in ask("place-tree"))
    with three:
        near = choose_from(
            "near",
            say("helping.near"),
            ["", *places],
            lambda i: places[i] if i else say("helping.there" if firm else "helping.anywhere"),
        )
    return firm, need, near


def _name(node: str) -> str:
    return nodes()[node].name if node in nodes() else node


def _table(rows: list[Any]) -> pd.DataFrame:
    """Nearest first, actual before planned, as the query gives them; the reason in words."""
    known, statuses = source_titles(), model().lists["status"]
    told = apart({r.helper_id for r in rows})
    return pd.DataFrame(
        [
            {
                "id": f"{r.helper_id}|{r.industry_id}",
                say("helping.who"): named(r.helper_id, r.helper, told),
                say("column.kind"): word(model().kinds[r.kind]),
                say("column.status"): (PLANNED if is_planned([r.status]) else SO)
                + " "
                + statuses.label(r.status, language()),
                say("column.since"): r.since,
                say("helping.where"): _where(r),
                say("helping.reason"): _reason(r),
                say("helping.ties"): listed(word(model().relationships[t]) for t in r.ties),
                say("column.source"): titles(r.sources, known),
            }
            for r in rows
        ]
    ).astype({say("column.since"): "Int64"})


def _where(row: Any) -> str:
    return say("helping.same", place=row.near_place) if row.near else say("helping.unknown")


def _reason(row: Any) -> str:
    words = {"industry": row.industry, "wanted": row.wanted}
    return say("helping.serves_wider" if row.steps else "helping.serves_own", **words)


def _why(rows: list[Any]) -> None:
    """The statements behind the chosen row."""
    found = {f"{r.helper_id}|{r.industry_id}": r for r in rows}
    row = found.get(get("helper"))
    if row is None:
        st.info(say("helping.pick"))
        return
    st.markdown(f"**{plain(row.helper)}**")
    stated = [
        f
        for f in facts(row.helper_id)
        if (f.predicate == "SERVES" and f.other == row.industry_id)
        or f.predicate in ("LOCATED_IN", "HOST", "TENANT_OF")
        or (get("firm") and f.other == get("firm"))
    ]
    show_table(facts_table(stated, model()).drop(columns="id"), "serving", row.helper)
    explore_links({row.helper_id: row.helper})


def _nobody(tree: Tree, names: Mapping[str, str], wanted: list[str], needs: str) -> None:
    """Nobody serves it: which industries near in the tree are served, and where the gaps are."""
    st.info(say("helping.nobody", needs=needs))
    wholes = {i for industry in wanted for i in tree.above(industry)}
    akin = {i for whole in wholes for i in tree.below(whole)} - set(wanted)
    served = [
        i
        for i in dict.fromkeys(
            r.industry_id for r in ask("platforms-by-industry", kind="*") if r.industry_id
        )
        if i in akin
    ]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if served:
            st.markdown(say("helping.akin"))
        for industry in served[:OFFERED]:
            st.button(
                plain(names[industry]),
                key=f"need_{industry}",
                on_click=go,
                kwargs={"need": industry, "helper": ""},
            )
        st.button(
            say("helping.gaps"),
            icon=":material/grid_on:",
            type="tertiary",
            on_click=go,
            kwargs={"view": "", "show": "gaps", "industry": wanted[0], "platform": ""},
        )


def _peers(firm: str, need: str, needs: str) -> None:
    """Whom others of the industries work with already: who helped them may help this one."""
    given = {name: value for name, value in (("firm", firm), ("industry", need)) if value}
    rows = ask("partners-of-industry", **given)
    if not rows:
        return
    st.markdown(f"**{say('helping.peers', needs=needs)}**")
    told = apart({r.partner_id for r in rows})
    statuses, known = model().lists["status"], source_titles()
    frame = pd.DataFrame(
        [
            {
                say("helping.who"): named(r.partner_id, r.partner, told),
                say("column.kind"): word(model().kinds[r.kind]),
                say("helping.with"): listed(r.operators),
                say("column.status"): listed(statuses.label(s, language()) for s in r.statuses),
                say("column.source"): titles(r.sources, known),
            }
            for r in rows
        ]
    )
    show_table(frame, "peers", needs)
    explore_links({r.partner_id: named(r.partner_id, r.partner, told) for r in rows})
