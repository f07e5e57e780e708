"""Things of a load that are called as others are that were there before: perhaps the same ones.

Nothing is merged by it; a person says whether they are.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from graph.index import Index
from graph.ledger import Ledger

WIDE, NARROW = str.maketrans("()", "（）"), str.maketrans("（）", "()")
BASE = "Actor"  # places and events share names without being one


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


def namesakes(index: Index, ledger: Ledger) -> list[Namesake]:
    """Those of a load, by name, that nobody judged yet.  What a person called different is left
    out, as is what counts as one already."""
    names = index.names()
    found = ledger.ids_of_names(w for name in names for w in _written(name))
    borne = {
        (id_, kind, name): {o for w in _written(name) for o in found.get(w, ()) if o != id_}
        for name in names
        if any(w in found for w in _written(name))
        for id_, kind in names[name]
        if ledger.model.kinds[kind].base == BASE
    }
    kinds = ledger.kinds_of(other for others in borne.values() for other in others)
    apart = {
        frozenset((ledger.resolve(j.a), ledger.resolve(j.b)))
        for j in ledger.judgements()
        if j.verdict == "differ"
    }
    told = []
    for (id_, kind, name), others in borne.items():
        node = ledger.resolve(id_)
        alike = {ledger.resolve(other) for other in others if kinds.get(other) == kind} - {node}
        if rest := sorted(other for other in alike if frozenset((node, other)) not in apart):
            told.append(Namesake(id_, name, kind, tuple(rest)))
    return sorted(told, key=lambda n: (n.name, n.id))
