"""What a typed query may contain."""

from __future__ import annotations


def check(cypher: str) -> None:
    """Raise `UserError` unless `cypher` only reads."""
