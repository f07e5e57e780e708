"""What the ledger knows now: sources, names, kinds, and all that is said of one node."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from graph.ledger import statement as texts
from graph.ledger.identity import Verdict, Word
from graph.ledger.records import Fact, Judgement, SourceInfo, Stated
from graph.ledger.schema import (
    NAMING,
    at,
    denial,
    findable,
    judgement,
    live,
    of_source,
    source,
    standing,
    statement,
)
from graph.model import Model

_PORTION = 5_000  # parameters of one query; SQLite takes 32,766
SOURCE_COLUMNS = (
    source.c.id,
    source.c.title,
    source.c.publisher,
    source.c.date,
    source.c.licence,
    source.c.rank,
    source.c.url,
    source.c.sha256,
    source.c.edition,
    source.c.state,
)


def portions(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    """`ids` without repetition, in portions that fit into a query."""
    wanted = list(dict.fromkeys(ids))
    for i in range(0, len(wanted), _PORTION):
        yield wanted[i : i + _PORTION]


def sources(connection: Connection) -> list[SourceInfo]:
    """The sources that count now, by id."""
    found = connection.execute(select(*SOURCE_COLUMNS).where(live(source)).order_by(source.c.id))
    return [SourceInfo._make(row) for row in found]


def verdicts(connection: Connection, version: int) -> list[Verdict]:
    """The judgements that count at `version`."""
    j = judgement.c
    found = connection.execute(select(j.a, j.b, j.verdict, j.rule).where(at(judgement, version)))
    return [Verdict(*row) for row in found]


def words(connection: Connection) -> list[Word]:
    """All judgements ever made, in their order."""
    j = judgement.c
    query = select(j.a, j.b, j.verdict, j.undone_by, j.removed).order_by(j.number)
    return [
        Word(a, b, verdict, undone != "", removed is None)
        for a, b, verdict, undone, removed in connection.execute(query)
    ]


def ever_stated(connection: Connection, id_: str) -> bool:
    """Whether any source ever said something of `id_`."""
    query = select(statement.c.number).where(statement.c.subject == id_).limit(1)
    return connection.scalar(query) is not None


def judgements(connection: Connection, all_: bool) -> list[Judgement]:
    """Judgements in the order in which they were made: those that count, or all ever made."""
    j = judgement.c
    query = select(
        j.number, j.a, j.b, j.verdict, j.rule, j.by, j.reason, j.at, j.undone_by, j.removed
    ).order_by(j.number)
    found = connection.execute(query if all_ else query.where(live(judgement)))
    return [Judgement(*row[:9], live=row[9] is None) for row in found]


def kinds_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Id → kind for those of `ids` that some source states; the best ranked source decides."""
    return _best(connection, "kind", ids)


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Id → name for those of `ids` that have one; the best ranked source decides."""
    return _best(connection, "name", ids)


def _best(connection: Connection, predicate: str, ids: Iterable[str]) -> dict[str, str]:
    s = statement.c
    best: dict[str, tuple[int, str]] = {}
    for portion in portions(ids):
        found = connection.execute(
            select(s.subject, source.c.rank, s.value)
            .join_from(statement, source, (source.c.id == s.source) & live(source))
            .where(
                s.subject.in_(portion),
                s.object.is_(None),
                s.predicate == predicate,
                live(statement),
                standing(statement),
            )
        )
        for subject, rank, value in found:
            if subject not in best or (rank, value) < best[subject]:
                best[subject] = (rank, value)
    return {subject: value for subject, (_, value) in best.items()}


def ids_of_names(
    connection: Connection, names: Iterable[str], identifiers: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Name → sorted ids of all that bear exactly this name; unknown names are left out.

    `identifiers` are the properties that are external ids: such an id is a name too.
    """
    s = statement.c
    found: dict[str, set[str]] = defaultdict(set)
    for portion in portions(names):
        for name, subject in connection.execute(
            select(s.value, s.subject).where(
                s.value.in_(portion),
                s.predicate.in_([*NAMING, *identifiers]),
                findable(statement),
                live(statement),
                standing(statement),
            )
        ):
            found[name].add(subject)
    return {name: sorted(ids) for name, ids in found.items()}


