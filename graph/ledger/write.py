"""Writes the difference between what a source said before and what it says now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from graph.ledger.database import insert_many
from graph.ledger.schema import live, next_number, of_source, statement
from graph.ledger.statement import PAYLOAD, Payload, Statement, merge

CHUNK = 20_000  # statements between two words of progress
Row = tuple[Any, ...]  # the fields of a Statement
_COLUMNS = ("number", *Statement._fields, "added")


class Counts(NamedTuple):
    """How many statements began, ended, were said again, and stay without being said again."""

    added: int
    removed: int
    unchanged: int
    kept: int = 0


def write_statements(
    connection: Connection,
    source: str,
    version: int,
    rows: Iterable[Row],
    progress: Callable[[int], None],
    whole: Callable[[], bool],
    single: frozenset[str],
) -> Counts:
    """Makes `rows` what `source` says from `version` on; `progress` hears the number read.

    `whole` is asked after the last row. If it says no, what is no longer said stays, as it may
    stand in what could not be read; but a new value of one of `single`, the predicates that have
    one value, takes the place of the earlier one.
    New statements go to the database by the chunk, so that memory holds their keys alone.
    """
    c = statement.c
    before: dict[bytes, tuple[int, Row]] = {
        key: (number, tuple(payload))
        for number, key, *payload in connection.execute(
            select(c.number, c.key, *(c[name] for name in Payload._fields)).where(
                of_source(source), live(statement)
            )
        )
    }
    number = first = next_number(connection, statement)
    said: dict[bytes, int] = {}
    changed: dict[bytes, Row] = {}
    again: dict[bytes, list[Row]] = {}
    fresh: list[Row] = []
    for row in rows:
        key = row[0]
        if key in said:
            again.setdefault(key, []).append(row)
        elif key in before:
            said[key], payload = before[key]
            if row[PAYLOAD] != payload:
                changed[key] = row
        else:
            said[key] = number
            fresh.append((number, *row, version))
            number += 1
            if len(fresh) == CHUNK:
                insert_many(connection, statement, _COLUMNS, fresh)
                fresh.clear()
        if len(said) % CHUNK == 0:
            progress(len(said))
    insert_many(connection, statement, _COLUMNS, fresh)
    fresh.clear()

    for key, repeats in again.items():
        if key in before:
            stored = before[key][1]
            merged = merge(
                (changed[key][PAYLOAD] if key in changed else stored, *map(_tail, repeats))
            )
            changed.pop(key, None)
            if merged != stored:
                changed[key] = (*repeats[0][: PAYLOAD.start], *merged)
        else:
            _add_places(connection, said[key], repeats)

    missing = {at for key, (at, _) in before.items() if key not in said}
    kept = set() if whole() else missing - _replaced(connection, source, version, single)
    ended = [before[key][0] for key in changed] + sorted(missing - kept)
    close_statements(connection, ended, version)
    insert_many(
        connection,
        statement,
        _COLUMNS,
        [(number + i, *row, version) for i, row in enumerate(changed.values())],
    )
    progress(len(said))
    added = number - first + len(changed)
    return Counts(added, len(ended), len(said) - added, len(kept))


def _replaced(
    connection: Connection, source: str, version: int, single: frozenset[str]
) -> set[int]:
    """The statements before `version` for whose predicate it has another value of the subject."""
    old, new = statement.alias(), statement.alias()
    found = connection.execute(
        select(old.c.number).where(
            new.c.added == version,
            new.c.source == source,
            new.c.predicate.in_(single),
            old.c.subject == new.c.subject,
            old.c.predicate == new.c.predicate,
            old.c.source == source,
            old.c.added < version,
            live(old),
        )
    )
    return {number for (number,) in found}


def _tail(row: Row) -> Row:
    return row[PAYLOAD]


def _add_places(connection: Connection, number: int, repeats: list[Row]) -> None:
    """Completes a row that this same transaction inserted, as its document says it again."""
    c = statement.c
    stored = connection.execute(
        select(*(c[name] for name in Payload._fields)).where(c.number == number)
    ).one()
    merged = merge((tuple(stored), *map(_tail, repeats)))
    connection.execute(update(statement).where(c.number == number).values(merged._asdict()))


def close_statements(connection: Connection, numbers: list[int], version: int) -> None:
    """Ends the statements of `numbers` with `version`."""
    if numbers:
        connection.execute(
            update(statement)
            .where(statement.c.number == bindparam("ended"))
            .values(removed=version),
            [{"ended": n} for n in numbers],
        )
