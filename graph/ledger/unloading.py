"""Takes back one load: the source says again what it said before, and nothing else changes.

Nothing is overwritten: what the load brought ends, and what it ended returns as new rows, as one
more version.  So a load that was taken back stays readable.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, union, update

from graph.errors import UserError
from graph.ledger import book, files, loading
from graph.ledger.judging import rejudge_version
from graph.ledger.records import LoadReport, Revision
from graph.ledger.schema import (
    at,
    correction,
    denial,
    duty,
    live,
    next_number,
    of_source,
    revision,
    source,
    statement,
)
from graph.ledger.statement import Statement
from graph.ledger.write import CHUNK, write_statements
from graph.model import Model


class Step(NamedTuple):
    """What was done to a source: `what` is load, undo (of its last load) or retract."""

    version: int
    what: str
    at: str


class Load(NamedTuple):
    """One load of a source, which made `version`: how many statements began and ended with it,
    and whether it counts: it was not taken back, nor its source taken out."""

    version: int
    source: str
    at: str
    added: int
    removed: int
    counts: bool


def standing(steps: Iterable[Step]) -> list[Step]:
    """The loads of a source that count after `steps`, the latest last.

    Only that one can be taken back, so an undo is always of the latest that counts then.
    """
    found: list[Step] = []
    for step in steps:
        if step.what == "load":
            found.append(step)
        elif step.what == "undo":
            del found[-1:]
        elif step.what == "retract":
            found.clear()
    return found


def loads(revisions: Iterable[Revision]) -> list[Load]:
    """All loads of documents, in their order, and which of them count."""
    made = [r for r in revisions if r.source and r.what in ("load", "undo", "retract")]
    steps: dict[str, list[Step]] = {}
    for r in made:
        steps.setdefault(r.source, []).append(Step(r.version, r.what, r.at))
    count = {step.version for some in steps.values() for step in standing(some)}
    return [
        Load(r.version, r.source, r.at, r.added, r.removed, r.version in count)
        for r in made
        if r.what == "load"
    ]


def unload(
    connection: Connection,
    version: int,
    model: Model,
    source_id: str,
    number: int,
    by: str,
    dry_run: bool,
) -> LoadReport:
    """Does as `version` what `Ledger.undo_load` says: undoes the load of version `number`.

    The first load of a source is taken back by taking the source out.
    """
    _must_be_last(connection, source_id, number)
    _must_be_uncorrected(connection, source_id, number)
    here = source.c.id == source_id
    before = connection.execute(select(source).where(here, at(source, number - 1))).first()
    if before is None:
        report = loading.retract(connection, version, model, source_id, by)
    else:
        rows = connection.execute(
            select(*(statement.c[name] for name in Statement._fields))
            .where(of_source(source_id), at(statement, number - 1))
            .execution_options(yield_per=CHUNK)
        )
        counts = write_statements(
            connection, source_id, version, map(tuple, rows), _quiet, lambda: True, frozenset()
        )
        row = before._asdict() | {"number": next_number(connection, source), "added": version}
        if before.removed is None:  # the load wrote over its books: what it read is not known
            row |= {"sha256": "", "state": ""}
        connection.execute(update(source).where(here, live(source)).values(removed=version))
        connection.execute(insert(source).values(row | {"removed": None}))
        now = book.now()
        rejudge_version(connection, version, now, model)
        book.revise(connection, version, "undo", now, source=source_id, by=by, counts=counts)
        report = LoadReport(version, *counts)
    files.bring_back(connection, source_id, number)
    if dry_run:
        connection.rollback()
        return report._replace(version=version - 1)
    return report


def _quiet(_count: int) -> None:
    pass


def _must_be_last(connection: Connection, source_id: str, number: int) -> None:
    """Raises `UserError`, which names what came after, unless this load can be taken back."""
    r = revision.c
    query = select(r.version, r.what, r.at).where(r.source == source_id).order_by(r.version)
    steps = [Step._make(row) for row in connection.execute(query)]
    count = standing(steps)
    if number in [step.version for step in count]:
        last = count[-1]
        if last.version == number:
            return
        raise UserError(
            f"{source_id} was loaded again since, on {last.at[:10]} as version {last.version}; "
            "take that load back first"
        )
    if number not in [step.version for step in steps if step.what == "load"]:
        raise UserError(
            f"version {number} is no load of {source_id}; the loads are listed by: "
            "triplehelix loads"
        )
    ended = next(s for s in steps if s.version > number and _ends(steps, s, number))
    if ended.what == "retract":
        raise UserError(f"{source_id} was taken out on {ended.at[:10]}: nothing is left of it")
    raise UserError(f"this load of {source_id} was taken back already, on {ended.at[:10]}")


def _ends(steps: list[Step], step: Step, number: int) -> bool:
    """Whether `step` is the one after which the load of version `number` counts no more."""
    until = standing(s for s in steps if s.version <= step.version)
    return number not in [s.version for s in until]


def _must_be_uncorrected(connection: Connection, source_id: str, number: int) -> None:
    """Raises `UserError` if a person corrected since what this load alone says.

    That is a statement of its, or anything about what nobody else names.
    """
    s, old, c, d, u = statement.c, statement.alias(), correction.c, denial.c, duty.c
    by_load = (s.added == number) & (s.source == source_id) & live(statement)
    is_a = (old.c.predicate == "kind") & old.c.object.is_(None)
    before = (old.c.source == source_id) & at(old, number - 1)
    others = live(old) & ((old.c.source != source_id) | (old.c.added < number))
    keys = select(s.key).where(by_load, s.key.not_in(select(old.c.key).where(before)))
    new = select(s.subject).where(
        by_load,
        (s.predicate == "kind") & s.object.is_(None),
        s.subject.not_in(select(old.c.subject).where(is_a, before)),
        s.subject.not_in(select(old.c.subject).where(is_a, others)),
    )
    said = statement.alias()
    touching = union(
        select(d.correction).where(d.key.in_(keys) | d.subject.in_(new) | d.object.in_(new)),
        select(u.correction).where(u.subject.in_(new) | u.object.in_(new)),
        select(c.number)
        .join_from(correction, said, (said.c.added == c.added) & (said.c.source == c.source))
        .where(said.c.subject.in_(new) | said.c.object.in_(new)),
    )
    since = select(c.number, c.by, c.at).where(live(correction), c.added > number)
    if connection.execute(since).first() is None:
        return  # without a look at all that the load brought
    query = since.where(c.number.in_(touching)).order_by(c.number.desc())
    if found := connection.execute(query).first():
        raise UserError(
            f"{found.by} corrected on {found.at[:10]} what this load of {source_id} brought "
            f"(correction {found.number}); take the correction back first"
        )
