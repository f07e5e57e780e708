"""Which ids are one node: from judgements to groups.  Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

Pair = tuple[str, str]


class Verdict(NamedTuple):
    """A judgement as far as it decides who is one: a person's has no `rule`."""

    a: str
    b: str
    verdict: str
    rule: str


def pair(a: str, b: str) -> Pair:
    """The two ids in their order."""
    return (a, b) if a < b else (b, a)


def canonical(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """For each id that is merged with others, the id of the node that it is part of.

    That is the smallest id of its group.  What a person calls different stays apart, also where
    rules would join the two through a third: persons' `same` go first, then those of rules in
    order, and a step that would put a `differ` pair into one group is left out.
    """
    verdicts = sorted(verdicts, key=lambda v: (v.rule != "", pair(v.a, v.b)))
    apart: dict[str, set[str]] = defaultdict(set)
    for v in verdicts:
        if v.verdict == "differ":
            apart[v.a].add(v.b)
            apart[v.b].add(v.a)
    group: dict[str, list[str]] = {}
    for v in verdicts:
        if v.verdict != "same":
            continue
        one, other = group.setdefault(v.a, [v.a]), group.setdefault(v.b, [v.b])
        if one is other or any(not apart[m].isdisjoint(other) for m in one if m in apart):
            continue
        small, large = sorted((one, other), key=len)
        large.extend(small)
        for member in small:
            group[member] = large
    smallest = {id(members): min(members) for members in group.values() if len(members) > 1}
    return {m: smallest[id(g)] for m, g in group.items() if len(g) > 1}


def members(canonical: Mapping[str, str]) -> dict[str, list[str]]:
    """The inverse of `canonical`: the id of each merged node → all its ids, sorted."""
    groups: dict[str, list[str]] = defaultdict(list)
    for member in sorted(canonical):
        groups[canonical[member]].append(member)
    return dict(groups)
