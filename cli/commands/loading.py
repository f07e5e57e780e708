"""Getting tables in: load, check, and empty tables to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.exits import ROWS_REFUSED
from cli.options import Db, LedgerAddress
from cli.output import say
from cli.progress import Steps
from graph import settings
from graph.errors import UserError
from graph.ledger import Ledger
from graph.model import load_model
from graph.rejected import line
from graph.report import Report
from graph.snapshot import check_all, load_all
from graph.workspace import Workspace
from loaders import Options
from loaders.templates import csv_template, xlsx_template

commands = typer.Typer()

SHOWN = 10  # refusals on the screen; the file has them all
SOME = 3  # of things that are called alike
LEFT_OUT = {  # of rows that are refused, and of those whose relationships alone are
    "loaded": ("rows not loaded", "rows loaded in part"),
    "checked": ("rows that cannot be loaded", "rows that can be loaded in part"),
}

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Data-package folders or table files")
]
Kind = Annotated[
    str, typer.Option("--kind", help="Kind or relationship type of the rows of a single table")
]
Sheet = Annotated[str, typer.Option(help="The sheet of a workbook")]
Id = Annotated[str, typer.Option("--id", help="Id of the source; first part of every id in it")]
Title = Annotated[str, typer.Option(help="Title of the source")]
Publisher = Annotated[str, typer.Option(help="Who publishes it")]
Date = Annotated[str, typer.Option(help="Date of the source, such as 2019-12-31")]
Licence = Annotated[str, typer.Option(help="Its licence, such as CC-BY-4.0")]
Url = Annotated[str, typer.Option(help="Where it came from")]
Rank = Annotated[
    int | None,
    typer.Option(min=1, max=9, help="Which source to believe first where they differ: 1 is best"),
]
Mapping = Annotated[
    str, typer.Option("--mapping", help="Name or file of a mapping that says how to read the table")
]


@commands.command()
def load(
    paths: Paths,
    kind: Kind = "",
    sheet: Sheet = "",
    id_: Id = "",
    title: Title = "",
    publisher: Publisher = "",
    date: Date = "",
    licence: Licence = "",
    url: Url = "",
    rank: Rank = None,
    mapping: Mapping = "",
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Load data packages, tables, or a snapshot that export wrote.

    Only differences are written: an unchanged file writes nothing. Refused rows go to a file
    beside the source, the rest is loaded. Exits with 1 if rows were refused.
    """
    options = Options(kind, sheet, id_, title, publisher, date, licence, url, rank, mapping)
    refused = 0
    try:
        with Steps() as steps, Workspace.open(db, ledger) as workspace:
            for path in paths:
                heard = steps.of(f"load {path.name}")
                for report in load_all(path, workspace.ledger, options, heard):
                    refused += _tell(report, "loaded")
            workspace.refresh(steps.of("project"))
            say(f"The graph shows ledger version {workspace.ledger.version}")
    except KeyboardInterrupt:
        # A source is loaded in one transaction, and a projection goes on where it ended.
        say("Stopped; nothing is half-written. To go on, run the same command again")
        raise
    if refused:
        raise typer.Exit(ROWS_REFUSED)


@commands.command()
def check(
    paths: Paths,
    kind: Kind = "",
    sheet: Sheet = "",
    id_: Id = "",
    title: Title = "",
    publisher: Publisher = "",
    date: Date = "",
    licence: Licence = "",
    url: Url = "",
    rank: Rank = None,
    mapping: Mapping = "",
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Read and check sources as load does, and write nothing."""
    options = Options(kind, sheet, id_, title, publisher, date, licence, url, rank, mapping)
    address = settings.ledger_address(settings.db_address(db), ledger)
    refused = 0
    with Steps() as steps:
        opened = Ledger.find(address)
        for path in paths:
            for report in check_all(path, opened, options, steps.of(f"check {path.name}")):
                refused += _tell(report, "checked")
        if opened:
            opened.close()
    if refused:
        raise typer.Exit(ROWS_REFUSED)


@commands.command()
def template(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="A kind or relationship, such as Enterprise")
    ],
    to: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Ends in .xlsx or .csv; without it CSV is printed"),
    ] = None,
) -> None:
    """Write an empty table to fill in.

    It has the columns that the kind accepts.
    """
    model = load_model()
    if to is None:
        sys.stdout.write(csv_template(kind, model).decode("utf-8-sig"))
        return
    if to.suffix.lower() not in {".xlsx", ".csv"}:
        raise UserError(f"{to}: a template is .xlsx or .csv; name the file so")
    if to.exists():
        raise UserError(f"{to} is there already; move it away or name another file")
    write = xlsx_template if to.suffix.lower() == ".xlsx" else csv_template
    to.write_bytes(write(kind, model))
    say(f"Wrote {to}")


def _tell(report: Report, done: str) -> int:
    """Say what became of a source; how many rows are not all there, with what it needed."""
    refused = report.refused + report.partly
    refused += sum(_tell(needed, done) for needed in report.needed)
    name = f"{report.source.id} ({report.source.title})"
    if report.same:
        say(f"{name}: unchanged, nothing written")
        return refused
    for warning in report.warnings:
        say(f"{report.source.id}: {warning}")
    for refusal in report.refusals[:SHOWN]:
        say(line(refusal))
    if report.cells > SHOWN:
        say(f"… and {report.cells - SHOWN:,} more")
    changes = (
        f"; {report.added:,} statements new, {report.removed:,} ended" if report.version else ""
    )
    say(
        f"{name}: {done} {report.rows:,} rows, {report.entities:,} entities, "
        f"{report.links:,} relationships{changes}"
    )
    if report.kept and not (report.entities or report.links):
        say(f"{report.source.id}: nothing could be read; what it said before stays")
    elif report.kept:
        say(
            f"{report.source.id}: {report.kept:,} statements that it no longer says stay until a "
            "load without refused rows"
        )
    if report.namesakes:
        first = report.namesakes[0]
        say(
            f"{report.source.id}: called as what is there already, perhaps the same: "
            f"{len(report.namesakes):,}, such as {first.name} ({', '.join(first.others[:SOME])}); "
            "the app asks which are one, before a load and on the card"
        )
    counts = zip(LEFT_OUT[done], (report.refused, report.partly), strict=True)
    if told := ", ".join(f"{what}: {count:,}" for what, count in counts if count):
        where = f"; mend and load again: {report.rejected}" if report.rejected else ""
        say(f"{report.source.id}: {told}{where}")
    return refused
