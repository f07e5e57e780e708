"""A person's word on a mapping: what a value means that nothing known bears as its name.

Pure: mappings as TOML gives them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graph.model import Column, Model, Refusal
from loaders.accepted import accept, canonical_kind
from loaders.office.carried import joined, tables

PERHAPS = re.compile(r", perhaps (.+)$")  # how a refusal ends that knows near names


class Unknown(NamedTuple):
    """A value of a column that points to something: on how many `rows` it stands, and the names
    that the refusal says it may mean (`perhaps`)."""

    sheet: str
    column: str
    value: str
    our: Column
    rows: int
    perhaps: tuple[str, ...] = ()


def unknown(
    data: Mapping[str, Any], refusals: Iterable[Refusal], model: Model
) -> tuple[list[Unknown], list[Refusal]]:
    """The values that point to nothing known, the most frequent of each column first; and the
    refusals for other reasons.
    """
    pointing = [(t, our) for t in tables(data) for our in _pointing(t, model)]
    named = {(t.get("sheet", ""), c) for t in tables(data) for c in fields(_targets(t).get("name"))}
    counted: Counter[tuple[str, str, str]] = Counter()
    perhaps: dict[tuple[str, str, str], tuple[str, ...]] = {}
    meaning: dict[tuple[str, str], Column] = {}
    rest = []
    for refusal in refusals:
        sheet, column = refusal.sheet, refusal.column
        table, our = next((p for p in pointing if _is_it(*p, sheet, column)), ({}, None))
        own = (sheet, column) in named or ("", column) in named  # a row of the table itself
        if our is None or own or not refusal.value:
            rest.append(refusal)
            continue
        if column == our.name:  # as the file calls it
            column = next(iter(fields(_targets(table)[our.name])), column)
        meaning.setdefault((sheet, column), our)
        counted[sheet, column, refusal.value] += 1
        if said := PERHAPS.search(refusal.expected):
            perhaps.setdefault((sheet, column, refusal.value), tuple(said[1].split(" or ")))
    order = list(meaning)
    found = [Unknown(*key, meaning[key[:2]], n, perhaps.get(key, ())) for key, n in counted.items()]
    return sorted(found, key=lambda u: (order.index((u.sheet, u.column)), -u.rows)), rest


def meaning(
    data: Mapping[str, Any], of: Unknown, model: Model, to: str = "", kind: str = ""
) -> dict[str, Any]:
    """The mapping, in which a value means what is called `to`, or something new of a `kind`, or
    nothing.
    """
    changed = []
    for table in tables(data):
        targets, new = dict(_targets(table)), dict(table.get("new", {}))
        for our in _pointing(table, model):
            name = our.name
            if not _is_it(table, our, of.sheet, of.column):
                continue
            if not kind:
                targets[name] = _with_value(targets[name], of.value, to)
            elif not isinstance(new.get(name), str):
                new[name] = {**new.get(name, {}), of.value: kind}
        changed.append({**table, **({"new": new} if new else {}), "columns": targets})
    return joined(data, changed)


def fields(target: Any) -> list[str]:
    """The foreign columns that a target as TOML gives it is made of."""
    if isinstance(target, list):
        return [c for one in target for c in fields(one)]
    source = target.get("from", []) if isinstance(target, Mapping) else target or []
    return [source] if isinstance(source, str) else list(source)


def accepted_by(table: Mapping[str, Any], model: Model) -> Mapping[str, Column]:
    """The columns that a table may have, by the kind that its mapping says; none for no kind."""
    kind = canonical_kind(str(table.get("kind", "")), model)
    return accept(kind, model).columns if kind else {}


def _pointing(table: Mapping[str, Any], model: Model) -> list[Column]:
    """The columns of a table that point to something."""
    accepted = accepted_by(table, model)
    named = [accepted[name] for name in _targets(table) if name in accepted]
    return [column for column in named if column.role in ("link", "end")]


def _is_it(table: Mapping[str, Any], our: Column, sheet: str, column: str) -> bool:
    """Whether a column, as a message calls it, is ours: the file calls it so, or the model does."""
    if table.get("sheet") and table["sheet"] != sheet:
        return False
    return column in (our.name, *fields(_targets(table)[our.name]))


def _targets(table: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = table.get("columns", {})
    return found


def _with_value(target: Any, value: str, to: str) -> Any:
    if isinstance(target, list):
        return [_with_value(one, value, to) for one in target]
    if isinstance(target, str):
        return {"from": target, "values": {value: to}}
    values = target.get("values", {})
    if "from" not in target or not isinstance(values, Mapping):  # they are in another file
        return target
    return {**target, "values": {**values, value: to}}
