"""Arguments of a query: from what a person wrote to what the engine is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from graph.errors import UserError
from graph.model import Model, load_model
from graph.queries.declared import ALL, Parameter, Query
from graph.store import Store

Follow = Callable[[str], str]
YEARS = range(1000, 2201)


def bind(query: Query, arguments: Mapping[str, Any], model: Model) -> dict[str, str | int]:
    """The parameters of `query`, typed, from `arguments` as a person or a form gives them.

    Nodes stay as they are written; `resolve_argument` finds them.  Raises `UserError`.
    """
    if unknown := [name for name in arguments if name not in {p.name for p in query.parameters}]:
        known = ", ".join(p.name for p in query.parameters) or "none"
        raise UserError(f"{query.name} has no parameter {unknown[0]!r}; its parameters: {known}")
    return {p.name: _typed(query, p, arguments.get(p.name), model) for p in query.parameters}


def same(id_: str) -> str:
    """`id_`: nothing is known of what it was before."""
    return id_


def fits(kind: str | None, parameter: Parameter) -> bool:
    """Whether a node of `kind` may be the value of `parameter`; not, if it has none."""
    model = load_model()
    return kind is not None and any(kind in model.concrete(k) for k in parameter.kinds)


def resolve_argument(
    store: Store, value: str, kinds: tuple[str, ...], follow: Follow = same
) -> str:
    """The id of the node of one of `kinds` whose id, former id, name or other name is `value`.

    `follow` is asked for the node that an id means which is not in the graph.
    Raises `UserError` naming candidates if there is none, or more than one.
    """
    model = load_model()
    labels = "|".join(sorted({model.kinds[k].base for k in kinds}))
    allowed = {c for k in kinds for c in model.concrete(k)}
    wanted = " or ".join(kinds)

    found = store.read(f"MATCH (n:{labels} {{id: $value}}) RETURN n.id, n.kind", {"value": value})
    if found.rows:
        id_, kind = found.rows[0]
        if kind not in allowed:
            raise UserError(f"{value} is of kind {kind}; expected {wanted}")
        return str(id_)
    text = (
        f"MATCH (n:{labels}) WHERE n.kind IN $kinds AND (n.name = $value OR n.name_en = $value "
        "OR $value IN n.aliases OR $value IN n.members) "
        "RETURN n.id AS id, n.name AS name, n.name = $value AS exact ORDER BY id LIMIT 20"
    )
    rows = store.read(text, {"value": value, "kinds": sorted(allowed)}).rows
    best = [row for row in rows if row[2]] or rows
    if len(best) == 1:
        return str(best[0][0])
    if best:
        raise UserError(f"{value!r} names {_listed(best)}; give the id of one")
    if (now := follow(value)) != value:
        return resolve_argument(store, now, kinds)
    near = _near(store, labels, sorted(allowed), value)
    hint = f"near: {_listed(near)}" if near else "nothing has a similar name"
    raise UserError(f"{value!r}: there is no {wanted} of this name or id; {hint}")


def _near(store: Store, labels: str, kinds: list[str], value: str) -> list[tuple[Any, ...]]:
    """Nodes whose name contains `value`, or else is written much like it."""
    text = (
        f"MATCH (n:{labels}) WHERE n.kind IN $kinds AND n.name IS NOT NULL AND n.name CONTAINS "
        "$value RETURN n.id AS id, n.name AS name ORDER BY size(name), id LIMIT $limit"
    )
    rows = store.read(text, {"value": value, "kinds": kinds, "limit": 5}).rows
    if rows:
        return rows
    every = store.read(text, {"value": "", "kinds": kinds, "limit": 50_000}).rows
    names = get_close_matches(value, {row[1] for row in every}, n=5, cutoff=0.5)
    return [row for name in names for row in every if row[1] == name][:5]


def _listed(rows: list[tuple[Any, ...]]) -> str:
    return ", ".join(f"{row[1]} ({row[0]})" for row in rows[:5])


def _typed(query: Query, p: Parameter, value: Any, model: Model) -> str | int:
    if value is None or value == "":
        if p.default is None:
            raise UserError(f"{query.name} needs {p.name} ({_expected(p, model)}): {p.meaning}")
        return p.default
    if value == ALL and (p.all or p.default == ALL):
        return ALL
    if value == ALL:
        raise UserError(f"{query.name} wants one {p.name} ({_expected(p, model)}), not all")
    text = str(value).strip()
    if p.type in {"integer", "year"}:
        if re.fullmatch(r"-?\d{1,18}", text) and (p.type == "integer" or int(text) in YEARS):
            return int(text)
    elif p.type == "kind":
        for kind in model.kinds.values():
            if text.lower() in {kind.name.lower(), kind.en.lower(), kind.zh} and not kind.abstract:
                return kind.name
    elif p.type in model.lists:
        for code, labels in model.lists[p.type].codes.items():
            if text in {code, labels.get("zh"), labels.get("en")}:
                return code
    else:
        return text
    raise UserError(f"{p.name}: {text!r} is not right, expected {_expected(p, model)}")


def _expected(p: Parameter, model: Model) -> str:
    if p.kinds:
        return f"id or name of {' or '.join(p.kinds)}"
    if p.type == "kind":
        return f"one of {', '.join(k.name for k in model.kinds.values() if not k.abstract)}"
    if p.type in model.lists:
        return f"one of {', '.join(model.lists[p.type].codes)}"
    return {"integer": "a whole number", "year": "a year such as 2019", "text": "text"}[p.type]
