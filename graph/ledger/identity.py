"""Which ids are one node: from judgements to groups.  Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

Pair = tuple[str, str]


class Verdict(NamedTuple):
    """A judgement as far as it decides who is one: a person's has no `rule`."""

    a: str
    b: str
    verdict: str
    rule: str


class Word(NamedTuple):
    """A judgement ever made, with what became of it: taken back by a person, or counting still."""

    a: str
    b: str
    verdict: str
    undone: bool
    live: bool


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


def former(
    words: Sequence[Word],
    canonical: Mapping[str, str],
    stated: Callable[[Collection[str]], Collection[str]],
) -> dict[str, str]:
    """For each id that nobody states any more and that once was one with others, the node that
    those are part of now.

    `words` are in the order in which they were said, and of a pair the last counts: it leads from
    one to the other if it is a `same` that no person took back.  The nearest leads first, of
    several the latest.  Nothing leads to what a person calls different.  `stated` tells which of
    some ids any source states.
    """
    ended = {id_ for w in words if w.verdict == "same" and not w.live for id_ in (w.a, w.b)}
    if not ended:
        return {}
    apart = {pair(w.a, w.b) for w in words if w.verdict == "differ" and w.live}
    last = {pair(w.a, w.b): w for w in words}
    joined: dict[str, list[str]] = defaultdict(list)
    for w in reversed(words):
        if last[pair(w.a, w.b)] is w and w.verdict == "same" and not w.undone:
            joined[w.a].append(w.b)
            joined[w.b].append(w.a)
    groups = members(canonical)

    def mates(id_: str) -> list[str]:
        return groups.get(canonical.get(id_, id_), [id_])

    reached: set[str] = set()
    ahead = list(ended)
    while ahead:
        if (one := ahead.pop()) not in reached:
            reached.add(one)
            ahead += [*mates(one), *joined[one]]
    alive = set(stated(reached))
    found: dict[str, str] = {}
    for id_ in reached:
        queue, seen = mates(id_), set(mates(id_))
        if not alive.isdisjoint(queue):
            continue
        queue = [*queue]
        while queue and id_ not in found:
            for other in joined[queue.pop(0)]:
                others = mates(other)
                if other in seen or any(pair(id_, m) in apart for m in others):
                    continue
                seen.update(others)
                queue += others
                if not alive.isdisjoint(others):
                    found[id_] = canonical.get(other, other)
                    break
    return found
