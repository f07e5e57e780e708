"""The table of contents, from `contents.toml` and the pages that are there.

Markdown that reads well where it lies has no directives in it: this adds them while Sphinx reads.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx

HERE = Path(__file__).parent
NOTE = re.compile(r"^<!--.*?-->\n", re.M | re.S)


class Section(NamedTuple):
    """A part of the table of contents: its title and its entries, as a toctree has them."""

    title: str
    entries: list[str]


def sections(pages: Iterable[str], declared: Path = HERE / "contents.toml") -> list[Section]:
    """Every one of `pages` (paths from the checkout) in its section; sections without any go.

    Of several patterns that fit a page the longest counts, wherever it stands.
    """
    said = tomllib.loads(declared.read_text(encoding="utf-8"))
    wanted, called = said["section"], said["called"]
    placed: dict[str, tuple[int, int, int]] = {}
    for page in sorted(pages):
        fitting = [
            (-len(pattern), section, place)
            for section, one in enumerate(wanted)
            for place, pattern in enumerate(one["pages"])
            if fnmatchcase(page, pattern)
        ]
        if fitting:
            placed[page] = min(fitting)
    found = []
    for number, one in enumerate(wanted):
        here = [page for page, (_, section, _) in placed.items() if section == number]
        here.sort(key=lambda page: (placed[page][2], page))
        if here:
            found.append(Section(one["title"], [_entry(page, called.get(page)) for page in here]))
    return found


def _entry(page: str, name: str | None) -> str:
    address = f"/{page.removesuffix('.md')}"
    return f"{name} <{address}>" if name else address


def _read(app: Sphinx, name: str, content: list[str]) -> None:
    """Takes comments out, and puts the table of contents under the first page."""
    content[0] = NOTE.sub("", content[0])
    root = app.config.root_doc
    if name == root:
        pages = [f"{page}.md" for page in app.project.docnames if page != root]
        for section in sections(pages):
            entries = "\n".join(section.entries)
            content[0] += (
                f"\n```{{toctree}}\n:caption: {section.title}\n:maxdepth: 1\n\n{entries}\n```\n"
            )


def _outdated(app: Sphinx, *_changes: object) -> list[str]:
    """The first page is read anew each time: pages may have come or gone."""
    return [app.config.root_doc]


def setup(app: Sphinx) -> dict[str, Any]:
    """Listens while pages are read."""
    app.connect("source-read", _read)
    app.connect("env-get-outdated", _outdated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
