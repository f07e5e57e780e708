"""Looks in the ledger for names near to one that nothing bears, and for what things are part of."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, func, or_, select

from graph.ledger import read
from graph.ledger.schema import NAMING, live, standing, statement

LONGEST = 24  # characters of a name for which near ones are looked for
MOST = 20
HOLDING = 60  # of the shortest that hold it: long ones, of firms, hold the name of an industry
SHORTEST = 2  # characters of a name, of which none can be another: 农业 is not nearly 鞋业


def names_near(connection: Connection, name: str) -> list[str]:
    """Names that differ from `name` in one character, or have one more or less; that hold it as a
    whole, or are a large part of it.
    """
    if not SHORTEST <= len(name) <= LONGEST:
        return []
    s = statement.c
    plain = [c.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for c in name]
    patterns: set[str] = set()
    shorter = parts(name)
    if len(name) > SHORTEST:
        patterns |= {"".join([*plain[:i], "_", *plain[i + 1 :]]) for i in range(len(plain))}
        patterns |= {"".join([*plain[:i], "_", *plain[i:]]) for i in range(len(plain) + 1)}
        shorter |= {name[:i] + name[i + 1 :] for i in range(len(name))}
    like = [s.value.like(p, escape="\\") for p in sorted(patterns)]
    near = _named(connection, or_(*like, s.value.in_(sorted(shorter))), MOST)
    holding = s.value.like(f"%{''.join(plain)}%", escape="\\")
    return list(dict.fromkeys([*near, *_named(connection, holding, HOLDING)]))


def parts(name: str) -> set[str]:
    """What stands in `name` in one piece and is at least half of it."""
    least = max(SHORTEST, (len(name) + 1) // 2)
    return {
        name[i:j]
        for i in range(len(name))
        for j in range(i + least, len(name) + 1)
        if j - i < len(name)
    }


def _named(connection: Connection, that: ColumnElement[bool], most: int) -> list[str]:
    """The shortest names of things that are so."""
    s = statement.c
    found = connection.execute(
        select(s.value)
        .where(
            s.predicate.in_(NAMING),
            s.object.is_(None),
            live(statement),
            standing(statement),
            that,
        )
        .group_by(s.value)
        .order_by(func.length(s.value), s.value)
        .limit(most)
    )
    return [value for (value,) in found]


def wholes_of(connection: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """Id → names of what it is part of, or is located in."""
    s = statement.c
    found: dict[str, list[str]] = {}
    for portion in read.portions(ids):
        pairs = connection.execute(
            select(s.subject, s.object)
            .where(s.subject.in_(portion), s.predicate.in_(("PART_OF", "LOCATED_IN")))
            .where(live(statement), standing(statement))
            .distinct()
        ).all()
        names = read.names_of(connection, [whole for _, whole in pairs])
        for part, whole in pairs:
            if whole in names:
                found.setdefault(part, []).append(names[whole])
    return found
