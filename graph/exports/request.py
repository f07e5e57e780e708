"""What an exporter is given: what to write, and how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import UserError
from graph.ledger import Ledger
from graph.model import load_model
from graph.networks import by_label, read_pages
from graph.store import Result, Store

BASE = "https://triplehelix.invalid/"  # .invalid is nobody's and never will be (RFC 2606)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and where.  `notes` are lines that a person should read."""

    path: Path
    nodes: int = 0
    relationships: int = 0
    statements: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """What is to be exported.  `ids` are those of the part that is asked for; None is all.

    `base` begins the IRIs of what is in the graph, where the format has such.  `progress` hears
    the number of rows so far.
    """

    reads: Store | None = None
    says: Ledger | None = None
    ids: frozenset[str] | None = None
    base: str = BASE
    progress: Callable[[int], None] = field(default=lambda rows: None, repr=False)

    @property
    def store(self) -> Store:
        """The graph.  Raises `UserError` if none was given."""
        if self.reads is None:
            raise UserError("This format is written from the graph; name one with --db")
        return self.reads

    @property
    def ledger(self) -> Ledger:
        """The ledger, where nothing has to be folded and every statement has its source.

        Raises `UserError` if none was given.
        """
        if self.says is None:
            raise UserError("This format is written from the ledger; name one with --ledger")
        return self.says

    @cached_property
    def labelled(self) -> dict[str, list[str]]:
        """The ids in the graph that are asked for, by label."""
        if self.ids is not None:
            return by_label(self.store, set(self.ids))
        ids = {}
        for label in load_model().bases:
            text = f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id"
            if rows := self.store.read(text, timeout=300.0).rows:
                ids[label] = [row[0] for row in rows]
        return ids

    def nodes(self) -> Iterator[dict[str, Any]]:
        """The nodes of the graph: `labels` and their properties."""
        text = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN labels(n), properties(n)"
        for rows in read_pages(self.store, text, self.labelled):
            for labels, properties in sorted(rows, key=lambda row: str(row[1]["id"])):
                yield {"labels": sorted(labels), **properties}

    def links(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """(start, type, end, properties) in the graph, by start, type, end and qualifier."""
        text = (
            "UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r]->(m) "
            "RETURN n.id, type(r), m.id, properties(r)"
        )
        wanted = frozenset(id_ for here in self.labelled.values() for id_ in here)
        for rows in read_pages(self.store, text, self.labelled):
            for start, type_, end, properties in sorted(rows, key=_link_key):
                if self.ids is None or end in wanted:
                    yield start, type_, end, properties


def _link_key(row: tuple[Any, ...]) -> tuple[str, ...]:
    return (*row[:3], str(row[3].get("form", "")), str(row[3].get("role", "")))


def order(*names: str) -> list[str]:
    """`names` without repetition, the first first."""
    return list(dict.fromkeys(names))


def ids_of(result: Result) -> set[str]:
    """The ids of all nodes in the answer of a named query: its columns `…_id` and `id`."""
    places = [i for i, c in enumerate(result.columns) if c == "id" or c.endswith("_id")]
    return {row[i] for row in result.rows for i in places if row[i] is not None}


def ids_from(ids: Iterable[str] | None) -> frozenset[str] | None:
    """`ids` as `Request` takes them."""
    return None if ids is None else frozenset(ids)
