"""The Cypher that people begin with: it reads, and gives the same rows on both engines."""

from __future__ import annotations

import pytest

from graph.queries import Example, load_examples
from graph.store import Store


@pytest.mark.parametrize("example", load_examples(), ids=lambda e: e.en)
def test_an_example_gives_the_same_rows_on_both_engines(
    example: Example, small_arcadedb: Store, small_neo4j: Store
) -> None:
    one, other = (s.read_untrusted(example.text) for s in (small_arcadedb, small_neo4j))
    assert one.rows == other.rows
    assert one.rows or "planned" in example.text or "<>" in example.text
