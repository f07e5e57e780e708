"""Collects rows into batches of one kind, in an order in which they can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph.fold import LinkKey, Node
from graph.model import Model
from graph.store import ROWS, Batch

Row = dict[str, Any]
_LinkSort = tuple[str, str, str]  # type, base labels of start and end


class Batches:
    """Rows that wait for their batch to be full.

    What goes is written before what comes: a node that changes its labels is deleted and created,
    a relationship that changes is, too.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._labels = {kind.name: kind.labels for kind in model.kinds.values()}
        self._gone: dict[tuple[str, ...], list[Row]] = {}
        self._come: dict[tuple[str, ...], list[Row]] = {}
        self._set: dict[tuple[str, ...], list[Row]] = {}
        self._unlink: dict[_LinkSort, list[Row]] = {}
        self._link: dict[_LinkSort, list[Row]] = {}

    def node(self, was: Node | None, is_: Node | None) -> Iterator[Batch]:
        """What leads from a node as it was to how it is, if that differs."""
        if was and is_ and was.kind == is_.kind:
            if was != is_:
                labels = self._labels[is_.kind]
                if _add(self._set, labels, is_.properties):
                    yield Batch("set_nodes", self._set.pop(labels), labels)
            return
        if was:
            labels = self._labels[was.kind]
            if _add(self._gone, labels, {"id": was.properties["id"]}):
                yield Batch("delete_nodes", self._gone.pop(labels), labels)
        if is_:
            yield from self.create_node(is_)

    def create_node(self, node: Node) -> Iterator[Batch]:
        """A node that was not there."""
        labels = self._labels[node.kind]
        if _add(self._come, labels, node.properties):
            yield from self._flush_gone()
            yield Batch("create_nodes", self._come.pop(labels), labels)

    def delete_link(self, key: LinkKey, base: Callable[[str], str]) -> Iterator[Batch]:
        """A relationship that is no more; `base` gives the base label of an end."""
        sort, row = self._row(key, base)
        if _add(self._unlink, sort, row):
            yield self._links("delete_links", sort, self._unlink.pop(sort))

    def create_link(
        self, key: LinkKey, properties: Row, base: Callable[[str], str]
    ) -> Iterable[Batch]:
        """A relationship that was not there, or not with these properties."""
        start, type_, end, _ = key
        sort = type_, base(start), base(end)
        if not _add(self._link, sort, {"start": start, "end": end, "properties": properties}):
            return ()
        batches = [self._links("create_links", sort, self._link.pop(sort))]
        if sort in self._unlink:
            batches.insert(0, self._links("delete_links", sort, self._unlink.pop(sort)))
        return batches

    def flush(self) -> Iterator[Batch]:
        """What still waits."""
        yield from self._flush_gone()
        for labels in sorted(self._come):
            yield Batch("create_nodes", self._come.pop(labels), labels)
        for labels in sorted(self._set):
            yield Batch("set_nodes", self._set.pop(labels), labels)
        for sort in sorted(self._unlink):
            yield self._links("delete_links", sort, self._unlink.pop(sort))
        for sort in sorted(self._link):
            yield self._links("create_links", sort, self._link.pop(sort))

    def _flush_gone(self) -> Iterator[Batch]:
        for labels in sorted(self._gone):
            yield Batch("delete_nodes", self._gone.pop(labels), labels)

    def _row(self, key: LinkKey, base: Callable[[str], str]) -> tuple[_LinkSort, Row]:
        start, type_, end, qualifier = key
        row: Row = {"start": start, "end": end, "properties": {}}
        if qualifier:
            row["properties"][self._model.relationships[type_].qualifier] = qualifier
        return (type_, base(start), base(end)), row

    def _links(self, op: Any, sort: _LinkSort, rows: list[Row]) -> Batch:
        declared = self._model.relationships[sort[0]]
        return Batch(
            op,
            rows,
            type=sort[0],
            start_base=sort[1],
            end_base=sort[2],
            fewer=declared.fewer,
            symmetric=declared.symmetric,
            qualifier=declared.qualifier,
        )


def _add(waiting: dict[Any, list[Row]], sort: Any, row: Row) -> bool:
    """Adds a row to those of its sort; whether they are enough for a batch."""
    rows = waiting.setdefault(sort, [])
    rows.append(row)
    return len(rows) >= ROWS
