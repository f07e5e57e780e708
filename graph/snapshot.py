"""Loads a package that `graph/exports/package.py` wrote: all its sources, then its judgements."""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from graph import ingest
from graph.errors import UserError
from graph.index import Index
from graph.ledger import Judgement, Ledger
from graph.model import Model, load_model
from graph.package import (
    CORRECTIONS,
    DESCRIPTION,
    FORMAT,
    JUDGEMENTS,
    READ,
    SOURCES,
    SUMS,
    corrections,
)
from graph.report import Report
from loaders import Options, open_source
from loaders.source import DATA_SET, Progress

ORIGINAL = "get the package again from where it came"


def load_all(
    path: Path, ledger: Ledger, options: Options | None = None, progress: Progress | None = None
) -> Iterator[Report]:
    """Loads what is at `path`, a package or anything that `ingest.load` takes; a report a source.

    Raises `UserError` if nothing can be loaded, and for a package of which any file has changed.
    """
    with _package(path) as folder:
        if folder is None:
            yield ingest.load(path, ledger, options, progress)
            return
        _alone(path, options)
        names = _verified(folder, path)
        waiting = {name: _index(folder, name, ledger.model) for name in names}
        for name in _in_order(folder, names):
            del waiting[name]
            place = folder / SOURCES / name
            rejected = path.absolute().parent
            known = list(waiting.values())
            yield ingest.load(place, ledger, None, progress, rejected, known)
        ledger.restore(_judgements(folder))
        ledger.restore_corrections(corrections.read(folder / CORRECTIONS))


def check_all(
    path: Path,
    ledger: Ledger | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Iterator[Report]:
    """Checks what is at `path` as `load_all` loads it, and writes nothing."""
    with _package(path) as folder:
        if folder is None:
            yield ingest.check(path, ledger, options, progress)
            return
        _alone(path, options)
        names = _verified(folder, path)
        model = ledger.model if ledger else load_model()
        beside = {name: _index(folder, name, model) for name in names}
        for name in names:
            known = [index for other, index in beside.items() if other != name]
            yield ingest.check(folder / SOURCES / name, ledger, None, progress, known)


@contextmanager
def _package(path: Path) -> Iterator[Path | None]:
    """The folder of a package at `path`, an archive unpacked; None if it is something else."""
    if path.name == DESCRIPTION:
        path = path.parent
    if path.suffix.lower() == ".zip" and path.is_file():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            _unpack(path, folder)
            if _described(folder) is None:
                raise UserError(f"{path}: not a package of Triple Helix; unpack it and name a file")
            yield folder
    else:
        yield path if _described(path) is not None else None


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if not _inside(name):
                    raise UserError(f"{path}: {name!r} leads out of the archive; {ORIGINAL}")
            archive.extractall(folder)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise UserError(f"{path}: cannot be unpacked ({error}); {ORIGINAL}") from None


def _described(folder: Path) -> dict[str, Any] | None:
    """What a package says of itself to this program; None if it is not one."""
    try:
        data = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None
    own = data.get("triplehelix") if isinstance(data, dict) else None
    return own if isinstance(own, dict) and "snapshot" in own else None


def _alone(path: Path, options: Options | None) -> None:
    if options not in (None, Options()):
        raise UserError(f"{path}: a package describes its sources itself; leave the options away")


def _verified(folder: Path, path: Path) -> list[str]:
    """The names of the sources in a package of which no file has changed.  Raises `UserError`."""
    own = _described(folder) or {}
    if own["snapshot"] not in READ:
        raise UserError(
            f"{path}: a package of format {own['snapshot']}, and this program reads formats up to "
            f"{FORMAT}"
        )
    sums = _sums(folder, path)
    for name, expected in sums.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            raise UserError(f"{path}: {name} is missing; {ORIGINAL}") from None
        if found != expected:
            raise UserError(f"{path}: {name} has changed since it was written; {ORIGINAL}")
    listed = own.get("sources")
    names = list(map(str, listed)) if isinstance(listed, list) else []
    for name in names or [""]:
        if not DATA_SET.fullmatch(name) or f"{SOURCES}/{name}/{DESCRIPTION}" not in sums:
            raise UserError(f"{path}: {DESCRIPTION} names a source {name!r} that is not in it")
    for needed in (JUDGEMENTS, CORRECTIONS):
        if needed not in sums:
            raise UserError(f"{path}: {needed} is missing; {ORIGINAL}")
    return names


def _sums(folder: Path, path: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UserError(f"{path}: {SUMS} is missing or no text; {ORIGINAL}") from None
    sums = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines) if name}
    if not all(map(_inside, sums)):
        raise UserError(f"{path}: {SUMS} names a file outside; {ORIGINAL}")
    return sums


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name)


def _index(folder: Path, name: str, model: Model) -> Index:
    return ingest.index_of(open_source(folder / SOURCES / name, model), model.identifiers)


def _in_order(folder: Path, names: Sequence[str]) -> list[str]:
    """Sources after those that they point into; where these point back, in the given order."""
    needs = {name: _needs(folder / SOURCES / name) & {*names} for name in names}
    ordered: list[str] = []
    left = list(names)
    while left:
        ready = [n for n in left if needs[n] <= {*ordered}] or left[:1]
        ordered += ready
        left = [n for n in left if n not in ready]
    return ordered


def _needs(folder: Path) -> set[str]:
    data: Mapping[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    return set(data["triplehelix"]["needs"])


def _judgements(folder: Path) -> Iterator[Judgement]:
    with (folder / JUDGEMENTS).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            live = not row["undone_by"]
            yield Judgement(id=number, live=live, **row)
