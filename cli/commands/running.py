"""The graph from the ledger, the app, the engine, and the state of it all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from cli import health, serving
from cli.exits import INTERRUPTED, NOT_DONE
from cli.options import Db, Format, FormatOption, LedgerAddress
from cli.output import print_rows, say
from cli.progress import showing
from graph import settings
from graph.engine import stop_engine

commands = typer.Typer()


@commands.command()
def project(db: Db = None, ledger: LedgerAddress = None) -> None:
    """Bring the graph to what the ledger says.

    From nothing where it is empty, and on from where an earlier projection was broken off.
    """
    with showing(db, ledger) as workspace:
        say(f"The graph shows ledger version {workspace.ledger.version}")


@commands.command()
def doctor(db: Db = None, ledger: LedgerAddress = None, how: FormatOption = Format.TABLE) -> None:
    """Say what works here, and what to do otherwise.

    Exits with 2 if something is missing that the program needs.
    """
    chosen = settings.db_address(db)
    found = list(health.findings(chosen, settings.ledger_address(chosen, ledger)))
    rows = [(f.part, "yes" if f.works else "no", f.found, "" if f.works else f.do) for f in found]
    print_rows(("part", "works", "found", "what to do"), rows, how)
    if any(f.needed and not f.works for f in found):
        raise typer.Exit(NOT_DONE)


@commands.command()
def stop(db: Db = None) -> None:
    """Stop the embedded engine now.

    By itself it stops a minute after its last use.
    """
    chosen = settings.db_address(db)
    if settings.is_address(chosen):
        say(f"{chosen} is a server of its own; stop it there")
    elif stop_engine(chosen):
        say(f"Stopped the engine of {chosen}")
    else:
        say(f"No engine runs for {chosen}")


@commands.command()
def app(
    port: Annotated[
        int, typer.Option(help=settings.PORT.en, envvar=settings.PORT.name, min=1, max=65535)
    ] = int(settings.PORT.default),
    host: Annotated[
        str, typer.Option(help=settings.HOST.en, envvar=settings.HOST.name)
    ] = settings.HOST.default,
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Serve the app on this machine until Ctrl-C."""
    serving.check_port(host, port)
    chosen = _absolute(settings.db_address(db))
    os.environ[settings.DB.name] = chosen
    os.environ[settings.LEDGER.name] = _absolute(settings.ledger_address(chosen, ledger))
    # Held open, so that the engine stays for as long as the app is there.
    with showing(db, ledger):
        serving.serve(host, port)
    raise typer.Exit(INTERRUPTED)


def _absolute(place: str) -> str:
    return place if settings.is_address(place) else str(Path(place).absolute())
