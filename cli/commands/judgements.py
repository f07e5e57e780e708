"""Which ids were called one thing, by a rule or a person, and taking such a word back."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from cli.options import Db, Format, FormatOption, LedgerAddress
from cli.output import agree, print_rows, say
from cli.progress import Steps
from graph.errors import UserError
from graph.ledger import Ledger
from graph.settings import db_address, ledger_address
from graph.workspace import Workspace

commands = typer.Typer()
COLUMNS = ("number", "a", "b", "verdict", "rule", "by", "reason", "at", "undone_by", "counts")


@commands.command()
def judgements(
    all_: Annotated[bool, typer.Option("--all", help="Also those that count no more")] = False,
    db: Db = None,
    ledger: LedgerAddress = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """List what was judged to be the same or to differ, by which rule or whom, and why."""
    with Ledger.open(ledger_address(db_address(db), ledger)) as opened:
        print_rows(COLUMNS, opened.judgements(all_), how)


@commands.command()
def undo(
    number: Annotated[int, typer.Argument(help="A judgement, as in: triplehelix judgements")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")] = False,
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Take a judgement back: what it made one is two again.

    The ledger keeps that it was made and who took it back; no rule makes it again.
    """
    with Steps() as steps, Workspace.open(db, ledger) as workspace:
        judged = next((j for j in workspace.ledger.judgements() if j.id == number), None)
        if judged is None:
            raise UserError(f"No judgement {number} that counts; see: triplehelix judgements")
        if not yes:
            why = f"{judged.rule or judged.by}: {judged.reason}"
            agree(
                f"Take back that {judged.a} and {judged.b} are {judged.verdict} ({why})?",
                "Nothing was undone",
            )
        version = workspace.ledger.undo(number, login())
        workspace.refresh(steps.of("project"))
        say(f"Judgement {number} undone; ledger version {version}")


def login() -> str:
    """Who is at the screen, as the system knows them; empty if it does not."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # a container may run as a user without a name
        return ""
