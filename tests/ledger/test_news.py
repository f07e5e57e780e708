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


def test_a_thing_of_several_ids_is_there_as_long_as_one_of_them_is(ledger_address: str) -> None:
    other = B._replace(id="b:1", properties={"name": "乙厂"})
    at = Link("LOCATED_IN", "b:1", "a:3", {})
    with Ledger.open(ledger_address) as ledger:
        ledger.load(SourceInfo("one", "one"), [A, B, C])
        ledger.load(SourceInfo("two", "two"), [other, at])
        ledger.judge("a:2", "b:1", "same", by="王芳")
        ledger.load(SourceInfo("one", "one"), [A, C])
        assert told(ledger, 3) == {"a:2": "changed"}  # `two` names it still
        assert told(ledger, 1) == {"a:2": "changed", "a:3": "changed"}
        ledger.retract("two")
        (gone,) = (n for n in ledger.news(3, ledger.version) if n.what == "gone")
        assert (gone.id, gone.name, gone.kind, gone.ends) == ("a:2", "乙厂", "Enterprise", ("a:3",))
        then = {n.id: n.what for n in ledger.news(3, 4)}
        assert then == {"a:2": "changed"}  # as of what a graph shows that is behind


def test_an_id_that_went_means_what_it_was_one_with(ledger_address: str) -> None:
    same = {"name": "丙厂", "uscc": "91330300MA0000001X"}
    with Ledger.open(ledger_address) as ledger:
        for source in ("new", "old"):
            firm = Entity("Enterprise", f"{source}:1", same)
            ledger.load(SourceInfo(source, source), [firm])
        ledger.retract("old")
        assert told(ledger, 2) == {"new:1": "changed"}


def test_what_is_gone_has_its_last_name_and_where_it_was_last(ledger_address: str) -> None:
    info = SourceInfo("one", "one")
    moved = [Link("LOCATED_IN", "a:1", end, {}) for end in ("a:3", "a:4")]
    there = [C, C._replace(id="a:4", properties={"name": "丁"})]
    with Ledger.open(ledger_address) as ledger:
        ledger.load(info, [A, *there, moved[0]])
        ledger.load(info, [A._replace(properties={"name": "甲集团"}), *there, moved[1]])
        ledger.load(info, there)
        (gone,) = (n for n in ledger.news(2, ledger.version) if n.what == "gone")
        assert (gone.id, gone.name, gone.ends) == ("a:1", "甲集团", ("a:4",))


def test_what_came_and_went_again_is_no_news(ledger_address: str) -> None:
    with Ledger.open(ledger_address) as ledger:
        ledger.load(SourceInfo("one", "one"), [A])
        ledger.load(SourceInfo("one", "one"), [A, B])
        ledger.undo_load("one", 2)
        assert told(ledger, 1) == {}
        assert told(ledger, 2) == {"a:2": "gone"}
        ledger.load(SourceInfo("two", "two"), [B])
        assert told(ledger, 3) == {"a:2": "new"}
        assert told(ledger, 2) == {"a:2": "changed"}  # another says so now
