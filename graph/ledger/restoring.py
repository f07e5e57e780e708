"""Takes in judgements that were made at another ledger, as they were made there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, insert, select, update

from graph.ledger.identity import pair
from graph.ledger.judging import rejudge_ids
from graph.ledger.read import kinds_of
from graph.ledger.records import Judgement
from graph.ledger.schema import judgement, live
from graph.model import Model


def restore(
    connection: Connection, version: int, at: str, model: Model, given: Iterable[Judgement]
) -> int:
    """Records what persons judged, and what rules said and a person undid; the number of those new.

    What this ledger's own people said of a pair goes before.  Words of rules follow from the
    sources and are not taken in; those on ids that no source states are left out.
    """
    wanted = [j for j in given if not j.rule or j.undone_by]
    kinds = kinds_of(connection, (i for j in wanted for i in (j.a, j.b)))
    known = [j for j in wanted if j.a in kinds and j.b in kinds and j.a != j.b]
    known = [j for j in known if j.verdict == "differ" or _one_sort(j, kinds, model)]
    new = list(_new(connection, version, known))
    if new:
        connection.execute(insert(judgement), new)
        ids = {end for row in new for end in (row["a"], row["b"])}
        rejudge_ids(connection, version, at, model, sorted(ids))
    return len(new)


def _new(
    connection: Connection, version: int, known: Iterable[Judgement]
) -> Iterator[dict[str, Any]]:
    j = judgement.c
    for one in known:
        a, b = pair(one.a, one.b)
        same = (j.a == a) & (j.b == b) & (j.rule == one.rule)
        if one.rule:
            said = same & (j.reason == one.reason)
            if connection.execute(select(j.number).where(said, j.undone_by != "")).first():
                continue
            connection.execute(
                update(judgement)
                .where(said, live(judgement))
                .values(removed=version, undone_by=one.undone_by)
            )
        elif connection.execute(select(j.number).where(same, live(judgement))).first():
            continue
        yield {
            "a": a, "b": b, "verdict": one.verdict, "rule": one.rule, "by": one.by,
            "reason": one.reason, "at": one.at, "undone_by": one.undone_by, "added": version,
            "removed": version if one.rule else None,
        }  # fmt: skip


def _one_sort(j: Judgement, kinds: dict[str, str], model: Model) -> bool:
    return model.kinds[kinds[j.a]].base == model.kinds[kinds[j.b]].base
