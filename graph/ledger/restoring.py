"""Takes in judgements that were made at another ledger, as they were made there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from graph.ledger.identity import pair
from graph.ledger.judging import rejudge_ids
from graph.ledger.read import kinds_of
from graph.ledger.records import Judgement
from graph.ledger.schema import judgement, live, next_number
from graph.model import Model


def restore(
    connection: Connection, version: int, at: str, model: Model, given: Iterable[Judgement]
) -> int:
    """Records what persons judged, and what rules said and a person undid; the number of those new.

    What this ledger's own people said of a pair goes before.  Words of rules follow from the
    sources and are not taken in.  An id that no source states now keeps what was judged of it, as
    it does where its source was taken out.
    """
    wanted = [j for j in given if not j.rule or j.undone_by]
    kinds = kinds_of(connection, (i for j in wanted for i in (j.a, j.b)))
    fitting = [j for j in wanted if j.verdict == "differ" or _one_sort(j, kinds, model)]
    taken = [j for j in fitting if _take(connection, version, j)]
    if taken:
        ids = {end for j in taken for end in (j.a, j.b)}
        rejudge_ids(connection, version, at, model, sorted(ids))
    return len(taken)


def _take(connection: Connection, version: int, one: Judgement) -> bool:
    """Records a judgement; False if it is known, or if somebody here judged the pair."""
    j = judgement.c
    a, b = pair(one.a, one.b)
    same = (j.a == a) & (j.b == b) & (j.rule == one.rule)
    if one.rule:
        same &= j.reason == one.reason
        if connection.execute(select(j.number).where(same, j.undone_by != "")).first():
            return False
        undone = {"removed": version, "undone_by": one.undone_by}
        here = same & live(judgement)
        if connection.execute(update(judgement).where(here).values(undone)).rowcount:
            return True  # the rule has said so here too
    elif connection.execute(select(j.number).where(same, live(judgement))).first():
        return False
    connection.execute(
        insert(judgement).values(
            number=next_number(connection, judgement), a=a, b=b, verdict=one.verdict, rule=one.rule,
            by=one.by, reason=one.reason, at=one.at, undone_by=one.undone_by, added=version,
            removed=version if one.rule else None,
        )
    )  # fmt: skip
    return True


def _one_sort(j: Judgement, kinds: dict[str, str], model: Model) -> bool:
    bases = {model.kinds[kinds[end]].base for end in (j.a, j.b) if kinds.get(end) in model.kinds}
    return len(bases) < 2
