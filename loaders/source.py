"""What every loader takes and gives: options, a source's description, and its records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from graph.model import Entity, Link, Refusal

TABLE = "table"  # what a file is that is no text
DATA_SET = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
Progress = Callable[[int, int | None], None]  # rows read, and of how many where that is known


class Names(Protocol):
    """What is known by name: a ledger, or data sets that lie beside."""

    def ids_of_names(self, names: Iterable[str]) -> Mapping[str, list[str]]:
        """Name → ids of all that bear it, of those that are known."""
        ...

    def kinds_of(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Id → kind, of those that are known."""
        ...

    def wholes_of(self, ids: Iterable[str]) -> Mapping[str, list[str]]:
        """Id → names of what it is part of."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about a source beside its files; empty means: as the files say.

    `kind` is the kind or relationship type of a single table. `sheet` is a sheet of a workbook.
    `mapping` is the name or file of a mapping that says how foreign tables are read.
    The others describe the source, as in a `datapackage.json`. `names` tells, where there is one
    to ask, what is known by name already.
    """

    kind: str = ""
    sheet: str = ""
    id: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    licence: str = ""
    url: str = ""
    rank: int | None = None
    mapping: str = ""
    names: Names | None = field(default=None, compare=False)


class Original(NamedTuple):
    """A file that a data set was read from: its name and SHA-256, and what locators name in it.

    `cut` is how a text is cut into places, a key of `loaders.documents.CUTS`; or it is `TABLE`, and
    locators are `name#` and what is in the row.
    """

    name: str
    cut: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceData:
    """Who said what follows: the description of a source.

    `needs` are ids of data sets that its rows point into; None means that nobody said.
    `rank` is 1 for the source to be believed first. `exact` means that a ledger wrote it: ids are
    whole, nothing is added to what a row says, and it may speak of the things of others.
    """

    id: str
    title: str
    publisher: str
    date: str
    licence: str
    rank: int = 5
    url: str = ""
    version: str = ""
    needs: tuple[str, ...] | None = None
    exact: bool = False
    originals: tuple[Original, ...] = ()


class Row(NamedTuple):
    """What one row says, or why it is refused.

    `records` is an entity and then its links, or links alone. An end of a link that is not the
    entity of its own row is a reference as written: a local id, a whole id or a name. `names`
    are the id and name of a refused entity, so that a link to it can be explained. `written`
    gives the model's column as the table's header has it. Of a refused file the row is 0. `more`
    are the other wrong cells of a refused row. Of a row that `adds`, the entity is that of another
    source.
    """

    file: str
    sheet: str
    number: int
    records: list[Entity | Link]
    refused: Refusal | None = None
    names: tuple[str, ...] = ()
    written: Mapping[str, str] = MappingProxyType({})
    more: tuple[Refusal, ...] = ()
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A source whose description is read.

    `rows` starts reading its tables: entities first, then what relates them. `files` are all
    files that the result depends on. `warnings` gathers, while rows are read, what a person
    should know and what is no fault. `reread` gives rows again, as a person would mend them, by
    file, sheet and row numbers. `unsaid` is what nobody says of a table outside a package.
    """

    source: SourceData
    files: tuple[Path, ...]
    rows: Callable[[Progress | None], Iterator[Row]]
    reread: Callable[[str, str, set[int]], dict[int, dict[str, str]]]
    folder: Path
    warnings: list[str] = field(default_factory=list)
    unsaid: tuple[str, ...] = ()
