"""The app as people meet it: a server over the real data, and a browser without a screen."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    Page,
    Request,
)

from graph import ingest
from graph.engine import arcadedb
from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity
from graph.workspace import Workspace
from tests.conftest import leave_out
from tests.hands import drawing, unfold, where
from tests.serving import serving

USCC = "91330300145041661P"
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over `data/delta` and `data/wenzhou`, and an id that is gone."""
    folder = tmp_path_factory.mktemp("app")
    try:
        with Workspace.open(str(folder / "graph")) as workspace:
            for name in ("delta", "wenzhou"):
                ingest.load(CHECKOUT / "data" / name, workspace.ledger, rejected=folder)
            _formerly_one(workspace.ledger)
            workspace.refresh()
            yield from serve(folder)
    except UserError as error:
        leave_out(str(error))
    finally:
        arcadedb.stop(str(folder / "graph"))


def _formerly_one(ledger: Ledger) -> None:
    """`old:1`, which was one with `new:1` until its source was taken out."""
    for name in ("new", "old"):
        firm = Entity("Enterprise", f"{name}:1", {"name": "永嘉泵阀厂", "uscc": USCC})
        ledger.load(SourceInfo(name, name), [firm])
    ledger.retract("old")


@pytest.fixture
def served_empty(tmp_path: Path) -> Iterator[str]:
    """The address of the app over nothing."""
    try:
        yield from serve(tmp_path)
    finally:
        arcadedb.stop(str(tmp_path / "graph"))


def serve(folder: Path, *program: str) -> Iterator[str]:
    """The address of the app over `folder`, as `program` (or else the command) serves it."""
    environment = os.environ | {"TRIPLEHELIX_DB": str(folder / "graph"), "TRIPLEHELIX_LEDGER": ""}
    environment |= {"PYTHONPATH": str(CHECKOUT)} if program else {}
    program = program or (str(Path(sys.executable).with_name("triplehelix")),)
    log = folder / "app.log"
    with serving([*program, "app", "--port"], environment, log, folder) as address:
        yield address
    said = log.read_text(encoding="utf-8")
    assert "Traceback" not in said, said


class Reader:
    """A person at a browser; knows what the page asked of whom and complained about."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.page.set_default_timeout(90_000)
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("console", self._complained)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str = "") -> None:
        """Goes to an address of the app and waits until the page is done."""
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector("h1")  # the run has begun
        self.settle()

    def settle(self) -> None:
        """Waits until the run that an action started is over."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")

    def picture(self) -> Frame:
        """The frame of the network, once it is drawn."""
        return drawing(self.page)

    def choose(self, label: str, words: str) -> None:
        """Chooses the option that begins with `words` from the list `label`."""
        options = unfold(self.page, self.page.get_by_label(label), words)
        options.filter(has_text=re.compile(f"^{words}")).first.click()
        self.settle()

    def open_tab(self, words: str) -> None:
        """Opens the tab whose name begins with `words`."""
        self.page.get_by_role("tab", name=re.compile(f"^{words}")).click()
        self.settle()

    def undo_load(self) -> None:
        """On the page Load: takes the last load back."""
        self.page.get_by_role(
            "button", name=re.compile("^撤销这次载入：撤回 .* 条事实$")
        ).first.click()
        self.settle()
        self.page.get_by_role("button", name="确认撤销").click()
        self.settle()

    def click_node(self, node: str) -> None:
        """Clicks a dot of the network."""
        self.page.mouse.click(*where(self.page, node))
        self.settle()

    def _asked(self, request: Request) -> None:
        local = (self.address, self.address.replace("http", "ws"), "data:", "blob:", "file:")
        if not request.url.startswith(local):
            self.elsewhere.append(request.url)

    def _complained(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture(params=[(1366, 768)], ids=["1366x768"])
def reader(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Reader]:
    """A reader of the real data; in the end nothing was asked elsewhere and nothing complained."""
    yield from _reading(browser, served, *request.param)


@pytest.fixture
def newcomer(browser: Browser, served_empty: str) -> Iterator[Reader]:
    """A reader of an empty graph, alike."""
    yield from _reading(browser, served_empty, 1366, 768)


def _reading(browser: Browser, address: str, width: int, height: int) -> Iterator[Reader]:
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        reader = Reader(context, address)
        yield reader
        assert reader.elsewhere == []
        assert reader.errors == []
