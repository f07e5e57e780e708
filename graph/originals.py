"""Shows where a fact stands: the paragraph or row at a locator, from the source's own file.

A file is what its recorded hash says.  It is looked for where it was loaded from and in folders
that are named, so that it may have been moved or renamed.  Where a source still says something of
several editions of a file, it is the one in which most of the words stand at the place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from graph.described import file_hash
from graph.errors import UserError
from graph.ledger import SourceFile
from graph.model import Model
from loaders.documents import CUTS, read_text
from loaders.formats import Unreadable
from loaders.passages import row_at
from loaders.source import TABLE
from loaders.values import fold

LARGEST = 64 << 20  # bytes of a file that is read for one place
MOST = 5_000  # files of a folder that are looked at
# Never known, the file without the place, not here, other than it was, or here with the place.
State = Literal["unknown", "lost", "away", "changed", "here"]
STATES = get_args(State)  # of several files of one name the later state counts


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

    `words` are what the statements say: they tell rows apart that name the same thing, and files
    of the same name.
    """
    return [_passage(files, locator, words, folders, model) for locator in locators]


def _passage(
    files: Sequence[SourceFile],
    locator: str,
    words: Sequence[str],
    folders: Sequence[Path],
    model: Model,
) -> Passage:
    looked = [_look(file, locator, words, folders, model) for file in _named(files, locator)]
    if len(looked) > 1 and words:  # a place with none of the words is that of another edition
        lost = Passage(locator, "lost", looked[0].passage.file)
        looked = [
            one if one.hits or one.passage.state != "here" else one._replace(passage=lost)
            for one in looked
        ]
    best = max(looked, key=lambda one: (STATES.index(one.passage.state), *one[1:]), default=None)
    return best.passage if best else Passage(locator, "unknown")


class _Looked(NamedTuple):
    passage: Passage
    hits: int  # words that stand at the place
    written: float  # when the file was


def _look(
    file: SourceFile,
    locator: str,
    words: Sequence[str],
    folders: Sequence[Path],
    model: Model,
) -> _Looked:
    """What stands at a locator in one file."""
    path, state, written = _find(file, folders)
    found = _read(path, file, locator, words, model) if path else Passage(locator, state, file.name)
    stands = fold("\n".join((found.text, *(text for _, text in found.cells))))
    hits = sum(fold(word) in stands for word in words if word)
    return _Looked(found, hits, written)


def _read(
    path: Path, file: SourceFile, locator: str, words: Sequence[str], model: Model
) -> Passage:
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


def _named(files: Sequence[SourceFile], locator: str) -> list[SourceFile]:
    """The files that a locator may point into: the tables of its name, else the one text; several
    are editions of one file."""
    tables = [f for f in files if f.role == TABLE and locator.startswith(f"{f.name}#")]
    texts = [f for f in files if f.role in CUTS and "#" not in locator]
    return tables or (texts if len({f.name for f in texts}) == 1 else [])


def _find(file: SourceFile, folders: Sequence[Path]) -> tuple[Path | None, State, float]:
    """Where the file with the recorded hash lies, and when it was written; else whether one of its
    name is another."""
    state: State = "away"
    for path in _candidates(file, folders):
        try:
            stat = path.stat()
            if stat.st_size <= LARGEST and file_hash(path) == file.sha256:
                return path, "here", stat.st_mtime
        except (OSError, UserError):
            continue
        if path.name == Path(file.name).name:
            state = "changed"
    return None, state, 0


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
