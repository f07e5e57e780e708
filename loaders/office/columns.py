"""The columns of a table as they are seen, and what of the model each may be.

A column is told by its name, by another name that the model declares, and by what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from graph.model import Column, Model, Property
from loaders import identifiers
from loaders.accepted import accept
from loaders.office import words
from loaders.office.block import Block
from loaders.office.grid import Grid
from loaders.office.tables import unique_names
from loaders.periods import read_date, read_time, year_of
from loaders.transform import TICKED
from loaders.units import is_unit, measured, split_unit
from loaders.values import Wrong, code_parser, fold, parser

# Names of columns that nearly every office table has and that say nothing of the matter.
NUMBERS = frozenset(map(fold, ("序号", "排序", "no.", "no", "项次", "次序")))
REMARKS = ("编号", "备注", "说明", "联系人", "联系电话", "电话", "手机", "传真", "邮箱", "附件",
           "联系方式")  # fmt: skip
ORDINARY = NUMBERS | frozenset(map(fold, REMARKS))
EXACT, ALIAS, CONTENT, UPPER = 100, 90, 60, 15
SOME = 0.3
MOSTLY = 0.6  # of the cells must be what a column says, for its content to speak for it
BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
BEFORE = re.compile(r"^(?:[★☆*※#]+|\d+[.、．]|(?:19|20)\d\d年度?|主要|其中[:：]?)")
AFTER = re.compile(r"(?:情况|[★☆*※]+|[:：])$")
SEPARATORS = ("、", "；", ";", "，", "\n", "/")
Kinds = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Seen:
    """A column: where it stands, its whole name and the parts, unit, and what is in it."""

    column: int
    name: str
    parts: tuple[str, ...]
    unit: str
    texts: tuple[str, ...]

    @property
    def numeric(self) -> bool:
        """Whether what is in it are numbers; a part of it where the header says so too."""
        part = share(self.texts, lambda t: measured(t) is not None)
        told = bool(self.unit) or any(is_time(p) for p in self.parts[-1:])
        return part >= (SOME if told else MOSTLY)

    @property
    def rates(self) -> bool:
        """Whether each cell has a % of its own."""
        return bool(self.texts) and all(t.endswith(("%", "％")) for t in self.texts)

    @property
    def blank(self) -> bool:
        """Whether nothing is in it."""
        return not self.texts


@dataclass(frozen=True)
class Match:
    """That a column may be `our` column of the model: how sure that is, out of 100."""

    seen: Seen
    our: Column
    score: int


def share(texts: Iterable[str], test: object) -> float:
    """The part of `texts` that passes a test."""
    listed = list(texts)
    return sum(bool(test(t)) for t in listed) / len(listed) if listed else 0.0  # type: ignore[operator]


def see(grid: Grid, block: Block, records: list[int], empty: frozenset[str]) -> list[Seen]:
    """The columns of a block with a name, as a person sees them."""
    names = unique_names(block, grid)
    found = []
    for column in block.columns:
        texts = tuple(
            t
            for row in records
            if (t := grid.seen(row, column).text.strip())
            and t not in empty
            and t not in words.AS_ABOVE
        )
        name = block.names.get(column, "")
        parts = [p for p in re.split("/(?![^（(]*[）)])", name) if p.strip()]
        unit = next((u for p in reversed(parts) if (u := split_unit(p)[1])), "")
        if len(parts) > 1 and is_unit(parts[-1].strip("()（）")):
            unit = parts.pop().strip("()（）")
        found.append(Seen(column, names[column], tuple(parts) or (name,), unit, texts))
    return found


def forms(text: str) -> list[str]:
    """How a name may be declared: as written, without its unit, brackets, year."""
    base = split_unit(text)[0]
    listed = [text, base, BRACKETS.sub("", base)]
    stripped = AFTER.sub("", BEFORE.sub("", BRACKETS.sub("", base)))
    listed += [stripped]
    return list(dict.fromkeys(f for t in listed if (f := fold(t))))


def labels(model: Model) -> frozenset[str]:
    """All names that columns have, of any kind; what nearly every table has, too."""
    kinds = [k.name for k in model.kinds.values() if k.table and not k.abstract]
    columns = [c for k in kinds for c in model.columns(k)]
    named = {fold(t) for c in columns for t in (c.name, c.zh, c.en, *c.aliases) if t}
    return frozenset(named | ORDINARY)


def is_label(text: str, known: frozenset[str]) -> bool:
    """Whether a text is one of the names of columns, its unit and the rows above it apart."""
    return any(f in known for part in {text, text.rpartition("/")[2]} for f in forms(part))


def matches(seen: list[Seen], kind: str, model: Model) -> list[Match]:
    """What each column may be in a table of `kind`, the surest first."""
    columns = dict(accept(kind, model).columns)
    if kind in model.kinds and "name" in columns:
        declared = model.kinds[kind]
        called = tuple(f"{w}名称" for w in (declared.zh, *declared.named))
        columns["name"] = replace(columns["name"], aliases=(*columns["name"].aliases, *called))
    found = [
        Match(s, our, score)
        for s in seen
        if fold(s.name) not in NUMBERS
        for our in columns.values()
        if (score := _score(s, our, model))
    ]
    order = list(columns)
    return sorted(found, key=lambda m: (-m.score, m.seen.column, order.index(m.our.name)))


def assign(found: list[Match]) -> tuple[dict[str, list[Match]], list[tuple[Seen, Column]]]:
    """One meaning a column: our column → the matches; and columns of which two are one thing.

    Links may come from several columns of an equal claim (甲方, 乙方); a property from one.
    """
    chosen: dict[str, list[Match]] = {}
    taken: dict[int, str] = {}
    twice: list[tuple[Seen, Column]] = []
    for match in found:
        if match.seen.column in taken:
            continue
        others = chosen.get(match.our.name, [])
        if others:
            several = match.our.role == "link" and match.our.many and match.score >= ALIAS - UPPER
            if not several:
                if match.score >= ALIAS - UPPER and not _has_other(match, found, chosen):
                    twice.append((match.seen, match.our))
                    taken[match.seen.column] = ""
                continue
        chosen.setdefault(match.our.name, []).append(match)
        taken[match.seen.column] = match.our.name
    for listed in chosen.values():
        listed.sort(key=lambda m: m.seen.column)
    return chosen, twice


def _has_other(match: Match, found: list[Match], chosen: dict[str, list[Match]]) -> bool:
    """Whether a column may be something else that no column is yet."""
    return any(
        m.seen is match.seen and m.our.name not in chosen and m.score >= CONTENT for m in found
    )


def _score(seen: Seen, our: Column, model: Model) -> int:
    if our.name in ("locator", "basis", "basis_at"):
        return EXACT if fold(seen.parts[-1]) in {fold(our.name), fold(our.zh)} else 0
    p = our.property
    by_name = _by_name(seen, our, model.lists[p.list].zh if p and p.list else "")
    if not by_name:
        return CONTENT + 25 if p and _identifies(seen, p) else 0
    if p is None or seen.blank:
        return by_name
    if p.identifier in identifiers.EXPECTED and _identifies(seen, p):
        return by_name + 20
    return by_name if _fits(seen, p, model) else 0


def _by_name(seen: Seen, our: Column, of_list: str) -> int:
    exact = {fold(t) for t in (our.name, our.zh, our.en, of_list) if t}
    alias = {fold(t) for t in our.aliases}
    parts = [p for p in seen.parts if not p.isascii()] or list(seen.parts)
    for distance, text in enumerate([parts[-1], "".join(parts)]):
        for step, form in enumerate(forms(text)):
            if form in exact:
                return EXACT - step - distance
            if form in alias:
                return ALIAS - step - distance
    if len(parts) > 1 and parts[-1] in ("名称", "全称", "单位名称"):
        for form in forms(parts[0]):
            if form in exact | alias:
                return ALIAS - UPPER
    return 0


def _identifies(seen: Seen, p: Property) -> bool:
    """Whether what is in a column proves what it is: codes with a check digit."""
    if p.identifier not in ("uscc", "ror", "orcid"):
        return False
    return share(seen.texts, lambda t: identifiers.canonical(p.identifier, t)) >= MOSTLY


def _fits(seen: Seen, p: Property, model: Model) -> bool:
    """Whether anything in a column is what its name says: the rest is said when it is loaded."""
    if p.type in ("integer", "number"):
        return any(map(measured, seen.texts))
    if p.type == "year":
        return any(map(is_time, seen.texts))
    if p.type == "date":
        return any(map(read_date, seen.texts))
    if p.type == "code":
        return not seen.numeric
    parse = parser(p, model.lists)

    def sound(text: str) -> bool:
        try:
            parse(text)
        except Wrong:
            return False
        return True

    if p.name in ("name", "aliases") and seen.numeric:
        return False
    return any(map(sound, seen.texts))


def is_time(text: str) -> bool:
    """Whether a text is a date, a year, or a part of a year."""
    return bool(year_of(text) or read_time(text, "2000"))


def codes(seen: Seen, p: Property, model: Model) -> list[str]:
    """What of the texts in a column are no codes of its list."""
    parse = code_parser(model.lists[p.list])
    unknown: list[str] = []
    for text in dict.fromkeys(seen.texts):
        ticked = TICKED.findall(text)
        try:
            parse(ticked[0].strip() if len(ticked) == 1 else text)
        except Wrong:
            unknown.append(text)
    return unknown


def separators(seen: Seen, known: Kinds | None = None, kinds: tuple[str, ...] = ()) -> list[str]:
    """What parts the values of a column that has several in a cell."""
    found = []
    for separator in SEPARATORS:
        with_it = [t for t in seen.texts if separator in t]
        if not with_it:
            continue
        if (
            separator in ("/", "，")
            and known
            and not any(known(p.strip()) & set(kinds) for t in with_it for p in t.split(separator))
        ):
            continue
        if known and all(known(t) & set(kinds) for t in with_it):
            continue
        found.append(separator)
    return found
