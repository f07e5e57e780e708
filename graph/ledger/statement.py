"""From the records of a loader to statements, each with its key.

A statement is what one source says of one thing: that it exists and is of a kind, that it has a
value, or that it is related to another.  Its key is a hash of what makes it this statement; the
rest (`Payload`) may change without its becoming another one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from graph.model import Entity, Link, Model

BASES = ("stated", "name", "inferred")  # the firmest first
_NUMBERS = frozenset({"integer", "year", "number", "longitude", "latitude"})
_WHOLE = frozenset({"integer", "year"})


class Payload(NamedTuple):
    """What a statement carries beside its key, as stored: places are lines, `detail` is JSON."""

    until: int | None
    basis: str
    basis_at: str
    detail: str
    locators: str


class Statement(NamedTuple):
    """One statement, its columns in the order in which the ledger stores them."""

    key: bytes
    source: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    qualifier: str
    status: str
    since: int | None
    until: int | None
    basis: str
    basis_at: str
    detail: str
    locators: str


PAYLOAD = slice(9, 14)  # the columns of a Statement that are its Payload


def statements(
    source: str, records: Iterable[Entity | Link], model: Model
) -> Iterator[tuple[Any, ...]]:
    """The statements that `source` makes by `records`: tuples with the fields of `Statement`.

    An entity is one statement of its kind and one for each value; each carries the status, years,
    basis and places of its row.  A property that is a reference to nothing or empty is left out.
    """
    for record in records:
        if isinstance(record, Entity):
            yield from _entity(source, record)
        else:
            yield _link(source, record, model)


def _entity(source: str, e: Entity) -> Iterator[tuple[Any, ...]]:
    subject, status, since = e.id, e.status, e.since
    head = f"{source}\x1f{subject}\x1f\x1f\x1f{status}\x1f{since}\x1f"
    rest = (e.until, e.basis, "\n".join(e.basis_at), "", "\n".join(e.locators))
    start = (source, subject)
    of_kind = (("kind", e.kind),) if e.kind else ()  # else another source states that it exists
    for predicate, given in (*of_kind, *e.properties.items()):
        for value in given if isinstance(given, (tuple, list)) else (given,):
            text = value if type(value) is str else write(value)
            key = blake2b(f"{head}{predicate}\x1f{text}".encode(), digest_size=16).digest()
            yield (key, *start, predicate, None, text, "", status, since, *rest)


def _link(source: str, link: Link, model: Model) -> tuple[Any, ...]:
    declared = model.relationships[link.type]
    start, end, detail, qualifier = link.start, link.end, "", ""
    if declared.symmetric and end < start:
        start, end = end, start
    if properties := link.properties:
        if declared.qualifier:
            properties = dict(properties)
            qualifier = properties.pop(declared.qualifier, "")
        if properties:
            detail = json.dumps(properties, ensure_ascii=False, sort_keys=True, default=str)
    said = f"{source}\x1f{start}\x1f{end}\x1f{qualifier}\x1f{link.status}\x1f{link.since}\x1f"
    return (
        blake2b(f"{said}{link.type}\x1f".encode(), digest_size=16).digest(),
        source,
        start,
        link.type,
        end,
        None,
        qualifier,
        link.status,
        link.since,
        link.until,
        link.basis,
        "\n".join(link.basis_at),
        detail,
        "\n".join(link.locators),
    )


def write(value: Any) -> str:
    """A typed value as the ledger stores it; equal numbers are written alike."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def read(text: str, type_: str) -> Any:
    """The value that `text` stands for, where the model declares `type_` for its property."""
    if type_ not in _NUMBERS:
        return text
    return int(text) if type_ in _WHOLE else float(text)


def single(model: Model) -> frozenset[str]:
    """The predicates of which a thing has one value in one source."""
    declared = [p for k in model.kinds.values() for p in k.properties.values()]
    return frozenset({"kind", *(p.name for p in declared if not p.many)})


def types(model: Model) -> dict[str, str]:
    """Property name → declared type; a name has one type in all kinds (a test holds this)."""
    return {p.name: p.type for k in model.kinds.values() for p in k.properties.values()}


def merge(payloads: Iterable[tuple[Any, ...]]) -> Payload:
    """What a document says that makes one statement in several places.

    All places, sorted; the firmest basis; the latest end; of contradicting details the smaller.
    The order of the places does not matter.
    """
    given = [Payload(*p) for p in payloads]
    details: dict[str, Any] = {}
    for d in sorted((p.detail for p in given if p.detail), reverse=True):
        details |= json.loads(d)
    return Payload(
        until=max((p.until for p in given if p.until is not None), default=None),
        basis=min((p.basis for p in given), key=BASES.index),
        basis_at=lines(p.basis_at for p in given),
        detail=json.dumps(details, ensure_ascii=False, sort_keys=True) if details else "",
        locators=lines(p.locators for p in given),
    )


def lines(texts: Iterable[str]) -> str:
    """The different lines of `texts`, sorted."""
    return "\n".join(sorted({line for text in texts for line in text.split("\n") if line}))
