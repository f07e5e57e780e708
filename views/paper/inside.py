"""Who is in a place, with all that is below it: a city's firms are stated to be in its counties."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph.ledger import Fact
from views.paper.brief import Cite, Item, Line, plain_text
from views.paper.material import Material
from views.paper.telling import CROWD, Teller, cites_of, is_so, line
from views.parts import wording
from views.parts.writing import number
from views.words import text

AT = frozenset({"LOCATED_IN", "HOST"})


def inside(material: Material, id_: str, teller: Teller) -> list[Line]:
    """The actors in the place `id_` in a line, by name or, of many, so many of each kind."""
    rows = [row for row in material.ask("actors-in-place", place=id_) if is_so(row.status)]
    if not rows:
        return []
    label = str(getattr(teller.model.relationships["LOCATED_IN"], f"inverse_{teller.language}"))
    if any(row.place_id != id_ for row in rows):
        label = text(teller.language, "brief.with_below", label=label)
    if len({row.actor_id for row in rows}) > CROWD:
        return [Line(label, tuple(_counted(rows, teller)))]
    said = [(plain_text(row.actor), cite) for row in rows for cite in _stated(material, row)]
    return [line(label, said, CROWD)]


def is_inside(fact: Fact, teller: Teller) -> bool:
    """Whether a fact is told by `inside`."""
    actors = teller.model.concrete("Actor")
    return (fact.predicate, fact.direction) == ("LOCATED_IN", "in") and fact.other_kind in actors


def _counted(rows: list[Any], teller: Teller) -> list[Item]:
    kinds: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        kinds[row.kind][row.actor_id] = row
    found = []
    for kind, those in sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        word = wording.kind_word(kind, teller.model, teller.language)
        sources = dict.fromkeys(Cite(s) for row in those.values() for s in row.sources)
        found.append(Item(f"{word} {number(len(those), teller.language)}", tuple(sources)))
    return found


def _stated(material: Material, row: Any) -> list[Cite]:
    return cites_of(
        material.facts(row.actor_id),
        row.sources,
        lambda f: f.predicate in AT and f.other == row.place_id,
    )
