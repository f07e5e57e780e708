"""Who serves what: platforms against industries, what is missing, and who can help whom."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from views.parts.address import get_many, go, say, word
from views.parts.behind import show_behind
from views.parts.choices import choose_from, choose_one, choose_some
from views.parts.data import ask, model
from views.parts.helping import show_helping
from views.parts.matrix import ALONE_COLOUR, GAP_COLOUR, PLAN_COLOUR, mark, show_matrix
from views.parts.serving import (
    ALL_OPEN,
    Line,
    Met,
    headings,
    met,
    only,
    toggled,
    unfolded,
    verdicts,
)
from views.parts.slides import matrix_sheet, show_png
from views.parts.tree import Tree

ORDER = 2
ICON = ":material/grid_on:"
INDENT = "　"
COLOURS = {"gap": GAP_COLOUR, "gap_planned": PLAN_COLOUR, "alone": ALONE_COLOUR}
SLIDE = {verdict: colour.rpartition(" ")[2] for verdict, colour in COLOURS.items()}
SIGNS = {(True, True): "▾ ", (True, False): "▸ ", (False, False): INDENT}


def show() -> None:
    """Draws the page."""
    tree_rows = ask("industry-tree")
    rows = [row for row in ask("platforms-by-industry", kind="*") if row.industry_id]
    if not rows:
        st.info(say("serves.nothing"))
        return
    tree = Tree((row.industry_id, row.part_of_id) for row in tree_rows)
    names = {row.industry_id: str(row.industry) for row in tree_rows}
    view = choose_one(
        "view", say("serves.view"), ["matrix", "help"], lambda v: say(f"serves.view_{v}"), True
    )
    if view == "help":
        show_helping(tree, names)
    else:
        _serving(rows, tree, names)


def _serving(rows: list[Any], tree: Tree, names: Mapping[str, str]) -> None:
    rows, roots, progress, which = _filters(rows, tree, names)
    scope = [i for i, _ in tree.walk() if any(i in tree.below(root) for root in roots)]
    served = met(rows, tree)
    found = verdicts(served, scope)
    _numbers(rows, scope, found)
    opened = get_many("open")
    everything = list(unfolded(tree, roots, [ALL_OPEN]))
    if which == "all":
        lines = list(unfolded(tree, roots, opened))
    else:
        fit = {"alone"} if which == "alone" else {"gap", "gap_planned"}
        lines = everything = [line for line in everything if found.get(line.industry) in fit]
    if not lines:
        st.info(say(f"serves.none_{which}"))
        return
    shown = only(rows, progress)
    columns = headings(shown)
    marks = met(shown, tree)

    def pick(row: int, column: str) -> None:
        line = lines[row]
        if which == "all" and column == say("column.industry") and line.folds:
            go(open=toggled(tree, opened, line.industry))
        go(industry=line.industry, platform=columns.get(column, ""))

    whole = _matrix(everything, marks, columns, names, found, signs=False)
    show_matrix(
        _matrix(lines, marks, columns, names, found, signs=which == "all"),
        "serves",
        {n: COLOURS[found[x.industry]] for n, x in enumerate(lines) if x.industry in found},
        [say("column.industry"), say("column.gap")],
        pick,
        hashlib.sha256(repr((lines, list(columns))).encode()).hexdigest()[:12],
        whole,
    )
    colours = {n: SLIDE[found[x.industry]] for n, x in enumerate(everything) if x.industry in found}
    beside = [say("column.gap"), say("serves.count_so"), say("serves.count_planned")]
    title = say("page.serves")
    show_png(lambda: matrix_sheet(whole, beside, title, colours), "serves", title)
    show_behind(rows, tree, names)


def _filters(
    rows: list[Any], tree: Tree, names: Mapping[str, str]
) -> tuple[list[Any], list[str], str, str]:
    """Rows of the chosen kinds, the roots of the chosen part of the tree, progress, which lines."""
    left, right = st.columns([0.5, 0.5], vertical_alignment="bottom")
    wholes = [i for i, _ in tree.walk() if tree.parts(i)]
    with left:
        within = choose_from(
            "within",
            say("serves.within"),
            ["", *wholes],
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
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = choose_one(
            "show",
            say("serves.show"),
            ["all", "gaps", "alone"],
            lambda v: say(f"serves.show_{v}"),
        )
        progress = choose_one(
            "progress",
            say("picture.status"),
            ["any", "so", "planned"],
            lambda v: say(f"picture.{v}"),
        )
        if which == "all":
            _folding(get_many("open"))
    roots = [within] if within else _wholes_first(tree)
    inside = {i for root in roots for i in tree.below(root)}
    kept = [r for r in rows if r.industry_id in inside and (not kinds or r.kind in kinds)]
    return kept, roots, progress, which


def _wholes_first(tree: Tree) -> list[str]:
    """The roots, those that can be unfolded first."""
    return sorted(tree.roots() or [i for i, _ in tree.walk()], key=lambda i: not tree.parts(i))


def _numbers(rows: list[Any], scope: Sequence[str], found: Mapping[str, str]) -> None:
    count = Counter(found.values())
    st.caption(
        say(
            "serves.numbers",
            platforms=len({row.platform_id for row in rows}),
            industries=len(scope),
            gaps=count["gap"],
            planned=count["gap_planned"],
            alone=count["alone"],
        )
    )


def _folding(opened: Sequence[str]) -> None:
    for name, state, icon in (
        ("unfold", ALL_OPEN, ":material/unfold_more:"),
        ("fold", "", ":material/unfold_less:"),
    ):
        st.button(
            say(f"serves.{name}"),
            key=name,
            icon=icon,
            type="tertiary",
            disabled=list(opened) == ([state] if state else []),
            on_click=go,
            kwargs={"open": state},
        )


def _matrix(
    lines: Sequence[Line],
    served: Met,
    columns: Mapping[str, str],
    names: Mapping[str, str],
    found: Mapping[str, str],
    signs: bool,
) -> pd.DataFrame:
    table = []
    for line in lines:
        here = served.get(line.industry, {})
        marks = {label: mark(here.get(p, [])) for label, p in columns.items()}
        sign = SIGNS[line.folds, line.open] if signs else ""
        table.append(
            {
                say("column.industry"): INDENT * line.depth + sign + names[line.industry],
                say("column.gap"): say(f"serves.{found[line.industry]}")
                if line.industry in found
                else "",
                say("serves.count_so"): sum("●" in m for m in marks.values()),
                say("serves.count_planned"): sum(m == "○" for m in marks.values()),
                **marks,
            }
        )
    return pd.DataFrame(table)
