"""Asking the graph: named queries and Cypher of one's own."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.options import Db, Format, FormatOption, LedgerAddress, Limit
from cli.output import print_rows, say
from cli.parameters import following, read_parameters
from cli.progress import showing
from graph import queries
from graph.queries import Query
from graph.store import Result

commands = typer.Typer()


@commands.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def query(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Without it: list them")] = "",
    help_: Annotated[bool, typer.Option("--help", help="Show this, or what NAME asks for")] = False,
    how: FormatOption = Format.TABLE,
    limit: Limit = None,
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Run a named query: triplehelix query NAME --param value."""
    if help_:
        typer.echo(_describe(queries.find_query(name)) if name else context.get_help())
        return
    if not name:
        rows = [(q.name, q.question, q.title, q.title_zh) for q in queries.load_queries()]
        print_rows(("name", "question", "title", "title_zh"), rows, how)
        return
    asked = queries.find_query(name)
    given = read_parameters(context.args, [p.name for p in asked.parameters])
    with showing(db, ledger) as workspace:
        follow = following(workspace.ledger)
        result = queries.run(workspace.store, asked, given, limit=limit, follow=follow)
        _print(_for_eyes(result) if how is Format.TABLE else result, how)


@commands.command()
def cypher(
    text: Annotated[str, typer.Argument(metavar="CYPHER", help="A reading query; - reads it in")],
    how: FormatOption = Format.TABLE,
    limit: Limit = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds at the engine")] = 10.0,
    db: Db = None,
    ledger: LedgerAddress = None,
) -> None:
    """Run Cypher of your own; it can only read."""
    with showing(db, ledger) as workspace:
        wanted = sys.stdin.read() if text == "-" else text
        bound = queries.UNCUT if limit is None else limit
        _print(workspace.store.read_untrusted(wanted, timeout=timeout, limit=bound), how)


def _describe(asked: Query) -> str:
    lines = [f"{asked.name}: {asked.title} · {asked.title_zh}", ""]
    for p in asked.parameters:
        default = "" if p.default is None else f" (default {p.default})"
        lines.append(f"  --{p.name} {p.type}{default}  {p.meaning} · {p.meaning_zh}")
    lines += ["", f"Returns {', '.join(asked.returns)}"]
    return "\n".join(lines)


def _for_eyes(result: Result) -> Result:
    """Without the ids of what other columns name: CSV and JSON have them."""
    columns = result.columns
    named = {f"{c}_id" for c in columns}
    shown = [i for i, c in enumerate(columns) if c not in named and not c.endswith("_ids")]
    rows = [tuple(row[i] for i in shown) for row in result.rows]
    return Result([columns[i] for i in shown], rows, result.truncated)


def _print(result: Result, how: Format) -> None:
    print_rows(result.columns, result.rows, how)
    if result.truncated:
        say(f"Only the first {len(result.rows):,} rows; there are more (--limit)")
