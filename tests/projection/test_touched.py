"""What one change touches, far from where it was made: each case once, by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, Link
from graph.project import project
from tests.projection.memory import MemoryGraph

ONE, TWO = SourceInfo("one", "One", rank=1), SourceInfo("two", "Two", rank=2)
ACTORS: list[Entity | Link] = [
    Entity("Enterprise", f"one:{i}", {"name": f"企业 {i}", "staff": 5}) for i in (1, 2, 3)
]
AGREEMENT: list[Entity | Link] = [
    Entity("Agreement", "two:g", {"name": "协议"}),
    Entity("Agreement", "two:h", {"name": "协议", "signed": "2015-01-01"}),
    *(Link("PARTY_TO", f"one:{i}", g, {}) for g in ("two:g", "two:h") for i in (1, 2)),
]


class Shown:
    """A ledger and the graph that follows it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.graph = ledger, MemoryGraph()

    def load(self, source: SourceInfo, records: list[Entity | Link]) -> int:
        """Loads and projects; the number of rows written.  The graph must be as from nothing."""
        self.ledger.load(source, records)
        return self.follow()

    def follow(self) -> int:
        """Projects what is new."""
        written, anew = project(self.ledger, self.graph), MemoryGraph()
        project(self.ledger, anew)
        assert self.graph.shown() == anew.shown()
        assert self.graph.wiped == 1
        return written

    def node(self, id_: str) -> Any:
        """The properties of a node."""
        return self.graph.nodes[id_][1]

    def partner(self, a: str, b: str) -> Any:
        """The properties of `PARTNER_OF` between two nodes, if they are partners."""
        return self.graph.links.get((a, "PARTNER_OF", b, ""))


@pytest.fixture
def shown(ledger_address: str) -> Iterator[Shown]:
    """An empty ledger, followed by a graph; once in each database."""
    with Ledger.open(ledger_address) as ledger:
        yield Shown(ledger)


def test_a_source_that_is_believed_less(shown: Shown) -> None:
    shown.load(ONE, ACTORS)
    shown.load(TWO, [Entity("Enterprise", "one:1", {"staff": 6})])
    assert (shown.node("one:1")["staff"], shown.node("one:1")["disputed"]) == (5, ["staff"])
    assert shown.load(ONE._replace(rank=3), ACTORS) == 2  # the source and the node
    assert shown.node("one:1")["staff"] == 6


def test_the_date_of_an_agreement_dates_its_parties(shown: Shown) -> None:
    shown.load(ONE, ACTORS)
    shown.load(TWO, AGREEMENT)
    assert (shown.partner("one:1", "one:2")["first"], shown.partner("one:1", "one:2")["n"]) == (
        2015,
        2,
    )
    dated = Entity("Agreement", "two:g", {"name": "协议", "signed": "2012-01-01"})
    shown.load(TWO, [dated, *AGREEMENT[1:]])
    assert shown.partner("one:1", "one:2")["first"] == 2012


def test_a_pair_keeps_its_other_meetings(shown: Shown) -> None:
    shown.load(ONE, ACTORS)
    shown.load(TWO, AGREEMENT)
    joint = Link("COOPERATES_WITH", "one:1", "one:2", {"form": "talent"})
    shown.load(SourceInfo("three", "Three"), [joint])
    assert shown.partner("one:1", "one:2")["n"] == 3
    shown.load(TWO, [r for r in AGREEMENT if "two:g" not in r])
    assert shown.partner("one:1", "one:2")["n"] == 2
    shown.ledger.retract("two")
    shown.follow()
    assert shown.partner("one:1", "one:2") == {
        "forms": ["talent"],
        "statuses": ["actual"],
        "n": 1,
        "sources": ["three"],
    }


