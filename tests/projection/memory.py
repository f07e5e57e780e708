"""A graph in memory that keeps the contract of batches to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.model import Model, load_model
from graph.store import Batch, GraphDiffers, Stamp

Key = tuple[str, str, str, str]  # start, type, end, qualifier


class Interrupted(Exception):
    """Stands for a process that ends in mid-projection."""


class MemoryGraph:
    """Nodes and relationships as dicts; refuses what a database would not do.

    `left`: how many batches it still writes before it raises `Interrupted`.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[tuple[str, ...], Mapping[str, Any]]] = {}
        self.links: dict[Key, Mapping[str, Any]] = {}
        self.left: int | None = None
        self.wiped = 0
        self._stamp: Stamp | None = None
        self._bases = load_model().bases

    def shown(self) -> tuple[Any, Any]:
        """All that it holds, to be compared."""
        return self.nodes, self.links

    def prepare(self, model: Model) -> None:
        """Nothing to prepare."""

    def stamp(self) -> Stamp | None:
        """The mark of the projection."""
        return self._stamp

    def begin(self, stamp: Stamp) -> None:
        """Marks the start of a projection."""
        self._stamp = stamp

    def finish(self, stamp: Stamp) -> None:
        """Marks its end."""
        self._stamp = replace(stamp, version=stamp.target, done=0)

    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not self.nodes and self._stamp is None

    def wipe(self) -> None:
        """Empties the graph."""
        self.nodes, self.links, self._stamp = {}, {}, None
        self.wiped += 1

    def apply(self, batch: Batch, sequence: int) -> bool:
        """Writes a batch once, and all of it."""
        assert self._stamp is not None
        if self._stamp.done != sequence:
            assert sequence < self._stamp.done, "a batch was left out"
            return False
        if self.left == 0:
            raise Interrupted
        if self.left is not None:
            self.left -= 1
        assert batch.rows
        for row in batch.rows:
            self._write(batch, row)
        self._stamp = replace(self._stamp, done=sequence + 1)
        return True

    def _write(self, batch: Batch, row: Mapping[str, Any]) -> None:
        if batch.op == "create_nodes":
            assert batch.labels[0] in self._bases
            assert row["id"] not in self.nodes, "the unique id"
            self.nodes[row["id"]] = batch.labels, row
        elif batch.op == "set_nodes":
            self._must(self.nodes[row["id"]][0] == batch.labels)
            self.nodes[row["id"]] = batch.labels, row
        elif batch.op == "delete_nodes":
            self._must(self.nodes.pop(row["id"])[0][0] == batch.labels[0])
            self.links = {k: v for k, v in self.links.items() if row["id"] not in (k[0], k[2])}
        else:
            self._link(batch, row)

    def _link(self, batch: Batch, row: Mapping[str, Any]) -> None:
        start, end = row["start"], row["end"]
        self._must(self.nodes[start][0][0] == batch.start_base)
        self._must(self.nodes[end][0][0] == batch.end_base)
        key = (start, batch.type, end, row["properties"].get(batch.qualifier, ""))
        if batch.op == "create_links":
            assert key not in self.links, "one relationship for each start, type, end, qualifier"
            assert not batch.symmetric or start < end
            self.links[key] = row["properties"]
        else:
            self._must(self.links.pop(key, None) is not None)

    def _must(self, holds: bool) -> None:
        if not holds:
            raise GraphDiffers("the graph is not as the last projection left it")
