"""Files for other tools: Gephi, networkx, pandas, a spreadsheet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Db, LedgerAddress
from cli.output import say
from cli.parameters import read_parameters
from cli.progress import Steps, showing
from graph import queries
from graph.export import export_graph, ids_of

commands = typer.Typer()


class FileFormat(StrEnum):
    """What an export is written as."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    JSONL = "jsonl"


@commands.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
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
        FileFormat | None, typer.Option("--format", "-f", help="Where the ending does not say it")
    ] = None,
    query: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Only what this named query answers, and what is between; --param value as there",
        ),
    ] = "",
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Write the graph to a file for other tools.

    GraphML, GEXF, CSV or JSON Lines; all of it, or what a named query answers.
    """
    asked = queries.find_query(query) if query else None
    given = read_parameters(context.args, [p.name for p in asked.parameters] if asked else [])
    path = to or Path("triplehelix" if how is FileFormat.CSV else f"triplehelix.{how or 'graphml'}")
    with showing(db, ledger) as workspace, Steps() as steps:
        store = workspace.store
        ids = ids_of(queries.run(store, asked, given)) if asked else None
        done = export_graph(store, path, how or "", ids, steps.of("export"))
    say(f"Wrote {done.path}: {done.nodes:,} nodes, {done.relationships:,} relationships")
