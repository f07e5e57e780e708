"""What was loaded from where, and taking it out again."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.options import Db, Format, FormatOption, LedgerAddress
from cli.output import print_rows, say
from cli.progress import Steps
from graph.errors import UserError
from graph.ledger import Ledger
from graph.ledger.records import SourceInfo
from graph.settings import db_address, ledger_address
from graph.workspace import Workspace

commands = typer.Typer()


@commands.command()
def sources(db: Db = None, ledger: LedgerAddress = None, how: FormatOption = Format.TABLE) -> None:
    """List the sources: who said what is in the graph."""
    with Ledger.open(ledger_address(db_address(db), ledger)) as opened:
        print_rows(SourceInfo._fields, opened.sources(), how)


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
        known = {info.id: info.title for info in workspace.ledger.sources()}
        if source not in known:
            raise UserError(f"No source {source}; there are: {', '.join(known) or 'none'}")
        if not yes:
            _confirm(f"Take out all that {source} ({known[source]}) said?")
        report = workspace.ledger.retract(source, by)
        workspace.refresh(steps.of("project"))
        say(f"{source}: {report.removed:,} statements taken out; ledger version {report.version}")


def _confirm(question: str) -> None:
    try:
        agreed = typer.confirm(question, err=True)
    except typer.Abort:  # there is nobody to ask
        agreed = False
    if not agreed:
        raise UserError("Nothing was taken out; to do it without a question add --yes")
