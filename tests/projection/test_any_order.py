"""Whatever is loaded, retracted, judged and undone, in any order: the graph is what remains."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph import spool
from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, Link
from graph.project import pending, project
from tests.projection.memory import Interrupted, MemoryGraph

ACTORS = ("a:1", "a:2", "b:1", "b:2")
IDS = {
    **dict.fromkeys(ACTORS, ("University", "Enterprise")),
    "a:place": ("Place",),
    "b:place": ("Place",),
    "a:agreement": ("Agreement",),
    "a:event": ("Event",),
    "b:project": ("Project",),
    "a:person": ("Person",),
    "b:odd": ("Place", "Enterprise"),  # sources may differ even on this
}
ENDS = {
    "COOPERATES_WITH": [(*ACTORS, "a:place", "b:place", "b:odd")] * 2,
    "LOCATED_IN": [ACTORS, ("a:place", "b:place")],
    "PARTY_TO": [(*ACTORS, "a:place"), ("a:agreement",)],
    "ORGANISES": [(*ACTORS, "a:place"), ("a:event",)],
    "PARTICIPATES_IN": [(*ACTORS, "a:person"), ("a:event", "b:project")],
}
QUALIFIERS = {
    "COOPERATES_WITH": ("form", ["strategic", "talent"]),
    "ORGANISES": ("role", ["host"]),
    "PARTICIPATES_IN": ("role", ["member"]),
}
years = st.sampled_from([None, 2018, 2019])
statuses = st.sampled_from(["planned", "actual"])
places = st.lists(st.sampled_from("xyz"), max_size=2).map(tuple)


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    """A row about one of a few things, with one of a few values."""
    id_ = draw(st.sampled_from(sorted(IDS)))
    kind = draw(st.sampled_from(IDS[id_]))
    properties: dict[str, Any] = {"name": draw(st.sampled_from(["甲", "乙"]))}
    if id_ in ACTORS:
        properties |= draw(st.sampled_from([{}, {"uscc": "X"}, {"uscc": "Y"}, {"staff": 5}]))
    elif kind == "Agreement":
        properties |= draw(st.sampled_from([{}, {"signed": "2017-05-01"}]))
    return Entity(kind, id_, properties, draw(statuses), draw(years), locators=draw(places))


@st.composite
def links(draw: st.DrawFn) -> Link:
    """A row that relates two of them."""
    type_ = draw(st.sampled_from(sorted(ENDS)))
    start, end = (draw(st.sampled_from(ends)) for ends in ENDS[type_])
    properties = {}
    if type_ in QUALIFIERS and draw(st.booleans()):
        name, values = QUALIFIERS[type_]
        properties[name] = draw(st.sampled_from(values))
    return Link(type_, start, end, properties, draw(statuses), draw(years), locators=draw(places))


sources = st.sampled_from(["one", "two", "three"])
documents = st.lists(st.one_of(entities(), links()), max_size=12)
loads = st.tuples(st.just("load"), sources, st.integers(1, 2), documents)
retractions = st.tuples(st.just("retract"), sources)
judgements = st.tuples(
    st.just("judge"),
    st.sampled_from(sorted(IDS)),
    st.sampled_from(sorted(IDS)),
    st.sampled_from(["same", "differ"]),
)
undos = st.tuples(st.just("undo"), st.integers(0, 3))
projections = st.tuples(st.just("project"), st.sampled_from([0, 1, 3, None]))
steps = st.lists(st.one_of(loads, loads, retractions, judgements, undos, projections), max_size=12)


@contextlib.contextmanager
def new_ledger() -> Iterator[Ledger]:
    """An empty ledger in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.db") as ledger:
        yield ledger


def do(ledger: Ledger, graph: MemoryGraph, step: tuple[Any, ...]) -> None:
    """One step; what a person cannot do is refused in one line, and that is fine here."""
    with contextlib.suppress(UserError, Interrupted):
        match step:
            case ("load", source, rank, records):
                ledger.load(SourceInfo(source, source, rank=rank), records)
            case ("retract", source):
                ledger.retract(source)
            case ("judge", a, b, verdict):
                ledger.judge(a, b, verdict, by="somebody")
            case ("undo", which):
                if there := ledger.judgements():
                    ledger.undo(there[which % len(there)].id, by="somebody")
            case ("project", batches):
                graph.left = batches
                project(ledger, graph)
    graph.left = None


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two rows, so that there are some between which to break off."""
    monkeypatch.setattr(spool, "ROWS", 2)


quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quick
@given(steps)
def test_step_by_step_and_from_nothing_give_one_graph(steps: list[tuple[Any, ...]]) -> None:
    with new_ledger() as ledger:
        graph, anew = MemoryGraph(), MemoryGraph()
        for step in steps:
            do(ledger, graph, step)
        project(ledger, graph)
        project(ledger, anew)
        assert graph.shown() == anew.shown()
        assert pending(ledger, graph) is None
        assert project(ledger, graph) == 0


@quick
@given(steps, st.permutations(["one", "two", "three"]))
def test_the_graph_is_what_remains(steps: list[tuple[Any, ...]], order: list[str]) -> None:
    """A ledger with a past shows the same as one that was only ever told what remains."""
    steps = [s for s in steps if s[0] != "undo"]
    remains: dict[str, tuple[Any, ...]] = {}
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
                do(other, anew, ("judge", j.a, j.b, j.verdict))
        project(ledger, graph)
        project(other, anew)
        if len(said(other)) == len(said(ledger)):  # else an id of a judgement is gone
            assert graph.shown() == anew.shown()


def said(ledger: Ledger) -> list[tuple[str, str, str]]:
    """What persons judged."""
    return [(j.a, j.b, j.verdict) for j in ledger.judgements() if not j.rule]


@quick
@given(documents, documents)
def test_a_reload_writes_only_differences(first: list[Any], second: list[Any]) -> None:
    with new_ledger() as ledger:
        info = SourceInfo("one", "one")
        told = ledger.load(info, first)
        assert told.removed == told.unchanged == 0
        again = ledger.load(info, first[::-1])
        assert again == (told.version, 0, 0, told.added)
        other = ledger.load(info, second)
        back = ledger.load(info, first)
        assert (back.added, back.removed) == (other.removed, other.added)
        assert back.added + back.unchanged == told.added


@quick
@given(steps)
@example([("load", "one", 1, [Entity("University", "a:1", {"name": "甲"})]), ("retract", "one")])
def test_every_version_stays_readable(steps: list[tuple[Any, ...]]) -> None:
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
