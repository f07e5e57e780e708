"""Turns the cells of one row into an entity with its links, or into one relationship.

A reader is made once a table and kind; it knows which cell goes where and how it is parsed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from graph.model import Cell, Column, Entity, Link, Model
from loaders.formats import Text
from loaders.values import Parser, Wrong, clean, code_parser, parse_year, parser

SEPARATORS = re.compile("[;；]")
ID_LIMIT = 200  # characters of a local id
Place = tuple[str, str]  # file and sheet
# status, since, until, basis, basis_at, locators
Stated = tuple[str, int | None, int | None, str, tuple[str, ...], tuple[str, ...]]


class BadCell(Exception):
    """A row is refused for one cell: its place in the row (None for none) and the reason."""

    def __init__(self, place: int | None, expected: str, column: str = "") -> None:
        super().__init__(expected)
        self.place, self.expected, self.column = place, expected, column


class _Reader:
    """What rows of every sort have: properties, status, years, basis, locators.

    `written` gives the columns as the table's header has them.
    """

    def __init__(
        self,
        columns: Mapping[str, Column],
        places: Mapping[str, int],
        model: Model,
        where: Place,
        written: Mapping[str, str],
        exact: bool,
    ) -> None:
        self.where, self.written = where, written
        # A row without a locator is found by what it is about, not by its number: a row put
        # in above it would otherwise change the place of every fact below.
        self.mark = f"{where[0]}#{where[1]}!" if where[1] else f"{where[0]}#"
        self.single: list[tuple[int, str, Parser]] = []
        self.many: list[tuple[int, str, Parser]] = []
        self.foreign = [(places[name], name) for name in places if name not in columns]
        self.required = [
            n for n, c in columns.items() if c.role == "property" and c.required and n != "id"
        ]
        for name, place in places.items():
            column = columns.get(name)
            if column is not None and column.role == "property" and column.property:
                parse = parser(column.property, model.lists)
                (self.many if column.many else self.single).append((place, name, parse))
        self.status = places.get("status"), code_parser(model.lists["status"])
        self.basis = places.get("basis"), code_parser(model.lists["basis"])
        self.since, self.until = places.get("since"), places.get("until")
        self.basis_at, self.locator = places.get("basis_at"), places.get("locator")
        self.exact = exact
        if exact:  # a source may correct another's thing without saying what that is called
            self.required = []

    def properties(self, cells: list[Text]) -> dict[str, Any]:
        """What the property columns of a row say.  Raises `BadCell`."""
        found: dict[str, Any] = {}
        place: int | None = None
        try:
            for place, name, parse in self.single:
                if text := cells[place]:
                    value = parse(text)  # type: ignore[arg-type]
                    if value != "":
                        found[name] = value
            for place, name, parse in self.many:
                if cell := cells[place]:
                    values = dict.fromkeys([v for t in split(cell) if (v := parse(t)) != ""])
                    if values:
                        found[name] = tuple(values)
        except Wrong as wrong:
            raise BadCell(place, wrong.expected) from None
        for place, name in self.foreign:
            if cells[place]:
                raise BadCell(place, f"an empty cell: {name} is not a column of {self.name}")
        for name in self.required:
            if name not in found:
                raise BadCell(None, f"a value; {name} may not be empty", name)
        return found

    name = ""

    def said(self, cells: list[Text], about: str) -> Stated:
        """What the statement columns of a row about `about` say.  Raises `BadCell`."""
        status, basis = "actual", "stated"
        since = until = None
        basis_at: tuple[str, ...] = ()
        locators: tuple[str, ...] = ()
        place: int | None = None
        try:
            if (place := self.status[0]) is not None and (text := cells[place]):
                status = self.status[1](text)  # type: ignore[arg-type]
            if (place := self.basis[0]) is not None and (text := cells[place]):
                basis = self.basis[1](text)  # type: ignore[arg-type]
            if (place := self.since) is not None and (text := cells[place]):
                since = parse_year(text)  # type: ignore[arg-type]
            if (place := self.until) is not None and (text := cells[place]):
                until = parse_year(text)  # type: ignore[arg-type]
                if since is not None and until < since:
                    raise Wrong(f"a year that is not before {since}")
            if (place := self.basis_at) is not None and (text := cells[place]):
                basis_at = tuple(dict.fromkeys([v for t in split(text) if (v := clean(t))]))
            if (place := self.locator) is not None and (text := cells[place]):
                locators = tuple(dict.fromkeys([v for t in split(text) if (v := clean(t))]))
        except Wrong as wrong:
            raise BadCell(place, wrong.expected) from None
        if not locators and not self.exact:
            locators = (f"{self.mark}{about}",)
        return status, since, until, basis, basis_at, locators


class EntityReader(_Reader):
    """Reads rows of one concrete kind.  `needs` are data sets whose things a row may be about."""

    def __init__(
        self,
        kind: str,
        places: Mapping[str, int],
        model: Model,
        where: Place,
        written: Mapping[str, str],
        source: str,
        needs: tuple[str, ...] = (),
        exact: bool = False,
    ) -> None:
        columns = {c.name: c for c in model.columns(kind)}
        inherited = {"kind": columns["id"]} if "kind" not in columns else {}
        super().__init__(columns | inherited, places, model, where, written, exact)
        self.name, self.source, self.needs = kind, source, needs
        self.id = places.get("id")
        self.links = [
            (places[name], name, column.relationship, column.inverse)
            for name, column in columns.items()
            if column.role == "link" and name in places
        ]

    def read(self, cells: list[Text], row: int) -> list[Entity | Link]:
        """The entity and then its links.  Raises `BadCell`."""
        properties = self.properties(cells)
        if self.id is None:
            local = _hashed(self.name, properties, cells)
            said = self.said(cells, properties.get("name", local))
        else:
            local = self._local(cells[self.id])
            said = self.said(cells, local)
        whole = local if self.exact else whole_id(self.source, local, self.needs)
        found: list[Entity | Link] = [Entity(self.name, whole, properties, *said)]
        for place, column, type_, inverse in self.links:
            if cell := cells[place]:
                at = Cell(*self.where, row, column, self.written)
                for other in references(cell, place):
                    start, end = (other, whole) if inverse else (whole, other)
                    found.append(Link(type_, start, end, {}, *said, at))
        return found

    def _local(self, cell: Text) -> str:
        if not isinstance(cell, str) or not cell.strip():
            raise BadCell(self.id, "an id; the cell is empty")
        try:
            local = clean(cell, ID_LIMIT)
        except Wrong as wrong:
            raise BadCell(self.id, wrong.expected) from None
        if ";" in local:
            raise BadCell(self.id, "one id, without a semicolon")
        return local if self.exact else local.removeprefix(f"{self.source}:")


def whole_id(source: str, local: str, needs: tuple[str, ...] = ()) -> str:
    """The id that `local` is in the graph: of `source`, or of one of `needs` that it names."""
    return local if local.partition(":")[0] in needs else f"{source}:{local}"


class LinkReader(_Reader):
    """Reads rows of one type of relationship."""

    def __init__(
        self,
        type_: str,
        places: Mapping[str, int],
        model: Model,
        where: Place,
        written: Mapping[str, str],
        exact: bool = False,
    ) -> None:
        columns = {c.name: c for c in model.columns(type_)}
        super().__init__(columns | {"type": columns["from"]}, places, model, where, written, exact)
        self.name = type_
        self.start, self.end = places["from"], places["to"]

    def read(self, cells: list[Text], row: int) -> list[Entity | Link]:
        """The links of the row, one for each pair of ends.  Raises `BadCell`."""
        properties = self.properties(cells)
        starts = references(cells[self.start], self.start)
        ends = references(cells[self.end], self.end)
        at = Cell(*self.where, row, "to", self.written)
        for place, some in ((self.start, starts), (self.end, ends)):
            if not some:
                raise BadCell(place, "an id or a name; the cell is empty")
        return [
            Link(self.name, a, b, properties, *self.said(cells, f"{a} → {b}"), at)
            for a in starts
            for b in ends
        ]


def split(cell: Text) -> list[str]:
    """The values of a cell that may have several."""
    if not isinstance(cell, str):
        return cell
    return SEPARATORS.split(cell) if ";" in cell or "；" in cell else [cell]


def references(cell: Text, place: int) -> list[str]:
    """The ids or names that a cell refers to, each once.  Raises `BadCell`."""
    try:
        if isinstance(cell, str) and ";" not in cell and "；" not in cell:
            return [value] if (value := clean(cell)) else []
        return list(dict.fromkeys([v for t in split(cell) if (v := clean(t))]))
    except Wrong as wrong:
        raise BadCell(place, wrong.expected) from None


def _hashed(kind: str, properties: Mapping[str, Any], cells: list[Text]) -> str:
    """A local id from what the source prints: the name, or all of the row where it has none."""
    printed = properties.get("name") or "\x1f".join(map(str, cells))
    return local_id(kind, str(printed))


def local_id(kind: str, printed: str) -> str:
    """The local id of a thing that has none in its source, from what that prints of it."""
    return hashlib.blake2b(f"{kind}\x1e{printed}".encode(), digest_size=8).hexdigest()
