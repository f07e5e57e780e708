"""The store on both engines: batches, the stamp, reads and their limits."""

from __future__ import annotations

from graph.store import Batch, Stamp, Store

STAMP = Stamp(ledger="test", model="m", version=0, target=1)
LINKS = {
    "type": "COOPERATES_WITH",
    "start_base": "Actor",
    "end_base": "Actor",
    "qualifier": "form",
    "symmetric": True,
}


def test_a_batch_is_written_once(store: Store) -> None:
    store.begin(STAMP)
    batch = Batch("create_nodes", [{"id": "a:1", "name": "温州大学"}], ("Actor", "University"))
    assert store.apply(batch, 0)
    assert not store.apply(batch, 0)
    assert store.read("MATCH (a:University) RETURN a.name").rows == [("温州大学",)]
    assert store.stamp() == Stamp("test", "m", 0, 1, done=1)
