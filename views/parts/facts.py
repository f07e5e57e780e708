"""Statements as rows of a table: each with status, years, basis, source and place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from graph.ledger import Fact
from graph.model import Model
from views.parts.address import language, say
from views.parts.apart import facts_apart
from views.parts.data import cut
from views.parts.drawing import PLANNED
from views.parts.locators import located
from views.parts.wording import (
    basis,
    content,
    detail,
    kind_word,
    kinds_said,
    predicate,
    source_words,
)
from views.words import text

COLUMNS = (
    "fact", "about", "kind", "form", "status", "since", "until", "source", "locator", "basis",
)  # fmt: skip
FIGURES = frozenset({"SCOPE", "AMONG", "OF"})  # a figure's links; figures have their own table


def facts_table(facts: Iterable[Fact], model: Model, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """One row a statement; the column `id` (of the other end) is for clicks, not for readers.

    `kinds` are those of what the facts are about, where these do not say it all themselves.
    """
    spoken = language()
    facts = list(facts)
    kinds = kinds or kinds_said(facts, model)
    cuts = {source: cut(source) for source in {fact.source for fact in facts}}
    rows = [
        (
            fact.other,
            *_what(fact, kinds, model, spoken),
            fact.since,
            fact.until,
            source_words(fact, spoken),
            located(fact.locators, cuts[fact.source], spoken),
            basis(fact, model, spoken, cuts[fact.source]),
        )
        for fact in facts_apart(told(facts))
    ]
    frame = pd.DataFrame(rows, columns=["id", *(say(f"column.{name}") for name in COLUMNS)])
    years = {say("column.since"): "Int64", say("column.until"): "Int64"}
    return frame.astype(years)


def told(facts: Iterable[Fact]) -> list[Fact]:
    """Without the links of figures."""
    return [fact for fact in facts if fact.predicate not in FIGURES]


def in_words(fact: Fact, model: Model, kinds: Sequence[str]) -> str:
    """A statement in a line, with who says so; `kinds` are those of what it is about."""
    spoken = language()
    what, about, _, form, status = _what(fact, kinds, model, spoken)
    about = " · ".join(part for part in (about, form, status) if part)
    colon = text(spoken, "signs.colon")
    return f"{what}{colon}{about} — {source_words(fact, spoken)}"


def _what(
    fact: Fact, kinds: Sequence[str], model: Model, spoken: str
) -> tuple[str, str, str, str, str]:
    """What is said, of whom or what, the kind of that, in which form, and how far it is."""
    return (
        predicate(fact, kinds, model, spoken),
        content(fact, kinds, model, spoken),
        kind_word(fact.other_kind, model, spoken),
        detail(fact, model, spoken),
        model.lists["status"].label(fact.status, spoken),
    )


def planned(facts: Iterable[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts that are so, and those that are only intended so far."""
    so: list[Fact] = []
    intended: list[Fact] = []
    for fact in facts:
        (intended if fact.status in PLANNED else so).append(fact)
    return so, intended
