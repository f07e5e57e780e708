"""Which columns a table accepts, by the kind or relationship type that its rows are of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Column, Kind, Model, Relationship
from loaders.values import choices, fold, perhaps

ANY_KIND = "*"
ANY_RELATIONSHIP = "relationships"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The columns of a table by name, those that it must have, and what tells its rows apart.

    `chooser` is the column that names the kind or type of each row, empty where all rows are of
    one; `choices` gives the kind or type for what may be written there.
    """

    columns: Mapping[str, Column]
    required: tuple[str, ...]
    chooser: str
    choices: Mapping[str, str]


def canonical_kind(text: str, model: Model) -> str:
    """What a table may be of, as the model writes it: a kind, a relationship type, `*` (any
    kind) or `relationships` (any type).  Labels are understood; empty if it is nothing such.
    """
    if text in (ANY_KIND, ANY_RELATIONSHIP):
        return text
    return _tables(model).get(fold(text), "")


def near_kinds(text: str, model: Model) -> str:
    """What may have been meant by a kind or type that there is none of: `, perhaps A or B`."""
    return perhaps(text, _tables(model))


def _tables(model: Model) -> dict[str, str]:
    """Folded name or label → the kind or type that a table can be of."""
    labels = {k.name: (k.zh, k.en) for k in model.kinds.values() if k.table}
    labels |= {r.type: (r.zh, r.en) for r in model.relationships.values() if not r.derived}
    return choices(labels)


def accept(kind: str, model: Model) -> Accepted:
    """What a table of `kind` (as `canonical_kind` gives it) accepts."""
    names = _rows_of(kind, model)
    columns: dict[str, Column] = {}
    for name in names:
        for column in model.columns(name):
            columns.setdefault(column.name, column)
    if kind in model.relationships:
        return Accepted(columns, ("from", "to"), "", {})
    if names == (kind,):
        required = tuple(c.name for c in columns.values() if c.required and c.role != "id")
        return Accepted(columns, required, "", {})
    chooser, zh = ("type", "关系") if kind == ANY_RELATIONSHIP else ("kind", "类别")
    required = ("type", "from", "to") if chooser == "type" else ("kind",)
    first = {chooser: Column(chooser, "chooser", zh, chooser, required=True)}
    return Accepted(first | columns, required, chooser, _choices(names, model))


def accept_adding(kind: str, model: Model) -> Accepted:
    """What a table accepts that adds to things of `kind`: ids, a name, and properties."""
    columns = {c.name: c for c in model.columns(kind) if c.role != "link"}
    return Accepted(columns, ("id", "name"), "", {})


def _rows_of(kind: str, model: Model) -> tuple[str, ...]:
    if kind == ANY_RELATIONSHIP:
        return tuple(r.type for r in model.relationships.values() if not r.derived)
    if kind == ANY_KIND:
        return tuple(k.name for k in model.kinds.values() if k.table and not k.abstract)
    return model.concrete(kind) if kind in model.kinds else (kind,)


def _choices(names: tuple[str, ...], model: Model) -> dict[str, str]:
    declared: dict[str, Kind | Relationship] = {**model.kinds, **model.relationships}
    return choices({n: (declared[n].zh, declared[n].en) for n in names}) | {n: n for n in names}
