"""`python -m benchmarks.app`: from a click to the last change of the page, in a real browser.

Loads the delta, Wenzhou and the delta of 2019 into a folder of its own, serves the app over them,
and does in Chromium what people do there.  Prints for each action the median and the maximum of
the rounds, whether the median keeps the goal, how many times as long as a click on a bare
Streamlit page in the same run it takes, and how much was asked of the graph and of the ledger in
the first round and in the last one: what is kept by the version of the ledger is not asked again.
`twice` counts what one run of the page asked more than once with the same values.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from benchmarks.listening import Question, questions, twice
from benchmarks.stopwatch import Stopwatch
from graph import ingest
from graph.engine import arcadedb
from graph.settings import CHECKOUT
from graph.workspace import Workspace
from tests.chromium import chromium
from tests.hands import drawing, unfold, where
from tests.serving import serving
from views.words import text

GOAL = 1.0  # seconds from a click to the last change
DATA = ("delta", "wenzhou", "delta-2019")
WENZHOU, SHANGHAI = "delta:330300", "delta:310000"
BARE = ("a bare page: open", "a bare page: choose")


class Action(NamedTuple):
    """Something that people do: on the page at `path`, after `prepare`, they `act`."""

    name: str
    path: str
    act: Callable[[Page], None]
    prepare: Callable[[Page], None] = lambda page: None


class Taken(NamedTuple):
    """What one round of an action took (seconds), and what it asked."""

    seconds: float
    asked: list[Question]


def main() -> int:
    """Run the benchmark; returns 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="actions whose name has this in it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="triplehelix-bench-") as name:
        folder = Path(name)
        _load(folder)
        try:
            wanted = [a for a in actions() if given.only in a.name]
            print_all(measure(folder, wanted, given.rounds))
        finally:
            arcadedb.stop(str(folder / "graph"))
    return 0


def _load(folder: Path) -> None:
    with Workspace.open(str(folder / "graph")) as workspace:
        for name in DATA:
            ingest.load(CHECKOUT / "data" / name, workspace.ledger, rejected=folder)
        workspace.refresh()


def actions() -> list[Action]:
    """What people do, the words of the buttons in Chinese."""
    pages = ("today", "explore", "serves", "delta", "indicators", "worklist", "brief", "load",
             "query")  # fmt: skip
    opened = [
        Action(f"open {name}", "query" if name != "query" else "load", _link(f"page.{name}"))
        for name in pages
    ]
    return [
        *opened,
        Action(
            "today: choose my place",
            "today?since=0&place=*",
            _option,
            _list("today.place", "温州市"),
        ),
        Action("explore: choose an actor", "explore", _button("温州大学"), _type("wzdx")),
        Action("explore: expand", f"explore?actor={WENZHOU}", _node(SHANGHAI), _drawn),
        Action("explore: open a tab", f"explore?actor={WENZHOU}", _tab("伙伴")),
        Action("explore: choose a filter", f"explore?actor={WENZHOU}", _radio("picture.partners")),
        Action("open a card", "indicators", _first_link),
        Action("serves: open a cell", "serves", _cell(0, 0.5, 3)),
        Action("delta: choose a place", "delta", _option, _list("delta.focus", "温州市")),
        Action("delta: choose two places", "delta", _cell(0, 0.02, 1)),
        Action("delta: click a line", "delta", _line(f"{SHANGHAI}|{WENZHOU}"), _map_drawn),
        Action("indicators: choose a scope", "indicators", _option, _list("column.scope", "上海")),
        Action("worklist: choose an item", "worklist", _cell(0, 0.02, 1)),
        Action(
            "query: run a form",
            "query?question=industries&query=who-serves-industry",
            _option,
            _list("产业", "智能制造"),
        ),
    ]


