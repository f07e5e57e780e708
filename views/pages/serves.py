"""Who serves what: industries by those who serve them, so and intended apart, gaps marked."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import pandas as pd
import streamlit as st

from views.parts.address import go, language, say
from views.parts.data import ask, facts, model
from views.parts.drawing import is_planned
from views.parts.facts import facts_table
from views.parts.matrix import GAP_COLOUR, PLAN_COLOUR, mark, show_matrix
from views.parts.plain import plain
from views.parts.table import show_table
from views.parts.tree import Tree

ORDER = 2
ICON = ":material/grid_on:"
INDENT = "　"


def show() -> None:
    """Draws the page."""
    tree_rows = ask("industry-tree")
    rows = [row for row in ask("platforms-by-industry", kind="*") if row.industry_id]
    if not rows:
        st.info(say("serves.nothing"))
        return
    tree = Tree((row.industry_id, row.part_of_id) for row in tree_rows)
    names = {row.industry_id: row.industry for row in tree_rows}
    rows, scope = _filters(rows, tree, names)
    order = [(i, depth) for i, depth in tree.walk() if i in scope]
    gaps = _gaps(rows, tree, [i for i, _ in order])
    _numbers(rows, order, gaps, names)
    frame, platforms = _matrix(rows, tree, order, names)
    colours = {
        n: {"gap": GAP_COLOUR, "planned": PLAN_COLOUR}[gaps[i]]
        for n, (i, _) in enumerate(order)
        if i in gaps
    }
    cell = show_matrix(frame, "serves", colours, [say("column.industry"), say("serves.count_so")])
    if cell:
        picked = [i for i, _ in order][cell[0]]
        go(industry=picked, platform=platforms.get(cell[1], ""))
    _consists(rows, tree, names)


def _filters(rows: list[Any], tree: Tree, names: dict[str, str]) -> tuple[list[Any], set[str]]:
    """The rows of the chosen kinds, and the industries in the chosen part of the tree."""
    left, right = st.columns(2)
    roots = [i for i, depth in tree.walk() if tree.below(i) != {i}]
    with left:
        within = st.selectbox(
            say("serves.within"),
            ["", *roots],
            format_func=lambda i: names.get(i, i) if i else say("serves.whole"),
            key="within",
            bind="query-params",
        )
    with right:
        kinds = st.multiselect(
            say("serves.kinds"),
            sorted({row.kind for row in rows}),
            format_func=lambda kind: getattr(model().kinds[kind], language()),
            placeholder=say("picture.kinds_hint"),
            key="serving",
            bind="query-params",
        )
    scope = tree.below(within) if within else {i for i, _ in tree.walk()}
    kept = [r for r in rows if r.industry_id in scope and (not kinds or r.kind in kinds)]
    return kept, scope


def _gaps(rows: list[Any], tree: Tree, scope: list[str]) -> dict[str, str]:
    """Industry → `gap` where nobody serves it or a part of it, `planned` where it is only meant."""
    best: dict[str, str] = {}
    for row in rows:
        for industry in tree.above(row.industry_id):
            if not is_planned([row.status]):
                best[industry] = "so"
            else:
                best.setdefault(industry, "planned")
    return {i: best.get(i, "gap") for i in scope if best.get(i) != "so"}


def _numbers(
    rows: list[Any], order: list[tuple[str, int]], gaps: dict[str, str], names: dict[str, str]
) -> None:
    count = Counter(gaps.values())
    st.caption(
        say(
            "serves.numbers",
            platforms=len({row.platform_id for row in rows}),
            industries=len(order),
            gaps=count["gap"],
        )
    )
    if not gaps:
        st.success(say("serves.no_gaps"))
    marks: tuple[tuple[str, Literal["red", "orange"], str], ...] = (
        ("gap", "red", "serves.gaps"),
        ("planned", "orange", "serves.gaps_planned"),
    )
    for sort, colour, heading in marks:
        if count[sort]:
            row = st.container(horizontal=True, gap="small", vertical_alignment="center")
            row.markdown(f"**{say(heading, n=count[sort])}**", width="content")
            for industry, what in gaps.items():
                if what == sort:
                    row.badge(plain(names[industry]), color=colour)


def _matrix(
    rows: list[Any], tree: Tree, order: list[tuple[str, int]], names: dict[str, str]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The matrix, and which platform a column is."""
    met: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for industry in tree.above(row.industry_id):
            met.setdefault((industry, row.platform_id), []).append(row.status)
    columns = _headings(rows)
    lines = []
    for industry, depth in order:
        marks = {label: mark(met.get((industry, p), [])) for label, p in columns.items()}
        so = sum("●" in m for m in marks.values())
        lines.append(
            {
                say("column.industry"): INDENT * depth + names[industry],
                say("serves.count_so"): so,
                say("serves.count_planned"): sum(m == "○" for m in marks.values()),
                **marks,
            }
        )
    return pd.DataFrame(lines), columns


def _headings(rows: list[Any]) -> dict[str, str]:
    """A heading of its own for each platform, those that serve most first."""
    served = Counter(row.platform_id for row in rows)
    named = {row.platform_id: str(row.platform) for row in rows}
    headings: dict[str, str] = {}
    for platform in sorted(named, key=lambda p: (-served[p], named[p], p)):
        heading = named[platform]
        headings[heading if heading not in headings else f"{heading} ({platform})"] = platform
    return headings


def _consists(rows: list[Any], tree: Tree, names: dict[str, str]) -> None:
    """What stands behind the chosen cell: who, how far, where it is stated."""
    industry = st.query_params.get("industry", "")
    platform = st.query_params.get("platform", "")
    if industry not in names:
        st.info(say("serves.pick"))
        return
    below = tree.below(industry)
    name = next((row.platform for row in rows if row.platform_id == platform), "")
    behind = {
        row.platform_id: row
        for row in rows
        if row.industry_id in below and platform in ("", row.platform_id)
    }
    words = {"platform": plain(name or "…"), "industry": plain(names[industry])}
    st.subheader(say("serves.cell", **words))
    if not behind:
        st.info(say("serves.empty_cell", **words))
        return
    tables = []
    for row in behind.values():
        stated = [f for f in facts(row.platform_id) if f.predicate == "SERVES" and f.other in below]
        table = facts_table(stated, model()).drop(columns=["id", say("column.kind")])
        table.insert(0, say("column.kind"), getattr(model().kinds[row.kind], language()))
        table.insert(0, say("column.platform"), row.platform)
        tables.append(table)
    show_table(pd.concat(tables), "serving")
    links = st.container(horizontal=True)
    for row in list(behind.values())[:12]:
        links.page_link(
            st.session_state.pages["explore"],
            label=plain(row.platform),
            icon=":material/hub:",
            query_params={"actor": row.platform_id, "lang": language()},
        )
