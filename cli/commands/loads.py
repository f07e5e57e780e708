"""Which loads there were, and taking one back."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.commands.judgements import login
from cli.options import Db, Format, FormatOption, LedgerAddress
from cli.output import agree, print_rows, say
from cli.progress import Steps
from graph.errors import UserError
from graph.ledger import Ledger
from graph.ledger.unloading import loads as loads_of
from graph.settings import db_address, ledger_address
from graph.workspace import Workspace

commands = typer.Typer()
COLUMNS = ("version", "source", "at", "added", "removed", "counts")


@commands.command()
def loads(
    undo: Annotated[
        int | None, typer.Option(help="Take this one back, by the version that it made")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")] = False,
    db: Db = None,
    ledger: LedgerAddress = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """List the loads, or take one back: its source says again what it said before.

    Of a source, the last load that counts can be taken back, then the one before it. Its first is
    taken back by taking the source out.
    """
    if undo is None:
        with Ledger.open(ledger_address(db_address(db), ledger)) as opened:
            print_rows(COLUMNS, loads_of(opened.revisions()), how)
        return
    with Steps() as steps, Workspace.open(db, ledger) as workspace:
        made = next((m for m in loads_of(workspace.ledger.revisions()) if m.version == undo), None)
        if made is None:
            raise UserError(f"Version {undo} is no load; see: triplehelix loads")
        would = workspace.ledger.undo_load(made.source, undo, dry_run=True)
        what = f"{would.removed:,} statements end, {would.added:,} count again"
        if not yes:
            agree(f"Take back the load of {made.source}? {what}", "Nothing was undone")
        done = workspace.ledger.undo_load(made.source, undo, login())
        workspace.refresh(steps.of("project"))
        say(f"{made.source}: load undone, {what}; ledger version {done.version}")
