"""What people corrected by hand, and what they made one, in words.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.ledger import Correction, Fact
from graph.model import Model
from views.parts.wording import content, kinds_said, predicate, source_words
from views.words import text


def corrected(one: Correction, facts: Iterable[Fact], model: Model, spoken: str) -> str:
    """What `one` changed of the node of `facts`: its statements, also those called wrong.

    Empty where nothing of it is among them.
    """
    facts = list(facts)
    kinds = kinds_said(facts, model)
    wrong = [f for f in facts if f.denied == one.id]
    said = [f for f in facts if f.denied is None and (f.source, f.added) == (one.source, one.added)]
    parts = []
    for was in wrong:
        now = next((f for f in said if _about(f) == _about(was)), None)
        if now is None:
            parts.append(text(spoken, "correct.is_wrong", fact=_line(was, kinds, model, spoken)))
            continue
        said.remove(now)
        before, after = (content(f, kinds, model, spoken) for f in (was, now))
        if before == after:
            before, after = (model.lists["status"].label(f.status, spoken) for f in (was, now))
        label = predicate(was, kinds, model, spoken)
        parts.append(text(spoken, "signs.changed", label=label, was=before, now=after))
    for now in said:
        parts.append(text(spoken, "correct.added", fact=_line(now, kinds, model, spoken)))
    return text(spoken, "signs.semicolon").join(parts)


def members(facts: Iterable[Fact], spoken: str) -> dict[str, str]:
    """The ids that sources use for the node of `facts` → its name there, and whose id it is."""
    names: dict[str, str] = {}
    sources: dict[str, dict[str, None]] = {}
    for fact in facts:
        if fact.predicate == "name":
            names.setdefault(fact.said_of, str(fact.value))
        sources.setdefault(fact.said_of, {})[source_words(fact, spoken)] = None
    comma = text(spoken, "signs.comma")
    return {
        id_: names.get(id_, id_) + text(spoken, "signs.aside", words=comma.join(titles))
        for id_, titles in sources.items()
    }


def _about(fact: Fact) -> tuple[str, str]:
    return fact.predicate, fact.direction


def _line(fact: Fact, kinds: Sequence[str], model: Model, spoken: str) -> str:
    label = predicate(fact, kinds, model, spoken)
    return label + text(spoken, "signs.colon") + content(fact, kinds, model, spoken)