def test_the_eleventh_participant_parts_the_ten(shown: Shown) -> None:
    firms: list[Entity | Link] = [Entity("Enterprise", f"one:{i:02}", {}) for i in range(11)]
    shown.load(ONE, firms)
    joined = [Link("PARTICIPATES_IN", f"one:{i:02}", "two:j", {}) for i in range(11)]
    project_ = Entity("Project", "two:j", {"name": "项目"})
    shown.load(TWO, [project_, *joined[:10]])
    assert shown.partner("one:00", "one:09")["forms"] == ["project"]
    shown.load(TWO, [project_, *joined])
    assert shown.partner("one:00", "one:09") is None
    shown.load(TWO, [project_, *joined[1:]])
    assert shown.partner("one:00", "one:01") is None
    assert shown.partner("one:01", "one:10")["n"] == 1


def test_a_relationship_waits_for_its_other_end(shown: Shown) -> None:
    shown.load(ONE, [*ACTORS, Link("LOCATED_IN", "one:1", "two:p", {})])
    assert not shown.graph.links
    place = [Entity("Place", "two:p", {"name": "温州市", "level": "city"})]
    assert shown.load(TWO, place) == 3  # source, place, relationship
    shown.ledger.retract("two")
    shown.follow()
    assert not shown.graph.links
    shown.load(TWO, place)
    assert [key[1] for key in shown.graph.links] == ["LOCATED_IN"]


def test_a_node_that_changes_its_kind_keeps_its_relationships(shown: Shown) -> None:
    joint = Link("COOPERATES_WITH", "one:1", "one:2", {})
    shown.load(ONE, [*ACTORS, joint])
    shown.load(TWO._replace(rank=0), [Entity("Platform", "one:1", {})])
    assert shown.graph.nodes["one:1"][0] == ("Actor", "Platform")
    assert len(shown.graph.links) == 2


def test_a_merge_joins_what_was_said_of_both_and_its_undo_parts_it(shown: Shown) -> None:
    joined = [Link("COOPERATES_WITH", f"one:{i}", "one:3", {"form": "talent"}) for i in (1, 2)]
    shown.load(ONE, [*ACTORS, *joined])
    before = shown.graph.shown()
    number = shown.ledger.judge("one:1", "one:2", "same", by="Li")
    shown.follow()
    assert shown.node("one:1")["members"] == ["one:1", "one:2"]
    assert "one:2" not in shown.graph.nodes
    (link,) = (p for k, p in shown.graph.links.items() if k[1] == "COOPERATES_WITH")
    assert link["n"] == 2
    shown.ledger.undo(number, by="Li")
    shown.follow()
    assert shown.graph.shown() == before


def test_ids_are_in_the_order_of_their_bytes(shown: Shown) -> None:
    """Streams are merged in that order; dictionaries of any language know another."""
    ids = [f"one:{c}" for c in ("Z", "a", "_", "-", "É", "e", "温", "安", "１", "2", "😀", "ﬁ")]
    firms: list[Entity | Link] = [Entity("Enterprise", i, {"name": i}) for i in ids]
    links = [Link("COOPERATES_WITH", a, b, {}) for a in ids for b in ids if a < b]
    shown.load(ONE, [*firms, *links])
    assert len(shown.graph.links) == 2 * len(links)
    other = [Entity("Enterprise", i, {"name": f"{i}二", "staff": 7}) for i in ids[::2]]
    joint = [Link("COOPERATES_WITH", a, b, {"form": "talent"}) for a in ids for b in ids if a < b]
    shown.load(TWO, [*other, *joint[::3]])
    shown.ledger.judge("one:Z", "one:温", "same", by="Li")
    shown.ledger.judge("one:a", "one:安", "same", by="Li")
    shown.follow()
    shown.ledger.retract("two")
    shown.follow()


def test_a_small_change_writes_little(shown: Shown) -> None:
    shown.load(ONE, ACTORS)
    shown.load(TWO, AGREEMENT)
    other = [Entity("Enterprise", "one:3", {"name": "别名"})]
    assert shown.load(SourceInfo("three", "Three"), other) == 2  # the source and one node
