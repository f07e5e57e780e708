"""Reads the fenced blocks of a page, and what is to be done with each.

The info string of a block says what it is:

    ```console                      commands after `$ `, run; what stands below each is compared
    ```python, ```cypher            run; an ```output block right below is compared
    ```pycon                        the same as a session with `>>> `; the names of a page's go on
    ```console no-run: the reason   shown only (any language)
    ```toml save: firms.toml        written into the page's folder (any language)

What looks like commands in another language has to be marked; data has to parse; `text` is for what
is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph.settings import CHECKOUT

OUTPUT = "output"
RUN = {"console", "python", "pycon", "cypher"}
MARKED = {"bash", "sh", "shell", "powershell", "bat", "sql", "sparql", "javascript", "java", "r"}
PLAIN = {
    OUTPUT, "text", "json", "toml", "yaml", "csv", "xml", "ini", "turtle", "nginx", "html", "diff",
}  # fmt: skip
COMMAND = re.compile(r"^(\$ |(sudo|triplehelix|make|docker|python3?|pip|git|cd|apt) )", re.M)
INFO = re.compile(r"([a-z]*)(?: no-run: (?P<why>\S.*)| save: (?P<save>\S+))?")


class Block(NamedTuple):
    """A fenced block: `line` is that of its first line, `not_run` the reason why it is not run."""

    page: str
    line: int
    language: str
    text: str
    not_run: str = ""
    save: str = ""

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


class Shown(NamedTuple):
    """A command as a page shows it, with the output under it (empty: none is shown)."""

    line: int
    command: str
    output: str


def pages() -> list[Path]:
    """The pages for people."""
    top = [CHECKOUT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")]
    folders = (CHECKOUT / "docs", CHECKOUT / "data")
    return [*top, *(page for folder in folders for page in sorted(folder.rglob("*.md")))]


def tokens(page: Path) -> list[Token]:
    """The Markdown of `page`, as GitHub reads it."""
    return MarkdownIt("gfm-like", {"linkify": False}).parse(page.read_text(encoding="utf-8"))


def blocks(page: Path) -> list[Block]:
    """The blocks of `page`, in order; an info string that says nothing known is its language."""
    name = str(page.relative_to(CHECKOUT)) if page.is_relative_to(CHECKOUT) else page.name
    found = []
    for token in tokens(page):
        if token.type in {"fence", "code_block"}:
            line = (token.map or [0])[0] + (2 if token.type == "fence" else 1)
            info = token.info.strip()
            said = INFO.fullmatch(info)
            if said:
                why, save = said["why"] or "", said["save"] or ""
                found.append(Block(name, line, said[1], token.content, why, save))
            else:
                found.append(Block(name, line, info, token.content))
    return found


def fault(block: Block) -> str:
    """What is wrong with how a block is marked; empty if nothing is."""
    language = block.language
    if block.not_run or language in RUN:
        return ""
    if language in MARKED:
        return "" if block.save else f"{language}: not run by anything; say `no-run: REASON`"
    if language not in PLAIN:
        return f"{language or 'no language'}: name one of {', '.join(sorted(RUN | PLAIN))}"
    if language == "text" and (command := COMMAND.search(block.text)):
        return f"{command[0]!r} in a block of text: make it `console`"
    return ""


def commands(block: Block) -> list[Shown]:
    """The commands of a `console` block; a line that ends in a backslash goes on in the next."""
    found: list[Shown] = []
    going_on = False
    for number, line in enumerate(block.text.splitlines()):
        if going_on:
            last = found[-1]
            found[-1] = last._replace(command=f"{last.command}\n{line}")
        elif line.startswith("$ "):
            found.append(Shown(block.line + number, line[2:], ""))
        elif found:
            found[-1] = found[-1]._replace(output=f"{found[-1].output}{line}\n")
        going_on = line.endswith("\\") and (going_on or line.startswith("$ "))
    return [shown._replace(output=shown.output.strip("\n") + "\n" * bool(shown.output.strip()))
            for shown in found]  # fmt: skip


ANYTHING = "…"  # alone in a line: any lines; within a line: any characters


def agrees(expected: str, printed: str) -> bool:
    """Whether `printed` is what a page shows, where `…` stands for anything."""
    pattern = ""
    for line in expected.splitlines():
        if line.strip() == ANYTHING:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(map(re.escape, line.rstrip().split(ANYTHING))) + r"[ ]*\n"
    return re.fullmatch(pattern, printed) is not None


def inline_code(page: Path) -> Iterable[tuple[int, str]]:
    """(line, text) of everything in back-ticks within sentences."""
    for token in tokens(page):
        for child in token.children or ():
            if child.type == "code_inline":
                yield (token.map or [0])[0] + 1, child.content
