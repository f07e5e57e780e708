"""Things of a load that are called as others are that were there before: perhaps the same ones.

Nothing is merged by it; a person says whether they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from typing import NamedTuple

from graph.index import Index
from graph.ledger import Ledger

WIDE, NARROW = str.maketrans("()", "（）"), str.maketrans("（）", "()")
BASE = "Actor"  # places and events share names without being one
Candidate = tuple[str, str, str]  # id, kind, name


class Namesake(NamedTuple):
    """A thing of a load, and the nodes of its kind that bear its name already."""

    id: str
    name: str
    kind: str
    others: tuple[str, ...]


def same(name: str) -> str:
    """What is equal of names that are the same: `甲（集团）` and `甲(集团)` are."""
    return unicodedata.normalize("NFKC", name)


def _written(name: str) -> set[str]:
    """The ways in which offices write a name: brackets of either width."""
    return {name, name.translate(WIDE), name.translate(NARROW)}


def settled(one: Mapping[str, str], other: Mapping[str, Collection[str]]) -> bool:
    """Whether external ids tell whether two things are one, so that nobody has to be asked.

    `one` has them by property, `other` all of a node.  An equal one makes them one by rule.  Of two
    that differ in a scheme each is of another thing: two credit codes are two legal persons.  Who
    knows better can still judge them one, on the card.
    """
    return any(other.get(name) for name in one)


def namesakes(index: Index, ledger: Ledger) -> list[Namesake]:
    """Those of a load, by name, that nobody judged yet.  What a person called different is left
    out, as is what counts as one already, and what external ids tell (`settled`)."""
    borne = _borne(index, ledger)
    kinds = ledger.kinds_of(other for others in borne.values() for other in others)
    apart = {
        frozenset((ledger.resolve(j.a), ledger.resolve(j.b)))
        for j in ledger.judgements()
        if j.verdict == "differ"
    }
    open_: dict[Candidate, set[str]] = {}
    for (id_, kind, name), others in borne.items():
        node = ledger.resolve(id_)
        alike = {ledger.resolve(other) for other in others if kinds.get(other) == kind} - {node}
        if rest := {other for other in alike if frozenset((node, other)) not in apart}:
            open_[id_, kind, name] = rest
    outside = ledger.identifiers_of(other for rest in open_.values() for other in rest)
    told = []
    for (id_, kind, name), rest in open_.items():
        own = index.identifiers_of(id_)
        if asked := sorted(other for other in rest if not settled(own, outside.get(other, {}))):
            told.append(Namesake(id_, name, kind, tuple(asked)))
    return sorted(told, key=lambda n: (n.name, n.id))


def _borne(index: Index, ledger: Ledger) -> dict[Candidate, set[str]]:
    """The actors of a load → the ids that bear their names already."""
    names = index.names()
    found = ledger.ids_of_names(w for name in names for w in _written(name))
    return {
        (id_, kind, name): {o for w in _written(name) for o in found.get(w, ()) if o != id_}
        for name in names
        if any(w in found for w in _written(name))
        for id_, kind in names[name]
        if ledger.model.kinds[kind].base == BASE
    }
