"""What a page names in passing, or shows without its being run, is there: commands, options,
targets of make.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from cli import exits
from cli.main import build
from graph.queries import load_queries
from graph.settings import CHECKOUT
from tests.papers.blocks import blocks, commands, inline_code, pages


@cache
def known() -> dict[str, set[str]]:
    """Command → its options."""
    group: Any = typer.main.get_command(build())
    return {n: {o for p in c.params for o in p.opts} for n, c in group.commands.items()}


@cache
def parameters() -> dict[str, set[str]]:
    """Named query → its parameters, as options."""
    return {q.name: {f"--{p.name}" for p in q.parameters} for q in load_queries()}


@cache
def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(), re.M))


def named(page: Path) -> Iterator[tuple[int, list[str]]]:
    """(line, words) of all that is written as a command."""
    shown = [*inline_code(page)]
    for block in blocks(page):
        shown += [(c.line, c.command) for c in commands(block) if block.language == "console"]
    for line, text in shown:
        words = text.replace("\\\n", " ").split()
        while words and re.match(r"[A-Z_]+=", words[0]):
            del words[0]
        if len(words) > 1:
            words[0] = words[0].removeprefix(".venv/bin/")
            yield line, words


def strange(words: list[str], saved: Collection[str] = ()) -> str:
    """What of a command does not exist; empty if all does.  `saved` are queries of the page's own,
    which are run with their options anyway.
    """
    program, what, *rest = words
    if program == "make":
        return "" if what in targets() or "=" in what else what
    if program != "triplehelix" or what in {"--help", "--version", "COMMAND"}:
        return ""
    if what not in known():
        return what
    options = known()[what] | {"--help"}
    if what == "query" and rest and not rest[0].startswith("-"):
        if rest[0] in saved:
            return ""
        if rest[0] not in parameters() and not rest[0].isupper():
            return rest[0]
        options |= parameters().get(rest[0], {"--param"})
    elif what == "export":
        options |= set().union({"--param"}, *parameters().values())
    given = {w.partition("=")[0] for w in rest if re.match("--?[a-z]", w)}
    return " ".join(sorted(given - options))


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_what_a_page_names_exists(page: Path) -> None:
    saved = {Path(block.save).stem for block in blocks(page) if block.language == "cypher"}
    wrong = [f"line {n}: {found}" for n, words in named(page) if (found := strange(words, saved))]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("triplehelix lode x", "lode"),
        ("triplehelix load x --kid Park", "--kid"),
        ("triplehelix query enclaves --industry x", "--industry"),
        ("triplehelix query enclaves --origin=x --format json", ""),
        ("triplehelix query enclave --origin=x", "enclave"),
        ("make demmo", "demmo"),
        ("make demo PORT=8600", ""),
    ],
)
def test_what_does_not_exist_is_found(text: str, found: str) -> None:
    assert strange(text.split()) == found


def test_the_page_of_the_command_line_has_all_of_it() -> None:
    text = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, options in known().items():
        assert f"\n### {name}\n" in text
        assert not {o for o in options if o.startswith("--") and o not in text}
    assert all(f"| `{exit_.code}` |" in text for exit_ in exits.EXITS)


def test_the_codes_are_those_that_the_program_ends_with() -> None:
    """No command has a code of its own: all come from cli/exits.py."""
    ended = set()
    for path in (CHECKOUT / "cli").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        ended |= set(re.findall(r"(?:typer\.Exit|sys\.exit|SystemExit)\(([^()]+)\)", text))
    assert ended <= vars(exits).keys(), ended - vars(exits).keys()
