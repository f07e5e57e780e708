"""The card of a node: who it is at a glance, and every fact with where it is stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from graph.ledger import Fact
from graph.ledger.records import Judgement
from views.parts.address import go, language, listed, say
from views.parts.corrected import members
from views.parts.data import ask, judgements, model, source_titles
from views.parts.drawing import Node
from views.parts.facts import facts_table, planned, told
from views.parts.namesakes import show_namesakes
from views.parts.network import further
from views.parts.plain import plain
from views.parts.table import show_rows
from views.parts.wording import judged_by, kinds_said

GLANCE = (  # what the short card says, if there is something
    "name_en", "aliases", "uscc", "form", "level", "founded", "staff", "LOCATED_IN", "HOST",
    "ORIGIN", "OPERATES_IN", "SERVES", "PART_OF", "AFFILIATED_WITH", "TENANT_OF", "LISTED_IN",
)  # fmt: skip
MOST_IN_LINE = 6


def show_card(node: Node, facts: Sequence[Fact], partners: int) -> None:
    """Name, kind, status, the most telling facts in a line each, and how much more there is."""
    spoken = language()
    kind = model().kinds[node.kind]
    st.markdown(f"## {plain(node.name)}", anchors=False)
    row = st.container(horizontal=True, gap="small")
    row.badge(getattr(kind, spoken), color="blue")
    if node.status != "actual":
        label = model().lists["status"].label(node.status, spoken)
        row.badge(say("card.not_yet", status=label), color="orange")
    every = told(facts)
    glance = [f for f in every if f.predicate in GLANCE and f.direction != "in"]
    table = facts_table(glance, model(), kinds_said(facts, model()))
    if not table.empty:
        lines = []
        table["key"] = [f.predicate for f in glance]
        for key in GLANCE:
            rows = table[table["key"] == key]
            if not rows.empty:
                words = list(dict.fromkeys(rows[say("column.about")]))
                more = " …" if len(words) > MOST_IN_LINE else ""
                label = rows[say("column.fact")].iloc[0]
                lines.append(f":gray[{plain(label)}]  {plain(listed(words[:MOST_IN_LINE]))}{more}")
        st.markdown("  \n".join(lines))
    sources = len({fact.source for fact in facts})
    st.caption(say("card.summary", partners=partners, facts=len(every), sources=sources))
    if joined := merging(facts, judgements()):
        ids, judged = joined
        why = dict.fromkeys(judged_by(j, model(), spoken) for j in judged)
        called = members(facts, spoken)
        st.caption(plain(say("card.merged", ids=listed(called[i] for i in ids), why=listed(why))))
    show_namesakes(node)
    if node.disputed:
        names = [kind.properties[p] for p in node.disputed if p in kind.properties]
        st.warning(say("card.disputed", names=listed(getattr(p, spoken) for p in names)))


def merging(
    facts: Iterable[Fact], judgements: Iterable[Judgement]
) -> tuple[list[str], list[Judgement]] | None:
    """The ids that sources use for the node of `facts`, where there are several, and the
    judgements that make them one."""
    ids = sorted({fact.said_of for fact in facts})
    if len(ids) < 2:
        return None
    judged = [j for j in judgements if j.verdict == "same" and (j.a in ids or j.b in ids)]
    return ids, judged


def show_facts(facts: Sequence[Fact], way: Sequence[Node]) -> None:
    """All facts: those that are so, and apart from them those that are only intended."""
    if not facts:
        st.info(say("card.none"))
        return
    so, intended = planned(facts)
    ids = [node.id for node in way]
    for name, some in (("facts_so", so), ("facts_planned", intended)):
        frame = facts_table(some, model(), kinds_said(facts, model()))
        if frame.empty:
            continue
        if intended:
            st.markdown(f"**{say(f'card.{name}')}**")
        show_rows(frame, name, lambda node: go(actor=further(ids, node)), of=way[-1].name)


def figures(node: Node) -> pd.DataFrame:
    """The figures whose scope is `node` (of a place, with what is below it)."""
    if not model().relationships["SCOPE"].allows("Observation", node.kind):
        return pd.DataFrame()
    rows = ask("observations", scope=node.id)
    spoken, lists = language(), model().lists
    known = source_titles()
    names = (
        "indicator", "scope", "year", "period", "measure", "comparator", "value", "unit", "status",
        "among", "source",
    )  # fmt: skip
    frame = pd.DataFrame(
        [
            (
                row.indicator,
                row.scope,
                row.year,
                row.period or "",
                lists["measure"].label(row.measure, spoken),
                ""
                if row.comparator in (None, "=")
                else lists["comparator"].label(row.comparator, spoken),
                row.value,
                row.unit or "",
                lists["status"].label(row.status, spoken),
                listed(row.among),
                titles(row.sources, known),
            )
            for row in rows
        ],
        columns=[say(f"column.{name}") for name in names],
    )
    return frame.astype({say("column.year"): "Int64"})


def titles(sources: Sequence[str], known: Mapping[str, str] | None = None) -> str:
    """The titles of sources in a line; `known` are those of all sources, where many are asked."""
    known = source_titles() if known is None else known
    return say("signs.semicolon").join(known.get(source, source) for source in sources)
