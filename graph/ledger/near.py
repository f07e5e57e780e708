"""Looks in the ledger for names near to one that nothing bears, and for what things are part of."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, or_, select

from graph.ledger import read
from graph.ledger.schema import NAMING, live, standing, statement

LONGEST = 24  # characters of a name for which near ones are looked for
MOST = 5


def names_near(connection: Connection, name: str) -> list[str]:
    """Names that differ from `name` in one character, or have one more or less."""
    if not 2 <= len(name) <= LONGEST:
        return []
    s = statement.c
    plain = [c.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for c in name]
    patterns = {"".join([*plain[:i], "_", *plain[i + 1 :]]) for i in range(len(plain))}
    patterns |= {"".join([*plain[:i], "_", *plain[i:]]) for i in range(len(plain) + 1)}
    shorter = {name[:i] + name[i + 1 :] for i in range(len(name))} if len(name) > 2 else set()
    found = connection.execute(
        select(s.value)
        .where(
            s.predicate.in_(NAMING),
            s.object.is_(None),
            live(statement),
            standing(statement),
            or_(*(s.value.like(p, escape="\\") for p in patterns), s.value.in_(shorter)),
        )
        .distinct()
        .order_by(s.value)
        .limit(MOST)
    )
    return [value for (value,) in found]


def wholes_of(connection: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """Id → names of what it is part of."""
    s = statement.c
    found: dict[str, list[str]] = {}
    for portion in read.portions(ids):
        pairs = connection.execute(
            select(s.subject, s.object)
            .where(s.subject.in_(portion), s.predicate == "PART_OF")
            .where(live(statement), standing(statement))
            .distinct()
        ).all()
        names = read.names_of(connection, [whole for _, whole in pairs])
        for part, whole in pairs:
            if whole in names:
                found.setdefault(part, []).append(names[whole])
    return found
