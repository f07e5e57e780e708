"""Where what is stated of a node differs: every side with its source, and which one is believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from graph.fold import against, belief
from graph.ledger import Fact
from graph.ledger.statement import write
from graph.model import Model
from views.parts.address import say
from views.parts.data import model, source_ranks
from views.parts.drawing import Node
from views.parts.facts import facts_table
from views.parts.table import show_table


class Side(NamedTuple):
    """One statement of a thing on which statements differ.

    `why` is empty for what is not believed; else `rank`, `year` or `order`, by which of them it is
    ahead of the others (see `graph.fold.belief`), or `furthest`, of several statuses.
    """

    fact: Fact
    rank: int
    why: str


def sides(facts: Sequence[Fact], disputed: Collection[str], ranks: Mapping[str, int]) -> list[Side]:
    """The sides of each property that is `disputed`, what is believed first."""
    found = []
    for name in disputed:
        stated = [fact for fact in facts if fact.predicate == name and not fact.other]
        best: dict[str, tuple[int, int, str]] = {}  # equal values stand together
        for fact in stated:
            own, value = _belief(fact, ranks), write(fact.value)
            best[value] = min(own, best.get(value, own))
        stated.sort(key=lambda f: (best[write(f.value)], _belief(f, ranks), f.source, f.status))
        if len(best) < 2:
            continue
        for number, fact in enumerate(stated):
            if fact.value != stated[0].value and not any(against(fact, f) for f in stated):
                continue  # of another year or status: no contradiction
            why = _why(fact, stated, ranks) if number == 0 else ""
            found.append(Side(fact, ranks[fact.source], why))
    return found


def stages(facts: Iterable[Fact], ranks: Mapping[str, int], declared: Model) -> list[Side]:
    """The sides of each relationship that is stated with several statuses, the furthest first."""
    order = {code: number for number, code in enumerate(declared.lists["status"].codes)}
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.other:
            groups[fact.predicate, fact.direction, fact.other, fact.qualifier].append(fact)
    found = []
    for stated in groups.values():
        if len({fact.status for fact in stated}) > 1:
            stated.sort(key=lambda fact: (-order[fact.status], fact.source, fact.since or 0))
            found += [
                Side(fact, ranks[fact.source], "" if number else "furthest")
                for number, fact in enumerate(stated)
            ]
    return found


def _belief(fact: Fact, ranks: Mapping[str, int]) -> tuple[int, int, str]:
    return belief(ranks[fact.source], fact.since, write(fact.value))


def _why(fact: Fact, stated: Iterable[Fact], ranks: Mapping[str, int]) -> str:
    """The first of the reasons of `belief` that sets `fact` apart from every other value."""
    rank, year, _ = _belief(fact, ranks)
    other = min(_belief(f, ranks) for f in stated if f.value != fact.value)
    return "rank" if rank < other[0] else "year" if year < other[1] else "order"


def show_conflicts(node: Node, facts: Sequence[Fact]) -> None:
    """The two tables; nothing where nothing differs."""
    ranks = source_ranks()
    if differing := sides(facts, node.disputed, ranks):
        st.markdown(f"**{say('conflicts.conflicts')}**")
        show_table(conflicts_table(differing, facts), "conflicts", node.name)
    if going_on := stages(facts, ranks, model()):  # seldom a conflict: folded away
        with st.expander(say("conflicts.stages")):
            show_table(conflicts_table(going_on, facts), "stages", node.name)


def conflicts_table(some: Sequence[Side], facts: Iterable[Fact]) -> pd.DataFrame:
    """A row for each side.  `facts` are all of the node: of them its kind is read."""
    kinds = [fact for fact in facts if fact.predicate == "kind"]
    told = facts_table([*kinds, *(side.fact for side in some)], model()).iloc[len(kinds) :]
    frame = told[[say(f"column.{name}") for name in ("fact", "about")]].copy()
    frame[say("conflicts.believed")] = ["✓" if side.why else "" for side in some]
    for name in ("status", "since", "until", "source", "locator"):
        frame[say(f"column.{name}")] = told[say(f"column.{name}")]
    frame[say("conflicts.rank")] = [side.rank for side in some]
    frame[say("conflicts.why")] = [
        say(f"conflicts.why_{side.why}", rank=side.rank, year=side.fact.since or "")
        if side.why
        else ""
        for side in some
    ]
    return frame