def measure(folder: Path, wanted: Sequence[Action], rounds: int) -> dict[str, list[Taken]]:
    """What each action took, the bare page among them; a first round of each does not count."""
    log = folder / "asked.jsonl"
    app = [sys.executable, "-m", "benchmarks.listening", str(log), "app", "--port"]
    bare = [sys.executable, "-m", "streamlit", "run", "benchmarks/bare_page.py"]
    bare += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    bare += ["--server.address", "127.0.0.1", "--server.port"]
    environment = os.environ | {"TRIPLEHELIX_DB": str(folder / "graph"), "TRIPLEHELIX_LEDGER": ""}
    found: dict[str, list[Taken]] = defaultdict(list)
    with (
        serving(app, environment, folder / "app.log", CHECKOUT) as address,
        serving(bare, environment, folder / "bare.log", CHECKOUT) as peer,
        chromium() as browser,
        browser.new_context(viewport={"width": 1366, "height": 768}) as context,
    ):
        watch = Stopwatch(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        for number in range(rounds + 1):
            print(f"Round {number} of {rounds}" if number else "A first round", flush=True)
            for name, seconds in _bare(page, watch, peer):
                found[name].append(Taken(seconds, []))
            for action in wanted:
                page.goto(f"{address}/{action.path}")
                page.wait_for_selector("h1")
                watch.settled(page)
                action.prepare(page)
                watch.settled(page)
                before = time.time()
                action.act(page)
                began, changed = watch.settled(page)
                taken = Taken(changed - began, questions(log, before))
                found[action.name].append(taken)
    return found


def _bare(page: Page, watch: Stopwatch, peer: str) -> Iterator[tuple[str, float]]:
    page.goto(peer)
    page.wait_for_selector("[data-testid=stDataFrame]")
    began, changed = watch.settled(page)
    yield BARE[0], changed - began
    page.get_by_label("Letter").click()
    page.get_by_label("Letter").fill("Q")
    watch.settled(page)
    page.keyboard.press("Enter")
    began, changed = watch.settled(page)
    yield BARE[1], changed - began


def print_all(found: Mapping[str, list[Taken]]) -> None:
    """The table, an action a line."""
    bare = statistics.median(t.seconds for t in found[BARE[1]][1:])
    print(f"\nSeconds from a click to the last change of the page; goal {GOAL:g} s")
    print(f"{'action':30}{'median':>8}{'max':>8}{'goal':>6}{'× bare':>8}"
          f"{'graph':>12}{'ledger':>12}{'twice':>7}")  # fmt: skip
    for name, taken in found.items():
        seconds = [t.seconds for t in taken[1:] or taken]
        middle = statistics.median(seconds)
        asked = [
            "/".join(str(sum(q.of == of for q in t.asked)) for t in (taken[0], taken[-1]))
            for of in ("graph", "ledger")
        ]
        again = sum(len(twice(t.asked)) for t in taken)
        print(f"{name:30}{middle:8.2f}{max(seconds):8.2f}{'' if middle <= GOAL else 'over':>6}"
              f"{middle / bare:8.1f}{asked[0]:>12}{asked[1]:>12}{again:>7}")  # fmt: skip
    print("graph, ledger: what was asked in the first round / in the last")
    for question in {q[1:] for taken in found.values() for t in taken for q in twice(t.asked)}:
        print("twice:", " ".join(question)[:300])


def _word(name: str) -> str:
    return text("zh", name) if "." in name else name


def _link(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("link", name=_word(name), exact=True).first.click()


def _first_link(page: Page) -> None:
    page.get_by_test_id("stPageLink").locator("visible=true").first.click()


def _button(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def _radio(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("radio", name=_word(name), exact=True).click()


def _type(words: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_label(_word("find.label")).first.fill(words)


def _list(label: str, words: str) -> Callable[[Page], None]:
    """Unfolds a list and seeks `words` in it; `_option` chooses then."""

    return lambda page: _seek(page, _word(label), words)


def _seek(page: Page, label: str, words: str) -> None:
    unfold(page, page.get_by_role("combobox", name=label).first, words)


def _option(page: Page) -> None:
    page.locator("[role=option]").first.click()


def _drawn(page: Page) -> None:
    drawing(page)


def _map_drawn(page: Page) -> None:
    drawing(page, "map")


def _node(node: str) -> Callable[[Page], None]:
    return lambda page: page.mouse.click(*where(page, node))


def _line(line: str) -> Callable[[Page], None]:
    return lambda page: page.mouse.click(*where(page, line, "map"))


def _tab(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("tab", name=re.compile(f"^{name}")).click()


def _cell(table: int, across: float, row: int) -> Callable[[Page], None]:
    """A click into row `row` (from 1) of a table, `across` from its left (0) to its right (1)."""

    def click(page: Page) -> None:
        grid = page.get_by_test_id("stDataFrame").nth(table)
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        assert box
        x, y = box["x"] + across * box["width"], box["y"] + 35 * row + 16
        page.mouse.move(x, y)
        page.wait_for_timeout(200)
        page.mouse.click(x, y)

    return click


if __name__ == "__main__":
    raise SystemExit(main())
