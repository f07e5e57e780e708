"""What is dated: founded, agreed, cooperated, funded, each with its year and who says so.  Pure.

A year is what a source says of the thing or, of a meeting in an agreement or event, of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.ledger import Fact
from graph.model import Model
from views.paper.brief import Cite, Dated
from views.paper.telling import Teller, cite_of
from views.parts import wording
from views.words import text

LANES = ("founded", "agreed", "cooperated", "activity", "tenancy", "funded", "other")
COUNTED = frozenset(LANES[1:6])  # of these it is also told how many have no year
MONEY = frozenset({"FUNDS", "INVESTS_IN", "LENDS_TO"})
TENANCY = frozenset({"TENANT_OF", "ORIGIN", "HOST"})
MEETINGS = frozenset({"Event", "Project"})
NO_NEWS = frozenset({"SCOPE", "AMONG", "OF", "LOCATED_IN", "PART_OF"})
OWN = {"founded": "founded", "signed": "agreed", "date": "activity"}  # properties that are dates


def lane_of(relationship: str, other_kind: str) -> str:
    """Of which sort a relationship is; `other_kind` is of its other end, or of where two meet."""
    if other_kind == "Agreement":
        return "agreed"
    if relationship in TENANCY or other_kind == "Enclave":
        return "tenancy"
    if other_kind in MEETINGS:
        return "activity"
    if relationship == "COOPERATES_WITH":
        return "cooperated"
    return "funded" if relationship in MONEY else "other"


def dated_facts(
    facts: Iterable[Fact], facts_of: Callable[[str], Iterable[Fact]], model: Model, language: str
) -> list[Dated]:
    """What is dated of the thing that `facts` are about, and of the `COUNTED` what is not.

    `facts_of` gives the statements about another thing.
    """
    teller = Teller(facts, model, language)
    found = []
    for fact in teller.facts:
        if fact.other and fact.predicate not in NO_NEWS:
            lane, year = lane_of(fact.predicate, fact.other_kind), fact.since
            if year is None and fact.other_kind in {"Agreement", "Event"}:
                year = own_year(facts_of(fact.other))
            stated = teller.stated(fact._replace(since=None))
            words = stated.words
            if lane != "cooperated":
                words = text(language, "signs.relation", label=stated.label, other=words)
        elif fact.predicate == "kind" and fact.since:
            lane, year, words = "founded", fact.since, text(language, "brief.itself")
        elif fact.predicate in OWN:
            lane, year = OWN[fact.predicate], _year(fact.value)
            words = wording.predicate(fact, teller.kinds, model, language)
        else:
            continue
        found.append(Dated(year, lane, words, fact.status, fact.other, (cite_of(fact),)))
    return in_order(found)


def own_year(facts: Iterable[Fact]) -> int | None:
    """The year of an agreement or event: when it was signed or held, else since when it is."""
    facts = list(facts)
    own = [_year(f.value) for f in facts if f.predicate in OWN]
    began = [f.since for f in facts if f.predicate == "kind"]
    return min((year for year in own or began if year), default=None)


def in_order(found: Iterable[Dated]) -> list[Dated]:
    """By year, sort and progress; the same thing once, with all who state it."""
    merged: dict[Dated, list[Cite]] = {}
    for one in found:
        if one.year is not None or one.lane in COUNTED:
            merged.setdefault(one._replace(cites=()), []).extend(one.cites)
    told = [one._replace(cites=tuple(dict.fromkeys(cites))) for one, cites in merged.items()]
    return sorted(
        told, key=lambda d: (d.year or 9999, LANES.index(d.lane), d.planned, d.words, d.other)
    )


def _year(value: object) -> int | None:
    digits = str(value)[:4]
    return int(digits) if digits.isdecimal() and len(digits) == 4 else None
