"""Whatever is loaded, retracted, judged and undone, in any order: the graph is what remains."""

from __future__ import annotations

import contextlib
import copy
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from graph.errors import UserError
from graph.ledger import Ledger, SourceFile, SourceInfo
from graph.ledger.correcting import value
from graph.model import Entity, Link
from graph.project import pending, project
from tests.engines.postgresql_server import Server
from tests.projection.memory import Interrupted, MemoryGraph

X, Y = {"uscc": "X"}, {"uscc": "Y"}
ENTITIES = [  # what documents say exists; sources may differ even on what it is
    Entity("University", "a:1", {"name": "甲", **X}, locators=("p1",)),
    Entity("Enterprise", "a:1", {"name": "乙", "staff": 5}, "planned", 2019),
    Entity("University", "a:2", {"name": "乙", **Y}),
    Entity("University", "a:2", {"name": "乙", **X}, locators=("p2", "p3")),
    Entity("Enterprise", "b:1", {"name": "丙", **X, "staff": 6}),
    Entity("Enterprise", "b:2", {"name": "丁", **Y}),
    Entity("Place", "a:p", {"name": "温州市"}),
    Entity("Place", "b:p", {"name": "瓯海区", "adcode": "330304"}),
    Entity("Place", "b:odd", {"name": "嘉定区", "adcode": "330304"}),
    Entity("Enterprise", "b:odd", {"name": "嘉定区"}),
    Entity("Agreement", "a:g", {"name": "协议"}),
    Entity("Agreement", "a:g", {"name": "协议", "signed": "2017-05-01"}),
    Entity("Agreement", "b:g", {"name": "协议"}, since=2016),
    Entity("Event", "a:e", {"name": "峰会", "date": "2018-10"}),
    Entity("Project", "b:j", {"name": "项目"}),
    Entity("Person", "a:h", {"name": "某人"}),
]
TALENT, HOST = {"form": "talent"}, {"role": "host"}
LINKS = [
    Link("COOPERATES_WITH", "a:1", "b:1", TALENT, locators=("p4",)),
    Link("COOPERATES_WITH", "b:1", "a:1", TALENT, "planned", 2018),
    Link("COOPERATES_WITH", "a:1", "a:2", {"papers": 3}),
    Link("COOPERATES_WITH", "a:2", "b:2", TALENT, since=2019, until=2020),
    Link("COOPERATES_WITH", "b:2", "b:p", {}),
    Link("COOPERATES_WITH", "a:p", "b:odd", TALENT),
    Link("LOCATED_IN", "a:1", "a:p", {}),
    Link("LOCATED_IN", "b:1", "b:p", {}),
    Link("LOCATED_IN", "b:odd", "a:p", {}),
    Link("PARTY_TO", "a:1", "a:g", {}),
    Link("PARTY_TO", "a:2", "a:g", {}, "planned"),
    Link("PARTY_TO", "b:1", "a:g", {}),
    Link("PARTY_TO", "a:2", "b:g", {}),
    Link("PARTY_TO", "b:2", "b:g", {}, since=2015),
    Link("PARTY_TO", "a:1", "b:g", {}),
    Link("ORGANISES", "a:p", "a:e", HOST),
    Link("ORGANISES", "a:1", "a:e", {}),
    Link("PARTICIPATES_IN", "b:2", "a:e", {}),
    Link("PARTICIPATES_IN", "a:h", "a:e", {}),
    Link("PARTICIPATES_IN", "a:2", "b:j", {}),
    Link("PARTICIPATES_IN", "b:1", "b:j", HOST),
    Link("PARTICIPATES_IN", "b:2", "b:j", {}, "ended", 2012),
]
IDS = sorted({e.id for e in ENTITIES})
Step = tuple[Any, ...]


def some_of(records: list[Any]) -> st.SearchStrategy[list[Any]]:
    """About half of `records`, each on its own."""
    return st.integers(0, 2 ** len(records) - 1).map(
        lambda bits: [record for i, record in enumerate(records) if bits >> i & 1]
    )


