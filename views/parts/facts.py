"""Statements as rows of a table: each with status, years, basis, source and place in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from graph.ledger import Fact
from graph.model import Model, Property
from views.parts.address import language, say
from views.parts.drawing import PLANNED

COLUMNS = (
    "fact", "about", "kind", "form", "status", "since", "until", "source", "locator", "basis",
)  # fmt: skip
FIGURES = frozenset({"SCOPE", "AMONG", "OF"})  # a figure's links; figures have their own table


def facts_table(facts: Iterable[Fact], model: Model) -> pd.DataFrame:
    """One row a statement; the column `id` (of the other end) is for clicks, not for readers."""
    spoken = language()
    facts = list(facts)
    kinds = [str(f.value) for f in facts if f.predicate == "kind"] or list(model.kinds)
    rows = [
        (
            fact.other,
            _predicate(fact, kinds, model, spoken),
            _content(fact, kinds, model, spoken),
            _kind(fact.other_kind, model, spoken),
            _detail(fact, model, spoken),
            model.lists["status"].label(fact.status, spoken),
            fact.since,
            fact.until,
            fact.source_title or fact.source,
            "; ".join(fact.locators),
            _basis(fact, model, spoken),
        )
        for fact in told(facts)
    ]
    frame = pd.DataFrame(rows, columns=["id", *(say(f"column.{name}") for name in COLUMNS)])
    years = {say("column.since"): "Int64", say("column.until"): "Int64"}
    return frame.astype(years)


def told(facts: Iterable[Fact]) -> list[Fact]:
    """Without the links of figures."""
    return [fact for fact in facts if fact.predicate not in FIGURES]


def in_words(fact: Fact, model: Model) -> str:
    """A statement in a line, with who says so."""
    row = facts_table([fact], model).iloc[0]
    parts = [row[say("column.about")], row[say("column.form")], row[say("column.status")]]
    about = " · ".join(str(part) for part in parts if part)
    return f"{row[say('column.fact')]}: {about} — {row[say('column.source')]}"


def planned(facts: Iterable[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts that are so, and those that are only intended so far."""
    so: list[Fact] = []
    intended: list[Fact] = []
    for fact in facts:
        (intended if fact.status in PLANNED else so).append(fact)
    return so, intended


def _predicate(fact: Fact, kinds: list[str], model: Model, spoken: str) -> str:
    if fact.other:
        declared = model.relationships[fact.predicate]
        return str(getattr(declared, f"inverse_{spoken}" if fact.direction == "in" else spoken))
    if fact.predicate == "kind":
        return say("column.kind")
    found = _property(fact.predicate, kinds, model)
    return str(getattr(found, spoken)) if found else fact.predicate


def _property(name: str, kinds: list[str], model: Model) -> Property | None:
    """What one of `kinds` declares as `name`: kinds may give one name different codes."""
    declared = (model.kinds[kind].properties.get(name) for kind in kinds if kind in model.kinds)
    return next((p for p in declared if p), None)


def _content(fact: Fact, kinds: list[str], model: Model, spoken: str) -> str:
    if fact.other:
        return fact.other_name or fact.other
    if fact.predicate == "kind":
        return _kind(str(fact.value), model, spoken)
    found = _property(fact.predicate, kinds, model)
    return _value(fact.value, found, model, spoken)


def _kind(name: str, model: Model, spoken: str) -> str:
    return str(getattr(model.kinds[name], spoken)) if name in model.kinds else name


def _value(value: Any, declared: Property | None, model: Model, spoken: str) -> str:
    if declared and declared.list:
        return model.lists[declared.list].label(str(value), spoken)
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{text} {declared.unit}" if declared and declared.unit else text


def _detail(fact: Fact, model: Model, spoken: str) -> str:
    """The qualifier and the other properties of a relationship, in words."""
    declared = model.relationships.get(fact.predicate)
    if declared is None:
        return ""
    parts = []
    if fact.qualifier:
        parts.append(_value(fact.qualifier, declared.properties[declared.qualifier], model, spoken))
    parts += [
        f"{getattr(declared.properties[name], spoken)} "
        f"{_value(value, declared.properties[name], model, spoken)}"
        if name in declared.properties
        else f"{name} {value}"
        for name, value in fact.detail.items()
    ]
    return " · ".join(parts)


def _basis(fact: Fact, model: Model, spoken: str) -> str:
    label = model.lists["basis"].label(fact.basis, spoken)
    if not fact.basis_at:
        return label
    at = "; ".join(fact.basis_at)
    return f"{label}（{at}）" if spoken == "zh" else f"{label} ({at})"
