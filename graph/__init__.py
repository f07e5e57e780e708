"""The knowledge graph: model, ledger, projection, engines, queries."""
