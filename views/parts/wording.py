"""A statement in words, from the model's own: pure functions, for pages and for paper alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from graph.ledger import Fact, Judgement
from graph.ledger.rules import rule_name
from graph.model import Model, Property
from views.parts.locators import located
from views.parts.writing import date, number
from views.words import text

EVERYWHERE = frozenset({"kind", "status"})  # declared of no kind, and said of all
CHINESE = re.compile(r"[\u3400-\u9fff]")


def kinds_said(facts: Iterable[Fact], model: Model) -> list[str]:
    """The kinds that sources give to what `facts` are of; all, where none says one."""
    return [str(f.value) for f in facts if f.predicate == "kind"] or list(model.kinds)


def predicate(fact: Fact, kinds: Sequence[str], model: Model, spoken: str) -> str:
    """What a fact is about: the name of its property, or of its relationship as seen from here."""
    if fact.other:
        declared = model.relationships[fact.predicate]
        return str(getattr(declared, f"inverse_{spoken}" if fact.direction == "in" else spoken))
    return property_word(fact.predicate, kinds, model, spoken)


def content(fact: Fact, kinds: Sequence[str], model: Model, spoken: str) -> str:
    """What a fact says: the name of the other end, or the value with its unit."""
    if fact.other:
        return fact.other_name or fact.other
    if fact.predicate == "kind":
        return kind_word(str(fact.value), model, spoken)
    found = property_of(fact.predicate, kinds, model)
    return value_words(fact.value, found, model, spoken)


def detail(fact: Fact, model: Model, spoken: str) -> str:
    """The qualifier and the other properties of a relationship."""
    declared = model.relationships.get(fact.predicate)
    if declared is None:
        return ""
    parts = []
    if fact.qualifier:
        qualifier = declared.properties[declared.qualifier]
        parts.append(value_words(fact.qualifier, qualifier, model, spoken))
    parts += [
        f"{getattr(declared.properties[name], spoken)} "
        f"{value_words(value, declared.properties[name], model, spoken)}"
        if name in declared.properties
        else f"{name} {value}"
        for name, value in fact.detail.items()
    ]
    return " · ".join(parts)


def basis(fact: Fact, model: Model, spoken: str, cut: str) -> str:
    """Whether the source states it, with the places that an inference rests on.

    `cut` says how the text of the source is cut into places.
    """
    label = model.lists["basis"].label(fact.basis, spoken)
    if not fact.basis_at:
        return label
    return label + text(spoken, "signs.aside", words=located(fact.basis_at, cut, spoken))


def source_words(fact: Fact, spoken: str) -> str:
    """The title of the source that says it; its id, if it has none."""
    return title_words(fact.source_title, spoken) or fact.source


def title_words(title: str, spoken: str) -> str:
    """The half of a title that is in one's language, of one that says it in Chinese and English."""
    halves = title.split(" · ")
    chinese = [half for half in halves if CHINESE.search(half)]
    if len(halves) != 2 or len(chinese) != 1:
        return title
    return next(half for half in halves if (half in chinese) == (spoken == "zh"))


def judged_by(one: Judgement, model: Model, spoken: str) -> str:
    """Who or what made a judgement: a person, or that an external id is the same."""
    if not one.rule:
        return text(spoken, "card.by_person", by=one.by)
    known = (p for k in model.kinds.values() for p in k.properties.values() if p.identifier)
    same = next((p for p in known if rule_name(p.identifier) == one.rule), None)
    return text(spoken, "card.by_rule", rule=getattr(same, spoken) if same else one.rule)


def property_word(name: str, kinds: Sequence[str], model: Model, spoken: str) -> str:
    """What a property of one of `kinds` is called, one that everything has too."""
    if name in EVERYWHERE:
        return text(spoken, f"column.{name}")
    found = property_of(name, kinds, model)
    return str(getattr(found, spoken)) if found else name


def kind_word(name: str, model: Model, spoken: str) -> str:
    """The name of a kind; as it is written, where the model does not declare it."""
    return str(getattr(model.kinds[name], spoken)) if name in model.kinds else name


def value_words(value: Any, declared: Property | None, model: Model, spoken: str) -> str:
    """A value: the word for a code, a number with its unit, a date, else as it is."""
    if declared and declared.list:
        return model.lists[declared.list].label(str(value), spoken)
    words = _written(value, declared.type if declared else "text", spoken)
    return f"{words} {declared.unit}" if declared and declared.unit else words


def _written(value: Any, type_: str, spoken: str) -> str:
    if type_ in {"integer", "number"} and isinstance(value, int | float):
        return number(value, spoken)
    return date(str(value), spoken) if type_ == "date" else str(value)


def property_of(name: str, kinds: Sequence[str], model: Model) -> Property | None:
    """What one of `kinds` declares as `name`: kinds may give one name different codes."""
    declared = (model.kinds[kind].properties.get(name) for kind in kinds if kind in model.kinds)
    return next((p for p in declared if p), None)
