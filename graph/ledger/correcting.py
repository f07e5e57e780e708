"""Corrections by hand: a person calls statements wrong and makes others in their place.

The person is a source like any other, with the best rank there is.  What is called wrong stays in
the ledger, does not count in the graph, and counts again when the correction is undone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from graph.errors import UserError
from graph.ledger import book
from graph.ledger.database import insert_many
from graph.ledger.judging import rejudge_version
from graph.ledger.read import kinds_of
from graph.ledger.records import Change, Correction, SourceInfo
from graph.ledger.schema import (
    correction,
    denial,
    duty,
    judgement,
    live,
    next_number,
    of_source,
    revision,
    source,
    statement,
)
from graph.ledger.statement import Statement, statements
from graph.ledger.write import Counts
from graph.model import Entity, Link, Model

PREFIX = "hand."  # of the ids of persons as sources; no data set may begin so
RANK = 0  # a person who corrects is believed before any document (1 is the best of theirs)
TITLE = "人工更正 · Correction by hand"

Record = Entity | Link
Signed = tuple[str, str, str]  # by whom, why, when
Denied = tuple[Any, ...]  # key, subject, predicate, object
Noted = tuple[Any, ...]  # subject, predicate, object, qualifier, what, value
DUTY_COLUMNS = (
    duty.c.subject, duty.c.predicate, duty.c.object, duty.c.qualifier, duty.c.what, duty.c.value,
)  # fmt: skip
_COLUMNS = ("number", *Statement._fields, "added")


class Overtaken(UserError):
    """Somebody was quicker: `by` is who, and `at` the moment (UTC, ISO), where that is known.

    `what` is `corrected`, `noted`, `gone` (it is no longer said) or `undone`.
    """

    def __init__(self, message: str, what: str, by: str = "", at: str = "") -> None:
        super().__init__(message)
        self.what, self.by, self.at = what, by, at


class Recorded(NamedTuple):
    """A correction, whole: who made it, why and when, what it denies and says, and what it notes
    of things still to come."""

    by: str
    reason: str
    at: str
    denied: list[Denied]
    said: list[Statement]
    noted: Sequence[Noted] = ()


def value(
    subject: str, predicate: str, given: Any, status: str = "actual", since: int | None = None
) -> Entity:
    """That the node of which `subject` is an id has this value, or is of this kind."""
    if predicate == "kind":
        return Entity(str(given), subject, {}, status, since)
    return Entity("", subject, {predicate: given}, status, since)  # it exists by others' word


def source_of(by: str) -> str:
    """The id of the person `by` as a source."""
    return f"{PREFIX}{blake2b(by.encode(), digest_size=6).hexdigest()}"


def correct(
    connection: Connection,
    version: int,
    model: Model,
    by: str,
    reason: str,
    wrong: Collection[bytes],
    said: Sequence[Record],
) -> int:
    """Records a correction as `version`; gives its number.

    `wrong` are keys of statements, `said` is what `by` says in their place.  Raises `UserError` if
    there is nothing to do, if a statement has gone or is called wrong already (somebody was
    quicker), or if a new one speaks of ids that nobody states.
    """
    signed = sign(by, reason)
    denied = _denied(connection, set(wrong))
    fresh = fresh_statements(connection, model, signed, said)
    if not (denied or fresh):
        raise UserError("nothing to correct: it is said so already")
    return record(connection, version, model, signed, denied, fresh)


def sign(by: str, reason: str) -> Signed:
    """Who corrects, why and when: now.  Raises `UserError` without a name."""
    by = " ".join(by.split())
    if not by:
        raise UserError("who corrects this? A correction is signed with a name")
    return by, reason.strip(), book.now()


def fresh_statements(
    connection: Connection, model: Model, signed: Signed, said: Sequence[Record]
) -> list[tuple[object, ...]]:
    """The statements that make up `said`, as far as the person does not say them already.

    Raises `UserError` for ids that nobody states, and for ends that do not fit.
    """
    by, _, at = signed
    records = [one._replace(locators=(at[:10],)) for one in said]
    _must_be_known(connection, records, model)
    person = source_of(by)
    return _fresh(connection, person, statements(person, records, model))


def recorded(connection: Connection) -> Iterator[Recorded]:
    """The corrections that count, whole, as they were made."""
    c, d, s = correction.c, denial.c, statement.c
    columns = [s[name] for name in Statement._fields]
    for number, person, by, reason, at, added in connection.execute(
        select(c.number, c.source, c.by, c.reason, c.at, c.added)
        .where(live(correction))
        .order_by(c.number)
    ).all():
        denied = select(d.key, d.subject, d.predicate, d.object).where(d.correction == number)
        said = select(*columns).where(s.added == added, s.source == person, live(statement))
        noted = select(*DUTY_COLUMNS).where(duty.c.correction == number).order_by(duty.c.number)
        yield Recorded(
            by,
            reason,
            at,
            [tuple(row) for row in connection.execute(denied.order_by(d.number))],
            [Statement._make(row) for row in connection.execute(said.order_by(s.number))],
            [tuple(row) for row in connection.execute(noted)],
        )


def restore(connection: Connection, version: int, model: Model, one: Recorded) -> bool:
    """Records as `version` a correction that was made at another ledger; False if it is known."""
    c = correction.c
    here = (c.by == one.by) & (c.at == one.at) & (c.reason == one.reason)
    if connection.execute(select(c.number).where(here)).first():
        return False
    keys = {row[0] for row in one.denied}
    d = denial.c
    known = set(connection.scalars(select(d.key).where(d.key.in_(keys), live(denial))))
    denied = [row for row in one.denied if row[0] not in known]
    fresh = _fresh(connection, source_of(one.by), one.said)
    record(connection, version, model, (one.by, one.reason, one.at), denied, fresh, one.noted)
    return True


def record(
    connection: Connection,
    version: int,
    model: Model,
    signed: Signed,
    denied: Sequence[Denied],
    fresh: Sequence[tuple[object, ...]],
    noted: Sequence[Noted] = (),
) -> int:
    """Writes a correction that is `signed` by whom, why and when; gives its number."""
    by, reason, at = signed
    person, number = source_of(by), next_number(connection, correction)
    connection.execute(
        insert(correction).values(
            number=number, source=person, by=by, reason=reason, at=at, undone_by="", added=version
        )
    )
    if denied:
        first = next_number(connection, denial)
        connection.execute(
            insert(denial),
            [
                {"number": first + i, "correction": number, "key": key, "subject": subject,
                 "predicate": predicate, "object": object_, "added": version}
                for i, (key, subject, predicate, object_) in enumerate(denied)
            ],
        )  # fmt: skip
    if fresh:
        first = next_number(connection, statement)
        rows = [(first + i, *row, version) for i, row in enumerate(fresh)]
        insert_many(connection, statement, _COLUMNS, rows)
    if noted:
        first = next_number(connection, duty)
        columns = ("number", "correction", *(c.name for c in DUTY_COLUMNS), "added")
        rows = [(first + i, number, *one, version) for i, one in enumerate(noted)]
        insert_many(connection, duty, columns, rows)
    counts = Counts(len(fresh), 0, 0)
    book.revise(connection, version, "correct", at, source=person, by=by, counts=counts)
    _describe(connection, person, by, at, version, model)
    rejudge_version(connection, version, at, model)
    return number


def undo(connection: Connection, version: int, model: Model, number: int, by: str) -> None:
    """Ends a correction as `version`: what it called wrong counts again, what it said ends.

    Raises `UserError` if there is no such correction that counts.
    """
    c, s, d = correction.c, statement.c, denial.c
    found = connection.execute(
        select(c.source, c.by, c.added).where(c.number == number, live(correction))
    ).first()
    if found is None:
        raise Overtaken(
            f"no correction {number} that counts: it may have been undone; list them to see which",
            "undone",
        )
    connection.execute(
        update(correction)
        .where(c.number == number)
        .values(removed=version, undone_by=by or "a person")
    )
    here = (s.added == found.added) & (s.source == found.source) & live(statement)
    back = (d.correction == number) & live(denial)
    at = book.now()
    ended = connection.execute(update(statement).where(here).values(removed=version)).rowcount
    connection.execute(update(denial).where(back).values(removed=version))
    noted = (duty.c.correction == number) & live(duty)
    connection.execute(update(duty).where(noted).values(removed=version))
    counts = Counts(0, ended, 0)
    book.revise(connection, version, "undo", at, source=found.source, by=by, counts=counts)
    _describe(connection, found.source, found.by, at, version, model)
    rejudge_version(connection, version, at, model)


def corrections(connection: Connection, all_: bool) -> list[Correction]:
    """Corrections in the order in which they were made: those that count, or all ever made."""
    c, d, s = correction.c, denial.c, statement.c
    wrong = select(func.count()).where(d.correction == c.number).scalar_subquery()
    new = select(func.count()).where(s.added == c.added, s.source == c.source).scalar_subquery()
    noted = select(func.count()).where(duty.c.correction == c.number).scalar_subquery()
    query = select(
        c.number, c.by, c.reason, c.at, c.undone_by, c.removed, wrong, new, noted, c.source, c.added
    ).order_by(c.number)  # fmt: skip
    found = connection.execute(query if all_ else query.where(live(correction)))
    return [
        Correction(number, by, reason, at, undone, removed is None, *rest)
        for number, by, reason, at, undone, removed, *rest in found
    ]


def corrections_of(connection: Connection, members: Sequence[str]) -> set[int]:
    """The numbers of the corrections that touch a node with the ids `members`, ended ones too."""
    c, d, s = correction.c, denial.c, statement.c
    denied = select(d.correction).where(d.subject.in_(members) | d.object.in_(members))
    said = (
        select(c.number)
        .join_from(correction, statement, (s.added == c.added) & (s.source == c.source))
        .where(s.subject.in_(members) | s.object.in_(members))
    )
    u = duty.c
    noted = select(u.correction).where(u.subject.in_(members) | u.object.in_(members))
    return {n for query in (denied, said, noted) for n in connection.scalars(query)}


def history(connection: Connection, members: Sequence[str]) -> list[Change]:
    """What happened to a node with the ids `members`, the latest first."""
    s, j, d, r = statement.c, judgement.c, denial.c, revision.c
    about = s.subject.in_(members) | s.object.in_(members)
    moved: dict[int, list[int]] = {}
    for side, column in enumerate((s.added, s.removed)):
        counted = select(column, func.count()).where(about, column.is_not(None)).group_by(column)
        for version, n in connection.execute(counted):
            moved.setdefault(version, [0, 0])[side] = n
    for table, here in (
        (judgement, j.a.in_(members) | j.b.in_(members)),
        (denial, d.subject.in_(members) | d.object.in_(members)),
        (duty, duty.c.subject.in_(members) | duty.c.object.in_(members)),
    ):
        for column in (table.c.added, table.c.removed):
            for version in connection.scalars(select(column).where(here, column.is_not(None))):
                moved.setdefault(version, [0, 0])
    rows = connection.execute(
        select(r.version, r.what, r.source, r.by, r.at)
        .where(r.version.in_(list(moved)))
        .order_by(r.version.desc())
    )
    return [Change(v, what, said or "", by, at, *moved[v]) for v, what, said, by, at in rows]


def _denied(connection: Connection, keys: set[bytes]) -> list[tuple[bytes, str, str, str | None]]:
    """(key, subject, predicate, object) of the statements `keys`, which all still count."""
    s = statement.c
    found = connection.execute(
        select(s.key, s.subject, s.predicate, s.object).where(s.key.in_(keys), live(statement))
    ).all()
    earlier = connection.execute(
        select(correction.c.by, correction.c.at)
        .join_from(denial, correction, denial.c.correction == correction.c.number)
        .where(denial.c.key.in_(keys), live(denial))
    ).first()
    if earlier:
        told = f"{earlier.by} corrected this already ({earlier.at[:10]}); look at it again first"
        raise Overtaken(told, "corrected", earlier.by, earlier.at)
    if len(found) < len(keys):
        told = "what was to be corrected is no longer said; look at it again first"
        raise Overtaken(told, "gone")
    return [tuple(row) for row in found]


def _must_be_known(connection: Connection, records: Iterable[Record], model: Model) -> None:
    ids: set[str] = set()
    for r in records:
        ids.update((r.start, r.end) if isinstance(r, Link) else (r.id,))
    kinds = kinds_of(connection, ids)
    kinds.update((r.id, r.kind) for r in records if isinstance(r, Entity) and r.kind)
    for id_ in sorted(ids):
        if id_ not in kinds:
            raise UserError(f"no source states {id_!r}; give ids that the graph shows")
    for r in records:
        if isinstance(r, Link):
            start, end = kinds[r.start], kinds[r.end]
            if r.start == r.end or not model.relationships[r.type].allows(start, end):
                raise UserError(f"{r.type} does not lead from {start} {r.start} to {end} {r.end}")


def _fresh(
    connection: Connection, person: str, rows: Iterable[tuple[object, ...]]
) -> list[tuple[object, ...]]:
    """Those of `rows` that the person does not say already."""
    by_key = {row[0]: row for row in rows}
    there = connection.scalars(
        select(statement.c.key).where(
            statement.c.key.in_(list(by_key)), statement.c.source == person, live(statement)
        )
    )
    for key in there:
        by_key.pop(key)
    return list(by_key.values())


def _describe(
    connection: Connection, person: str, by: str, at: str, version: int, model: Model
) -> None:
    """Keeps the person among the sources for as long as anything that they say counts."""
    says = connection.scalar(
        select(func.count()).select_from(statement).where(of_source(person), live(statement))
    )
    if says:
        info = SourceInfo(person, TITLE, by, at[:10], "internal", RANK)
        book.describe(connection, info, Counts(0, 0, says), version, model)
    else:
        connection.execute(
            update(source).where(source.c.id == person, live(source)).values(removed=version)
        )
