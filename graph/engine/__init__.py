"""Where the graph lives: the embedded ArcadeDB, or a Neo4j server.

Everything that only one of them does, or does differently, is in this folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import settings

if TYPE_CHECKING:
    from graph.engine.base import Engine

__all__ = ["open_engine"]


def open_engine(address: str, memory: str | None = None) -> Engine:
    """Connect to the graph at `address`; close the result, or use it in a `with`.

    `address` is a folder (the embedded engine, started if it does not run) or a `bolt://`,
    `neo4j://` or `neo4j+s://` address.  `memory` caps the embedded engine (`512m`, `1g`; by
    default the setting).  Raises `UserError` with the way out where it cannot connect.
    """
    # Each is imported only where it is used: the keeper, which is in this package, stays small.
    if settings.is_address(address):
        from graph.engine.neo4j import connect as connect_neo4j

        return connect_neo4j(address)
    from graph.engine.arcadedb import connect as connect_arcadedb

    return connect_arcadedb(address, memory)
