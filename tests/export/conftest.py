"""The small graph with known answers."""

from tests.small.fixtures import small, small_arcadedb, small_neo4j

__all__ = ["small", "small_arcadedb", "small_neo4j"]
