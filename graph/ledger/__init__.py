"""The ledger: what sources said and what people decided, with every version of it readable."""

from graph.ledger.duties import Duty, Item, Noted, Step
from graph.ledger.ledger import Ledger
from graph.ledger.records import (
    Change,
    Correction,
    Fact,
    Judgement,
    LoadReport,
    News,
    Revision,
    SourceFile,
    SourceInfo,
)

__all__ = [
    "Change",
    "Correction",
    "Duty",
    "Fact",
    "Item",
    "Judgement",
    "Ledger",
    "LoadReport",
    "News",
    "Noted",
    "Revision",
    "SourceFile",
    "SourceInfo",
    "Step",
]
