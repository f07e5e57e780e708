"""Drafts a mapping for a table as offices make it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.commands.loading import Kind, Sheet
from cli.options import Db, LedgerAddress
from cli.output import say
from graph import settings
from graph.errors import UserError
from graph.ledger import Ledger
from graph.model import load_model
from loaders.formats import Unreadable, is_table
from loaders.mapping import find_mapping
from loaders.office.draft import Draft, draft

commands = typer.Typer()


@commands.command("map")
def map_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: Excel, WPS, CSV")],
    kind: Kind = "",
    sheet: Sheet = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Where the mapping goes; '-' prints it [FILE.mapping.toml]"),
    ] = None,
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Draft a mapping for a table as offices make it.

    Finds the header, matches the columns to the model, and writes a text file beside the table to
    correct; load then uses it. Names are looked up in the ledger, where there is one.
    """
    if not file.is_file():
        raise UserError(f"{file}: not found; give a table file")
    if not is_table(file):
        raise UserError(f"{file}: no table; expected .xlsx, .xls, .csv or another table file")
    there = find_mapping(file)
    to = output or file.with_name(f"{file.name}.mapping.toml")
    if output is None and there:
        raise UserError(f"{there} is there already; correct it, move it away, or use --output")
    if str(to) != "-" and to.exists():
        raise UserError(f"{to} is there already; move it away or name another file")
    opened = Ledger.find(settings.ledger_address(settings.db_address(db), ledger))
    try:
        drafted = draft(file, load_model(), opened, kind, sheet)
    except Unreadable as error:
        raise UserError(f"{file}: expected {error.expected}") from None
    finally:
        if opened:
            opened.close()
    _tell(drafted)
    if drafted.doubts and not kind:
        say("Where the kind is in doubt, --kind says it, such as: --kind Enterprise")
    if str(to) == "-":
        typer.echo(drafted.text(), nl=False)
        return
    if not drafted.tables:
        raise UserError(f"{file}: no mapping drafted")
    to.write_text(drafted.text(), encoding="utf-8")
    say(f"Wrote {to}; correct it, then: triplehelix load {file}")


def _tell(drafted: Draft) -> None:
    """Say what was found, and what a person has to decide."""
    for section in drafted.tables:
        where = f"{section.sheet}, " if section.sheet else ""
        header = "–".join(
            str(n) for n in (section.header[0], section.header[-1])[: len(section.header)]
        )
        matched = len(section.used())
        say(f"{where}header in row {header}: {section.kind}, {matched} columns matched")
    for line in (*drafted.notices, *drafted.left, *drafted.doubts):
        say(f"{drafted.path.name}: {line}")
