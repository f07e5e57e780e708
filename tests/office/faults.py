"""The words in which a broken file says what must be said of it and what must still load."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl import Workbook

from tests.office.expectation import Item
from tests.office.found import Case, place


class Broken(NamedTuple):
    """One file with one thing broken.

    `base` is the case that was broken (None: a file of its own). `must_say` has each line that
    must be said (`say`), `still_loads` what must load nevertheless, `not_loaded` what must not.
    """

    name: str
    builder: Callable[[Path], Path]
    base: Case | None
    must_say: list[Item]
    still_loads: dict[str, list[Item]]
    not_loaded: dict[str, list[Item]]
    down: int = 0  # how many rows further down the records stand than in the base

    def build(self, folder: Path) -> Path:
        """Write the broken file into `folder` and return its path."""
        return self.builder(folder)


def say(at: str, column: str, value: str, *mentions: str | tuple[str, ...]) -> Item:
    """A line that must be said: where, the column's header, the value, and what it mentions.

    `at` is a cell (`sheet!C5`), a row (`sheet!5`), a sheet (`sheet!`) or "" for the file as a
    whole. A mention is a text, or several of which one is enough; case does not count.
    """
    asked = [(m,) if isinstance(m, str) else m for m in mentions]
    return {"at": at, "column": column, "value": value, "mentions": asked}


def nothing() -> dict[str, list[Item]]:
    """No entity, link or observation."""
    return {"entities": [], "links": [], "observations": []}


def only(wanted: Callable[[Item], bool], expected: dict[str, list[Item]]) -> dict[str, list[Item]]:
    """The items of `expected` that are wanted."""
    return {group: [i for i in items if wanted(i)] for group, items in expected.items()}


def rows(base: Case, *numbers: int) -> dict[str, list[Item]]:
    """What the base gives from these rows (of any sheet)."""
    return only(lambda i: place(i["at"])[1] in numbers, base.expected)


def without_rows(base: Case, *numbers: int) -> dict[str, list[Item]]:
    """What the base gives from all other rows."""
    return only(lambda i: place(i["at"])[1] not in numbers, base.expected)


def cells(base: Case, *ats: str) -> dict[str, list[Item]]:
    """The observations of the base in these cells."""
    return only(lambda i: i["at"] in ats, base.expected)


def without_cells(base: Case, *ats: str) -> dict[str, list[Item]]:
    """What the base gives but the observations in these cells."""
    return only(lambda i: i["at"] not in ats, base.expected)


def moved(expected: dict[str, list[Item]], down: int) -> dict[str, list[Item]]:
    """The items with all their rows further down."""

    def further(at: str) -> str:
        sheet, row, letters = place(at)
        return f"{sheet}!{letters}{row + down}"

    return {g: [i | {"at": further(i["at"])} for i in items] for g, items in expected.items()}


def changed(base: Case, folder: Path, change: Callable[[Workbook], None], name: str = "") -> Path:
    """The base's workbook with a change made to it, under its own name or `name`."""
    path = base.build(folder)
    book = openpyxl.load_workbook(path)
    change(book)
    path.unlink()
    path = path.with_name(name or path.name)
    book.save(path)
    return path


def repacked(path: Path, parts: Iterable[tuple[str, bytes]], replace: dict[str, Any]) -> Path:
    """The workbook with parts added and texts in its XML replaced (part → (old, new))."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in replace.items():
        assert old.encode() in held[name], (name, old)
        held[name] = held[name].replace(old.encode(), new.encode())
    held |= dict(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return path
