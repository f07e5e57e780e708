"""The site of `make site`: complete, whole, and without anything of another host."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from graph.settings import CHECKOUT
from tests.papers.blocks import pages

LOADS = {"script", "link", "img", "iframe", "source", "object", "embed", "audio", "video"}
OUTSIDE = re.compile(r"(?:https?:)?//", re.I)


def build(source: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Make the site of `source` as the Makefile does."""
    return subprocess.run(
        [
            sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html",
            "-c", str(CHECKOUT / "docs" / "site"), "-d", str(site.with_name("cache")),
            str(source), str(site),
        ],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


class Read(HTMLParser):
    """What a page links to, loads, and runs; and the names of its places."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.handlers: list[str] = []
        self.in_toc: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self.ids.add(said.get("id", ""))
        self.handlers += [name for name in said if name.startswith("on")]
        address = said.get("src") or said.get("data") or said.get("href") or ""
        if tag in LOADS:
            self.loaded.append(address)
        elif tag == "a":
            self.links.append(address)
            if "reference" in said.get("class", "").split():
                self.in_toc.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site") / "html"
    done = build(CHECKOUT, site)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return site


@pytest.fixture(scope="module")
def read(site: Path) -> dict[Path, Read]:
    return {path: Read(path) for path in sorted(site.rglob("*.html"))}


def test_every_page_is_in_the_table_of_contents(site: Path, read: dict[Path, Read]) -> None:
    first = site / "docs" / "README.html"
    listed = {(first.parent / unquote(a.partition("#")[0])).resolve() for a in read[first].in_toc}
    top = [CHECKOUT / name for name in ("ARCHITECTURE.md", "CHANGELOG.md")]
    wanted = {
        site / page.relative_to(CHECKOUT).with_suffix(".html") for page in [*pages(), *top]
    } - {first}
    assert len(wanted) > 10
    assert {path.resolve() for path in wanted} <= listed


def test_every_link_and_picture_leads_somewhere(site: Path, read: dict[Path, Read]) -> None:
    broken = []
    number = 0
    for path, page in read.items():
        for address in page.links + page.loaded:
            parts = urlsplit(address)
            if parts.scheme or OUTSIDE.match(address):
                continue
            number += 1
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            there = target.is_file() and target.is_relative_to(site.resolve())
            if not there or (
                parts.fragment
                and target in read
                and unquote(parts.fragment) not in read[target].ids
            ):
                broken.append(f"{path.relative_to(site)}: {address}")
    assert number > 500
    assert not broken


def test_nothing_is_loaded_from_another_host(site: Path, read: dict[Path, Read]) -> None:
    loaded = [a for page in read.values() for a in page.loaded if OUTSIDE.match(a)]
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        found = re.findall(r"url\(\s*[\"']?([^)\"']+)|@import\s+[\"']([^\"']+)", text)
        loaded += [a for pair in found for a in pair if OUTSIDE.match(a)]
    assert not loaded


def test_no_page_has_a_script_of_its_own(read: dict[Path, Read]) -> None:
    """Only the theme's scripts, the same on every page, and no handlers in attributes."""
    assert not [page.handlers for page in read.values() if page.handlers]
    scripts = {
        Path(urlsplit(a).path).name
        for page in read.values()
        for a in page.loaded
        if urlsplit(a).path.endswith(".js")
    }
    assert scripts <= {
        "documentation_options.js", "doctools.js", "sphinx_highlight.js", "furo.js",
        "searchtools.js", "language_data.js", "searchindex.js",
    }  # fmt: skip


def test_marks_in_data_stay_text_and_a_new_page_finds_its_place(tmp_path: Path) -> None:
    docs = tmp_path / "source" / "docs"
    (docs / "deep").mkdir(parents=True)
    (docs / "README.md").write_text("# Home\n\nHello.\n")
    (docs / "operators-backup.md").write_text("# Kept\n")
    (docs / "broken.md").write_text(
        "# 断行\n\n第一行，\n第二行 ends\nhere。\n\n```csv\n甲\n乙\n```\n"
    )
    (docs / "nasty.md").write_text(
        "# Nasty\n\n<script>alert(1)</script>\n\na <img src=x onerror=alert(2)> b\n\n"
        "| a |\n| --- |\n| <b onclick=alert(3)>c</b> |\n"
    )
    assert build(docs.parent, tmp_path / "html").returncode == 0
    (docs / "deep" / "new.md").write_text("# A page that nobody declared\n")
    done = build(docs.parent, tmp_path / "html")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "html" / "docs" / "nasty.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in text
    assert not re.search(r"<script>alert|<img[^>]*onerror|<b onclick", text)
    broken = (tmp_path / "html" / "docs" / "broken.html").read_text(encoding="utf-8")
    assert "第一行，第二行 ends\nhere。" in broken and "甲\n乙" in broken
    home = (tmp_path / "html" / "docs" / "README.html").read_text(encoding="utf-8")
    body = home[home.index("<article") :]
    assert re.search(r"For engineers.*deep/new\.html.*For operators.*operators-backup", body, re.S)


@pytest.fixture
def from_disk(site: Path, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page of a browser that reads the site from disk, and what it asked of others."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        asked: list[str] = []
        page.on("request", lambda r: None if r.url.startswith("file:") else asked.append(r.url))
        yield page, asked


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("科技飞地", "docs/data-dictionary.html"),
        ("飞地", "docs/data-dictionary.html"),
        ("拒绝的行", "docs/commands.html"),
        ("retract", "docs/commands.html"),
    ],
)
def test_search_finds_chinese_and_english_from_disk(
    site: Path, from_disk: tuple[Page, list[str]], words: str, page: str
) -> None:
    tab, asked = from_disk
    tab.goto(f"{site.as_uri()}/search.html?q={words}")
    tab.wait_for_selector(f"#search-results li a[href*='{page}']")
    assert not asked


def test_search_says_when_there_is_nothing(site: Path, from_disk: tuple[Page, list[str]]) -> None:
    tab, _ = from_disk
    tab.goto(f"{site.as_uri()}/search.html?q=飞科地技")
    tab.get_by_text("did not match any documents").wait_for()
    assert tab.locator("#search-results li").count() == 0


def test_index_and_query_are_cut_alike(site: Path, from_disk: tuple[Page, list[str]]) -> None:
    tab, _ = from_disk
    tab.goto(f"{site.as_uri()}/search.html")
    text = "长三角2019年 the_name, R&D-投入强度 é"
    cut = tab.evaluate("text => splitQuery(text)", text)
    index = runpy.run_path(str(CHECKOUT / "docs" / "site" / "chinese.py"))["Mixed"]({})
    assert set(cut) <= set(index.split(text))
    assert cut == ["长三", "三角", "2019", "年", "the_name", "R", "D", "投入", "入强", "强度", "é"]


def test_the_first_page_opens_from_disk(site: Path, from_disk: tuple[Page, list[str]]) -> None:
    tab, asked = from_disk
    tab.goto(f"{site.as_uri()}/index.html")
    tab.wait_for_url("**/docs/README.html")
    assert tab.get_by_role("heading", level=1).inner_text().startswith("Triple Helix · 三螺旋")
    assert not asked
