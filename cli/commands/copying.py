"""Moving the ledger: from a file to a server and back, or into a copy to keep."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.options import Db, LedgerAddress
from cli.output import say
from cli.progress import Steps
from graph.errors import UserError
from graph.ledger import Ledger
from graph.settings import db_address, ledger_address

commands = typer.Typer()


@commands.command()
def copy(
    to: Annotated[
        str, typer.Argument(metavar="TO", help="A new file, or an empty postgresql:// database")
    ],
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Copy the ledger to another place.

    With its whole past: sources, statements, judgements and what was taken back. The place must be
    empty. The copy is the same ledger to a graph, so go on with one of the two alone.
    """
    there = Ledger.find(ledger_address(db_address(db), ledger))
    if there is None:
        raise UserError("There is no ledger yet; load something, or name one with --ledger")
    with Steps() as steps, there, Ledger.open(to) as made:
        version = made.fill_from(there, steps.of("copy"))
        say(f"Copied {there.address} to {made.address}: ledger version {version}")
