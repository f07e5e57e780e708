"""Where the graph lives: the embedded ArcadeDB, or a Neo4j server.

Everything that only one of them does, or does differently, is in this folder.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from graph import settings
from graph.errors import UserError

if TYPE_CHECKING:
    from graph.engine.base import Engine

__all__ = ["engine_status", "open_engine", "stop_engine"]


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
    _need_unix()
    from graph.engine.arcadedb import connect as connect_arcadedb

    return connect_arcadedb(address, memory)


def stop_engine(address: str) -> bool:
    """Stop the embedded engine of the folder `address` now; whether one was running.

    Raises `UserError` for a server's address: servers are not ours to stop.
    """
    if settings.is_address(address):
        raise UserError(f"{address} is a server and stays; only an embedded engine is stopped")
    _need_unix()
    from graph.engine.arcadedb import stop

    return stop(address)


def engine_status(address: str) -> dict[str, Any]:
    """What is known of the engine at `address` without starting it, for `doctor`.

    For a folder: `running`, and if so `ready`, `bolt` (its port), `memory`, `keeper_pid`,
    `engine_pid`.  For a server: `running`, and if not `why`.
    """
    if settings.is_address(address):
        try:
            open_engine(address).close()
        except UserError as error:
            return {"running": False, "why": str(error)}
        return {"running": True}
    _need_unix()
    from graph.engine.arcadedb import status

    return status(address)


def _need_unix() -> None:
    """Refuse the embedded engine where its processes could not meet: it needs Unix's file locks."""
    if importlib.util.find_spec("fcntl") is None:
        raise UserError(
            "The engine that is built in needs Linux or a Mac; on Windows run this under WSL, or "
            "name a Neo4j server: --db bolt://…"
        )
