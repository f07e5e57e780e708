"""What a person decides of two ids: that they are one, or that they differ; and its undo."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from graph.errors import UserError
from graph.ledger import book
from graph.ledger.identity import Pair, pair
from graph.ledger.judging import rejudge_ids
from graph.ledger.schema import judgement, live, next_number
from graph.model import Model


def judge(
    connection: Connection,
    version: int,
    model: Model,
    ids: Pair,
    verdict: str,
    by: str,
    reason: str,
) -> int:
    """Records a person's verdict on two ids as `version`; gives its number.

    An earlier word of a person on the pair ends; the same word again changes nothing.  Raises
    `UserError` for a verdict that there is not, and for ids that cannot be judged so.
    """
    if verdict not in ("same", "differ"):
        raise UserError(f"verdict {verdict!r}: expected same or differ")
    a, b = pair(*ids)
    book.must_be_comparable(connection, a, b, verdict, model)
    j = judgement.c
    earlier = connection.execute(
        select(j.number, j.verdict).where(live(judgement), j.rule == "", j.a == a, j.b == b)
    ).first()
    if earlier and earlier.verdict == verdict:
        return int(earlier.number)
    if earlier:
        connection.execute(
            update(judgement).where(j.number == earlier.number).values(removed=version)
        )
    at, number = book.now(), next_number(connection, judgement)
    connection.execute(
        insert(judgement).values(
            number=number, a=a, b=b, verdict=verdict, rule="", by=by, reason=reason, at=at,
            undone_by="", added=version,
        )
    )  # fmt: skip
    rejudge_ids(connection, version, at, model, (a, b))
    book.revise(connection, version, "judge", at, judgement=number, by=by)
    return number


def undo(connection: Connection, version: int, model: Model, number: int, by: str) -> None:
    """Ends a judgement as `version`; what a rule said is not said again by a rule.

    Raises `UserError` if there is no such judgement or it has ended already.
    """
    j = judgement.c
    found = connection.execute(select(j.a, j.b).where(j.number == number, live(judgement))).first()
    if found is None:
        raise UserError(f"no judgement {number} that counts; list them to see which")
    connection.execute(
        update(judgement)
        .where(j.number == number)
        .values(removed=version, undone_by=by or "a person")
    )
    at = book.now()
    rejudge_ids(connection, version, at, model, found)
    book.revise(connection, version, "undo", at, judgement=number, by=by)
