"""Every command that the papers show runs, and prints what they show.

`blocks.py` says which blocks are run and how one is marked that cannot be run here.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.settings import CHECKOUT
from tests.papers.blocks import RUN, Block, blocks, commands, fault, pages
from tests.papers.desk import Desk, Graph

PAGES = {str(page.relative_to(CHECKOUT)): page for page in pages()}
WITH_COMMANDS = [
    name
    for name, page in PAGES.items()
    if any(b.language in RUN and not b.not_run and not b.save for b in blocks(page))
]
PARSERS: dict[str, Callable[[str], Any]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    graph = Graph(tmp_path_factory.mktemp("papers"))
    yield graph
    graph.close()


@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_what_a_page_shows_is_what_happens(graph: Graph, name: str, tmp_path: Path) -> None:
    wrong = Desk(tmp_path, graph.lend()).run(blocks(PAGES[name]))
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_left_unrun_without_a_reason(name: str) -> None:
    faults = [f"{block.place}: {why}" for block in blocks(PAGES[name]) if (why := fault(block))]
    assert not faults


@pytest.mark.parametrize("name", PAGES)
def test_data_in_a_page_can_be_parsed(name: str) -> None:
    for block in blocks(PAGES[name]):
        if block.language in PARSERS and not block.not_run:
            PARSERS[block.language](block.text)


def test_the_papers_show_commands() -> None:
    run = [b for page in PAGES.values() for b in blocks(page) if not b.not_run and not b.save]
    number = {language: sum(b.language == language for b in run) for language in RUN}
    marked = [b for page in PAGES.values() for b in blocks(page) if b.not_run]
    assert len(marked) < len(run) / 2
    assert number["console"] >= 25 and number["python"] >= 5 and number["cypher"] >= 3, number


def test_a_mark_is_read_and_a_missing_one_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```\nmake demo\n```\n\n```console no-run: needs Docker\n$ docker run x\n```\n\n"
        "```bash\nls\n```\n\n    indented\n\n```toml save: a/b.toml\nx = 1\n```\n"
        "```text\n$ ls\n```\n\n```console\n$ triplehelix a \\\n    b\nshown\n\n$ x\n```\n"
    )
    found = blocks(page)
    assert [bool(fault(b)) for b in found] == [True, False, True, True, False, True, False]
    assert found[1].not_run == "needs Docker"
    assert found[4].save == "a/b.toml"
    assert [c[1:] for c in commands(found[6])] == [
        ("triplehelix a \\\n    b", "shown\n"), ("x", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("```console\n$ echo a b\na …\n```\n", True),
        ("```console\n$ echo a\nb\n```\n", False),
        ("```console\n$ false\n```\n", False),
        ("```console\n$ triplehelix query > a.txt\n$ head -c 4 a.txt; echo\nname\n```\n", True),
        ("```console\n$ triplehelix query nothing\n…\n$ echo $?\n2\n```\n", True),
        ("```python\nprint(1)\n```\n```output\n1\n```\n", True),
        ("```python\nprint(1)\n```\n```output\n2\n```\n", False),
        ("```python\n1 / 0\n```\n", False),
        ("```pycon\n>>> a = 1\n\n```\n\n```pycon\n>>> a\n1\n\n```\n", True),
        ("```pycon\n>>> 1\n2\n\n```\n", False),
        ("```cypher\nMATCH (n) DELETE n\n```\n", False),
        ("```csv save: a.csv\nx\n```\n```console\n$ cat a.csv\nx\n```\n", True),
    ],
)
def test_a_page_that_shows_what_is_not_so_fails(
    graph: Graph, tmp_path: Path, text: str, right: bool
) -> None:
    page = tmp_path / "page.md"
    page.write_text(text)
    folder = tmp_path / "desk"
    folder.mkdir()
    assert (Desk(folder, graph.lend()).run(blocks(page)) == []) is right


def test_blocks_know_where_they_are() -> None:
    first: Block = blocks(PAGES["README.md"])[0]
    lines = PAGES["README.md"].read_text(encoding="utf-8").splitlines()
    assert lines[first.line - 1] == first.text.splitlines()[0]
