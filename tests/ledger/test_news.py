"""What came, changed or went since one looked."""

from __future__ import annotations

from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, Link

A = Entity("Enterprise", "a:1", {"name": "甲"})
B = Entity("Enterprise", "a:2", {"name": "乙"})
C = Entity("Place", "a:3", {"name": "丙"})


def told(ledger: Ledger, after: int) -> dict[str, str]:
    return {n.id: n.what for n in ledger.news(after, ledger.version)}


def test_new_changed_and_gone_since_a_version(ledger_address: str) -> None:
    info = SourceInfo("one", "one")
    with Ledger.open(ledger_address) as ledger:
        ledger.load(info, [A, B])
        assert told(ledger, 0) == {"a:1": "new", "a:2": "new"}
        assert told(ledger, 1) == {}
        ledger.load(info, [A._replace(properties={"name": "甲", "staff": 5}), C])
        assert told(ledger, 1) == {"a:1": "changed", "a:2": "gone", "a:3": "new"}
        ledger.load(SourceInfo("two", "two"), [Link("LOCATED_IN", "a:1", "a:3", {})])
        assert told(ledger, 2) == {"a:1": "changed", "a:3": "changed"}
        latest = ledger.news(0, ledger.version)
        assert [n.version for n in latest] == sorted((n.version for n in latest), reverse=True)
        assert all(n.at.startswith("20") for n in latest)


def test_what_is_called_wrong_is_a_change_and_may_make_a_thing_go(ledger_address: str) -> None:
    with Ledger.open(ledger_address) as ledger:
        ledger.load(SourceInfo("one", "one"), [A, C, Link("LOCATED_IN", "a:1", "a:3", {})])
        by = {f.predicate: f.key for f in ledger.facts("a:1")}
        ledger.correct("王芳", "", [by["LOCATED_IN"]])
        assert told(ledger, 1) == {"a:1": "changed", "a:3": "changed"}
        number = ledger.correct("王芳", "", [by["kind"]])
        assert told(ledger, 2) == {"a:1": "gone"}
        ledger.undo_correction(number, "王芳")
        assert told(ledger, 2) == {"a:1": "changed"}
