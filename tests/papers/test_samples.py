"""Every Python example that a page shows runs, and gives what it shows."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.settings import CHECKOUT
from tests.command import run

BLOCK = re.compile(r"^```pycon\n(.*?)^```", re.M | re.S)
PAGES = [p for p in sorted((CHECKOUT / "docs").glob("*.md")) if BLOCK.search(p.read_text("utf-8"))]
FILES = ("wenzhou.ttl", "--format=shapes")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder as after the commands of the pages, with the region loaded."""
    folder = tmp_path_factory.mktemp("samples")
    environment = {"TRIPLEHELIX_DB": str(folder / "graph"), "TRIPLEHELIX_LEDGER": ""}
    assert run(["load", CHECKOUT / "data" / "wenzhou"], folder, environment).returncode == 0
    for file in FILES:
        assert run(["export", file], folder, environment).returncode == 0
    yield folder
    run(["stop"], folder, environment)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_shown_example_gives_what_is_shown(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIPLEHELIX_DB", str(folder / "graph"))
    monkeypatch.setenv("TRIPLEHELIX_LEDGER", "")
    text = "\n".join(BLOCK.findall(page.read_text("utf-8")))
    shown = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    said = io.StringIO()
    with contextlib.chdir(folder):
        done = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(shown, out=said.write)
    assert not done.failed, said.getvalue()
    assert done.attempted >= 3


def test_the_pages_that_show_examples_are_found() -> None:
    assert {"interop.md", "standards.md"} <= {p.name for p in PAGES}
