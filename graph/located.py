"""References to places that are addresses: each is read as the place that it lies in, and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from loaders.addresses import Addresses, Reading

if TYPE_CHECKING:
    from graph.index import Index, Known

NEXT = re.compile(r"[\u4e00-\u9fff]{2,5}?[市区县]")  # what may be the name of a further place
NEAR_ASKED = 50  # of these for which near names are looked for: it takes a while


class Found(NamedTuple):
    """The ids of the places that an address may lie in, the name that says so and what follows it,
    or why it is not to be read: what was expected instead.
    """

    ids: list[str]
    name: str = ""
    expected: str = ""
    rest: str = ""


class Tally(NamedTuple):
    """How many cells of a column are addresses, and the first with the place it is read as."""

    number: int
    address: str
    place: str


class Located:
    """Reads addresses with what this load and those before it know."""

    def __init__(self, index: Index, known: Sequence[Known]) -> None:
        self._known, self._together = known, _Together(index, known)
        self._addresses = Addresses(self._together)
        self._near: dict[str, list[str]] = {}
        self._told: dict[tuple[str, str], Tally] = {}  # by file and column

    def ask(self, texts: Iterable[str]) -> None:
        """Looks up what `texts` may name, all at once."""
        self._addresses.ask(texts)

    def find(self, text: str) -> Found:
        """What an address says; no ids and nothing expected if it begins with no place."""
        reading = self._addresses.read(text)
        ids, name = sorted(reading.ids), reading.name
        if not ids:
            return Found([])
        if reading.astray:
            return Found([], name, f"an address; {reading.astray} is not known to lie in {name}")
        if near := self._nearly(reading):
            return Found([], name, f"an address in places that are known, perhaps {near[0]}")
        return Found(ids, name, rest=reading.rest)

    def tell(self, file: str, column: str, address: str, place: str) -> None:
        """Notes that a cell was read as the place that it lies in."""
        before = self._told.get((file, column), Tally(0, address, place))
        self._told[file, column] = before._replace(number=before.number + 1)

    def warnings(self) -> list[str]:
        """One line for each column with addresses."""
        return [
            f"{file}: {column}: addresses are read as the place that they lie in ({t.number}, such "
            f"as {t.address} as {t.place}); what follows in them is not kept"
            for (file, column), t in self._told.items()
        ]

    def wholes(self, ids: Iterable[str]) -> dict[str, str]:
        """Id → the name of what the place is part of, the first of several."""
        return {i: names[0] for i, names in self._together.wholes_of(ids).items() if names}

    def _nearly(self, reading: Reading) -> list[str]:
        """Names of places within, of which the next name in the address is a slip."""
        following = NEXT.match(reading.rest)
        if not following or (following[0] not in self._near and len(self._near) >= NEAR_ASKED):
            return []
        name = following[0]
        if name not in self._near:
            near = {n for k in self._known for n in k.names_near(name) if len(n) == len(name)}
            self._near[name] = sorted(near)
        return [n for n in self._near[name] if self._addresses.within(n, reading.ids)]


class _Together:
    """All that is known by name, each node once."""

    def __init__(self, index: Index, known: Sequence[Known]) -> None:
        self._index, self._known = index, known
        self._own = f"{index.source}:"

    def ids_of_names(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Name → ids; of what this source said before nothing counts."""
        asked = list(names)
        found = self._index.ids_of_names(asked)
        for known in self._known:
            for name, ids in known.ids_of_names(asked).items():
                others = [i for i in ids if not i.startswith(self._own)]
                merged = {known.resolve(i): i for i in reversed(others)}
                listed = found.setdefault(name, [])
                listed += [i for i in merged.values() if i not in listed]
        return found

    def kinds_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Id → kind."""
        asked = list(ids)
        kinds = self._index.kinds_of(asked)
        for known in self._known:
            kinds = {**known.kinds_of(asked), **kinds}
        return kinds

    def wholes_of(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Id → names of what it is part of."""
        asked = list(ids)
        found: dict[str, list[str]] = {}
        for known in self._known:
            for id_, names in known.wholes_of(asked).items():
                found.setdefault(id_, []).extend(names)
        return found