def values_of(
    connection: Connection, ids: Iterable[str], predicates: Iterable[str]
) -> dict[str, set[tuple[str, str]]]:
    """Id → all (predicate, value) of the `predicates` that sources say of it."""
    s, wanted = statement.c, list(predicates)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for portion in portions(ids):
        for subject, predicate, value in connection.execute(
            select(s.subject, s.predicate, s.value).where(
                s.subject.in_(portion),
                s.object.is_(None),
                s.predicate.in_(wanted),
                live(statement),
                standing(statement),
            )
        ):
            found[subject].add((predicate, value))
    return found


def facts(connection: Connection, members: Sequence[str], model: Model) -> list[Fact]:
    """All that sources say of the node with the ids `members`: first what it is, then its
    relationships, ordered by predicate, other end, and source."""
    s = statement.c
    rows = connection.execute(
        select(
            s.subject, s.predicate, s.object, s.value, s.qualifier, s.detail, s.status, s.since,
            s.until, s.basis, s.basis_at, s.locators, s.source, source.c.title, s.key,
            denial.c.correction, s.added,
        )
        .join_from(statement, source, (source.c.id == s.source) & live(source))
        .outerjoin(denial, (denial.c.key == s.key) & live(denial) & (denial.c.subject == s.subject))
        .where(live(statement), or_(s.subject.in_(members), s.object.in_(members)))
    ).all()  # fmt: skip
    here = set(members)
    ends = {end for row in rows for end in (row[0], row[2]) if end and end not in here}
    names, kinds = names_of(connection, ends), kinds_of(connection, ends)
    types = texts.types(model)
    result = []
    for subject, predicate, object_, value, qualifier, detail, *rest in rows:
        status, since, until, basis, basis_at, locators, source_id, title, key, denied, added = rest
        if object_ is None:
            said_of, other, direction = subject, "", ""
        else:
            said_of, other = (subject, object_) if subject in here else (object_, subject)
            declared = model.relationships.get(predicate)
            symmetric = declared is not None and declared.symmetric
            direction = "both" if symmetric else "out" if subject in here else "in"
        result.append(
            Fact(
                predicate=predicate,
                value=None if value is None else texts.read(value, types.get(predicate, "text")),
                direction=direction,
                other=other,
                other_name=names.get(other, ""),
                other_kind=kinds.get(other, ""),
                qualifier=qualifier,
                detail=json.loads(detail) if detail else {},
                status=status,
                since=since,
                until=until,
                basis=basis,
                basis_at=_places(basis_at),
                locators=_places(locators),
                source=source_id,
                source_title=title,
                said_of=said_of,
                key=key,
                denied=denied,
                added=added,
            )
        )
    return sorted(result, key=_order)


def said_by(connection: Connection, source_id: str) -> Iterator[Stated]:
    """What the source says now, by subject: first what it is, then its relationships."""
    s = statement.c
    query = (
        select(
            s.subject, s.predicate, s.object, s.value, s.qualifier, s.status, s.since, s.until,
            s.basis, s.basis_at, s.detail, s.locators,
        )
        .where(of_source(source_id), live(statement))
        .order_by(s.subject, s.object.is_not(None), s.predicate != "kind", s.predicate, s.number)
        .execution_options(yield_per=_PORTION)
    )  # fmt: skip
    for *given, basis_at, detail, locators in connection.execute(query):
        yield Stated._make((*given, _places(basis_at), detail, _places(locators)))


def _places(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()


def _order(fact: Fact) -> tuple[Any, ...]:
    return (
        fact.direction != "",
        fact.predicate != "kind",
        fact.predicate != "name",
        fact.predicate,
        fact.other,
        str(fact.value),
        fact.source,
        fact.status,
        fact.since or 0,
        fact.qualifier,
    )
