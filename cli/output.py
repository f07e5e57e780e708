"""Rows to standard output, messages to standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from cli.options import Format
from graph.errors import UserError

MESSAGES = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
UNBOUNDED = 10_000  # columns of a table that is not read on a screen


def say(message: str) -> None:
    """One line to the person at the screen; never mixed with rows."""
    MESSAGES.print(message)


def agree(question: str, otherwise: str) -> None:
    """Ask the person at the screen.  Without a yes, `UserError` says `otherwise`."""
    try:
        agreed = typer.confirm(question, err=True)
    except typer.Abort:  # there is nobody to ask
        agreed = False
    if not agreed:
        raise UserError(f"{otherwise}; to do it without a question add --yes")


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], how: Format) -> None:
    """Print `rows` in the given format.  JSON is one list of objects and nothing else."""
    if how is Format.JSON:
        _print_json(columns, rows)
    elif how is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_text(value) for value in row] for row in rows)
    else:
        _print_table(columns, rows)


def _print_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    # One object a line, written as it comes: a large answer is never held as one text.
    out = sys.stdout
    out.write("[")
    for number, row in enumerate(rows):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str))
    out.write("\n]\n")


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    width = None if sys.stdout.isatty() else UNBOUNDED
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_text(value) for value in row))
    if table.row_count:
        Console(width=width, highlight=False, markup=False).print(table)
    else:
        say("No rows")


def _text(value: Any) -> str:
    """A cell as people read it: several values joined by `;`, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ";".join(_text(item) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, float):
        return format(value, ".10g")
    return str(value)
