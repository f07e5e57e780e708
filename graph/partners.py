"""Who is whose partner: `PARTNER_OF` from cooperation and from meeting.  Pure functions.

A cooperation counts once, however many sources state it: one for each form of direct cooperation,
and one for each agreement, event or small project in which the two meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

from graph.fold import Fold
from graph.ledger.records import Joined

COOPERATES = "COOPERATES_WITH"
PARTNER = "PARTNER_OF"
UNSPECIFIED = "unspecified"  # the form of a cooperation of which no form is stated
PARTIES = {  # what joins an actor to that at which it meets others
    "Agreement": ("PARTY_TO",),
    "Event": ("ORGANISES", "PARTICIPATES_IN"),
    "Project": ("PARTICIPATES_IN",),
}
MOST = {"Event": 100, "Project": 10}  # who meets in a larger crowd is not a partner by that
FORMS = {base: base.lower() for base in PARTIES}
YEARS = ("signed", "date")  # properties that date an agreement or event


class Meeting(NamedTuple):
    """That two nodes meet at one agreement, event or project."""

    low: str
    high: str
    at: str
    form: str
    status: str
    first: int | None
    last: int | None
    sources: tuple[str, ...]


class Group(NamedTuple):
    """An agreement, event or project: its base label, and its year where it states one."""

    base: str
    year: int | None


def group(base: str, properties: dict[str, Any]) -> Group | None:
    """The group that a node is; None if actors do not meet at it."""
    if base not in PARTIES:
        return None
    dated = next((int(properties[p][:4]) for p in YEARS if p in properties), None)
    return Group(base, dated or properties.get("since"))


def meetings(
    at: str, group: Group, joined: Iterable[Joined], kinds: dict[str, str], fold: Fold
) -> Iterator[Meeting]:
    """The pairs that meet at the node `at`, from the statements of who takes part in it.

    `kinds` are the kinds of those who exist; persons meet, but are no partners.
    """
    allows = fold.model.relationships[PARTNER].allows
    parties: dict[str, list[Joined]] = defaultdict(list)
    for j in joined:
        if j.type in PARTIES[group.base] and j.start in kinds:
            parties[j.start].append(j)
    if len(parties) > MOST.get(group.base, len(parties)):
        return
    statuses = {p: fold.in_order(j.status for j in stated)[-1] for p, stated in parties.items()}
    for low, high in combinations(sorted(parties), 2):
        if not allows(kinds[low], kinds[high]):
            continue
        both = parties[low] + parties[high]
        first, last = _span(both, group.year)
        yield Meeting(
            low,
            high,
            at,
            FORMS[group.base],
            fold.in_order((statuses[low], statuses[high]))[0],  # no further than either of them
            first,
            last,
            tuple(sorted({j.source for j in both})),
        )


def partner(joined: Iterable[Joined], met: Iterable[Meeting], fold: Fold) -> dict[str, Any] | None:
    """The properties of `PARTNER_OF` between two nodes; None if they are no partners.

    `joined` are all statements between the two, `met` their meetings.
    """
    direct = [j for j in joined if j.type == COOPERATES]
    if not met and len(direct) < 2:  # most pairs, in a large registry
        return _single(direct[0]) if direct else None
    statuses = {j.status for j in direct}.union(m.status for m in met)
    sources = {j.source for j in direct}.union(*(m.sources for m in met))
    forms = {j.qualifier or UNSPECIFIED for j in direct}
    years = [y for j in direct for y in (j.since, j.until) if y is not None]
    years += [y for m in met for y in (m.first, m.last) if y is not None]
    properties: dict[str, Any] = {
        "forms": sorted(forms.union(m.form for m in met)),
        "statuses": fold.in_order(statuses),
        "n": len(forms) + len({m.at for m in met}),
        "sources": sorted(sources),
    }
    if years:
        properties["first"], properties["last"] = min(years), max(years)
    return properties


def _single(j: Joined) -> dict[str, Any]:
    """The properties of a partnership that rests on one statement."""
    properties: dict[str, Any] = {
        "forms": [j.qualifier or UNSPECIFIED],
        "statuses": [j.status],
        "n": 1,
        "sources": [j.source],
    }
    years = [y for y in (j.since, j.until) if y is not None]
    if years:
        properties["first"], properties["last"] = min(years), max(years)
    return properties


def _span(stated: Iterable[Joined], otherwise: int | None) -> tuple[int | None, int | None]:
    """The first and the last year of which the statements speak."""
    years = [y for j in stated for y in (j.since, j.until) if y is not None]
    return (min(years), max(years)) if years else (otherwise, otherwise)
