"""Beside a fact its place in the source's file, in a browser; or why it is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from conftest import NOT_OURS
from graph import ingest
from graph.engine import arcadedb
from graph.errors import UserError
from graph.settings import SOURCES
from graph.workspace import Workspace
from loaders.documents import plain, read_text, report
from tests.app.conftest import CHECKOUT, Reader, serve
from tests.check_seed import seed_folder
from tests.conftest import leave_out
from tests.small.sourced import TEXT, hash_of, package

OURS, THEIRS = "t.txt", "wenzhou-stb-2019.txt"


@pytest.fixture(scope="module")
def beside_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of an app over the region and a data set whose text is known, and the folder
    where it looks for texts."""
    folder = tmp_path_factory.mktemp("texts")
    texts = folder / "texts"
    texts.mkdir()
    ours = package(folder, {"name": OURS, "cut": "report", "hash": hash_of(TEXT)})
    try:
        with Workspace.open(str(folder / "graph")) as workspace, pytest.MonkeyPatch.context() as to:
            for path in (CHECKOUT / "data" / "delta", CHECKOUT / "data" / "wenzhou", ours):
                ingest.load(path, workspace.ledger, rejected=folder)
            workspace.refresh()
            to.setenv(SOURCES.name, str(texts))
            for address in serve(folder):
                yield address, texts
    except UserError as error:
        leave_out(str(error))
    finally:
        arcadedb.stop(str(folder / "graph"))


@pytest.fixture
def texts(beside_texts: tuple[str, Path]) -> Path:
    """The folder of texts, empty."""
    folder = beside_texts[1]
    for file in folder.iterdir():
        file.unlink()
    return folder


@pytest.fixture
def reader(beside_texts: tuple[str, Path], browser: Browser) -> Iterator[Reader]:
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        reader = Reader(context, beside_texts[0])
        yield reader
        assert reader.errors == [] and reader.elsewhere == []


def look_at(reader: Reader, actor: str, fact: str) -> Locator:
    """Chooses a fact of the card; the words that are marked beside it."""
    reader.open(f"explore?actor={actor}")
    reader.page.get_by_role("tab", name="事实").click()
    reader.settle()
    reader.choose("看一条事实的原文", fact)
    return reader.page.locator(".stMarkdownColoredBackground")


def test_the_place_of_a_fact_stands_beside_it_as_long_as_the_file_is_what_it_was(
    reader: Reader, texts: Path
) -> None:
    (texts / OURS).write_text(TEXT, "utf-8")
    marked = look_at(reader, "small:c", "名称")
    expect(marked).to_have_text("甲中心")
    expect(reader.page.get_by_text("建成甲中心，投入7亿元。")).to_be_visible()
    expect(look_at(reader, "small:d", "名称")).to_have_count(0)
    gone = "在手边，但其中找不到 第九部分第九节“九是” 这一处"
    expect(reader.page.get_by_text(gone)).to_be_visible()
    (texts / OURS).write_text(TEXT.replace("7", "9"), "utf-8")
    expect(look_at(reader, "small:c", "名称")).to_have_count(0)
    changed = "已改动，与载入时不同，不显示 第一部分第一节“一是” 的原文"
    expect(reader.page.get_by_text(changed)).to_be_visible()
    expect(reader.page.get_by_text("亿元")).to_have_count(0)


def test_the_report_s_paragraph_stands_beside_a_fact_of_the_region(
    reader: Reader, texts: Path
) -> None:
    theirs = seed_folder() / THEIRS
    if not theirs.exists():
        pytest.skip(f"{NOT_OURS}: the text {THEIRS}; TRIPLEHELIX_SEED names its folder")
    (texts / "moved.txt").write_bytes(theirs.read_bytes())
    marked = look_at(reader, "wenzhou:wyss2020", "名称")
    expect(marked).to_have_text("2020世界青年科学家峰会")
    beside = marked.locator("xpath=ancestor::p")
    assert plain(beside.inner_text()) == plain(report(read_text(theirs))["2/3.3/2"])
