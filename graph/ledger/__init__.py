"""The ledger: what sources said and what people decided, with every version of it readable."""

from graph.ledger.ledger import Ledger
from graph.ledger.records import Fact, Judgement, LoadReport, Revision, SourceInfo

__all__ = ["Fact", "Judgement", "Ledger", "LoadReport", "Revision", "SourceInfo"]
