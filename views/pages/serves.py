"""Who serves what: industries by those who serve them, so and intended apart, gaps marked."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from views.parts.address import get, go, say, word
from views.parts.choices import choose_from, choose_some, choose_whether
from views.parts.data import ask, facts, model
from views.parts.drawing import is_planned
from views.parts.facts import facts_table
from views.parts.links import explore_links
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
    rows, scope, only_gaps = _filters(rows, tree, names)
    order = [(i, depth) for i, depth in tree.walk() if i in scope]
    gaps = _gaps(rows, tree, [i for i, _ in order])
    _numbers(rows, order, gaps)
    if only_gaps:
        order = [(i, depth) for i, depth in order if i in gaps]
    frame, platforms = _matrix(rows, tree, order, names, gaps)
    colours = {
        n: {"gap": GAP_COLOUR, "gap_planned": PLAN_COLOUR}[gaps[i]]
        for n, (i, _) in enumerate(order)
        if i in gaps
    }
    show_matrix(
        frame,
        "serves",
        colours,
        [say("column.industry"), say("column.gap")],
        lambda row, column: go(industry=order[row][0], platform=platforms.get(column, "")),
    )
    _consists(rows, tree, names)


def _filters(
    rows: list[Any], tree: Tree, names: dict[str, str]
) -> tuple[list[Any], set[str], bool]:
    """The rows of the chosen kinds, and the industries in the chosen part of the tree."""
    left, right, last = st.columns([0.4, 0.4, 0.2], vertical_alignment="bottom")
    roots = [i for i, depth in tree.walk() if tree.below(i) != {i}]
    with left:
        within = choose_from(
            "within",
            say("serves.within"),
            ["", *roots],
            lambda i: names.get(i, i) if i else say("serves.whole"),
        )
    with right:
        kinds = choose_some(
            "kinds",
            say("serves.kinds"),
            sorted({row.kind for row in rows}),
            lambda kind: word(model().kinds[kind]),
            say("picture.kinds_hint"),
        )
    with last:
        only_gaps = choose_whether("gaps", say("serves.only_gaps"))
    scope = tree.below(within) if within else {i for i, _ in tree.walk()}
    kept = [r for r in rows if r.industry_id in scope and (not kinds or r.kind in kinds)]
    return kept, scope, only_gaps


def _gaps(rows: list[Any], tree: Tree, scope: list[str]) -> dict[str, str]:
    """Industry → `gap` where nobody serves it or a part of it, `gap_planned` where plans do."""
    best: dict[str, str] = {}
    for row in rows:
        for industry in tree.above(row.industry_id):
            if not is_planned([row.status]):
                best[industry] = "so"
            else:
                best.setdefault(industry, "gap_planned")
    return {i: best.get(i, "gap") for i in scope if best.get(i) != "so"}


def _numbers(rows: list[Any], order: list[tuple[str, int]], gaps: dict[str, str]) -> None:
    count = Counter(gaps.values())
    st.caption(
        say(
            "serves.numbers",
            platforms=len({row.platform_id for row in rows}),
            industries=len(order),
            gaps=count["gap"],
            planned=count["gap_planned"],
        )
    )


def _matrix(
    rows: list[Any],
    tree: Tree,
    order: list[tuple[str, int]],
    names: dict[str, str],
    gaps: dict[str, str],
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
                say("column.gap"): say(f"serves.{gaps[industry]}") if industry in gaps else "",
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
    industry = get("industry")
    platform = get("platform")
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
    words = {"platform": plain(name), "industry": plain(names[industry])}
    st.markdown(f"**{say('serves.cell' if name else 'serves.all', **words)}**")
    if not behind:
        st.info(say("serves.empty_cell" if name else "serves.empty_row", **words))
        return
    tables = []
    for row in behind.values():
        stated = [f for f in facts(row.platform_id) if f.predicate == "SERVES" and f.other in below]
        table = facts_table(stated, model()).drop(columns=["id", say("column.kind")])
        table.insert(0, say("column.kind"), word(model().kinds[row.kind]))
        table.insert(0, say("column.platform"), row.platform)
        tables.append(table)
    show_table(pd.concat(tables), "serving", names[industry])
    explore_links({row.platform_id: row.platform for row in behind.values()})