documents = st.builds(list.__add__, some_of(ENTITIES), some_of(LINKS))
sources = st.sampled_from(["one", "two", "three"])
loads = st.tuples(st.just("load"), sources, st.integers(1, 2), documents)
retractions = st.tuples(st.just("retract"), sources)
actors = st.sampled_from(["a:1", "a:2", "b:1", "b:2"])
pairs = st.one_of(
    st.tuples(actors, actors),
    st.sampled_from([("a:p", "b:p"), ("a:g", "b:g"), ("b:p", "b:odd"), ("a:1", "a:p")]),
)
judgements = st.tuples(st.just("judge"), pairs, st.sampled_from(["same", "same", "differ"]))
undos = st.tuples(st.just("undo"), st.integers(0, 3))
BY_HAND: list[Any] = [  # what a person may say in place of what is wrong
    value("a:1", "name", "某"),
    value("b:1", "uscc", "Y"),
    value("b:odd", "adcode", "330305"),
    Link("LOCATED_IN", "b:1", "a:p", {}),
    Link("COOPERATES_WITH", "a:1", "b:2", {"form": "talent"}, "planned"),
    Entity("Enterprise", "h:1", {"name": "新", "uscc": "X"}),
]
corrections = st.tuples(
    st.just("correct"),
    st.sampled_from(["a:1", "a:2", "b:1", "b:odd", "a:p", "a:g"]),
    st.lists(st.integers(0, 8), max_size=3),
    st.lists(st.sampled_from(BY_HAND), max_size=2, unique_by=str),
)
undone = st.tuples(st.just("undo correction"), st.integers(0, 3))
by_hand = st.one_of(corrections, corrections, undone)
taken_back = st.tuples(st.just("undo load"), sources)
changes_ = st.one_of(loads, loads, retractions, taken_back, judgements, judgements, undos, by_hand)
projections = st.tuples(st.just("project"), st.sampled_from([0, 1, 3, 8, None, None, None]))
steps = st.lists(st.one_of(changes_, projections), min_size=2, max_size=14)
# A graph that shows something is brought from one version to the next.
one_change = st.builds(
    lambda before, change, broken: [*before, ("project", None), change, ("project", broken)],
    st.lists(st.one_of(loads, loads, judgements), min_size=1, max_size=4),
    changes_,
    st.sampled_from([None, 1, 4]),
)


NewLedger = Callable[[], AbstractContextManager[Ledger]]


@contextlib.contextmanager
def in_a_file() -> Iterator[Ledger]:
    """An empty ledger in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.db") as ledger:
        yield ledger


@contextlib.contextmanager
def at_a_server(server: Server) -> Iterator[Ledger]:
    """An empty ledger in a schema of its own."""
    schema = server.new_schema()
    with Ledger.open(server.address(schema=schema)) as ledger:
        yield ledger
    server.drop_schema(schema)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_ledger(request: pytest.FixtureRequest) -> NewLedger:
    """Makes an empty ledger, once in each database; the fixture is shared by all examples."""
    if request.param == "sqlite":
        return in_a_file
    return partial(at_a_server, request.getfixturevalue("postgresql"))


def do(ledger: Ledger, graph: MemoryGraph, step: Step) -> None:
    """One step; what a person cannot do is refused in one line, and that is fine here."""
    with contextlib.suppress(UserError, Interrupted):
        match step:
            case ("load", source, rank, records):
                files = [SourceFile("old.csv", "table", str(len(records)))]
                ledger.load(SourceInfo(source, source, rank=rank), records, files=files)
            case ("retract", source):
                ledger.retract(source)
            case ("undo load", source):
                loaded = [
                    r.version for r in ledger.revisions() if (r.source, r.what) == (source, "load")
                ]
                ledger.undo_load(source, max(loaded, default=0), by="somebody")
            case ("judge", (a, b), verdict):
                ledger.judge(a, b, verdict, by="somebody")
            case ("undo", which):
                if there := ledger.judgements():
                    ledger.undo(there[which % len(there)].id, by="somebody")
            case ("correct", node, which, said):
                facts = ledger.facts(node)
                wrong = {facts[i % len(facts)].key for i in which if facts}
                ledger.correct("somebody", "", wrong, said)
            case ("undo correction", which):
                if made := ledger.corrections():
                    ledger.undo_correction(made[which % len(made)].id, by="somebody")
            case ("project", batches):
                graph.left = batches
                project(ledger, graph)
    graph.left = None


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two rows, so that there are some between which to break off."""
    monkeypatch.setattr("graph.batches.ROWS", 2)


