"""What statements add up to: the nodes and relationships of the graph.  Pure functions.

Statements of one node become one row, statements of one (start, type, end, qualifier) another.
The order in which statements come never matters.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.ledger.records import Fact, Joined, Said
from graph.ledger.statement import BASES, read, types
from graph.model import Model

NAMES = ("name", "name_en")  # what a node is not called by these, it is called by its aliases
FOLD = 2  # changes whenever equal statements fold into another graph: projections are made anew


class Node(NamedTuple):
    """A node of the graph: its kind, from which its labels follow, and its properties."""

    kind: str
    properties: dict[str, Any]


LinkKey = tuple[str, str, str, str]  # start, type, end, qualifier


class Fold:
    """The fold under a model and the ranks of sources (1 is believed first)."""

    def __init__(self, model: Model, ranks: Mapping[str, int]) -> None:
        self.model, self.ranks = model, ranks
        self._types = types(model)
        self._statuses = {s: i for i, s in enumerate(model.lists["status"].codes)}
        self._general = frozenset(k.name for k in model.kinds.values() if k.general)
        self._many = {
            kind.name: frozenset(p.name for p in kind.properties.values() if p.many)
            for kind in model.kinds.values()
        }

    def kind(self, said: Iterable[Said]) -> str:
        """The kind of a node, from the statements of its kind.

        A general kind counts only where nobody gives another. Empty if there are none, or none
        of a kind that the model still declares.
        """
        believed = ((s[2] in self._general, *self._belief(s)) for s in said if s[2] in self._many)
        return min(believed, default=(False, 0, 0, ""))[3]

    def node(self, id_: str, said: Iterable[Said], members: Sequence[str] = ()) -> Node | None:
        """The node with the canonical id `id_`; None if nothing says that it exists.

        `members` are all its ids, where several are merged.
        """
        by: dict[str, list[Said]] = defaultdict(list)
        sources = set()
        n = 0
        for s in said:
            by[s[1]].append(s)
            sources.add(s[0])
            n += 1
        existence = by.pop("kind", [])
        if not (kind := self.kind(existence)):
            return None
        properties: dict[str, Any] = {"id": id_, "kind": kind}
        disputes: dict[str, list[str]] = {}  # property → who says what
        firm = [s for s in existence if s.value not in self._general]
        if len(firm) > 1 and (sides := self._contradict(firm)):
            disputes["kind"] = sides
        aliases = by.pop("aliases", [])
        for name in sorted(by):
            values = by[name]
            type_ = self._types.get(name, "text")
            if name in self._many[kind]:
                properties[name] = [read(v, type_) for v in sorted({s[2] for s in values})]
            elif len(values) == 1:
                properties[name] = read(values[0][2], type_)
            else:
                properties[name] = read(min(map(self._belief, values))[2], type_)
                if name in NAMES:
                    aliases += values
                elif sides := self._contradict(values):
                    disputes[name] = sides
        called = {properties.get(name) for name in NAMES}
        if others := sorted({s[2] for s in aliases} - called):
            properties["aliases"] = others
        properties["status"] = self._furthest(s[3] for s in existence)
        _years(properties, existence)
        properties["sources"] = sorted(sources)
        properties["n"] = n
        if len(members) > 1:
            properties["members"] = sorted(members)
        if disputes:
            properties["disputed"] = list(disputes)
            properties["disputes"] = [
                f"{name}: {side}" for name, sides in disputes.items() for side in sides
            ]
        return Node(kind, properties)

    def links(self, joined: Iterable[Joined]) -> dict[LinkKey, dict[str, Any]]:
        """The relationships that the statements between two nodes make, by key."""
        by: dict[LinkKey, list[Joined]] = defaultdict(list)
        for j in joined:
            start, end = j.start, j.end
            if not (declared := self.model.relationships.get(j.type)):
                continue
            if end < start and declared.symmetric:
                start, end = end, start
            by[start, j.type, end, j.qualifier].append(j)
        return {key: self._link(key, stated) for key, stated in by.items()}

    def _link(self, key: LinkKey, stated: list[Joined]) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        if key[3]:
            properties[self.model.relationships[key[1]].qualifier] = key[3]
        if len(stated) == 1:  # most are, and this is where the time of a projection goes
            source, _, _, _, _, status, since, until, basis, detail = stated[0]
            if detail:
                properties |= json.loads(detail)
            properties["status"], properties["statuses"] = status, [status]
            if since is not None:
                properties["since"] = since
            if until is not None:
                properties["until"] = until
            properties["sources"], properties["n"], properties["basis"] = [source], 1, basis
            return properties
        detailed = [j for j in stated if j.detail]
        for j in sorted(detailed, key=self._detail_belief, reverse=True):
            properties |= json.loads(j.detail)
        statuses = self.in_order(j.status for j in stated)
        properties["status"] = statuses[-1]
        properties["statuses"] = statuses
        _years(properties, stated)
        properties["sources"] = sorted({j.source for j in stated})
        properties["n"] = len(stated)
        properties["basis"] = min((j.basis for j in stated), key=BASES.index)
        return properties

    def in_order(self, statuses: Iterable[str]) -> list[str]:
        """The different `statuses`, the furthest along last."""
        return sorted(set(statuses), key=self._statuses.__getitem__)

    def _furthest(self, statuses: Iterable[str]) -> str:
        return max(statuses, key=self._statuses.__getitem__)

    def _belief(self, s: Said) -> tuple[int, int, str]:
        return belief(self.ranks[s[0]], s[4], s[2])

    def _detail_belief(self, j: Joined) -> tuple[int, int, str]:
        return (self.ranks[j.source], -(j.since or 0), j.detail)

    def _contradict(self, said: list[Said]) -> list[str]:
        """`value (source)` for each that contradicts another source, what is believed first."""
        first = said[0]
        if all(s[2] == first[2] for s in said) or all(s[0] == first[0] for s in said):
            return []
        sides = [s for s in said if any(against(s, other) for other in said)]
        sides.sort(key=lambda s: (self._belief(s), s.source))
        return list(dict.fromkeys(f"{s.value} ({s.source})" for s in sides))


def belief(rank: int, since: int | None, value: str) -> tuple[int, int, str]:
    """Smallest for what is believed: best rank, then latest year, then smallest value."""
    return (rank, -(since or 0), value)


def against(a: Said | Fact, b: Said | Fact) -> bool:
    """Whether two statements of one property contradict each other.

    They do if two sources give different values for the same status and year; a year that is not
    said may be any.
    """
    return (
        a.value != b.value
        and a.source != b.source
        and a.status == b.status
        and (a.since == b.since or not a.since or not b.since)
    )


def _years(properties: dict[str, Any], stated: Iterable[Said | Joined]) -> None:
    """The first `since` and the last `until` that any statement gives."""
    if since := [s.since for s in stated if s.since is not None]:
        properties["since"] = min(since)
    if until := [s.until for s in stated if s.until is not None]:
        properties["until"] = max(until)
