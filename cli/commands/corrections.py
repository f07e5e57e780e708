"""What people corrected by hand in the app, and taking a correction back."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.commands.judgements import login
from cli.options import Db, Format, FormatOption, LedgerAddress
from cli.output import agree, print_rows, say
from cli.progress import Steps
from graph.errors import UserError
from graph.ledger import Ledger
from graph.settings import db_address, ledger_address
from graph.workspace import Workspace

commands = typer.Typer()
COLUMNS = ("number", "by", "reason", "at", "undone_by", "counts", "called_wrong", "said", "noted")


@commands.command()
def corrections(
    all_: Annotated[bool, typer.Option("--all", help="Also those that count no more")] = False,
    undo: Annotated[int | None, typer.Option(help="Take this one back, by its number")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")] = False,
    db: Db = None,
    ledger: LedgerAddress = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """List what people corrected by hand, or take one of it back.

    What a correction called wrong counts again, what it said ends; the ledger keeps both.
    """
    if undo is None:
        with Ledger.open(ledger_address(db_address(db), ledger)) as opened:
            listed = [made[: len(COLUMNS)] for made in opened.corrections(all_)]
            print_rows(COLUMNS, listed, how)
        return
    with Steps() as steps, Workspace.open(db, ledger) as workspace:
        one = next((c for c in workspace.ledger.corrections() if c.id == undo), None)
        if one is None:
            raise UserError(f"No correction {undo} that counts; see: triplehelix corrections")
        if not yes:
            agree(f"Take back what {one.by} corrected on {one.at[:10]}?", "Nothing was undone")
        version = workspace.ledger.undo_correction(undo, login())
        workspace.refresh(steps.of("project"))
        say(f"Correction {undo} undone; ledger version {version}")
