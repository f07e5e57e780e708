"""What is new in the ledger since an earlier version: which things came, changed or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select, union_all

from graph.ledger.read import portions
from graph.ledger.records import News
from graph.ledger.schema import at, changed, denial, revision, standing_at, statement

NEVER = (False, 0, 0, "")  # whether it is still said, until when, its number, and what: nothing


def news(
    connection: Connection,
    after: int,
    until: int,
    node_of: Callable[[str], str],
    groups: Mapping[str, Sequence[str]],
) -> list[News]:
    """The things of which anything began or ended in the versions (after, until], latest first.

    A thing is what `node_of` says that an id is part of, with all ids of its group: it is `new` if
    nobody stated any of them at `after`, `gone` if nobody states any at `until`; what came and
    went in between is left out.  What is gone is told with what it was last called.
    """
    latest: dict[str, int] = {}
    members: dict[str, set[str]] = defaultdict(set)
    for id_, version in _moved(connection, after, until).items():
        node = node_of(id_)
        latest[node] = max(version, latest.get(node, 0))
        members[node].update((id_, node), groups.get(node, ()))
    of = {id_: node for node, ids in members.items() for id_ in ids}
    then, now = (_stated(connection, version, of) for version in (after, until))
    gone = then - now
    last = _last(connection, after, {id_: of[id_] for n in gone for id_ in members[n]}, node_of)
    r = revision.c
    steps = select(r.version, r.at).where(r.version.between(after + 1, until))
    times = {row.version: row.at for row in connection.execute(steps)}
    found = [
        News(
            node,
            "gone" if node in gone else "changed" if node in then else "new",
            version,
            times.get(version, ""),
            *last.get(node, ()),
        )
        for node, version in latest.items()
        if node in then | now
    ]
    return sorted(found, key=lambda n: (-n.version, n.id))


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


def _stated(connection: Connection, version: int, of: Mapping[str, str]) -> set[str]:
    """The nodes of which some source states an id at `version`; `of` has the node of each id."""
    s = statement.c
    is_a = (s.predicate == "kind") & s.object.is_(None)
    stands = select(s.subject).where(is_a, at(statement, version), standing_at(version))
    return {
        of[id_]
        for portion in portions(of)
        for id_ in connection.scalars(stands.where(s.subject.in_(portion)).distinct())
    }


def _last(
    connection: Connection, after: int, of: Mapping[str, str], node_of: Callable[[str], str]
) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Node → its last name and kind, and the nodes that it was last joined to.

    `of` has the node of each of its ids.
    """
    s = statement.c
    told: dict[str, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    ends: dict[str, set[str]] = defaultdict(set)
    for portion in portions(of):
        late = or_(s.removed.is_(None), s.removed > after)
        what = s.predicate.in_(("name", "kind")) & s.object.is_(None)
        rows = connection.execute(
            select(s.subject, s.predicate, s.value, s.object, s.removed, s.number).where(
                s.subject.in_(portion), what | (s.object.is_not(None) & late)
            )
        )
        for subject, predicate, value, end, removed, number in rows:
            if end is not None:
                ends[of[subject]].add(node_of(end))
                continue
            known = told[of[subject]]
            when = (removed is None, removed or 0, number, value)
            known[predicate] = max(when, known.get(predicate, NEVER))
    return {
        node: (
            known.get("name", NEVER)[-1],
            known.get("kind", NEVER)[-1],
            tuple(sorted(ends[node])),
        )
        for node, known in told.items()
    }
