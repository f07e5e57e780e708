"""What a brief is made from, handed in: statements, rows of named queries, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from graph import queries
from graph.fold import Fold, Node
from graph.ledger import Fact
from graph.ledger.records import Said, SourceInfo
from graph.ledger.statement import write
from graph.model import Model
from graph.workspace import Workspace
from views.parts.locators import cut_of

MOST_ROWS = 10_000  # of one answer: far more than a page holds


@dataclass(frozen=True)
class Material:
    """`ask` runs a named query, `facts` gives the statements about a node that count."""

    model: Model
    ask: Callable[..., list[Any]]
    facts: Callable[[str], list[Fact]]
    sources: Mapping[str, SourceInfo]
    version: int  # of the ledger
    day: str  # of that version by the reader's clock, as in 2020-03-09
    cut: Callable[[str], str]  # how the text of a source is cut: see `views.parts.locators`

    def node(self, id_: str) -> Node | None:
        """The node as the graph has it, from what is stated; None if nothing says that it is."""
        ranks = {source: info.rank for source, info in self.sources.items()}
        said = [
            Said(f.source, f.predicate, write(f.value), f.status, f.since, f.until)
            for f in self.facts(id_)
            if not f.other and f.source in ranks
        ]
        return Fold(self.model, ranks).node(id_, said)


def described(workspace: Workspace) -> tuple[Mapping[str, SourceInfo], int, str]:
    """The sources that count, the ledger's version, and the moment (UTC, ISO) it was reached."""
    ledger = workspace.ledger
    steps = ledger.revisions()
    at = steps[-1].at if steps else ""
    return {info.id: info for info in ledger.sources()}, ledger.version, at


def material_of(workspace: Workspace) -> Material:
    """The material that an open workspace gives, without any memory of earlier answers, and with
    the day by the clock of this machine."""

    def ask(query: str, **parameters: str) -> list[Any]:
        result = queries.run(workspace.store, query, parameters, limit=MOST_ROWS)
        return [
            SimpleNamespace(**dict(zip(result.columns, values, strict=True)))
            for values in result.rows
        ]

    def facts(id_: str) -> list[Fact]:
        return [fact for fact in workspace.ledger.facts(id_) if fact.denied is None]

    @cache
    def cut(source: str) -> str:
        return cut_of(workspace.ledger.files(source))

    sources, version, at = described(workspace)
    day = datetime.fromisoformat(at).astimezone().date().isoformat() if at else ""
    return Material(workspace.model, ask, facts, sources, version, day, cut)
