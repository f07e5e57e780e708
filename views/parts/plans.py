"""What was promised, by when, and whether its time is over.

Pure functions over rows of the query `worklist` and what was noted of them by hand.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.ledger import Duty, Item
from graph.ledger.correcting import Record, value
from graph.ledger.duties import as_one
from graph.model import Link, Model

BEGINS = "planned"  # of what is agreed or under way the year is when it began, not when it is due


class Plan(NamedTuple):
    """A row of the worklist, who answers for it, and by when it is due.

    `due` is an ISO date with or without day and month: the one set by hand, else the year that a
    source plans it for, else empty.
    """

    row: Any
    item: Item
    owner: str
    due: str
    by_hand: bool
    overdue: bool


def plan(row: Any, duties: Mapping[Item, Duty], model: Model, today: datetime.date) -> Plan:
    """`row` with what was noted of it, as of `today`."""
    item = item_of(row, model)
    duty = duties.get(item, Duty())
    stated = str(row.since) if row.status == BEGINS and row.since is not None else ""
    due = duty.due or stated
    return Plan(row, item, duty.owner, due, bool(duty.due), bool(due) and last_day(due) < today)


def item_of(row: Any, model: Model) -> Item:
    """What a row is about, as the ledger notes it."""
    if not row.relationship:
        return Item(row.subject_id)
    qualified = bool(model.relationships[row.relationship].qualifier)
    form = (row.form or "") if qualified else ""
    return as_one(Item(row.subject_id, row.relationship, row.object_id, form), model)


def item_of_code(code: str, model: Model) -> Item | None:
    """The item that an address names by its fields with bars between; None if it is none."""
    fields = code.split("|")
    if len(fields) != len(Item._fields):
        return None
    item = Item(*fields)
    if item.predicate in ("", "kind"):  # addresses of before name no predicate, and a form
        return Item(item.subject) if item.subject and not item.object else None
    item = as_one(item, model)
    return item if item.predicate in model.relationships and item.object else None


def order(plan: Plan) -> tuple[bool, str, str]:
    """Overdue first, then by date, what has none last."""
    return not plan.overdue, plan.due or "9999", plan.row.subject


def last_day(due: str) -> datetime.date:
    """The last day on which something due at `due` (`2026`, `2026-06`, `2026-06-30`) is in time."""
    year, month, day = (*map(int, due.split("-")), 0, 0)[:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def further_along(row: Any, status: str, since: int | None, model: Model) -> Record:
    """That the item is now so: the same relationship or thing, further along."""
    if not row.relationship:
        return value(row.subject_id, "kind", row.subject_kind, status, since)
    qualifier = model.relationships[row.relationship].qualifier
    properties = {qualifier: row.form} if qualifier and row.form else {}
    return Link(row.relationship, row.subject_id, row.object_id, properties, status, since)
