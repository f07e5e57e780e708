"""What the mapping of a table lets its rows say besides: that what they name exists, and where."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Column, Entity, Link, Model
from loaders.accepted import canonical_kind, near_kinds
from loaders.formats import Sheet
from loaders.headers import WrongHeader
from loaders.packages import Table
from loaders.rows import BadCell, local_id
from loaders.values import fold


class Stated:
    """Adds to the records of a row; `needed` tells whether it adds anything.

    Raises `WrongHeader` for a `new` of the mapping that names no link, or no kind.
    """

    def __init__(
        self,
        table: Table,
        sheet: Sheet,
        accepted: Mapping[str, Column],
        source: str,
        model: Model,
        made: set[tuple[str, str]],
    ) -> None:
        self.source = source
        self.where = f"{table.label}#{sheet.name}!" if sheet.name else f"{table.label}#"
        mapping = table.mapping
        self.new = _kinds(mapping.new if mapping else {}, accepted, model)
        self.made = made
        # A figure has no name to find it by; its cell does, as long as the table stays as it is.
        self.cell: int | None = None
        value = mapping.targets.get("value") if mapping else None
        located = mapping is not None and "locator" in mapping.targets
        if value and value.columns and sheet.address and not located and "name" not in accepted:
            folded = [fold(h) for h in sheet.header]
            self.cell = folded.index(fold(value.columns[0]))
        self.address = sheet.address
        self.needed = bool(self.new) or self.cell is not None
        # In an office table two records with one code are a slip; in a register a merger.
        identifying = [n for n, c in accepted.items() if c.property and c.property.identifier]
        self.watched = identifying if sheet.address else []
        self.holders: dict[tuple[str, str], tuple[int, str]] = {}

    def more(self, records: list[Entity | Link], number: int) -> list[Entity | Link]:
        """`records` of the row `number` with their cell, after the things that they name."""
        if self.cell is not None and self.address:
            at = (f"{self.where}{self.address(number, self.cell)}",)
            records = [r._replace(locators=at) for r in records]
        if not self.new:
            return records
        own = {r.id for r in records if isinstance(r, Entity)}
        named: list[Entity | Link] = []
        for record in records:
            if isinstance(record, Link) and record.cell:
                for end in (("from", record.start), ("to", record.end)):
                    column = record.cell.column if own else end[0]
                    kinds = self.new.get(column, {})
                    kind = kinds.get(end[1]) or kinds.get("")
                    if kind and end[1] not in own:
                        named += self._named(kind, end[1])
        return [*named, *records]

    def once(self, records: list[Entity | Link], number: int) -> None:
        """Raises `BadCell` for a code that another record of the table has."""
        for record in records:
            if not isinstance(record, Entity):
                continue
            for name in self.watched:
                if code := record.properties.get(name):
                    row, holder = self.holders.setdefault((name, code), (number, record.id))
                    if holder != record.id:
                        raise BadCell(None, f"another code; row {row} has it already", name)

    def _named(self, kind: str, name: str) -> list[Entity]:
        """The thing of this name, said once a table; a whole id names what is said elsewhere."""
        if ":" in name or (kind, name) in self.made:
            return []
        self.made.add((kind, name))
        id_ = f"{self.source}:{local_id(kind, name)}"
        return [Entity(kind, id_, {"name": name}, locators=(f"{self.where}{name}",))]


def _kinds(
    new: Mapping[str, Mapping[str, str]], accepted: Mapping[str, Column], model: Model
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for column, names in new.items():
        declared = accepted.get(column)
        if declared is None or declared.role not in ("link", "end"):
            raise WrongHeader(column, f"a column of new that points to something, not {column}")
        for name, written in names.items():
            kind = canonical_kind(written, model)
            if kind not in model.kinds or model.kinds[kind].abstract:
                near = near_kinds(written, model)
                raise WrongHeader(column, f"a kind such as Park in new, not {written!r}{near}")
            found.setdefault(column, {})[name] = kind
    return found
