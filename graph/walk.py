"""One walk over a source: what is right of it, for a ledger, and what is not, for a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import starmap

from graph.additions import Additions
from graph.index import Index, Known, Place, Unfit
from graph.lines import Lines
from graph.model import Cell, Entity, Link, Model, Refusal
from graph.references import Resolver
from graph.report import Report
from graph.waiting import BATCH, Held, Spool, links_of
from loaders import Opened, Row
from loaders.source import Progress

SHOWN = 1_000  # refusals that a report holds; the file has them all
TOLD = 100_000  # refusals of one load that are not told again


class Walk:
    """Yields what is right of a source and reports what is not.  `write` takes each refusal."""

    def __init__(
        self,
        opened: Opened,
        model: Model,
        known: Sequence[Known],
        report: Report,
        write: Callable[[Refusal], None],
    ) -> None:
        self.opened, self.report, self.write = opened, report, write
        self.index = Index(opened.source.id, model.identifiers)
        self.resolver = Resolver(self.index, known, model)
        self.more = Additions(known, model)
        self.lines = Lines()
        self.told: set[int] = set()  # refusals, by their hashes
        self.late: list[Refusal] = []  # refusals whose rows have still to be read again
        self.begun: set[Place] = set()  # rows of several links, of which one is loaded already
        self.row: Place = ("", "", 0)  # of the links that are being resolved
        self.cell: Cell | None = None
        self.lost = self.kept = False  # whether one of that row is refused, and something loaded

    def records(self, progress: Progress | None) -> Iterator[Entity | Link]:
        """Entities and links with whole ids, links last where they refer to later rows."""
        report, certain = self.report, self.resolver.certain
        with Spool() as waiting:
            for row in self.opened.rows(progress):
                if row.refused:
                    self._refuse(row.refused, row.names)
                    for other in row.more:
                        self._note(other)
                    continue
                report.rows += 1
                own = _own(row.records)
                for record in row.records:
                    if isinstance(record, Link):
                        if sure := certain(record):
                            report.links += 1
                            self.lines.said((row.file, row.sheet, row.number))
                            if len(row.records) > 1 and isinstance(row.records[0], Link):
                                self.begun.add((row.file, row.sheet, row.number))
                            yield sure
                        else:
                            waiting.append(record)
                    elif not record.kind:  # a ledger wrote it: another source says what it is
                        report.entities += 1
                        self.lines.said((row.file, row.sheet, row.number))
                        yield record
                    elif row.adds:
                        place = (row.file, row.sheet, row.number)
                        self.more.take(record, place, row.written)
                    elif not self._fits(record, row):
                        break  # its links are part of the refused row
                    elif held := self._held(record, row.records):
                        waiting.append(held)
                        break
                    else:
                        report.entities += 1
                        if record is own:
                            self.lines.said((row.file, row.sheet, row.number))
                        yield record
            yield from filter(None, starmap(self._added, self.more.settle()))
            for batch in waiting.batches():
                self.resolver.ask(links_of(batch))
                for item in batch:
                    if isinstance(item, Link):
                        yield from self._resolved(item)
                    else:
                        yield from self._with_links(item)
            self._count_row()
        self._refuse_late()
        report.unread, report.gaps = self.lines.counted()
        report.warnings += [*self.opened.warnings, *self.resolver.located.warnings()]

    def _added(
        self, place: Place, written: Mapping[str, str], found: Entity | Unfit
    ) -> Entity | None:
        if isinstance(found, Entity):
            self.report.entities += 1
            self.lines.said(place)
            return found
        self._lose(place, written, found)
        return None

    def _fits(self, entity: Entity, row: Row) -> bool:
        place: Place = (row.file, row.sheet, row.number)
        try:
            if not self.opened.source.exact:
                self.resolver.check_others(entity)
            self.index.add(entity, place)
        except Unfit as unfit:
            self._lose(place, row.written, unfit)
            return False
        return True

    def _lose(self, place: Place, written: Mapping[str, str], unfit: Unfit) -> None:
        self._later(place, written.get(unfit.column, unfit.column), unfit)
        self.report.rows -= 1
        self.report.refused += 1

    def _held(self, entity: Entity, records: list[Entity | Link]) -> Held | None:
        """A figure that says nothing without a link of which it is not sure yet."""
        links = [r for r in records if isinstance(r, Link) and entity.id in (r.start, r.end)]
        essential = [r for r in links if self.resolver.model.relationships[r.type].essential]
        if all(map(self.resolver.certain, essential)):
            return None
        return Held(entity, links)

    def _with_links(self, held: Held) -> Iterator[Entity | Link]:
        """An entity with its links, or nothing where one that it needs leads nowhere."""
        for link in held.links:
            if self.resolver.model.relationships[link.type].essential:
                try:
                    self.resolver.resolve(link)
                except Unfit as unfit:
                    self.report.rows -= 1
                    self.report.refused += 1
                    self._lost(link, unfit)
                    return
        self.report.entities += 1
        if at := next((link.cell for link in held.links if link.cell), None):
            self.lines.said((at.file, at.sheet, at.row))
        yield held.entity
        for link in held.links:
            yield from self._resolved(link)

    def _resolved(self, link: Link) -> Iterator[Link]:
        at = link.cell
        assert at is not None
        # One line of a file may hold several rows; a row of relationships has one cell.
        place: Place = (at.file, at.sheet, at.row)
        alone = at.column == "to"  # a row of a table of relationships says nothing else
        if self.cell is not at and (alone or self.row != place):
            self._count_row()
            self.row, self.lost, self.kept = place, False, not alone or place in self.begun
        self.cell = at
        try:
            found = self.resolver.resolve(link)
        except Unfit as unfit:
            self.lost = True
            self._lost(link, unfit)
        else:
            self.kept = True
            self.report.links += 1
            self.lines.said(place)
            yield found

    def _lost(self, link: Link, unfit: Unfit) -> None:
        at = link.cell
        assert at is not None
        # A link of an entity's row stands in a column of its own.
        column = unfit.column if at.column == "to" else at.column
        place: Place = (at.file, at.sheet, at.row)
        if unfit.because == place:
            self.lines.wrong(place)  # what follows from the fault of the row is no other fault
        else:
            self._later(place, at.written.get(column, column), unfit)

    def _count_row(self) -> None:
        """Counts the row whose links were resolved, if it lost one."""
        if self.lost and self.kept:
            self.report.partly += 1
        elif self.lost:
            self.report.refused += 1
            self.report.rows -= 1

    def _refuse(self, refusal: Refusal, names: tuple[str, ...] = ()) -> None:
        self.report.refused += 1
        self.index.refuse(names, (refusal.file, refusal.sheet, refusal.row))
        self._note(refusal)

    def _note(self, refusal: Refusal) -> None:
        self.lines.wrong((refusal.file, refusal.sheet, refusal.row))
        # Two sections of a mapping may read one row, which is wrong once.
        key = hash(refusal._replace(record=None))
        if key in self.told:
            return
        if len(self.told) < TOLD:
            self.told.add(key)
        self.report.cells += 1
        if len(self.report.refusals) < SHOWN:
            self.report.refusals.append(refusal)
        self.write(refusal)

    def _later(self, place: Place, column: str, unfit: Unfit) -> None:
        refusal = Refusal(*place, column, unfit.value, unfit.expected)
        if self.late and self.late[-1] == refusal:
            return  # a row of many figures: its scope is wrong once
        self.late.append(refusal)
        if len(self.late) >= BATCH:
            self._refuse_late()

    def _refuse_late(self) -> None:
        rows: dict[tuple[str, str], set[int]] = {}
        for r in self.late:
            rows.setdefault((r.file, r.sheet), set()).add(r.row)
        read = {at: self.opened.reread(*at, numbers) for at, numbers in rows.items()}
        for r in self.late:
            self._note(r._replace(record=read[r.file, r.sheet].get(r.row)))
        self.late.clear()


def _own(records: Sequence[Entity | Link]) -> Entity | Link | None:
    """What a row is about, of its records: after what it names besides, before its links."""
    if len(records) > 1 and isinstance(records[1], Entity):
        return [r for r in records if isinstance(r, Entity)][-1]
    return records[0] if records else None
