"""One load from start to end, for the command line and the upload page alike."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap
from pathlib import Path

from graph import described
from graph.additions import Additions
from graph.errors import UserError, no_room
from graph.index import Index, Known, Place, Unfit
from graph.ledger import Ledger, SourceInfo
from graph.model import Cell, Entity, Link, Model, Refusal, load_model
from graph.namesakes import Namesake, namesakes
from graph.references import Resolver
from graph.rejected import RejectedFile
from graph.settings import CHECKOUT
from graph.waiting import BATCH, Held, Spool, links_of
from loaders import Opened, Options, Row, open_source
from loaders.packages import DESCRIPTION
from loaders.source import Progress

SHOWN = 1_000  # refusals that a report holds; the file has them all
TOLD = 100_000  # refusals of one load that are not told again


@dataclass(slots=True)
class Report:
    """What a load or a check found.  Counts of statements are zero for a check.
    `kept` are those no longer said that stay because rows were refused.

    `rows` counts rows of which something is loaded, `entities` and `links` what they say, and
    `kinds` the entities by kind.
    `refused` counts rows of which nothing is loaded, `partly` those of `rows` that lost a
    relationship; `refusals` are the first of their wrong `cells`, and `rejected` is the file that
    has them all. `same` means that the files were loaded before just so, and were not read.
    `needed` are reports of data sets that had to be loaded first. `namesakes` are, where it was
    only checked, what is called as something is that others state.
    """

    source: SourceInfo
    rows: int = 0
    entities: int = 0
    links: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    partly: int = 0
    cells: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    rejected: Path | None = None
    warnings: list[str] = field(default_factory=list)
    same: bool = False
    version: int = 0
    added: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0
    needed: list[Report] = field(default_factory=list)
    namesakes: list[Namesake] = field(default_factory=list)


def load(
    path: Path,
    ledger: Ledger,
    options: Options | None = None,
    progress: Progress | None = None,
    rejected: Path | None = None,
    known: Sequence[Index] = (),
    dry_run: bool = False,
) -> Report:
    """Loads the source at `path` into `ledger`: all rows that are right, in one transaction.

    Data sets that it needs and that lie beside it are loaded first. Refused rows go to
    `<source>.rejected.csv` in the folder `rejected`, or else beside the source. `known` are data
    sets that are loaded right after it. With `dry_run` nothing is written, and the report tells
    what would be.

    Raises `UserError` if nothing can be loaded.
    """
    options = replace(options or Options(), names=ledger)
    opened = open_source(path, ledger.model, options)
    there = {s.id for s in ledger.sources()} | {index.source for index in known}
    needed = [
        load(beside, ledger, None, progress, rejected, dry_run=dry_run)
        for beside in _missing(opened, there)
    ]
    loaded = {s.id: s for s in ledger.sources()}
    info = described.source_info(opened, path, options, loaded.values())
    report = Report(info, needed=needed, same=True)
    file = RejectedFile(_folder(opened, path, rejected), opened.source.id)
    run = _Run(opened, ledger.model, [ledger, *known], report, file.write)

    def records() -> Iterator[Entity | Link]:
        report.same = False
        report.warnings += described.unsaid(opened, report.source, path)
        return _counted(run.records(progress), report)

    try:
        files = described.source_files(opened)
        done = ledger.load(
            report.source, _Once(records), dry_run=dry_run, whole=file.close, files=files
        )
        if not report.same and not dry_run:
            report.rejected = file.keep()
        if dry_run:
            report.namesakes = namesakes(run.index, ledger)
    except OSError as error:
        raise no_room(error) from error
    finally:
        file.drop()
    report.version, report.added, report.removed, report.unchanged, report.kept = done
    return report


def check(
    path: Path,
    ledger: Ledger | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    beside: Sequence[Index] = (),
) -> Report:
    """Reads and checks the source at `path` as `load` does, and writes nothing.

    Data sets that it needs are looked up in `ledger` and in those `beside` it, or read where they
    lie beside it.
    Raises `UserError` if nothing could be loaded.
    """
    model = ledger.model if ledger else load_model()
    options = replace(options or Options(), names=ledger)
    opened = open_source(path, model, options)
    known: list[Known] = [ledger, *beside] if ledger else [*beside]
    there = {index.source for index in beside} | (
        {s.id for s in ledger.sources()} if ledger else set()
    )
    for folder in _missing(opened, there):
        known.append(index_of(open_source(folder, model), model.identifiers))
    report = Report(described.source_info(opened, path, options, None))
    report.warnings += described.unsaid(opened, report.source, path)
    try:
        run = _Run(opened, model, known, report, lambda refusal: None)
        for _ in _counted(run.records(progress), report):
            pass
    except OSError as error:
        raise no_room(error) from error
    if ledger:
        report.namesakes = namesakes(run.index, ledger)
    return report


class _Run:
    """One walk over a source: yields what is right and reports what is not."""

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
                for record in row.records:
                    if isinstance(record, Link):
                        if sure := certain(record):
                            report.links += 1
                            if len(row.records) > 1 and isinstance(row.records[0], Link):
                                self.begun.add((row.file, row.sheet, row.number))
                            yield sure
                        else:
                            waiting.append(record)
                    elif not record.kind:  # a ledger wrote it: another source says what it is
                        report.entities += 1
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
        report.warnings += [*self.opened.warnings, *self.resolver.located.warnings()]

    def _added(
        self, place: Place, written: Mapping[str, str], found: Entity | Unfit
    ) -> Entity | None:
        if isinstance(found, Entity):
            self.report.entities += 1
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
            yield found

    def _lost(self, link: Link, unfit: Unfit) -> None:
        at = link.cell
        assert at is not None
        # A link of an entity's row stands in a column of its own.
        column = unfit.column if at.column == "to" else at.column
        self._later((at.file, at.sheet, at.row), at.written.get(column, column), unfit)

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


def _counted(records: Iterable[Entity | Link], report: Report) -> Iterator[Entity | Link]:
    for record in records:
        if isinstance(record, Entity):
            report.kinds[record.kind] += 1
        yield record


class _Once:
    """An iterable that begins its work only when it is walked."""

    def __init__(self, make: Callable[[], Iterator[Entity | Link]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Entity | Link]:
        return self._make()


def index_of(opened: Opened, identifiers: Collection[str]) -> Index:
    """The entities of a data set, to look references up in."""
    index = Index(opened.source.id, identifiers)
    for row in opened.rows(None):
        for record in row.records:
            if isinstance(record, Entity):
                try:
                    index.add(record, (row.file, row.sheet, row.number))
                except Unfit:
                    break
    return index


def _missing(opened: Opened, present: set[str]) -> list[Path]:
    """The folders of data sets that are needed and not present: beside, or of the program's own.

    Raises `UserError`.
    """
    found = []
    for need in opened.source.needs or ():
        if need in present:
            continue
        beside = opened.folder.absolute().parent / need
        places = [p for p in (beside, CHECKOUT / "data" / need) if (p / DESCRIPTION).is_file()]
        if not places:
            raise UserError(
                f"{opened.source.id} needs the data set {need}, which is not loaded and not at "
                f"{beside}; load it first"
            )
        found.append(places[0])
    return found


def _folder(opened: Opened, path: Path, told: Path | None) -> Path:
    """Where the refused rows go: beside the source, or here where that cannot be written."""
    beside = path if path.is_dir() else opened.folder
    return told or (beside if os.access(beside, os.W_OK) else Path.cwd())
