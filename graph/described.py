"""Who says what a source holds, as the ledger keeps it: from its files, options, and before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from graph.errors import UserError
from graph.ledger import SourceFile, SourceInfo
from loaders import Opened, Options
from loaders.packages import DESCRIPTION
from loaders.source import TABLE

DESCRIBING = ("publisher", "date", "licence", "url", "version")
MUST_SAY = ("publisher", "date", "licence")


def source_info(
    opened: Opened, path: Path, options: Options, sources: Iterable[SourceInfo] | None
) -> SourceInfo:
    """The description of the source at `path`, to be loaded into a ledger with `sources`.

    What nobody says of a table outside a package is as the ledger knows it from before. Without
    `sources` nothing is looked up, and nothing can be told to be unchanged.
    """
    s, files = opened.source, _files_hash(opened)
    listed = list(sources or ())
    state = "" if sources is None else _state(opened, files, options, listed)
    info = SourceInfo(
        s.id, s.title, s.publisher, s.date, s.licence, s.rank, s.url, files, s.version, state
    )
    known = next((k for k in listed if k.id == s.id), None)
    return _as_known(info, known, options, path) if known and _is_single(opened) else info


def unsaid(opened: Opened, info: SourceInfo, path: Path) -> list[str]:
    """The warning that nobody describes a table, unless the ledger knows from before."""
    if not opened.unsaid or all(getattr(info, n) for n in MUST_SAY):
        return []
    return [f"{path.name}: nobody says of it {', '.join(opened.unsaid)}; options can say so"]


def source_files(opened: Opened) -> list[SourceFile]:
    """The files that its locators point into: its tables, and what these were read from.

    The tables that a ledger wrote are none of them: it says itself what its statements stand in.
    """
    found = []
    for path in () if opened.source.exact else opened.files:
        if path.name != DESCRIPTION and path.suffix != ".toml":
            whole, folder = path.absolute(), opened.folder.absolute()
            inside = whole.is_relative_to(folder)
            name = whole.relative_to(folder).as_posix() if inside else path.name
            found.append(SourceFile(name, TABLE, file_hash(path), str(whole)))
    originals = [SourceFile(o.name, o.cut, o.sha256) for o in opened.source.originals]
    return sorted([*found, *originals])


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, computed once as long as it does not change.  Raises `UserError`."""
    try:
        stat = path.stat()
        return _hash(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}") from None


@lru_cache(maxsize=10_000)
def _hash(path: Path, _time: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files_hash(opened: Opened) -> str:
    """The SHA-256 of its file; of several, that of their names and hashes in order."""
    hashes = [(path.name, file_hash(path)) for path in opened.files]
    if len(hashes) == 1:
        return hashes[0][1]
    return hashlib.sha256(repr(hashes).encode()).hexdigest()


def _state(opened: Opened, files: str, options: Options, sources: list[SourceInfo]) -> str:
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


def _is_single(opened: Opened) -> bool:
    return not any(file.name == DESCRIPTION for file in opened.files)


def _as_known(info: SourceInfo, known: SourceInfo, options: Options, path: Path) -> SourceInfo:
    """`info` of a single table; what nobody says of it this time is as the ledger knows it."""
    before = {n: getattr(known, n) for n in DESCRIBING if not getattr(info, n)}
    if not options.title and info.title == path.name.split(".")[0]:
        before["title"] = known.title
    if options.rank is None and info.rank == SourceInfo("", "").rank:
        before["rank"] = known.rank
    return info._replace(**before)
