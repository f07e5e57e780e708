"""What is new in the ledger since an earlier version: which things came, changed or went."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select, union_all

from graph.ledger.read import portions
from graph.ledger.records import News
from graph.ledger.schema import changed, denial, live, revision, standing, statement


def news(connection: Connection, after: int, until: int) -> list[News]:
    """The things of which anything began or ended in the versions (after, until], latest first.

    A thing is `new` if nobody stated it at `after`, `gone` if nobody states it now.
    """
    latest = _moved(connection, after, until)
    stated = _existence(connection, latest)
    r = revision.c
    steps = select(r.version, r.at).where(r.version.between(after + 1, until))
    at = {row.version: row.at for row in connection.execute(steps)}
    found = [
        News(id_, _what(stated[id_], after), version, at.get(version, ""))
        for id_, version in latest.items()
        if id_ in stated
    ]
    return sorted(found, key=lambda n: (-n.version, n.id))


def _what(stated: tuple[int, bool], after: int) -> str:
    first, now = stated
    if not now:
        return "gone"
    return "new" if first > after else "changed"


def _moved(connection: Connection, after: int, until: int) -> dict[str, int]:
    """Id → the latest version in which a statement about it, or its denial, began or ended."""
    parts = []
    for table in (statement, denial):
        t = table.c
        for end in (t.subject, t.object):
            for version in (t.added, t.removed):
                parts.append(
                    select(end.label("id"), version.label("version")).where(
                        changed(table, after, until),
                        version.between(after + 1, until),
                        end.is_not(None),
                    )
                )
    moved = union_all(*parts).subquery()
    query = select(moved.c.id, func.max(moved.c.version)).group_by(moved.c.id)
    return {id_: int(version) for id_, version in connection.execute(query)}


def _existence(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[int, bool]]:
    """Id → the version in which it was first stated, and whether it is stated now."""
    s = statement.c
    is_a = (s.predicate == "kind") & s.object.is_(None)
    found: dict[str, tuple[int, bool]] = {}
    for portion in portions(ids):
        here = s.subject.in_(portion) & is_a
        first = select(s.subject, func.min(s.added)).where(here).group_by(s.subject)
        now = set(
            connection.scalars(
                select(s.subject).where(here, live(statement), standing(statement)).distinct()
            )
        )
        for id_, version in connection.execute(first):
            found[id_] = int(version), id_ in now
    return found
