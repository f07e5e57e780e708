"""The mapping beside a table in the inbox: its draft, and what people changed in it.

The text that was drafted last lies beside it too.  So a file that comes again, mended or with more
rows, is drafted anew, and what somebody changed before is carried over; nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from graph.errors import UserError
from graph.inbox import drafted_of, mapping_of
from graph.model import Column
from loaders import checked
from loaders.mapping import find_mapping, parse_mappings
from loaders.office import toml
from loaders.office.carried import carried, differing, tables
from loaders.office.draft import Draft
from loaders.office.meanings import Lying

TURNS = count()
REMARK = re.compile(r"(^| {3})# (.+)$", re.MULTILINE)


@dataclass
class Begun:
    """The mapping of a file as a person sees it.  `key` tells the content of the file and how it
    is to be read; `turn` is another number after each change that is made outside the text itself.

    `changed` tells that the text is not as it is drafted, but as it was changed for an earlier
    file; `unfit` are the keys of which the draft says something else since. `missing` are columns
    of figures of which a person has still to say something: the unit or the year. `asked` are
    tables in which no column is what it must have; `open` tells that there was one.
    """

    key: str
    drafted: Draft
    first: str  # the text as drafted
    text: str
    changed: bool = False
    unfit: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    asked: tuple[tuple[Lying, Column], ...] = ()
    open: bool = False
    turn: int = field(default_factory=TURNS.__next__)

    def rewrite(self, text: str) -> None:
        """Takes `text` instead, if it is another."""
        if text != self.text:
            self.text, self.turn = text, next(TURNS)


def begin(path: Path, key: str, drafted: Draft, told: Callable[[str], str]) -> Begun:
    """What the table at `path` is read by; `told` says a remark in the reader's language."""
    text = REMARK.sub(lambda found: f"{found[1]}# {told(found[2])}", drafted.text())
    begun = Begun(key, drafted, text, text)
    there, beside = find_mapping(path), drafted_of(path)
    before = beside.read_text("utf-8") if beside.is_file() else ""
    if there is None:
        return begun
    kept = there.read_text("utf-8")
    try:
        mine, now = checked.toml(there, kept), checked.toml(there, text)
        first = checked.toml(beside, before)
    except UserError:  # it says itself what is wrong with it
        begun.text, begun.changed = kept, True
        return begun
    if not before:  # whoever wrote it did not begin with a draft of this page
        if mine != now:
            begun.text, begun.changed, begun.unfit = kept, True, tuple(differing(mine, now))
    elif mine != first:
        merged, unfit = carried(first, mine, now)
        begun.text = kept if merged == mine else toml.document(merged, text)
        begun.changed, begun.unfit = merged != now, tuple(unfit)
    return begun


def sound(path: Path, text: str) -> bool:
    """Whether `text` is a mapping for the table at `path`, be it one that is only begun."""
    with suppress(UserError):
        parse_mappings(mapping_of(path), text, begun=True)
        return True
    return False


def keep(path: Path, begun: Begun) -> None:
    """Writes the mapping beside its table, and the draft that it began with; `UserError` for one
    that is none.

    Both, as somebody else may have handed over a file of the same name meanwhile.
    """
    target = mapping_of(path)
    try:
        parse_mappings(target, begun.text)
    except UserError:
        if sound(path, begun.text):
            return  # nothing is read yet: nobody can read by it
        raise
    for file, text in ((target, begun.text), (drafted_of(path), begun.first)):
        if not file.is_file() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


def kind_kept(path: Path) -> str:
    """The kind of the rows as an earlier mapping of the table at `path` says it, if one does."""
    there = find_mapping(path)
    with suppress(UserError):
        data = checked.toml(there, there.read_text("utf-8")) if there else {}
        return next((k for t in tables(data) if (k := str(t.get("kind", "")))), "")
    return ""


def forget(path: Path) -> None:
    """Takes the mapping of a table away, and the draft that it began with."""
    mapping_of(path).unlink(missing_ok=True)
    drafted_of(path).unlink(missing_ok=True)
