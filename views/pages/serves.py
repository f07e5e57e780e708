"""Who serves what: platforms against industries, what is missing, and who can help whom."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from views.parts.address import get_many, go, language, say, word
from views.parts.behind import show_behind
from views.parts.choices import choose_from, choose_one, choose_some
from views.parts.data import ask, model
from views.parts.helping import show_helping
from views.parts.matrix import ALONE_COLOUR, GAP_COLOUR, PLAN_COLOUR, mark, show_matrix
from views.parts.serving import (
    ALL_OPEN,
    Line,
    Met,
    counts,
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


class Marks(NamedTuple):
    """What the cells hold: all that is `served`, the part of it that is `shown`, and for whom.

    What is missing is judged, and counted, by all: a plan that is not shown is still a plan.
    """

    served: Met
    shown: Met
    columns: Mapping[str, str]


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
    shown = only(rows, progress)
    _numbers(rows, shown, scope, found, progress)
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
    columns = headings(shown)
    marks = Marks(served, met(shown, tree), columns)

    def pick(row: int, column: str) -> None:
        line = lines[row]
        if which == "all" and column == say("column.industry") and line.folds:
            go(open=toggled(tree, opened, line.industry))
        go(industry=line.industry, platform=columns.get(column, ""))

    show_matrix(
        _matrix(lines, marks, names, found, signs=which == "all"),
        "serves",
        {n: COLOURS[found[x.industry]] for n, x in enumerate(lines) if x.industry in found},
        [say("column.industry"), say("column.gap")],
        pick,
        hashlib.sha256(repr((lines, list(columns))).encode()).hexdigest()[:12],
        _matrix(everything, marks, names, found, signs=False),
    )
    _picture(_matrix(lines, marks, names, found, signs=False), lines, found, progress)
    show_behind(rows, tree, names)


def _picture(
    frame: pd.DataFrame, lines: Sequence[Line], found: Mapping[str, str], progress: str
) -> None:
    """The lines in sight as a picture, with what its colours and signs mean."""
    colours = {n: SLIDE[found[x.industry]] for n, x in enumerate(lines) if x.industry in found}
    legend = [(SLIDE[v], say(f"serves.{v}")) for v in SLIDE if SLIDE[v] in colours.values()]
    notes = [say("serves.signs")]
    if progress != "any":
        notes.append(say(f"serves.only_{progress}"))
    if folded := sum(line.folds and not line.open for line in lines):
        notes.append(say("serves.folded", n=folded))
    beside = [say("column.gap"), say("serves.count_so"), say("serves.count_planned")]
    title, spoken = say("page.serves"), language()
    show_png(
        lambda: matrix_sheet(frame, beside, title, spoken, colours, legend, notes), "serves", title
    )


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


def _numbers(
    rows: list[Any],
    shown: list[Any],
    scope: Sequence[str],
    found: Mapping[str, str],
    progress: str,
) -> None:
    """What there is in all; and, where only part of it is shown, how much that is."""
    count = Counter(found.values())
    told = say(
        "serves.numbers",
        platforms=len({row.platform_id for row in rows}),
        industries=len(scope),
        unserved=count["gap"] + count["gap_planned"],
        gaps=count["gap"],
        planned=count["gap_planned"],
        alone=count["alone"],
    )
    if progress != "any":
        n = len({row.platform_id for row in shown})
        told += "  \n" + say(f"serves.shown_{progress}", n=n)
    st.caption(told)


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
    marks: Marks,
    names: Mapping[str, str],
    found: Mapping[str, str],
    signs: bool,
) -> pd.DataFrame:
    table = []
    for line in lines:
        here = marks.shown.get(line.industry, {})
        so, planned = counts(marks.served.get(line.industry, {}))
        sign = SIGNS[line.folds, line.open] if signs else ""
        table.append(
            {
                say("column.industry"): INDENT * line.depth + sign + names[line.industry],
                say("column.gap"): say(f"serves.{found[line.industry]}")
                if line.industry in found
                else "",
                say("serves.count_so"): so,
                say("serves.count_planned"): planned,
                **{label: mark(here.get(p, [])) for label, p in marks.columns.items()},
            }
        )
    return pd.DataFrame(table)
