"""What one source says, as tables that load again: one a kind, one a type of relationship.

A row is what the source says of one thing with the same status, years, basis and places.  Tables
are CSV; JSON Lines where a value in a list has a semicolon in it, which would part it in CSV.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO, Any, NamedTuple

from graph.ledger.records import Stated
from graph.model import Model
from loaders.rows import SEPARATORS

Head = tuple[str, int | None, int | None, str, tuple[str, ...], tuple[str, ...]]
Key = tuple[str, bool]  # kind or type, and whether its rows say more of others' things
SAID = ("status", "since", "until", "basis", "basis_at", "locator")


class Table(NamedTuple):
    """A table that was written: its name, what its rows are of, its columns, and how many rows.

    `more`: its rows say more of what another source says is there.
    """

    name: str
    kind: str
    columns: tuple[str, ...]
    rows: int
    more: bool = False


class Row(NamedTuple):
    """A row of the table of `kind`; `more` as of a table."""

    kind: str
    cells: dict[str, Any]
    more: bool = False


def columns_of(kind: str, model: Model) -> tuple[str, ...]:
    """The columns of the table of a kind or type: those of a template, without links."""
    return tuple(c.name for c in model.columns(kind) if c.role != "link")


def needs_lists(said: Iterable[Stated]) -> bool:
    """Whether any list in the source has a value with a semicolon in it."""
    return any(
        SEPARATORS.search(text)
        for s in said
        for text in (*s.locators, *s.basis_at, *((s.value or "",) if s.object is None else ()))
    )


def rows(said: Iterable[Stated], model: Model, known: Mapping[str, str]) -> Iterator[Row | None]:
    """The rows that say `said`; None for a statement that no row can say: its kind is no more, or
    an end of it is not among the `known` ids.  These map to the kind of what they are."""
    for subject, stated in groupby(said, lambda s: s.subject):
        alone: list[Stated] = []
        for s in stated:
            if s.object is None:
                alone.append(s)
            elif s.predicate in model.relationships and subject in known and s.object in known:
                yield _link(s, model)
            else:
                yield None
        yield from _entities(subject, alone, model, known.get(subject, ""))


def _link(s: Stated, model: Model) -> Row:
    cells: dict[str, Any] = {"from": s.subject, "to": s.object, **_said(_head(s))}
    if s.qualifier:
        cells[model.relationships[s.predicate].qualifier] = s.qualifier
    if s.detail:
        cells |= json.loads(s.detail)
    return Row(s.predicate, cells)


def _entities(
    subject: str, alone: list[Stated], model: Model, otherwise: str
) -> Iterator[Row | None]:
    """`otherwise` is the kind that others give to what this source does not say is there."""
    kinds = {(s.status, s.since): s.value or "" for s in alone if s.predicate == "kind"}
    by: dict[Head, dict[str, list[str]]] = {}
    for s in alone:
        kind = model.kinds.get(kinds.get((s.status, s.since), otherwise))
        if not kind or (s.predicate != "kind" and s.predicate not in kind.properties):
            yield None
            continue
        of_head = by.setdefault(_head(s), {})
        if s.predicate != "kind":
            of_head.setdefault(s.predicate, []).append(s.value or "")
    for head, properties in by.items():
        kind = model.kinds[kinds.get((head[0], head[1]), otherwise)]
        cells: dict[str, Any] = {
            name: values if kind.properties[name].many else values[0]
            for name, values in properties.items()
        }
        more = (head[0], head[1]) not in kinds
        yield Row(kind.name, {"id": subject, **cells, **_said(head)}, more)


def _head(s: Stated) -> Head:
    return s.status, s.since, s.until, s.basis, s.basis_at, s.locators


def _said(head: Head) -> dict[str, Any]:
    return {name: value for name, value in zip(SAID, head, strict=True) if value not in (None, ())}


class Tables:
    """Writes rows into tables in a folder, all open at once; use it in a `with`."""

    def __init__(self, folder: Path, model: Model, lists: bool) -> None:
        self.folder, self.model, self.lists = folder, model, lists
        self._stack = ExitStack()
        self._files: dict[Key, tuple[IO[str], Any]] = {}
        self._rows: dict[Key, int] = {}

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def write(self, row: Row) -> None:
        """Adds a row to the table of its kind."""
        columns, key = columns_of(row.kind, self.model), (row.kind, row.more)
        if key not in self._files:
            path = self.folder / self._name(*key)
            opened = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._files[key] = opened, csv.writer(opened, lineterminator="\n")
            if not self.lists:
                self._files[key][1].writerow(columns)
        file, writer = self._files[key]
        if self.lists:
            cells = {c: row.cells[c] for c in columns if c in row.cells}
            file.write(json.dumps(cells, ensure_ascii=False) + "\n")
        else:
            writer.writerow([_cell(row.cells.get(c)) for c in columns])
        self._rows[key] = self._rows.get(key, 0) + 1

    def tables(self) -> list[Table]:
        """The tables written, kinds first, in the order of the model."""
        names = (*self.model.kinds, *self.model.relationships)
        keys = [(n, more) for n in names for more in (False, True) if (n, more) in self._rows]
        return [
            Table(self._name(n, more), n, columns_of(n, self.model), self._rows[n, more], more)
            for n, more in keys
        ]

    def _name(self, kind: str, more: bool) -> str:
        return f"{kind}{'-more' if more else ''}.{'jsonl' if self.lists else 'csv'}"


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return "" if value is None else str(value)
