"""Reads the rows of one sheet: finds the reader of each row, and says what is refused."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from graph.model import Entity, Link, Model, Refusal
from loaders import transform as transforms
from loaders.accepted import accept, accept_adding
from loaders.formats import Fault, Sheet, Text
from loaders.headers import is_label_row, match_header
from loaders.packages import Table
from loaders.rows import BadCell, EntityReader, LinkReader, whole_id
from loaders.source import Row
from loaders.stated import Stated
from loaders.values import fold, one_of

STAND_IN = "x"  # in a cell that may not be empty, while other cells are looked at


class TableReader:
    """The reader of one sheet; what a person should know of it is added to `warnings`, and what
    its rows say to exist besides to `made` (kind and name).

    Raises `WrongHeader` if the sheet cannot be read as its kind.
    """

    def __init__(
        self,
        table: Table,
        sheet: Sheet,
        model: Model,
        source: str,
        warnings: list[str],
        made: set[tuple[str, str]],
    ) -> None:
        self.model, self.source, self.table = model, source, table
        self.adds, self.bare = table.adds, table.exact and table.more
        self.where = (table.label, sheet.name)
        self.written = [h.strip() for h in sheet.header]
        self.width = len(self.written)
        self.second = sheet.first + 1  # the row that may repeat the labels
        self.warnings = warnings
        # Spreadsheets leave empty columns behind: one without a name matters if it has values.
        self.nameless = [i for i, n in enumerate(self.written) if not n and not table.mapping]
        self.transform: transforms.Transform | None = None
        names, self.shown = self.written, self.written
        accepted = (accept_adding if table.adds else accept)(table.kind, model)
        self.accepted, self.chooser = accepted.columns, accepted.chooser
        if table.mapping:
            names, self.shown, self.transform = transforms.apply(
                table.mapping, self.written, self.accepted
            )
        required = () if table.exact and table.kind in model.kinds else accepted.required
        self.header = match_header(names, self.accepted, required)
        for column, near in self.header.unknown.items():
            hint = f"; the nearest known one is {near}" if near else ""
            self.warnings.append(f"{table.label}: column {column} is not known and left out{hint}")
        self.names = {n: self.shown[p] or n for n, p in self.header.places.items()}
        self.single = {  # the places of columns that take one value
            place
            for name, place in self.header.places.items()
            if not self.accepted[name].many and self.accepted[name].role != "end"
        }
        self.lists = sheet.lists or table.mapping is not None
        self.essential = [
            (place, name)
            for name, place in self.header.places.items()
            if table.mapping and table.mapping.layout and self.accepted[name].role == "link"
            if model.relationships[self.accepted[name].relationship].essential
        ]
        self.stated = Stated(table, sheet, self.accepted, source, model, made)
        self.needed, self.watched = self.stated.needed, bool(self.stated.watched)
        self.pick = self.header.places[self.chooser] if self.chooser else -1
        self.choices = accepted.choices
        self.readers: dict[str, EntityReader | LinkReader] = {}
        self.fixed = None if self.chooser else self._reader(table.kind)

    def read(self, number: int, cells: list[Text] | Fault) -> Row | None:
        """What row `number` says, or why it is refused; None for a row that says nothing."""
        if isinstance(cells, Fault):
            return self._fault(number, cells)
        if len(cells) != self.width:
            if any(cells[self.width :]):
                expected = f"{self.width} cells as in the header, not {len(cells)}"
                hint = "; a value with the separator in it must be in quotation marks"
                return self._refuse(number, "", str(cells[self.width]), expected + hint, cells)
            cells = (cells + [""] * self.width)[: self.width]
        if not any(cells):
            return None
        if self.nameless:
            self._nameless(number, cells)
        row = cells
        if self.transform:
            try:
                changed = self.transform(cells)
            except transforms.WrongCell as wrong:
                return self._refuse(number, wrong.column, wrong.value, wrong.expected, cells)
            if changed is None:
                return None
            row = changed
            for place, name in self.essential:
                if not row[place]:
                    expected = f"the {name} of the figure; the cell is empty"
                    return self._refuse(number, self.shown[place] or name, "", expected, cells)
        if number == self.second and is_label_row(row, self.header, self.accepted):
            return None
        if self.lists and any(type(row[place]) is list for place in self.single):
            return self._parse_again(number, row, cells)
        try:
            records = self._parse(row, number)
            if self.needed:
                records = self.stated.more(records, number)
            return self._row(records, number)
        except BadCell:
            return self._parse_again(number, row, cells)

    def _nameless(self, number: int, cells: list[Text]) -> None:
        for place in [p for p in self.nameless if cells[p]]:
            self.nameless.remove(place)
            self.warnings.append(
                f"{self.where[0]}: column {place + 1} has no name and is left out; row {number} "
                f"has {str(cells[place])[:40]!r} there"
            )

    def _parse_again(self, number: int, row: list[Text], cells: list[Text]) -> Row | None:
        """Reads a row once more with blank cells emptied and lists of one taken out, and finds
        every wrong cell.

        Such cells are rare: they are not worth a test in every cell of every row.
        """
        wrong: dict[int, Refusal] = {}  # by place; -1 for what stands in no cell
        mended = list(row)

        def tell(bad: BadCell) -> int | None:
            """Notes what is wrong with a cell; its place, where it has one."""
            place = self.header.places.get(bad.column) if bad.place is None else bad.place
            column = bad.column if place is None else self.shown[place] or bad.column
            key = -1 if place is None else place
            if key not in wrong:
                cell = "" if place is None else row[place]
                value = cell if isinstance(cell, str) else ";".join(cell)
                wrong[key] = self._refusal(number, column, value, bad.expected, cells)
            return place

        for place, cell in enumerate(row):
            try:
                mended[place] = self._plain(cell, place)
            except BadCell as bad:
                tell(bad)
                mended[place] = ""
        if not any(mended) and not wrong:
            return None
        names = self._names(mended)
        fillers = {place: ["", STAND_IN] for place in range(len(row))}
        while True:
            try:
                records = self._parse(mended, number)
                break
            except BadCell as bad:
                # The row goes on to be read without the wrong cell, to find others.
                at = tell(bad)
                if at is None or at == self.pick or not fillers[at]:
                    break
                mended[at] = fillers[at].pop(0)
        if not wrong:
            return self._row(self.stated.more(records, number), number)
        # Two columns of ours may come from one cell, which is wrong once.
        told: dict[tuple[str, str], Refusal] = {}
        for _, refusal in sorted(wrong.items()):
            told.setdefault((refusal.column, refusal.value), refusal)
        first, *more = told.values()
        return Row(*self.where, number, [], first, names, more=tuple(more))

    def _row(self, records: list[Entity | Link], number: int) -> Row:
        """What a row says that is right."""
        if self.bare:
            records = [r._replace(kind="") if isinstance(r, Entity) else r for r in records]
        return Row(*self.where, number, records, None, (), self.names, adds=self.adds)

    def _parse(self, row: list[Text], number: int) -> list[Entity | Link]:
        if self.fixed is not None:
            records = self.fixed.read(row, number)
            if self.watched:
                self.stated.once(records, number)
            return records
        said = str(row[self.pick])
        name = self.choices.get(said) or self.choices.get(fold(said))
        if name is None:
            names = tuple(sorted(set(self.choices.values())))
            raise BadCell(self.pick, one_of(said, names, self.chooser))
        return self._reader(name).read(row, number)

    def _reader(self, name: str) -> EntityReader | LinkReader:
        if name not in self.readers:
            places, model = self.header.places, self.model
            self.readers[name] = (
                LinkReader(name, places, model, self.where, self.table.exact)
                if name in model.relationships
                else EntityReader(
                    name, places, model, self.where, self.source, self.table.needs, self.table.exact
                )
            )
        return self.readers[name]

    def _plain(self, cell: Text, place: int) -> Text:
        if isinstance(cell, str):
            return cell if cell.strip() else ""
        if place not in self.single:
            return cell
        if len(cell) > 1:
            raise BadCell(place, f"one value, not {len(cell)}")
        return cell[0] if cell else ""

    def _names(self, row: list[Text]) -> tuple[str, ...]:
        """By which id and name others may refer to a refused row."""
        places = self.header.places
        local, name = (row[places[n]] if n in places else "" for n in ("id", "name"))
        return tuple(
            text
            for text in (whole_id(self.source, str(local), self.table.needs) if local else "", name)
            if isinstance(text, str) and text
        )

    def _fault(self, number: int, fault: Fault) -> Row:
        column = fault.column
        if column.startswith("#"):
            index = int(column[1:])
            column = self.written[index] if index < self.width else ""
        return self._refuse(number, column, fault.value, fault.expected, fault.cells)

    def _refuse(
        self, number: int, column: str, value: str, expected: str, cells: list[Text]
    ) -> Row:
        refusal = self._refusal(number, column, value, expected, cells)
        return Row(*self.where, number, [], refusal)

    def _refusal(
        self, number: int, column: str, value: str, expected: str, cells: list[Text]
    ) -> Refusal:
        record = as_read(self.written, cells)
        return Refusal(*self.where, number, column, value, expected, record)


def as_read(header: Sequence[str], cells: list[Text]) -> dict[str, str]:
    """A row as a person would mend it: column → text; cells without a column are numbered."""
    pairs = itertools.zip_longest(header, cells, fillvalue="")
    return {
        str(name).strip() or f"#{index}": cell if isinstance(cell, str) else ";".join(cell)
        for index, (name, cell) in enumerate(pairs, 1)
        if name or cell
    }
