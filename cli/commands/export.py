"""Files for other tools: Gephi, networkx, pandas, a spreadsheet, the web of data, an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Db, LedgerAddress
from cli.output import say
from cli.parameters import read_parameters
from cli.progress import Steps, showing
from graph import queries
from graph.export import export_graph
from graph.exports import BASE, exporter_for, exporters
from graph.exports.request import ids_of
from graph.ledger import Ledger
from graph.settings import db_address, ledger_address
from graph.store import Store

commands = typer.Typer()


def _formats() -> str:
    return "; ".join(f"{name}: {exporter.TITLE}" for name, exporter in exporters().items())


@commands.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog=f"Formats: {_formats()}.",
)
def export(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="Its ending says the format; a folder for csv. Default: triplehelix.<format> here",
        ),
    ] = None,
    how: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="Where the ending does not say it",
        ),
    ] = "",
    query: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Only what this named query answers, and what is between; --param value as there",
        ),
    ] = "",
    base: Annotated[
        str,
        typer.Option(metavar="IRI", help="What the IRIs of things begin with, in RDF"),
    ] = BASE,
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Write the graph to a file for other tools: all of it, or what a named query answers."""
    asked = queries.find_query(query) if query else None
    given = read_parameters(context.args, [p.name for p in asked.parameters] if asked else [])
    exporter = exporter_for(to or Path("graph"), how or ("" if to else "graphml"))
    path = to or Path(exporter.DEFAULT)
    with (
        _opened("graph" if asked else exporter.READS, db, ledger) as (store, book),
        Steps() as steps,
    ):
        ids = ids_of(queries.run(store, asked, given)) if asked and store else None
        done = export_graph(store, path, exporter.NAME, ids, steps.of("export"), book, base)
    for note in done.notes:
        say(note)
    counts = {"nodes": done.nodes, "relationships": done.relationships,
              "statements": done.statements}  # fmt: skip
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
    say(f"Wrote {done.path}{f': {said}' if said else ''}")


@contextmanager
def _opened(
    reads: str, db: str | None, ledger: str | None
) -> Iterator[tuple[Store | None, Ledger | None]]:
    """What the exporter reads, opened: no engine is started for what the ledger alone can tell."""
    if reads == "graph":
        with showing(db, ledger) as workspace:
            yield workspace.store, workspace.ledger
    elif reads == "ledger":
        with Ledger.open(ledger_address(db_address(db), ledger)) as book:
            yield None, book
    else:
        yield None, None