quick = settings(
    max_examples=25,
    deadline=None,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@quick
@given(st.one_of(one_change, one_change, steps))
def test_step_by_step_and_from_nothing_give_one_graph(
    new_ledger: NewLedger, steps: list[Step]
) -> None:
    with new_ledger() as ledger:
        graph, anew = MemoryGraph(), MemoryGraph()
        for step in steps:
            do(ledger, graph, step)
        project(ledger, graph)
        project(ledger, anew)
        assert graph.wiped <= 1, "made anew where it should have been changed"
        assert graph.shown() == anew.shown()
        assert pending(ledger, graph) is None
        assert project(ledger, graph) == 0


@quick
@given(steps, st.permutations(["one", "two", "three"]))
def test_the_graph_is_what_remains(
    new_ledger: NewLedger, steps: list[Step], order: list[str]
) -> None:
    """A ledger with a past shows the same as one that was only ever told what remains."""
    apart = ("undo", "undo load", "correct", "undo correction")
    steps = [s for s in steps if s[0] not in apart]
    remains: dict[str, Step] = {}
    for step in steps:
        if step[0] == "load":
            remains[step[1]] = (*step[:3], step[3][::-1])
        elif step[0] == "retract":
            remains.pop(step[1], None)
    with new_ledger() as ledger, new_ledger() as other:
        graph, anew = MemoryGraph(), MemoryGraph()
        for step in steps:
            do(ledger, graph, step)
        for source in order:
            if source in remains:
                do(other, anew, remains[source])
        for j in ledger.judgements():
            if not j.rule:
                do(other, anew, ("judge", (j.a, j.b), j.verdict))
        project(ledger, graph)
        project(other, anew)
        if len(said(other)) == len(said(ledger)):  # else an id of a judgement is gone
            assert graph.shown() == anew.shown()


def said(ledger: Ledger) -> list[tuple[str, str, str]]:
    """What persons judged."""
    return [(j.a, j.b, j.verdict) for j in ledger.judgements() if not j.rule]


@quick
@given(steps, st.lists(corrections, min_size=1, max_size=3))
def test_undoing_all_corrections_leaves_no_trace(
    new_ledger: NewLedger, steps: list[Step], made: list[Step]
) -> None:
    with new_ledger() as ledger:
        before, after = MemoryGraph(), MemoryGraph()
        for step in steps:
            do(ledger, before, step)
        project(ledger, before)
        project(ledger, after)
        there = {c.id for c in ledger.corrections()}
        for step in made:
            do(ledger, after, step)
            project(ledger, after)
        for correction in reversed(ledger.corrections()):
            if correction.id not in there:
                ledger.undo_correction(correction.id, by="somebody")
                project(ledger, after)
        assert after.shown() == before.shown()


@quick
@given(steps, st.integers(1, 2), documents)
@example([("load", "one", 1, [ENTITIES[0]])], 1, [ENTITIES[1], ENTITIES[2]])
@example([("load", "one", 1, [ENTITIES[0]]), ("retract", "one")], 1, [ENTITIES[1]])
def test_undoing_a_load_leaves_the_source_as_it_was_before(
    new_ledger: NewLedger, steps: list[Step], rank: int, document: list[Any]
) -> None:
    """Also its books and files, and the graph, brought there step by step or made from nothing."""
    with new_ledger() as ledger:
        graph, anew = MemoryGraph(), MemoryGraph()
        for step in steps:
            do(ledger, MemoryGraph(), step)
        project(ledger, graph)
        before, version = told(ledger), ledger.version
        loaded = copy.deepcopy(graph.shown())
        info = SourceInfo(
            "one", "One", "Bureau", "2024-05-01", "CC0-1.0", rank, "", "new", "", "new"
        )
        done = ledger.load(info, document, files=[SourceFile("new.csv", "table", "new")])
        project(ledger, graph)
        back = ledger.undo_load("one", done.version, by="somebody")
        project(ledger, graph)
        project(ledger, anew)
        assert (back.added, back.removed) == (done.removed, done.added)
        assert back.version == version + 2
        assert told(ledger) == before
        assert graph.shown() == anew.shown() == loaded
        with pytest.raises(UserError):
            ledger.undo_load("one", done.version, by="somebody")


def told(ledger: Ledger) -> tuple[Any, ...]:
    """What the source `one` says, from what, and all that is known of what any source states."""
    said = sorted(ledger.said_by("one"), key=repr)
    stated = [id_ for id_ in IDS if ledger.standing(id_) == "stated"]
    facts = {id_: sorted(ledger.facts(id_), key=repr) for id_ in stated}
    return said, ledger.sources(), ledger.files("one"), facts


@quick
@given(st.one_of(one_change, steps, steps))
@example(
    [
        ("load", "one", 1, [Entity("University", "a:1", {"name": "甲", **X})]),
        ("load", "two", 1, [Entity("Enterprise", "b:1", {"name": "丙", **X})]),
        ("retract", "one"),
    ]
)
@example(
    [
        ("load", "one", 1, [Entity("Enterprise", "b:1", {"name": "丙"})]),
        ("load", "two", 1, [Entity("University", "a:2", {"name": "乙"})]),
        ("judge", ("a:2", "b:1"), "same"),
        ("retract", "one"),
    ]
)
def test_an_id_resolves_as_long_as_something_that_it_was_one_with_is_there(
    new_ledger: NewLedger, steps: list[Step]
) -> None:
    with new_ledger() as ledger:
        graph = MemoryGraph()
        for step in steps:
            do(ledger, graph, step)
        project(ledger, graph)
        words = ledger.judgements(all_=True)
        last = {(j.a, j.b): j for j in words}
        for id_ in IDS:
            node, standing = ledger.resolve(id_), ledger.standing(id_)
            if standing in ("stated", "former"):
                assert node in graph.nodes
                assert (node == id_) <= (standing == "stated")
                assert ledger.facts(id_) == ledger.facts(node) != []
                continue
            assert node not in graph.nodes
            for j in last.values():  # whatever it was one with is gone, or apart from it again
                if id_ in (j.a, j.b) and j.verdict == "same" and not j.undone_by:
                    other = j.b if j.a == id_ else j.a
                    members = {f.said_of for f in ledger.facts(other)} | {other}
                    apart = {
                        i for w in words if w.live and w.verdict == "differ" for i in (w.a, w.b)
                    }
                    assert ledger.resolve(other) not in graph.nodes or members & apart


@quick
@given(documents, documents)
def test_a_reload_writes_only_differences(
    new_ledger: NewLedger, first: list[Any], second: list[Any]
) -> None:
    with new_ledger() as ledger:
        info = SourceInfo("one", "one")
        told = ledger.load(info, first)
        assert told.removed == told.unchanged == 0
        again = ledger.load(info, first[::-1])
        assert again == (told.version, 0, 0, told.added, 0)
        other = ledger.load(info, second)
        back = ledger.load(info, first)
        assert (back.added, back.removed) == (other.removed, other.added)
        assert back.added + back.unchanged == told.added


@quick
@given(steps)
@example([("load", "one", 1, [Entity("University", "a:1", {"name": "甲"})]), ("retract", "one")])
def test_every_version_stays_readable(new_ledger: NewLedger, steps: list[Step]) -> None:
    """A graph made at some version equals the one made now as of that version."""
    with new_ledger() as ledger:
        then = {}
        for step in steps:
            do(ledger, MemoryGraph(), step)
            graph = MemoryGraph()
            project(ledger, graph)
            then[ledger.version] = graph.shown()
        for version, shown in then.items():
            assert as_of(ledger, version).shown() == shown


def as_of(ledger: Ledger, version: int) -> MemoryGraph:
    """A graph of an earlier version."""
    from graph.changes import changes
    from graph.store import Stamp

    graph = MemoryGraph()
    graph.begin(Stamp("", "", 0, version))
    with ledger.reading() as connection:
        for sequence, batch in enumerate(changes(connection, ledger.model, 0, version)):
            graph.apply(batch, sequence)
    return graph
