"""What pages know of the graph: the open workspace, answers of named queries, facts, the finder.

Answers are kept by the version of the ledger that the graph shows, so nothing is asked twice for
one version, and a later version asks again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

import streamlit as st

from graph import networks, originals, queries, settings
from graph.ledger import (
    Change,
    Correction,
    Duty,
    Fact,
    Item,
    Judgement,
    Ledger,
    News,
    Revision,
    SourceInfo,
    Step,
)
from graph.model import Model
from graph.originals import Passage
from graph.search import Entry, SearchIndex
from graph.store import Result, Stamp
from graph.workspace import Workspace
from views.parts.address import language, say
from views.parts.drawing import Node
from views.parts.locators import cut_of
from views.parts.marks import COOKIE, Marks, is_reader
from views.parts.wording import title_words

T = TypeVar("T")
MOST_ROWS = 100_000  # of one answer: the app holds it in memory


class Shown(NamedTuple):
    """What the graph shows (`version`) and how far the ledger is; `digest` names both."""

    version: int
    ledger: int
    digest: str


class Name(NamedTuple):
    """A row of the query `names`."""

    id: str
    kind: str
    name: str
    other_names: list[str]
    identifiers: list[str]
    status: str | None
    disputed: list[str]
    statements: int | None


class _Start:
    """Whether this process has brought the graph up to date; once, for all readers."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.done = False


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """The graph and the ledger that the settings name, opened once for all readers."""
    return Workspace.open()


@st.cache_resource(show_spinner=False)
def marks() -> Marks:
    """What each reader has seen, beside the ledger."""
    return Marks(workspace().folder / "readers.json")


def reader() -> str:
    """The number of the reader's browser; empty where it has none."""
    number = st.context.cookies.get(COOKIE, "")
    return number if is_reader(number) else ""


def model() -> Model:
    """The declarations of kinds and relationships."""
    return workspace().model


def shown() -> Shown:
    """What the graph shows now; asked once a run."""
    if "shown" not in st.session_state:
        st.session_state.shown = _shown(workspace())
    known: Shown = st.session_state.shown
    return known


def forget_shown() -> None:
    """To be called where a run begins."""
    st.session_state.pop("shown", None)


def _shown(open_: Workspace) -> Shown:
    stamp: Stamp | None = open_.store.stamp()
    ledger = open_.ledger.version
    version = stamp.version if stamp else 0
    return Shown(version, ledger, f"{open_.ledger.id}:{version}:{open_.model.digest}")


@st.cache_resource(show_spinner=False)
def _start() -> _Start:
    return _Start()


def refresh() -> None:
    """Brings the graph to the ledger's version, with progress, where the process begins."""
    start = _start()
    if start.done:
        return
    with start.lock, st.spinner(say("app.starting"), show_time=True):
        if not start.done and shown().version != shown().ledger:
            said = st.empty()

            def progress(rows: int) -> None:
                said.text(say("app.projecting", rows=rows))

            workspace().refresh(progress)
            said.empty()
            forget_shown()
        start.done = True


def ask(query: str, **parameters: str) -> list[Any]:
    """The rows of a named query; each has its columns as attributes."""
    return _ask(shown().digest, query, tuple(sorted(parameters.items())))


@st.cache_resource(max_entries=256, show_spinner=False)  # rows are never changed: no copies
def _ask(digest: str, query: str, parameters: tuple[tuple[str, str], ...]) -> list[Any]:
    result = queries.run(
        workspace().store,
        query,
        dict(parameters),
        limit=MOST_ROWS,
        kind_of=lambda id_: node.kind if (node := _nodes(digest).get(id_)) else None,
    )
    return [
        SimpleNamespace(**dict(zip(result.columns, values, strict=True))) for values in result.rows
    ]


def shortest_paths(a: str, b: str) -> Result:
    """All shortest paths between two nodes: see `graph.networks.shortest_paths`."""
    return _shortest_paths(shown().digest, a, b)


@st.cache_data(max_entries=32, show_spinner=False)
def _shortest_paths(digest: str, a: str, b: str) -> Result:
    return networks.shortest_paths(workspace().store, a, b)


def change(act: Callable[[Ledger], T]) -> T:
    """Does something to the ledger, and brings the graph to where the ledger then is."""
    done = act(workspace().ledger)
    workspace().refresh()
    forget_shown()
    return done


def catch_up() -> None:
    """Brings the graph to what others did to the ledger meanwhile."""
    workspace().refresh()
    forget_shown()


def facts(node: str) -> list[Fact]:
    """Every statement about a node that counts, with its source and locators."""
    return [fact for fact in _facts(shown().digest, node) if fact.denied is None]


def called_wrong(node: str) -> list[Fact]:
    """The statements about a node that a person calls wrong."""
    return [fact for fact in _facts(shown().digest, node) if fact.denied is not None]


def corrections(node: str) -> list[Correction]:
    """The corrections by hand that touch a node, ended ones too."""
    return _corrections(shown().digest, node)


@st.cache_data(max_entries=64, show_spinner=False)
def _corrections(digest: str, node: str) -> list[Correction]:
    return workspace().ledger.corrections_of(node)


def duties() -> dict[Item, Duty]:
    """Who answers for what is still to come and by when, as set by hand."""
    return _duties(shown().digest)


