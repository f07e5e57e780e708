"""Types and indexes whose words differ between the databases.

Ids and values are compared byte by byte, in the databases and in Python alike: streams of both are
merged in that order.  PostgreSQL would otherwise go by the language of its database.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Index, Text
from sqlalchemy.dialects import postgresql

TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def partial_index(name: str, *columns: Any, where: ColumnElement[bool]) -> Index:
    """An index of those rows alone that `where` holds for."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)
