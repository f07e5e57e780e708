"""Things of one kind and name under different ids, told apart wherever they can be mistaken: actors
by where they are, places by what they are part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import streamlit as st

from graph.ledger import Fact
from graph.namesakes import BASE, same
from views.parts.address import language, listed
from views.parts.data import ask, model, nodes, shown, source_titles
from views.parts.drawing import Node

PLACE = "Place"


def same_named() -> dict[str, list[str]]:
    """For each actor and each place that others of its kind are called as: the ids of those."""
    return _same_named(shown().digest)


@st.cache_resource(max_entries=1, show_spinner=False)
def _same_named(digest: str) -> dict[str, list[str]]:
    called: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in nodes().values():
        if model().kinds[node.kind].base in (BASE, PLACE):
            called[node.kind, same(node.name)].append(node.id)
    groups = [ids for ids in called.values() if len(ids) > 1]
    return {one: [i for i in ids if i != one] for ids in groups for one in ids}


def apart(ids: Iterable[str]) -> dict[str, str]:
    """For those of `ids` that others are called as: the words that tell them apart."""
    alike, places = same_named(), _places(shown().digest, language())
    wanted = [i for i in dict.fromkeys(ids) if i in alike]
    told = {i: places[i] for i in wanted if i in places}
    if actors := [i for i in wanted if i not in told]:
        where, titles = known_of({m for i in actors for m in (i, *alike[i])})
        told |= {i: distinction(i, alike[i], where, titles) for i in actors}
    return told


@st.cache_resource(max_entries=4, show_spinner=False)
def _places(digest: str, spoken: str) -> dict[str, str]:
    """What tells each place from others of its name; looked up once for all of them."""
    alike = same_named()
    wanted = [i for i in alike if nodes()[i].kind == PLACE]
    if not wanted:
        return {}
    within = {row.place_id: listed(row.part_of) for row in ask("place-tree")}
    titles = _titles_of(wanted)
    return {i: distinction(i, alike[i], within, titles) for i in wanted}


def distinction(
    one: str, others: Sequence[str], places: Mapping[str, str], sources: Mapping[str, str]
) -> str:
    """What tells `one` from `others` of its name: its place, its sources too where the place does
    not, its id where neither does."""
    words = [places.get(one, "")]
    if not words[0] or any(places.get(o, "") == words[0] for o in others):
        words.append(sources.get(one, ""))
        if any((places.get(o, ""), sources.get(o, "")) == (*words,) for o in others):
            words.append(one)
    return " · ".join(filter(None, words))


def named(node: str, name: str, told: Mapping[str, str]) -> str:
    """The name, with what `told` says to tell it apart."""
    return f"{name} · {told[node]}" if node in told else name


def names_apart(ids: Iterable[str]) -> dict[str, str]:
    """Id → its name, with what tells it from others that are called so; an unknown one as it is."""
    known, listed_ids = nodes(), list(ids)
    told = apart(listed_ids)
    return {i: named(i, known[i].name, told) if i in known else i for i in listed_ids}


def nodes_apart(some: Iterable[Node]) -> tuple[Node, ...]:
    """Nodes for a picture or a table, each named so that it is not taken for another."""
    listed_nodes = tuple(some)
    told = apart(node.id for node in listed_nodes)
    return tuple(n._replace(name=named(n.id, n.name, told)) for n in listed_nodes)


def facts_apart(facts: Iterable[Fact]) -> list[Fact]:
    """Facts whose other ends are named so that none is taken for another."""
    listed_facts = list(facts)
    told = apart(fact.other for fact in listed_facts if fact.other)
    return [
        f._replace(other_name=named(f.other, f.other_name, told)) if f.other in told else f
        for f in listed_facts
    ]


def unequal(labels: Mapping[str, str]) -> dict[str, str]:
    """Id → its label, with the id only where another one has the same label."""
    every = list(labels.values())
    return {i: f"{x} · {i}" if every.count(x) > 1 else x for i, x in labels.items()}


def known_of(ids: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Of each of `ids`, where it is, and which sources say so."""
    places: dict[str, list[str]] = defaultdict(list)
    told = _places(shown().digest, language())
    for row in ask("places-of", ids="\n".join(sorted(ids))):
        places[row.id].append(named(row.place_id, str(row.place), told))
    return {i: listed(names) for i, names in places.items()}, _titles_of(ids)


def _titles_of(ids: Iterable[str]) -> dict[str, str]:
    """Id → the titles of the sources that say something of it."""
    known = source_titles()
    rows = ask("sources-of", ids="\n".join(sorted(ids)))
    return {row.id: listed(known.get(s, s) for s in row.sources) for row in rows}
