"""Entry point: finds the commands and turns what goes wrong into one line and an exit code.

`cli/exits.py` has the codes.
"""

from __future__ import annotations

import errno
import importlib
import pkgutil
import sys
from importlib import metadata
from typing import Annotated

import typer

from cli.exits import INTERRUPTED, NOT_DONE
from graph.errors import UserError

WAYS_OUT = {
    errno.ENOSPC: "the disk is full; make room and run the same command again",
    errno.EDQUOT: "the disk quota is used up; make room and run the same command again",
    errno.EFBIG: "the file would grow beyond the size that this system allows; raise the limit",
    errno.EACCES: "not permitted; choose a folder of your own (--db, --ledger) or change its owner",
    errno.EPERM: "not permitted; choose a folder of your own (--db, --ledger) or change its owner",
    errno.ENOENT: "not there; make it, or name another",
    errno.ENOTDIR: "a part of this path is a file and not a folder; name another",
    errno.EISDIR: "a folder and not a file; name a file in it",
    errno.ENAMETOOLONG: "the name is too long for this disk; choose a shorter one",
    errno.EROFS: "that disk is read-only; choose another folder (--db, --ledger)",
}


def build() -> typer.Typer:
    """The command line with every module of `cli.commands` in it."""
    import cli.commands

    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(no_args_is_help=True)(_options)
    for module in pkgutil.iter_modules(cli.commands.__path__):
        app.add_typer(importlib.import_module(f"cli.commands.{module.name}").commands)
    return app


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(metadata.version("triplehelix"))
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version"),
    ] = False,
) -> None:
    """A knowledge graph of innovation actors: who works with whom, who serves which industry."""


def main() -> None:
    """Run the command given on the command line and exit."""
    try:
        build()(prog_name="triplehelix")
    except UserError as error:
        stop(error.message)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        if error.errno not in WAYS_OUT:
            raise
        stop(f"{error.filename or error.strerror}: {WAYS_OUT[error.errno]}")


def stop(message: str) -> None:
    """Print `message` to standard error and exit with 2."""
    print(f"triplehelix: {message}", file=sys.stderr)
    sys.exit(NOT_DONE)


if __name__ == "__main__":
    main()