@st.cache_data(max_entries=4, show_spinner=False)
def _duties(digest: str) -> dict[Item, Duty]:
    return workspace().ledger.duties()


def steps(item: Item) -> list[Step]:
    """What was noted of something still to come, the latest first."""
    return _steps(shown().digest, item)


@st.cache_data(max_entries=64, show_spinner=False)
def _steps(digest: str, item: Item) -> list[Step]:
    return workspace().ledger.steps(item)


def passages(source: str, locators: Sequence[str], words: Sequence[str]) -> list[Passage]:
    """What stands at places of a source, in its file; a file may come or change at any time."""
    open_ = workspace()
    folders = [open_.inbox, *([Path(named)] if (named := settings.SOURCES.read()) else [])]
    return originals.passages(open_.ledger.files(source), locators, words, folders, open_.model)


def cut(source: str) -> str:
    """How the text of a source is cut into places: see `views.parts.locators`."""
    return _cut(shown().digest, source)


@st.cache_data(max_entries=256, show_spinner=False)
def _cut(digest: str, source: str) -> str:
    return cut_of(workspace().ledger.files(source))


def names_of(node: str) -> list[str]:
    """What a node is called besides its name."""
    return _other_names(shown().digest).get(node, [])


@st.cache_resource(max_entries=1, show_spinner=False)
def _other_names(digest: str) -> dict[str, list[str]]:
    return {row.id: list(row.other_names) for row in _names(digest)}


def history(node: str) -> list[Change]:
    """What happened to a node in the ledger, the latest first."""
    return _history(shown().digest, node)


@st.cache_data(max_entries=64, show_spinner=False)
def _history(digest: str, node: str) -> list[Change]:
    return workspace().ledger.history(node)


@st.cache_data(max_entries=256, show_spinner=False)
def _facts(digest: str, node: str) -> list[Fact]:
    return list(workspace().ledger.facts(node))


def news(after: int) -> list[News]:
    """What came, changed or went between version `after` and what the graph shows."""
    return _news(shown().digest, after, shown().version)


@st.cache_data(max_entries=16, show_spinner=False)
def _news(digest: str, after: int, until: int) -> list[News]:
    return workspace().ledger.news(after, until)


def revisions() -> list[Revision]:
    """What was done to the ledger, step by step."""
    return _revisions(shown().digest)


@st.cache_data(max_entries=4, show_spinner=False)
def _revisions(digest: str) -> list[Revision]:
    return workspace().ledger.revisions()


def judgements() -> list[Judgement]:
    """The judgements that count."""
    return _judgements(shown().digest)


@st.cache_data(max_entries=4, show_spinner=False)
def _judgements(digest: str) -> list[Judgement]:
    return list(workspace().ledger.judgements())


def finder() -> SearchIndex:
    """The finder over everything that has a name."""
    return _finder(shown().digest)


@st.cache_resource(max_entries=1, show_spinner=False)
def _finder(digest: str) -> SearchIndex:
    return SearchIndex(
        Entry(
            row.id,
            row.kind,
            row.name,
            tuple(row.other_names),
            int(row.statements or 0),
            tuple(row.identifiers),
        )
        for row in _names(digest)
    )


def nodes() -> dict[str, Node]:
    """Everything that has a name, by id."""
    return _nodes(shown().digest)


@st.cache_resource(max_entries=1, show_spinner=False)
def _nodes(digest: str) -> dict[str, Node]:
    return {
        row.id: Node(row.id, row.kind, row.name, row.status or "actual", tuple(row.disputed))
        for row in _names(digest)
    }


def _names(digest: str) -> Iterator[Name]:
    return (Name(**vars(row)) for row in _ask(digest, "names", ()))


def resolve(ids: Sequence[str]) -> list[str]:
    """The ids of the nodes that `ids` are now part of; an unknown one stays as it is."""
    return _resolve(shown().digest, tuple(ids))


@st.cache_data(max_entries=256, show_spinner=False)
def _resolve(digest: str, ids: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(workspace().ledger.resolve(i) for i in ids))


def formerly(ids: Sequence[str]) -> dict[str, str]:
    """Of `ids`, those that no source states any more → the node that each means now."""
    return _formerly(shown().digest, tuple(ids))


@st.cache_data(max_entries=256, show_spinner=False)
def _formerly(digest: str, ids: tuple[str, ...]) -> dict[str, str]:
    ledger = workspace().ledger
    return {i: ledger.resolve(i) for i in ids if ledger.standing(i) == "former"}


def sources() -> list[SourceInfo]:
    """The sources that count in the ledger, by id."""
    return _sources(shown().ledger, workspace().ledger.id)


@st.cache_data(max_entries=4, show_spinner=False)
def _sources(version: int, ledger: str) -> list[SourceInfo]:
    return workspace().ledger.sources()


def source_titles() -> dict[str, str]:
    """Source id → title in the reader's language, of all sources that count."""
    return _source_titles(shown().ledger, workspace().ledger.id, language())


@st.cache_data(max_entries=4, show_spinner=False)
def _source_titles(version: int, ledger: str, spoken: str) -> dict[str, str]:
    return {s.id: title_words(s.title, spoken) for s in _sources(version, ledger)}


def source_ranks() -> dict[str, int]:
    """Source id → rank (1 is believed first), of all sources that count."""
    return {source.id: source.rank for source in sources()}
