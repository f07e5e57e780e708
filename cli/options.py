"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from graph import settings


class Format(StrEnum):
    """How a reading command prints its rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Language(StrEnum):
    """The language of what is written for people."""

    ZH = "zh"
    EN = "en"


def _help(setting: settings.Setting) -> str:
    return f"{setting.en} [{setting.name}]"


Db = Annotated[str | None, typer.Option("--db", help=_help(settings.DB), show_default=False)]
LedgerAddress = Annotated[
    str | None, typer.Option("--ledger", help=_help(settings.LEDGER), show_default=False)
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows")]
Limit = Annotated[int | None, typer.Option("--limit", min=0, help="Print at most so many rows")]
