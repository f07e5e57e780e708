"""Reads the commands and the output that a page of documentation shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

BLOCK = re.compile(r"^```(?:console|bash|sh)\n(.*?)^```", re.M | re.S)
ANYTHING = "…"  # alone in a line: any lines; within a line: any characters


class Shown(NamedTuple):
    """A command as a page shows it, with the output under it (empty: none is shown)."""

    page: str
    line: int
    command: str
    output: str


def shown_in(page: Path, root: Path) -> list[Shown]:
    """Every `$ command` in the fenced blocks of `page`, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        for number, line in enumerate(block[1].splitlines()):
            if line.startswith("$ "):
                found.append(Shown(str(page.relative_to(root)), first + number, line[2:], ""))
            elif found and line:
                found[-1] = found[-1]._replace(output=f"{found[-1].output}{line}\n")
    return found


def agrees(expected: str, printed: str) -> bool:
    """Whether `printed` is what a page shows, where `…` stands for anything."""
    pattern = ""
    for line in expected.splitlines():
        if line.strip() == ANYTHING:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(map(re.escape, line.rstrip().split(ANYTHING))) + r"[ ]*\n"
    return re.fullmatch(pattern, printed) is not None
