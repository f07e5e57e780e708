"""The entities of one load, as its rows refer to them, and what another load may know them by."""

from __future__ import annotations

import difflib
import heapq
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

from graph.model import Entity

NEAR = 3  # names that are nearly one
NAMES_NEAR = 60  # names of one load that hold what was written
LOOKED_AT = 50_000  # names of one load among which they are

HASHED = re.compile("[0-9a-f]{16}")  # an id that was made of a name says nothing to a person

Place = tuple[str, str, int]  # file, sheet, row
Candidate = tuple[str, str]  # id and kind


class Known(Protocol):
    """Things that were loaded before: a ledger, or data sets that lie beside."""

    def kinds_of(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Id → kind, of those that are known."""
        ...

    def ids_of_names(self, names: Iterable[str]) -> Mapping[str, list[str]]:
        """Name → ids of all that bear it, of those that are known."""
        ...

    def resolve(self, id_: str) -> str:
        """The id of the node that `id_` is part of."""
        ...

    def wholes_of(self, ids: Iterable[str]) -> Mapping[str, list[str]]:
        """Id → names of what it is part of or located in, of those that are known."""
        ...

    def names_near(self, name: str) -> list[str]:
        """Names that `name` may have been meant for: one character differs, or one holds the
        other.
        """
        ...


class Unfit(Exception):
    """A row that does not go with the others: the value, and what was expected.

    `because` is the row that was refused and has what the value refers to, where there is one.
    """

    def __init__(
        self, column: str, value: str, expected: str, because: Place | None = None
    ) -> None:
        super().__init__(expected)
        self.column, self.value, self.expected = column, value, expected
        self.because = because


def place_text(place: Place) -> str:
    """A place for a message: `actors.csv row 3`."""
    file, sheet, row = place
    return f"{file} {sheet} row {row}" if sheet else f"{file} row {row}"


class Index:
    """The entities of one load: their kinds, names, places, and single values."""

    def __init__(self, source: str, identifiers: Collection[str]) -> None:
        self.source, self._identifiers = source, tuple(identifiers)
        self._prefix = f"{source}:"
        # Id → kind, place, names of its single values, and these: a flat tuple, as a registry
        # has millions of them. The tuples of names are few and shared.
        self._rows: dict[str, tuple[Any, ...]] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._names: dict[str, str | list[str]] = {}
        self._aliases: dict[str, str | list[str]] = {}
        self._refused: dict[str, Place] = {}

    def add(self, entity: Entity, place: Place) -> None:
        """Takes in an entity.  Raises `Unfit` if it contradicts an earlier row of its id."""
        known = self._rows.get(entity.id)
        single = {k: v for k, v in entity.properties.items() if not isinstance(v, tuple)}
        if known is not None:
            kind, before, keys, *rest = known
            if kind != entity.kind:
                expected = (
                    f"another id: {place_text(before)} uses it for the kind {kind}, "
                    f"this row for {entity.kind}"
                )
                raise Unfit("id", entity.id, expected)
            values = dict(zip(keys, rest, strict=True))
            for name, value in single.items():
                if values.get(name, value) != value:
                    expected = f"{values[name]}, as {place_text(before)} says of the same id"
                    local = entity.id.removeprefix(self._prefix)
                    expected += "" if HASHED.fullmatch(local) else f", {local}"
                    raise Unfit(name, str(value), expected)
            place, single = before, values | single
        keys = tuple(single)
        keys = self._keys.setdefault(keys, keys)
        self._rows[entity.id] = (entity.kind, place, keys, *single.values())
        self._name(entity)

    def refuse(self, names: Iterable[str], place: Place) -> None:
        """Remembers by which id and name others may refer to a row that was refused."""
        for name in names:
            self._refused.setdefault(name, place)

    def refused(self, reference: str) -> Place | None:
        """The row that `reference` means, if it was refused."""
        return self._refused.get(f"{self.source}:{reference}") or self._refused.get(reference)

    def by_id(self, reference: str) -> Candidate | None:
        """What a local or whole id means here."""
        local = self._prefix + reference
        if row := self._rows.get(local):
            return local, row[0]
        if row := self._rows.get(reference):
            return reference, row[0]
        return None

    def by_name(self, name: str, kinds: frozenset[str]) -> list[Candidate]:
        """Those of `kinds` that have this name, or else bear it as another name."""
        for names in (self._names, self._aliases):
            if found := [c for c in self._called(name, names) if c[1] in kinds]:
                return found
        return []

    def bearers(self, name: str) -> list[Candidate]:
        """All that bear the name in any way."""
        found = [*self._called(name, self._names), *self._called(name, self._aliases)]
        return list(dict.fromkeys(found))

    def names(self) -> dict[str, list[Candidate]]:
        """Name → all that have it; other names are left out."""
        return {name: self._called(name, self._names) for name in self._names}

    def identifiers_of(self, id_: str) -> dict[str, str]:
        """Property → the external id that a thing of this load has by it."""
        _, _, keys, *values = self._rows[id_]
        known = dict(zip(keys, values, strict=True))
        return {name: known[name] for name in self._identifiers if known.get(name)}

    def _called(self, name: str, names: Mapping[str, str | list[str]]) -> list[Candidate]:
        ids = names.get(name, [])
        return [(i, self._rows[i][0]) for i in ([ids] if isinstance(ids, str) else ids)]

    def _name(self, entity: Entity) -> None:
        properties = entity.properties
        if name := properties.get("name"):
            _append(self._names, name, entity.id)
        outside = [properties[name] for name in self._identifiers if name in properties]
        for alias in (properties.get("name_en"), *properties.get("aliases", ()), *outside):
            if alias:
                _append(self._aliases, alias, entity.id)

    # As something known, for another load

    def kinds_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Id → kind, of those that are here."""
        return {i: self._rows[i][0] for i in ids if i in self._rows}

    def ids_of_names(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Name → ids of all that bear it here."""
        return {n: [i for i, _ in found] for n in names if (found := self.bearers(n))}

    def resolve(self, id_: str) -> str:
        """`id_`: nothing is merged here."""
        return id_

    def wholes_of(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Nothing: what things of one load are part of is not asked."""
        return {}

    def names_near(self, name: str) -> list[str]:
        """Names here that are nearly `name`; none where there are too many to look at."""
        if len(self._names) > LOOKED_AT:
            return []
        every = [*self._names, *self._aliases]
        holding = (n for n in every if n != name and (name in n or n in name))
        large = (n for n in holding if 2 * len(n) >= len(name))
        shortest = heapq.nsmallest(NAMES_NEAR, large, key=len)
        return [*difflib.get_close_matches(name, every, NEAR, 0.7), *shortest]


def _append(names: dict[str, str | list[str]], name: str, id_: str) -> None:
    ids = names.setdefault(name, id_)
    if isinstance(ids, list):
        if id_ not in ids:
            ids.append(id_)
    elif ids != id_:
        names[name] = [ids, id_]
