"""One load from start to end, for the command line and the upload page alike."""

from __future__ import annotations

import errno
import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, Link, Model, Refusal, load_model
from graph.references import Index, Known, Place, Resolver, Unfit
from graph.rejected import RejectedFile
from loaders import Opened, Options, Row, open_source
from loaders.source import Progress

SHOWN = 1_000  # refusals that a report holds; the file has them all
BATCH = 5_000  # links looked up at a time
DESCRIPTION = "datapackage.json"
_DESCRIBING = ("publisher", "date", "licence", "url", "version")
UNSAID = "nobody says of it"  # the loader's warning of a table that is not described


@dataclass(slots=True)
class Report:
    """What a load or a check found.  Counts of statements are zero for a check.
    `kept` are those no longer said that stay because rows were refused.

    `rows` counts rows of which something is loaded, `entities` and `links` what they say.
    `refused` counts rows of which something is not; `refusals` are the first of their wrong
    `cells`, and `rejected` is the file that has them all. `same` means that the files were loaded
    before just so, and were not read. `needed` are reports of data sets that had to be loaded
    first.
    """

    source: SourceInfo
    rows: int = 0
    entities: int = 0
    links: int = 0
    refused: int = 0
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


def load(
    path: Path,
    ledger: Ledger,
    options: Options | None = None,
    progress: Progress | None = None,
    rejected: Path | None = None,
    known: Sequence[Index] = (),
) -> Report:
    """Loads the source at `path` into `ledger`: all rows that are right, in one transaction.

    Data sets that it needs and that lie beside it are loaded first. Refused rows go to
    `<source>.rejected.csv` in the folder `rejected`, or else beside the source. `known` are data
    sets that are loaded right after it.

    Raises `UserError` if nothing can be loaded.
    """
    opened = open_source(path, ledger.model, options)
    there = {s.id for s in ledger.sources()} | {index.source for index in known}
    needed = [load(beside, ledger, None, progress, rejected) for beside in _missing(opened, there)]
    loaded = {s.id: s for s in ledger.sources()}
    files = _files_hash(opened)
    info = _info(opened, files, _state(opened, files, options or Options(), loaded.values()))
    if opened.source.id in loaded and not _is_package(opened):
        info = _as_known(info, loaded[opened.source.id], options or Options(), path)
    report = Report(info, needed=needed, same=True)
    file = RejectedFile(_folder(opened, path, rejected), opened.source.id)
    run = _Run(opened, ledger.model, [ledger, *known], report, file.write)

    def records() -> Iterator[Entity | Link]:
        report.same = False
        return run.records(progress)

    try:
        done = ledger.load(report.source, _Once(records), whole=file.close)
        if not report.same:
            report.rejected = file.keep()
    except OSError as error:
        raise _no_room(error) from error
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
    opened = open_source(path, model, options)
    known: list[Known] = [ledger, *beside] if ledger else [*beside]
    there = {index.source for index in beside} | (
        {s.id for s in ledger.sources()} if ledger else set()
    )
    for folder in _missing(opened, there):
        known.append(index_of(open_source(folder, model)))
    report = Report(_info(opened, _files_hash(opened), ""))
    try:
        for _ in _Run(opened, model, known, report, lambda refusal: None).records(progress):
            pass
    except OSError as error:
        raise _no_room(error) from error
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
        self.index = Index(opened.source.id)
        self.resolver = Resolver(self.index, known, model)
        self.written: dict[tuple[str, str], Mapping[str, str]] = {}  # headers, by table
        self.late: list[Refusal] = []  # refusals whose rows have still to be read again

    def records(self, progress: Progress | None) -> Iterator[Entity | Link]:
        """Entities and links with whole ids, links last where they refer to later rows."""
        report, certain = self.report, self.resolver.certain
        with _Spool() as waiting:
            for row in self.opened.rows(progress):
                if row.refused:
                    self._refuse(row.refused, row.names)
                    for other in row.more:
                        self._note(other)
                    continue
                report.rows += 1
                self.written[row.file, row.sheet] = row.written
                for record in row.records:
                    if isinstance(record, Link):
                        if sure := certain(record):
                            report.links += 1
                            yield sure
                        else:
                            waiting.append(record)
                    elif self._fits(record, row):
                        report.entities += 1
                        yield record
                    else:
                        break  # its links are part of the refused row
            for links in waiting.batches():
                self.resolver.ask(links)
                yield from self._resolved(links)
        self._refuse_late()
        described = report.source.publisher and report.source.date and report.source.licence
        report.warnings += [w for w in self.opened.warnings if not (described and UNSAID in w)]

    def _fits(self, entity: Entity, row: Row) -> bool:
        place: Place = (row.file, row.sheet, row.number)
        try:
            if not self.opened.source.exact:
                self.resolver.check_others(entity)
            self.index.add(entity, place)
        except Unfit as unfit:
            self._later(place, unfit.column, unfit)
            self.report.rows -= 1
            return False
        return True

    def _resolved(self, links: list[Link]) -> Iterator[Link]:
        for link in links:
            try:
                found = self.resolver.resolve(link)
            except Unfit as unfit:
                at = link.cell
                assert at is not None
                # A link of an entity's row stands in a column of its own.
                alone = at.column == "to"  # a row of a table of relationships says nothing else
                column = unfit.column if alone else at.column
                self.report.rows -= alone
                self._later((at.file, at.sheet, at.row), column, unfit)
            else:
                self.report.links += 1
                yield found

    def _refuse(self, refusal: Refusal, names: tuple[str, ...] = ()) -> None:
        self.report.refused += 1
        self.index.refuse(names, (refusal.file, refusal.sheet, refusal.row))
        self._note(refusal)

    def _note(self, refusal: Refusal) -> None:
        self.report.cells += 1
        if len(self.report.refusals) < SHOWN:
            self.report.refusals.append(refusal)
        self.write(refusal)

    def _later(self, place: Place, column: str, unfit: Unfit) -> None:
        column = self.written[place[:2]].get(column, column)
        self.late.append(Refusal(*place, column, unfit.value, unfit.expected))
        if len(self.late) >= BATCH:
            self._refuse_late()

    def _refuse_late(self) -> None:
        rows: dict[tuple[str, str], set[int]] = {}
        for r in self.late:
            rows.setdefault((r.file, r.sheet), set()).add(r.row)
        read = {at: self.opened.reread(*at, numbers) for at, numbers in rows.items()}
        for r in self.late:
            self._refuse(r._replace(record=read[r.file, r.sheet].get(r.row)))
        self.late.clear()


