"""Judgements that are made by themselves: equal external ids mean one and the same thing.

The model says which properties are such ids (`identifier`).  Each scheme is a named rule,
`equal-ror`, `equal-uscc`, …; nothing else merges by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from graph.ledger.identity import Pair, pair


class Found(NamedTuple):
    """A judgement that a rule makes: `a` and `b` both have `value`."""

    a: str
    b: str
    rule: str
    value: str


def rule_name(scheme: str) -> str:
    """The name of the rule for ids of `scheme`."""
    return f"equal-{scheme}"


def equal_ids(
    holders: Iterable[tuple[str, str, Collection[str]]], barred: Collection[Pair]
) -> Iterator[Found]:
    """The judgements that follow from who holds which external id.

    `holders` are (scheme, value, ids) with ids of one base label.  Each id is joined to the
    smallest of its cluster, a star.  `barred` pairs (undone, or judged different by a person)
    never share a cluster.
    """
    for scheme, value, ids in holders:
        clusters: list[list[str]] = []
        for one in sorted(ids):
            for cluster in clusters:
                if not any(pair(other, one) in barred for other in cluster):
                    cluster.append(one)
                    break
            else:
                clusters.append([one])
        for first, *others in clusters:
            for other in others:
                yield Found(first, other, rule_name(scheme), value)
