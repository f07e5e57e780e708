"""All that is between two places: what the map counts, and everything that sources name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from views.paper.between import dated_joins, place_joins
from views.paper.brief import Cite
from views.paper.telling import Teller
from views.parts.address import language, listed, say, word
from views.parts.card import titles
from views.parts.data import ask, model, nodes, source_titles
from views.parts.drawing import form_word, is_planned
from views.parts.links import explore_links, pair_link
from views.parts.matrix import PLANNED, SO
from views.parts.plain import plain
from views.parts.table import show_table
from views.parts.tabs import Tab, show_tabs
from views.parts.timeline import show_timeline

GROUPS = ("direct", "agreements", "events", "enclaves")
ENCLAVE = "Enclave"
MET_IN = {"Agreement": "agreements", "Event": "events", "Project": "events", ENCLAVE: "enclaves"}


def show_between(a: str, b: str, names: Mapping[str, str], chosen: Mapping[str, str]) -> None:
    """What the link `a`—`b` consists of; `chosen` are level and filters of `place-links`."""
    counted = ask("place-link-details", place=a, other=b, **chosen)
    everything = ask("what-connects-places", a=a, b=b) if a != b else []
    groups: dict[str, list[Any]] = {name: [] for name in GROUPS}
    for row in everything:
        groups[group(row, {i: nodes()[i].kind for i in _ends(row) if i in nodes()})].append(row)
    words = {"a": plain(names[a]), "b": plain(names[b])}
    told = "delta.consists" if everything else "delta.counts"
    st.markdown("**" + say(told, n=len(counted), all=len(everything), **words) + "**")
    if a != b:
        pair_link(a, b)
    teller = Teller((), model(), language())
    dated = dated_joins(
        place_joins(everything), (a, b), teller, lambda j: [Cite(source) for source in j.sources]
    )
    title = f"{names[a]}—{names[b]}"

    def show_counted() -> None:
        if counted:
            show_table(_counted(counted), "consists", title)
        else:
            st.info(say("delta.none_counted", **words))
        explore_links({row.source_node_id: row.source_node for row in counted})

    def show_group(name: str) -> None:
        rows = groups[name]
        if not rows:
            st.info(say("delta.none_here", **words))
            return
        show_table(_everything(rows, words), "between", f"{title} {name}")
        explore_links(
            {r.via_id: r.via for r in rows if r.via_id}
            | {r.in_a_id: r.in_a for r in rows}
            | {r.in_b_id: r.in_b for r in rows}
        )

    def timeline() -> None:
        show_timeline(dated, title, say("timeline.none_between"))
        explore_links({one.other: nodes()[one.other].name for one in dated if one.other in nodes()})

    years = sum(one.year is not None for one in dated)
    show_tabs(
        "between",
        [
            Tab("counted", say("delta.counted", n=len(counted)), show_counted),
            *(
                Tab(name, say(f"delta.{name}", n=len(rows)), partial(show_group, name))
                for name, rows in groups.items()
            ),
            Tab("timeline", say("timeline.tab", n=years), timeline),
        ],
        first="counted" if counted else next((name for name in GROUPS if groups[name]), "counted"),
    )


def group(row: Any, kinds: Mapping[str, str]) -> str:
    """Where a row of the query `what-connects-places` belongs; `kinds` are those of its ends."""
    if row.via_kind:
        return MET_IN.get(row.via_kind, "direct")
    return "enclaves" if ENCLAVE in kinds.values() else "direct"


def _ends(row: Any) -> tuple[str, str]:
    return row.in_a_id, row.in_b_id


def _counted(rows: Sequence[Any]) -> pd.DataFrame:
    spoken, known = language(), source_titles()
    return pd.DataFrame(
        [
            {
                say("column.from"): row.source_node,
                say("column.relation"): word(model().relationships[row.relationship]),
                say("column.to"): row.target_node,
                say("column.form"): listed(
                    form_word(form, model(), spoken) for form in row.forms or ()
                ),
                say("column.status"): _status(row.statuses),
                say("column.since"): row.since,
                say("column.source"): titles(row.sources, known),
            }
            for row in rows
        ]
    ).astype({say("column.since"): "Int64"})


def _everything(rows: Sequence[Any], words: Mapping[str, str]) -> pd.DataFrame:
    spoken, known = language(), source_titles()
    return pd.DataFrame(
        [
            {
                say("delta.in_place", place=words["a"]): row.in_a,
                say("delta.direction"): _direction(row),
                say("column.relation"): word(model().relationships[row.relationship]),
                say("delta.via"): row.via,
                say("delta.in_place", place=words["b"]): row.in_b,
                say("column.form"): _form(row, spoken),
                say("column.status"): _status([row.status] if row.status else []),
                say("column.since"): row.since,
                say("column.source"): titles(row.sources, known),
            }
            for row in rows
        ]
    ).astype({say("column.since"): "Int64"})


def _direction(row: Any) -> str:
    """→ where a relationship runs from the first place, ← from the second, ↔ between both."""
    if row.from_id is None or model().relationships[row.relationship].symmetric:
        return "↔"
    return "→" if row.from_id == row.in_a_id else "←"


def _form(row: Any, spoken: str) -> str:
    """An agreement and an event have forms of their own kind, the rest forms of cooperation."""
    if not row.form:
        return ""
    declared = model().kinds.get(row.via_kind or "")
    own = declared.properties.get("form") if declared else None
    if own and own.list:
        return model().lists[own.list].label(row.form, spoken)
    return form_word(row.form, model(), spoken)


def _status(statuses: Sequence[str]) -> str:
    told = listed(model().lists["status"].label(status, language()) for status in statuses)
    return f"{PLANNED if is_planned(statuses) else SO} {told}" if statuses else ""
