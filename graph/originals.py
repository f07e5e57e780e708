"""Shows where a fact stands: the paragraph or row at a locator, from the source's own file.

A file is what its recorded hash says.  It is looked for where it was loaded from and in folders
that are named, so that it may have been moved or renamed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from graph.described import TABLE, file_hash
from graph.errors import UserError
from graph.ledger import Ledger, SourceFile
from graph.model import Model
from loaders.documents import CUTS, read_text
from loaders.formats import Unreadable
from loaders.passages import row_at

LARGEST = 64 << 20  # bytes of a file that is read for one place
EARLIER = "earlier"  # the folder beside a file for what it was before
MOST = 5_000  # files of a folder that are looked at
# The file is here with the place, without it, other than it was, not here, or never known.
State = Literal["here", "lost", "changed", "away", "unknown"]


class Passage(NamedTuple):
    """What stands at a locator: a text, or the cells of a row, each under its heading."""

    locator: str
    state: State
    file: str = ""
    text: str = ""
    row: int = 0
    cells: tuple[tuple[str, str], ...] = ()


def passages(
    files: Sequence[SourceFile],
    locators: Iterable[str],
    words: Sequence[str],
    folders: Sequence[Path],
    model: Model,
) -> list[Passage]:
    """What stands at each of `locators` of a source that was read from `files`.

    `words` help to tell rows apart that name the same thing.
    """
    return [_passage(files, locator, words, folders, model) for locator in locators]


def put_aside(path: Path, ledger: Ledger) -> None:
    """Keeps the file at `path`, which is to be written over, if a source was read from it: a place
    in it may be asked for still, or again when a later load is taken back."""
    if not path.is_file():
        return
    content = file_hash(path)
    read = (file for source in ledger.sources() for file in ledger.files(source.id))
    if any(file.sha256 == content for file in read):
        folder = path.parent / EARLIER
        folder.mkdir(exist_ok=True)
        path.replace(folder / f"{path.stem}.{content[:12]}{path.suffix}")


def _passage(
    files: Sequence[SourceFile],
    locator: str,
    words: Sequence[str],
    folders: Sequence[Path],
    model: Model,
) -> Passage:
    file = _named(files, locator)
    if file is None:
        return Passage(locator, "unknown")
    path, state = _find(file, folders)
    if path is None:
        return Passage(locator, state, file.name)
    try:
        if file.role in CUTS:
            text = CUTS[file.role](read_text(path)).get(locator, "")
            return Passage(locator, "here" if text else "lost", file.name, text)
        row = row_at(path, locator.removeprefix(f"{file.name}#"), words, model)
    except (Unreadable, UserError):
        row = None
    if row is None:
        return Passage(locator, "lost", file.name)
    return Passage(locator, "here", file.name, row=row.number, cells=row.cells)


def _named(files: Sequence[SourceFile], locator: str) -> SourceFile | None:
    """The file that a locator points into: a table by its name, else the one text."""
    for file in files:
        if file.role == TABLE and locator.startswith(f"{file.name}#"):
            return file
    texts = [file for file in files if file.role in CUTS]
    return texts[0] if len(texts) == 1 and "#" not in locator else None


def _find(file: SourceFile, folders: Sequence[Path]) -> tuple[Path | None, State]:
    """Where the file with the recorded hash lies; else whether one of its name is another."""
    state: State = "away"
    for path in _candidates(file, folders):
        try:
            if path.stat().st_size <= LARGEST and file_hash(path) == file.sha256:
                return path, "here"
        except (OSError, UserError):
            continue
        if path.name == Path(file.name).name:
            state = "changed"
    return None, state


def _candidates(file: SourceFile, folders: Sequence[Path]) -> Iterator[Path]:
    """Files that may be it: where it was, then of its name, then all with its ending."""
    if file.path and (path := Path(file.path)).is_file():
        yield path
    name, ending = Path(file.name).name, Path(file.name).suffix.lower()
    there = [p for folder in folders for p in islice(_walk(folder), MOST)]
    alike = [p for p in there if p.suffix.lower() == ending]
    yield from sorted(alike, key=lambda p: (p.name != name, str(p)))


def _walk(folder: Path) -> Iterator[Path]:
    for at, inside, names in os.walk(folder):
        inside[:] = sorted(n for n in inside if not n.startswith("."))
        yield from (Path(at) / name for name in sorted(names))
