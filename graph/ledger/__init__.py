"""The ledger: what sources said and what people decided, with every version of it readable."""

from graph.ledger.ledger import Ledger
from graph.ledger.records import (
    Change,
    Correction,
    Fact,
    Judgement,
    LoadReport,
    News,
    Revision,
    SourceInfo,
)

__all__ = [
    "Change",
    "Correction",
    "Fact",
    "Judgement",
    "Ledger",
    "LoadReport",
    "News",
    "Revision",
    "SourceInfo",
]
