"""What a run of a page asks: nothing twice, and nothing again while the ledger stays as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.listening import VERSION, Question, questions, runs, twice
from graph import ingest
from graph.engine import arcadedb
from graph.errors import UserError
from graph.workspace import Workspace
from tests.app.conftest import CHECKOUT, Reader, serve
from tests.conftest import leave_out
from views.pages import pages

WENZHOU, SHANGHAI = "delta:330300", "delta:310000"
DEEPER = (  # what there is of a page only after a choice
    "today?since=0&place=delta:330300",
    "today?tab=size",
    f"explore?actor={WENZHOU}",
    f"explore?actor={WENZHOU}&tab=timeline",
    f"explore?actor={WENZHOU}&tab=correct",
    f"explore?actor={WENZHOU}&tab=history",
    f"explore?actor={WENZHOU}&actor={SHANGHAI}",
    "serves?industry=wenzhou:laser",
    f"delta?a={WENZHOU}&b={SHANGHAI}",
    "query?question=industries&query=who-serves-industry&q_industry=wenzhou:laser",
)


@pytest.fixture(scope="module")
def listened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of an app that keeps what it asks, and the file where."""
    folder = tmp_path_factory.mktemp("asked")
    log = folder / "asked.jsonl"
    try:
        with Workspace.open(str(folder / "graph")) as workspace:
            for name in ("delta", "wenzhou"):
                ingest.load(CHECKOUT / "data" / name, workspace.ledger, rejected=folder)
            workspace.refresh()
            for address in serve(folder, sys.executable, "-m", "benchmarks.listening", str(log)):
                yield address, log
    except UserError as error:
        leave_out(str(error))
    finally:
        arcadedb.stop(str(folder / "graph"))


@pytest.mark.parametrize("path", [*(page.name for page in pages()), *DEEPER])
def test_a_page_asks_nothing_twice_and_nothing_again(
    path: str, listened: tuple[str, Path], browser: Browser
) -> None:
    address, log = listened
    before = len(questions(log))
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        reader = Reader(context, address)
        reader.open(path)
        first = questions(log)[before:]
        assert any(q.of == "run" for q in first)
        assert twice(first) == []
        before += len(first)
        reader.page.keyboard.press("r")  # Streamlit's key for another run
        reader.settle()
        reader.page.wait_for_function("document.body.innerText.length > 0")
    again = questions(log)[before:]
    assert any(q.of == "run" for q in again)
    assert [q for run in runs(again) for q in run if not _asks_what_is_shown(q)] == []


def _asks_what_is_shown(question: Question) -> bool:
    """Whether it asks only which version graph and ledger have: somebody may have changed it."""
    if question.of == "graph":
        return "(p:Projection" in question.text
    return question.text.startswith(VERSION)
