"""What a load or a check found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from graph.ledger import SourceInfo
from graph.model import Refusal
from graph.namesakes import Namesake


@dataclass(slots=True)
class Report:
    """What a load or a check found.  Counts of statements are zero for a check.
    `kept` are those no longer said that stay because rows were refused.

    `rows` counts rows of which something is loaded, `entities` and `links` what they say, and
    `kinds` the entities by kind.
    `refused` counts rows of which nothing is loaded, `partly` those of `rows` that lost a
    relationship; `refusals` are the first of their wrong `cells`, and `rejected` is the file that
    has them all. `unread` and `gaps` are the same by the rows of the file, of which a mapping may
    read several things: those with a fault of which nothing is loaded, and the others.
    `same` means that the files were loaded before just so, and were not read.
    `needed` are reports of data sets that had to be loaded first. `namesakes` are, where it was
    only checked, what is called as something is that others state.
    """

    source: SourceInfo
    rows: int = 0
    entities: int = 0
    links: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    partly: int = 0
    cells: int = 0
    unread: int = 0
    gaps: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    rejected: Path | None = None
    warnings: list[str] = field(default_factory=list)
    same: bool = False
    version: int = 0
    added: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0
    needed: list[Report] = field(default_factory=list)
    namesakes: list[Namesake] = field(default_factory=list)