class _Once:
    """An iterable that begins its work only when it is walked."""

    def __init__(self, make: Callable[[], Iterator[Entity | Link]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Entity | Link]:
        return self._make()


class _Spool:
    """Links that wait until all entities are read, on disk beyond the first few thousand."""

    def __init__(self) -> None:
        self._last: list[Link] = []
        self._file: IO[Any] | None = None
        self._parts = 0

    def __enter__(self) -> _Spool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def append(self, link: Link) -> None:
        self._last.append(link)
        if len(self._last) >= BATCH:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
            pickle.dump(self._last, self._file, pickle.HIGHEST_PROTOCOL)
            self._parts += 1
            self._last = []

    def batches(self) -> Iterator[list[Link]]:
        if self._file:
            self._file.seek(0)
            for _ in range(self._parts):
                yield pickle.load(self._file)  # noqa: S301 - written above, by this process
        if self._last:
            yield self._last


def index_of(opened: Opened) -> Index:
    """The entities of a data set, to look references up in."""
    index = Index(opened.source.id)
    for row in opened.rows(None):
        for record in row.records:
            if isinstance(record, Entity):
                try:
                    index.add(record, (row.file, row.sheet, row.number))
                except Unfit:
                    break
    return index


def _missing(opened: Opened, present: set[str]) -> list[Path]:
    """The folders of data sets that are needed and not present.  Raises `UserError`."""
    found = []
    for need in opened.source.needs or ():
        if need in present:
            continue
        beside = opened.folder.absolute().parent / need
        if not (beside / DESCRIPTION).is_file():
            raise UserError(
                f"{opened.source.id} needs the data set {need}, which is not loaded and not at "
                f"{beside}; load it first"
            )
        found.append(beside)
    return found


def _files_hash(opened: Opened) -> str:
    """The SHA-256 of its file; of several, that of their names and hashes in order."""
    hashes = []
    for path in opened.files:
        try:
            with path.open("rb") as file:
                hashes.append((path.name, hashlib.file_digest(file, "sha256").hexdigest()))
        except OSError as error:
            raise UserError(f"{path}: {error.strerror}") from None
    if len(hashes) == 1:
        return hashes[0][1]
    return hashlib.sha256(repr(hashes).encode()).hexdigest()


def _state(opened: Opened, files: str, options: Options, sources: Iterable[SourceInfo]) -> str:
    """A hash of all that the result depends on: its files, how they are read, and the sources
    that it refers to.  A source that does not say which data sets it needs may refer to any."""
    needs = opened.source.needs
    others = sorted(
        (s.id, s.sha256)
        for s in sources
        if s.id != opened.source.id and (needs is None or s.id in needs)
    )
    depends = (files, options.kind, options.sheet, others)
    return hashlib.sha256(repr(depends).encode()).hexdigest()


def _info(opened: Opened, sha256: str, state: str) -> SourceInfo:
    s = opened.source
    return SourceInfo(
        s.id, s.title, s.publisher, s.date, s.licence, s.rank, s.url, sha256, s.version, state
    )


def _is_package(opened: Opened) -> bool:
    return any(file.name == DESCRIPTION for file in opened.files)


def _as_known(info: SourceInfo, known: SourceInfo, options: Options, path: Path) -> SourceInfo:
    """`info` of a single table; what nobody says of it this time is as the ledger knows it."""
    unsaid = {n: getattr(known, n) for n in _DESCRIBING if not getattr(info, n)}
    if not options.title and info.title == path.name.split(".")[0]:
        unsaid["title"] = known.title
    if options.rank is None and info.rank == SourceInfo("", "").rank:
        unsaid["rank"] = known.rank
    return info._replace(**unsaid)


def _folder(opened: Opened, path: Path, told: Path | None) -> Path:
    """Where the refused rows go: beside the source, or here where that cannot be written."""
    beside = path if path.is_dir() else opened.folder
    return told or (beside if os.access(beside, os.W_OK) else Path.cwd())


def _no_room(error: OSError) -> UserError:
    if error.errno == errno.EDQUOT:
        return UserError("the disk quota is used up; make room and load again: nothing was loaded")
    if error.errno == errno.EFBIG:
        return UserError(
            "a file would grow beyond the size that this system allows; raise the limit and load "
            "again: nothing was loaded"
        )
    if error.errno == errno.ENOSPC:
        return UserError("the disk is full; make room and load again: nothing was loaded")
    where = f"{error.filename}: " if error.filename else ""
    return UserError(f"{where}{error.strerror or error}; nothing was loaded")
