"""The page of the command line, from the commands themselves."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import typer

from cli.exits import EXITS
from cli.main import build
from scripts.markdown import NOTE, table

MANY = 4  # commands: options that so many have alike are told once


def commands_page() -> str:
    """Every command with its arguments and options, and the exit codes."""
    group: Any = typer.main.get_command(build())
    told = {name: _records(command, name) for name, command in sorted(group.commands.items())}
    counts = Counter(record for records in told.values() for record in records)
    shared = [record for record, n in counts.items() if n >= MANY]
    parts = [
        "# Command line · 命令行",
        NOTE,
        "`triplehelix COMMAND --help` says the same at the command line. Rows go to standard "
        "output, messages to standard error.\n",
        "`triplehelix COMMAND --help` 给出同样的说明。数据写到标准输出，提示写到标准错误。\n",
        "## Exit codes · 退出码\n",
        table(("code", "meaning", "含义"), [(f"`{e.code}`", e.en, e.zh) for e in EXITS]),
        "## Options of many commands · 多数命令共有的选项\n",
        table(("option", "meaning"), shared),
        "## Commands · 命令\n",
    ]
    for name, records in told.items():
        parts.append(_command(name, group.commands[name], records, shared))
    return "\n".join(parts)


def _command(
    name: str, command: Any, records: list[tuple[str, str]], shared: list[tuple[str, str]]
) -> str:
    usage = command.get_usage(typer.Context(command, info_name=f"triplehelix {name}"))
    lines = [f"### {name}\n", f"{command.help}\n", f"`{_plain(usage)}`\n"]
    if own := [record for record in records if record not in shared]:
        lines.append(table(("argument, option", "meaning"), own))
    if also := [_name(record) for record in records if record in shared]:
        lines.append(f"Also {', '.join(also)}.\n")
    return "\n".join(lines)


def _records(command: Any, name: str) -> list[tuple[str, str]]:
    """(how it is written, what it means) of each argument and option."""
    context = typer.Context(command, info_name=name)
    found = [parameter.get_help_record(context) for parameter in command.params]
    return [(f"`{written}`", meaning) for written, meaning in filter(None, found)]


def _plain(usage: str) -> str:
    """`triplehelix load [OPTIONS] PATH...` of what typer writes with more brackets."""
    usage = re.sub(r"\{([^}]*?)(?:\.\.\.)?\}", r"\1", usage.removeprefix("Usage: "))
    return usage.replace("[[", "[").replace("]]", "]")


def _name(record: tuple[str, str]) -> str:
    """`--format` of what is written `-f, --format <table|csv|json>`."""
    return next(f"`{word}`" for word in record[0].strip("`").split() if word.startswith("--"))
