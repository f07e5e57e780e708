"""One load from start to end, for the command line and the upload page alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph import described
from graph.errors import UserError, no_room
from graph.index import Index, Known, Unfit
from graph.ledger import Ledger
from graph.model import Entity, Link, load_model
from graph.namesakes import namesakes
from graph.rejected import RejectedFile
from graph.report import Report
from graph.settings import CHECKOUT
from graph.walk import Walk
from loaders import Opened, Options, open_source
from loaders.packages import DESCRIPTION
from loaders.source import Progress


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
    walk = Walk(opened, ledger.model, [ledger, *known], report, file.write)

    def records() -> Iterator[Entity | Link]:
        report.same = False
        report.warnings += described.unsaid(opened, report.source, path)
        return _counted(walk.records(progress), report)

    try:
        files = described.source_files(opened)
        done = ledger.load(
            report.source, _Once(records), dry_run=dry_run, whole=file.close, files=files
        )
        if not report.same and not dry_run:
            report.rejected = file.keep()
        if dry_run:
            report.namesakes = namesakes(walk.index, ledger)
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
        walk = Walk(opened, model, known, report, lambda refusal: None)
        for _ in _counted(walk.records(progress), report):
            pass
    except OSError as error:
        raise no_room(error) from error
    if ledger:
        report.namesakes = namesakes(walk.index, ledger)
    return report


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
