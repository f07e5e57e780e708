"""What was loaded from where, and taking it out again."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.options import Db, Format, FormatOption, LedgerAddress
from cli.output import agree, print_rows, say
from cli.progress import Steps
from graph.errors import UserError
from graph.ledger import Ledger
from graph.ledger.records import SourceInfo, Stated
from graph.settings import db_address, ledger_address
from graph.workspace import Workspace

commands = typer.Typer()


@commands.command()
def sources(
    facts: Annotated[
        str | None,
        typer.Option("--facts", metavar="ID", help="All that this source says, word by word"),
    ] = None,
    db: Db = None,
    ledger: LedgerAddress = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """List the sources: who said what is in the graph."""
    with Ledger.open(ledger_address(db_address(db), ledger)) as opened:
        if facts is None:
            print_rows(SourceInfo._fields, opened.sources(), how)
        else:
            _titles(opened, facts)
            print_rows(Stated._fields, opened.said_by(facts), how)


@commands.command()
def retract(
    source: Annotated[
        str, typer.Argument(metavar="ID", help="A source, as in: triplehelix sources")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")] = False,
    by: Annotated[str, typer.Option("--by", help="Who decides this; kept in the ledger")] = "",
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Take out all that a source said.

    Loading it again brings it back.
    """
    with Steps() as steps, Workspace.open(db, ledger) as workspace:
        title = _titles(workspace.ledger, source)[source]
        if not yes:
            agree(f"Take out all that {source} ({title}) said?", "Nothing was taken out")
        report = workspace.ledger.retract(source, by)
        workspace.refresh(steps.of("project"))
        say(f"{source}: {report.removed:,} statements taken out; ledger version {report.version}")


def _titles(ledger: Ledger, wanted: str) -> dict[str, str]:
    """Id → title of all sources.  Raises `UserError` if `wanted` is not among them."""
    known = {info.id: info.title for info in ledger.sources()}
    if wanted not in known:
        raise UserError(f"No source {wanted}; there are: {', '.join(known) or 'none'}")
    return known
