"""What people note of something still to come: how far it is, who answers for it, by when.

A note is a correction by hand: signed, kept with its time, and undone as one.  Its status is a
statement like any other.  Who answers and by when is no fact of a source and stays in the ledger:
the latest word that counts holds, so that the one before holds again when it is undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, select

from graph.errors import UserError
from graph.ledger.correcting import (
    PREFIX,
    Overtaken,
    Record,
    fresh_statements,
    record,
    sign,
)
from graph.ledger.schema import correction, duty, live, standing, statement
from graph.model import Model

LONGEST = 200  # characters of an owner's name
Members = Sequence[Sequence[str]]  # all ids of the node at each end


class Item(NamedTuple):
    """Something still to come: a relationship, or (predicate `kind`, no object) a thing itself."""

    subject: str
    predicate: str = "kind"
    object: str = ""
    qualifier: str = ""


class Duty(NamedTuple):
    """A person or an office, and an ISO date with or without day and month; empty if not set."""

    owner: str = ""
    due: str = ""


class Noted(NamedTuple):
    """What is noted: a statement of how far it is, an owner, a date.  None leaves what is."""

    said: Record | None = None
    owner: str | None = None
    due: str | None = None


class Step(NamedTuple):
    """One note, as it was made; None of `status`, `owner`, `due` where it says nothing of that.

    `version` is that of the ledger in which it was made, or undone.
    """

    correction: int
    by: str
    reason: str
    at: str
    status: str | None
    since: int | None
    owner: str | None
    due: str | None
    undone_by: str
    live: bool
    version: int


def note(
    connection: Connection,
    version: int,
    model: Model,
    item: Item,
    members: Members,
    by: str,
    reason: str,
    noted: Noted,
    seen: int,
) -> int:
    """Records as `version` what `by` notes of `item`; gives the correction's number.

    Raises `UserError` if nothing is noted, and `Overtaken` if anybody noted something of the item
    after the version `seen`.
    """
    signed = sign(by, reason)
    for step in steps(connection, model, item, members):
        if step.version > seen:
            who = step.undone_by or step.by
            told = f"{who} changed this meanwhile ({step.at[:10]}); look at it again first"
            raise Overtaken(told, "noted", who, step.at)
    here = _about(statement, model, item, members) & live(statement) & standing(statement)
    if connection.scalar(select(statement.c.number).where(here).limit(1)) is None:
        raise Overtaken("no source states this any more; look at the list again", "gone")
    fresh = fresh_statements(connection, model, signed, [noted.said] if noted.said else [])
    now = _now(connection, model, item, members)
    given = {"owner": noted.owner, "due": noted.due}
    place = (item.subject, item.predicate, item.object or None, item.qualifier)
    new = []
    for what, value in given.items():
        value = None if value is None else " ".join(value.split())
        if value is not None and len(value) > LONGEST:
            raise UserError(f"{what}: at most {LONGEST} characters")
        if value is not None and value != now.get(what, ""):
            new.append((*place, what, value))
    if not (fresh or new):
        raise UserError("nothing to note: it is so already")
    return record(connection, version, model, signed, (), fresh, new)


def duties(connection: Connection, node_of: Mapping[str, str], model: Model) -> dict[Item, Duty]:
    """Who answers for each item and by when, its ends being the nodes that they are part of."""
    u = duty.c
    found: dict[Item, Duty] = {}
    rows = connection.execute(
        select(u.subject, u.predicate, u.object, u.qualifier, u.what, u.value)
        .where(live(duty))
        .order_by(u.number)
    )
    for subject, predicate, object_, qualifier, what, value in rows:
        ends = node_of.get(subject, subject), node_of.get(object_ or "", object_ or "")
        item = as_one(Item(ends[0], predicate, ends[1], qualifier), model)
        found[item] = found.get(item, Duty())._replace(**{what: value})
    return {item: one for item, one in found.items() if any(one)}


def as_one(item: Item, model: Model) -> Item:
    """`item` with its ends in order, where the relationship has no direction."""
    declared = model.relationships.get(item.predicate)
    if declared and declared.symmetric and item.object < item.subject:
        return item._replace(subject=item.object, object=item.subject)
    return item


def steps(connection: Connection, model: Model, item: Item, members: Members) -> list[Step]:
    """What was noted of `item`, the latest first; `members` are the ids of its ends."""
    c, s, u = correction.c, statement.c, duty.c
    stated: dict[int, tuple[str, int | None]] = {}
    rows = connection.execute(
        select(c.number, s.status, s.since)
        .join_from(correction, statement, (s.added == c.added) & (s.source == c.source))
        .where(
            _about(statement, model, item, members), s.source.startswith(PREFIX, autoescape=True)
        )
    )
    for number, status, since in rows:
        stated[number] = status, since
    set_: dict[int, dict[str, str]] = {}
    for number, what, value in connection.execute(
        select(u.correction, u.what, u.value)
        .where(_about(duty, model, item, members))
        .order_by(u.number)
    ):
        set_.setdefault(number, {})[what] = value
    found = connection.execute(
        select(c.number, c.by, c.reason, c.at, c.undone_by, c.added, c.removed).where(
            c.number.in_(stated.keys() | set_.keys())
        )
    )
    made = []
    for number, by, reason, at, undone, added, removed in found:
        status, since = stated.get(number, (None, None))
        given = set_.get(number, {})
        made.append(
            Step(
                correction=number,
                by=by,
                reason=reason,
                at=at,
                status=status,
                since=since,
                owner=given.get("owner"),
                due=given.get("due"),
                undone_by=undone,
                live=removed is None,
                version=removed or added,
            )
        )
    return sorted(made, key=lambda step: -step.correction)


def _now(connection: Connection, model: Model, item: Item, members: Members) -> dict[str, str]:
    u = duty.c
    rows = connection.execute(
        select(u.what, u.value)
        .where(_about(duty, model, item, members), live(duty))
        .order_by(u.number)
    )
    return {row.what: row.value for row in rows}


def _about(table: Table, model: Model, item: Item, members: Members) -> ColumnElement[bool]:
    """The rows of statements or duties that are of `item`, under whichever of its ids."""
    c = table.c
    if item.predicate == "kind":
        return c.subject.in_(members[0]) & (c.predicate == "kind") & c.object.is_(None)
    a, b = members
    ends = c.subject.in_(a) & c.object.in_(b)
    if model.relationships[item.predicate].symmetric:
        ends |= c.subject.in_(b) & c.object.in_(a)
    return (c.predicate == item.predicate) & (c.qualifier == item.qualifier) & ends
