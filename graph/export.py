"""Takes the graph, or a part of it, away, in any of the formats of `graph/exports/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from graph.errors import UserError
from graph.exports import BASE, Exported, Request, exporter_for
from graph.exports.request import ids_from
from graph.ledger import Ledger
from graph.store import Store

IRI = re.compile(r"https?://[^\s/<>\"{}|\\^`?#]+/(?:[^\s<>\"{}|\\^`?#]+/)*")
NOTHING = "There is nothing to export: load a data set first (triplehelix load)"


def export_graph(
    store: Store | None,
    path: Path,
    format: str = "",
    ids: Iterable[str] | None = None,
    progress: Callable[[int], None] = lambda rows: None,
    ledger: Ledger | None = None,
    base: str = BASE,
) -> Exported:
    """Write the graph, or the nodes `ids` and what is between them, to `path`.

    `format` is the name of an exporter; if empty, the ending of `path` says it.  `store` and
    `ledger` may be None where the exporter does not read them.  `progress` hears the number of rows
    so far; `base` begins the IRIs of formats that have such.  Raises `UserError` for another
    format, where there is nothing to export, and where the graph changed meanwhile.
    """
    if not IRI.fullmatch(base):
        raise UserError(
            f"--base {base!r}: expected an http or https address that ends in /, such as {BASE}"
        )
    exporter = exporter_for(path, format)
    request = Request(store, ledger, ids_from(ids), base, progress)
    if exporter.READS == "model":
        return exporter.write(request, path)
    if exporter.READS == "ledger":
        if not request.ledger.version:
            raise UserError(NOTHING)
        return exporter.write(request, path)
    stamp = request.store.stamp()
    if not request.labelled:
        raise UserError(NOTHING)
    done = exporter.write(request, path)
    if request.store.stamp() != stamp:
        raise UserError(f"The graph changed while {path} was written; export again")
    return done
