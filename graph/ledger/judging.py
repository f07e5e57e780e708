"""Keeps the judgements of rules in step with what the ledger says, in the transaction that
changes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Select,
    Table,
    func,
    insert,
    or_,
    select,
    update,
)

from graph.ledger.database.columns import TEXT
from graph.ledger.identity import Pair, pair
from graph.ledger.rules import Found, equal_ids, rule_name
from graph.ledger.schema import findable, judgement, live, next_number, statement
from graph.model import Model

_touched = Table(
    "touched_value",
    MetaData(),
    Column("predicate", TEXT),
    Column("value", TEXT),
    prefixes=["TEMPORARY"],
)
_Values = Select[tuple[str, str]]


def rejudge_version(connection: Connection, version: int, at: str, model: Model) -> None:
    """Judges anew wherever `version` moved an external id, or the kind of what has one."""
    s, k = statement.alias(), statement.alias()
    moved = or_(s.c.added == version, s.c.removed == version)
    kinds = select(k.c.subject).where(
        or_(k.c.added == version, k.c.removed == version), k.c.predicate == "kind"
    )
    held = s.c.removed.is_(None) & (s.c.added < version) & s.c.subject.in_(kinds)
    values = select(s.c.predicate, s.c.value).where(
        s.c.predicate.in_(model.identifiers), s.c.object.is_(None)
    )
    _rejudge(connection, version, at, model, [values.where(moved), values.where(held)])


def rejudge_ids(
    connection: Connection, version: int, at: str, model: Model, ids: Iterable[str]
) -> None:
    """Judges anew for the external ids of `ids`, after a person judged them or undid that."""
    s = statement.c
    held = select(s.predicate, s.value).where(
        live(statement), s.subject.in_(list(ids)), s.predicate.in_(model.identifiers)
    )
    _rejudge(connection, version, at, model, [held])


def _rejudge(
    connection: Connection, version: int, at: str, model: Model, touched: list[_Values]
) -> None:
    j = judgement.c
    rules = {name: rule_name(scheme) for name, scheme in model.identifiers.items()}
    _touched.create(connection)
    for query in touched:
        connection.execute(insert(_touched).from_select(_touched.c.keys(), query))
    wanted = set(equal_ids(_holders(connection, model), _barred(connection)))
    values = select(_touched.c.predicate, _touched.c.value).distinct().subquery()
    stands = {
        Found(a, b, rule, value): number
        for number, a, b, rule, value, predicate in connection.execute(
            select(j.number, j.a, j.b, j.rule, j.reason, values.c.predicate)
            .join_from(values, judgement, values.c.value == j.reason)
            .where(live(judgement))
        )
        if rule == rules[predicate]
    }
    _touched.drop(connection)  # whatever is raised above takes it back with the transaction
    gone = [number for found, number in stands.items() if found not in wanted]
    for number in gone:
        connection.execute(update(judgement).where(j.number == number).values(removed=version))
    first = next_number(connection, judgement)
    made = [
        {
            "number": number, "a": f.a, "b": f.b, "verdict": "same", "rule": f.rule, "by": "",
            "reason": f.value, "at": at, "undone_by": "", "added": version,
        }
        for number, f in enumerate(sorted(wanted - stands.keys()), first)
    ]  # fmt: skip
    if made:
        connection.execute(insert(judgement), made)


def _holders(connection: Connection, model: Model) -> list[tuple[str, str, set[str]]]:
    """(scheme, value, ids of one base label) for the touched values that more than one id has."""
    s, k, t = statement.alias(), statement.alias(), _touched.alias()
    touched = select(t.c.predicate, t.c.value).distinct().subquery()
    here = (s.c.value == touched.c.value) & (s.c.predicate == touched.c.predicate)
    shared = (
        select(s.c.predicate, s.c.value)
        .join_from(touched, s, here)
        .where(s.c.removed.is_(None), findable(s))
        .group_by(s.c.predicate, s.c.value)
        .having(func.min(s.c.subject) != func.max(s.c.subject))
        .subquery()
    )
    found = connection.execute(
        select(s.c.predicate, s.c.value, s.c.subject, k.c.value)
        .join_from(shared, s, (s.c.value == shared.c.value) & (s.c.predicate == shared.c.predicate))
        .join(k, (k.c.subject == s.c.subject) & k.c.object.is_(None))
        .where(
            s.c.removed.is_(None),
            findable(s),
            k.c.removed.is_(None),
            k.c.predicate == "kind",
        )
    )
    holders: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for name, value, subject, kind in found:
        if kind in model.kinds:  # else of an older model, and not shown
            holders[model.identifiers[name], value, model.kinds[kind].base].add(subject)
    return [(scheme, value, ids) for (scheme, value, _), ids in holders.items() if len(ids) > 1]


def _barred(connection: Connection) -> set[Pair]:
    """The pairs that no rule may join: a person calls them different, or undid the rule's word."""
    j = judgement.c
    differ = live(judgement) & (j.verdict == "differ")
    undone = (j.rule != "") & (j.undone_by != "")
    return {pair(a, b) for a, b in connection.execute(select(j.a, j.b).where(differ | undone))}
