"""Which loads a page offers to take back."""

from __future__ import annotations

from graph.ledger import Revision
from graph.ledger.unloading import loads
from views.parts.unloading import offered

STEPS = [
    ("load", "a"),
    ("load", "b"),
    ("load", "a"),
    ("correct", "hand.1"),
    ("load", "c"),
    ("undo", "c"),
    ("load", "b"),
    ("undo", "b"),
    ("undo", "hand.1"),
    ("load", "d"),
    ("retract", "d"),
    ("judge", ""),
    ("undo", ""),
]


def test_the_last_load_of_each_source_that_counts_is_offered_the_latest_first() -> None:
    made = loads(
        Revision(version, what, source, None, "", "", 1, 0)
        for version, (what, source) in enumerate(STEPS, 1)
    )
    assert [m.version for m in made if not m.counts] == [5, 7, 10]
    assert [(m.source, m.version) for m in offered(made)] == [("a", 3), ("b", 2)]
