"""Makes the model's rows of the rows of a foreign table, as its mapping says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model import Column
from loaders.formats import Text
from loaders.formats.nested import root
from loaders.headers import WrongHeader
from loaders.mapping import ColumnMapping
from loaders.periods import read_date, read_time, year_of, year_span
from loaders.targets import Target
from loaders.units import convert, factor, measured, split_unit
from loaders.values import fold

Transform = Callable[[list[Text]], list[Text] | None]
Getter = Callable[[list[Text]], Text]
NUMERIC = ("integer", "number")
ENUMERATED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、．]|\d{1,2}\.(?!\d)"
    r"|[①-⑳]|[#＃])\s*"
)
TICKED = re.compile(r"[☑☒√✓✔■]\s*([^☐□☑☒√✓✔■]+)")
OF_WHICH = re.compile(r"^\s*(?:其中|#|＃)\s*[:：、]?\s*")


class WrongCell(Exception):
    """A cell that does not go with its column: their column, the text, what was expected."""

    def __init__(self, column: str, value: str, expected: str) -> None:
        super().__init__(expected)
        self.column, self.value, self.expected = column, value, expected


def pieces(mapping: ColumnMapping) -> Iterator[ColumnMapping]:
    """A mapping for each row that one row of the table gives: one, or one a column of [values]."""
    if not mapping.values:
        yield mapping
    for column, said in mapping.values.items():
        value = said.get("value", Target((column,)))
        unit = said.get("unit", Target(())).constant or mapping.targets.get("value", value).unit
        value = replace(value, columns=(column,), unit=value.unit or unit)
        targets = {**mapping.targets, **said, "value": value}
        yield replace(mapping, targets=targets, values={}, present=column)


def apply(
    mapping: ColumnMapping, header: Sequence[str], accepted: Mapping[str, Column]
) -> tuple[list[str], list[str], Transform]:
    """The columns that the mapping makes, the foreign column of each, and the row function.

    The function gives the new cells of a row, or None for a row that `only` leaves out. What is
    the name already is not among the aliases.
    Raises `WrongHeader` for a foreign column that the table does not have, and for a unit that
    cannot be brought to that of the model.
    """
    where = {fold(name): index for index, name in reversed(list(enumerate(header)))}

    def place(column: str) -> int:
        if fold(column) not in where:
            raise WrongHeader(column, f"a column {column}, which {mapping.path.name} names")
        return where[fold(column)]

    getters: dict[str, Getter] = {}
    shown: dict[str, str] = {}
    for name, target in mapping.targets.items():
        at = -1 if target.together else 0  # the deepest is what is shown of an address
        shown[name] = target.columns[at] if target.columns else ""
        getters[name] = _getter(target, place)
    for name, target in mapping.targets.items():
        column = accepted.get(name)
        if column and target.columns and (mapping.layout or target.unit):
            measure = mapping.targets.get("measure", Target(())).constant
            told = bool(mapping.targets.get("unit", Target(())).columns)  # each row says its own
            needs = "measure" in accepted and told and measure != "rank"
            _measure(name, column, target, getters, shown, needs)
    names = list(getters)
    gets = list(getters.values())
    only = [(place(c), values) for c, values in mapping.only.items()]
    reverse = [(place(c), values) for c, values in mapping.reverse.items()]
    if reverse and not {"from", "to"} <= set(names):
        raise WrongHeader("from", f"columns from and to, which [reverse] in {mapping.path} turns")
    ends = (names.index("from"), names.index("to")) if reverse else (0, 0)
    aliases = names.index("aliases") if "aliases" in names else 0
    called = [names.index(n) for n in ("name", "name_en") if n in names and "aliases" in names]
    present = place(mapping.present) if mapping.present else None

    def transform(cells: list[Text]) -> list[Text] | None:
        if present is not None and not cells[present]:
            return None
        for index, values in only:
            if not _has(cells[index], values):
                return None
        row = [get(cells) for get in gets]
        for index, values in reverse:
            if _has(cells[index], values):
                a, b = ends
                row[a], row[b] = row[b], row[a]
        if called and isinstance(others := row[aliases], list):
            own = {t for c in map(row.__getitem__, called) for t in (c if type(c) is list else [c])}
            row[aliases] = [a for a in others if a not in own]
        return row

    return names, [shown[n] for n in names], transform


def unused(mapping: ColumnMapping, header: Sequence[str]) -> list[str]:
    """The columns of a table that the mapping neither uses nor ignores."""
    used = {fold(c) for c in (*mapping.ignore, *mapping.fields)}
    used |= {fold(root(c)) for c in (*mapping.fields, mapping.each)}
    return [c for c in header if c and fold(c) not in used]


def _measure(
    name: str,
    column: Column,
    target: Target,
    getters: dict[str, Getter],
    shown: dict[str, str],
    needs_unit: bool,
) -> None:
    """Reads numbers with a unit or a word of vagueness, which go where the model has room."""
    p = column.property
    if p is None or p.type not in NUMERIC:
        return
    if p.unit and target.unit and factor(target.unit, p.unit) is None:
        expected = f"a unit that can be brought to {p.unit}, not {target.unit}"
        raise WrongHeader(target.columns[0], expected)
    plain = getters[name]

    def number(cells: list[Text]) -> Text:
        text = plain(cells)
        found = measured(text) if isinstance(text, str) and text else None
        if found is None or (found.comparator and not (p.comparator_in or target.about)):
            return text  # the parser says what was expected
        differs = found.unit and target.unit and factor(found.unit, target.unit) != 1
        if differs and "百分点" not in found.unit:
            expected = f"a number in {target.unit}, as the column says, not in {found.unit}"
            raise WrongCell(target.columns[0], str(text), expected)
        unit = found.unit or target.unit
        if p.unit and unit:
            return convert(found.number, unit, p.unit) or text
        return found.number if p.unit_in or not found.unit else text

    getters[name] = number
    for other, field in ((p.unit_in, "unit"), (p.comparator_in, "comparator")):
        if other:
            stated = target.unit if field == "unit" else ""
            getters[other] = _beside(plain, field, getters.get(other), stated, shown[name])
            if field == "unit" and needs_unit:
                at = shown.get(other) or shown[name]
                getters[other] = _demanded(getters[other], plain, at)
            shown.setdefault(other, shown[name])


def _demanded(get: Getter, number: Getter, column: str) -> Getter:
    """The unit of a figure, which means nothing without one."""

    def demanded(cells: list[Text]) -> Text:
        unit = get(cells)
        if not unit and (text := number(cells)) and isinstance(text, str) and measured(text):
            raise WrongCell(column, "", "a unit; none is said in the row or in the mapping")
        return unit

    return demanded


def _beside(plain: Getter, field: str, said: Getter | None, stated: str, column: str) -> Getter:
    """What stands beside a number in its cell, or else what is said of it elsewhere; a unit that is
    another there and here is refused.
    """

    def get(cells: list[Text]) -> Text:
        text = plain(cells)
        found = measured(text) if isinstance(text, str) and text else None
        if found is None:
            return ""
        beside: str = getattr(found, field)
        elsewhere = str(said(cells)) if said else ""
        if field != "unit" or not beside or "百分点" in beside:
            return beside or elsewhere or stated
        if elsewhere and factor(beside, elsewhere) != 1:
            expected = f"a number in {elsewhere}, as its row says, not in {beside}"
            raise WrongCell(column, str(text), expected)
        whole = elsewhere or stated  # 2亿 of what is in 亿元
        return whole if whole and factor(beside, whole) == 1 else beside

    return get


def _has(cell: Text, values: frozenset[str]) -> bool:
    return cell in values if isinstance(cell, str) else not values.isdisjoint(cell or [""])


def _getter(target: Target, place: Callable[[str], int]) -> Getter:
    get = _unconditional(target, [place(c) for c in target.columns])
    if target.only:
        only, always = [(place(c), values) for c, values in target.only.items()], get

        def get(cells: list[Text]) -> Text:
            return always(cells) if all(_has(cells[i], some) for i, some in only) else ""

    if target.otherwise is None:
        return get
    otherwise = _getter(target.otherwise, place)
    return lambda cells: get(cells) or otherwise(cells)


def _unconditional(target: Target, places: list[int]) -> Getter:
    if not places:
        return lambda cells: target.constant
    if len(places) == 1 and target.plain:
        (only,) = places
        return lambda cells: cells[only]
    other = target.other
    separate = re.compile("|".join(map(re.escape, target.split))).split

    def change(text: str) -> list[str]:
        parts = [p.strip() for p in separate(text)] if target.split else [text.strip()]
        if target.join:
            parts = [one_line(p) for p in parts]
        if target.take:
            parts = [_take(target, p) for p in parts]
        for start in target.strip:
            parts = [p.removeprefix(start) for p in parts]
        if other is None:
            changed = [target.value(p, p) for p in parts]
        else:
            changed = [v for p in parts if (v := target.value(p, ""))] or [other]
        return [c for c in changed if c]

    def get(cells: list[Text]) -> Text:
        found: list[str] = []
        whole = "".join(_texts(cells, places)) if target.together else None
        for cell in [cells[p] for p in places] if whole is None else [whole]:
            for text in [cell] if isinstance(cell, str) else cell:
                if text.strip():
                    found += change(text)
            if found and not target.every:
                break
        if not found and other is not None:
            found = [other]
        if target.first or len(found) < 2:
            return found[0] if found else ""
        return found

    return get


def _texts(cells: list[Text], places: list[int]) -> Iterator[str]:
    """All that stands in some cells."""
    for cell in (cells[p] for p in places):
        yield from [cell.strip()] if isinstance(cell, str) else map(str.strip, cell)


def _take(target: Target, text: str) -> str:
    """The part of a text that counts; the text itself where that cannot be told."""
    if target.take == "year":
        time = read_time(text, target.of)
        return year_of(text) or (time.year if time else text)
    if target.take == "date":
        return read_date(text) or text
    if target.take in ("since", "until"):
        return year_span(text)[target.take == "until"] or text
    if target.take == "period":
        time = read_time(text, target.of)
        return time.period if time else text
    if target.take == "ticked":
        ticked = TICKED.findall(text)
        return ticked[0].strip() if len(ticked) == 1 else text
    if target.take == "change":  # in percent, or the difference of two percentages
        return "difference" if "百分点" in text else "growth"
    name, unit = split_unit(text)
    return unit if target.take == "unit" else indicator_name(name)


def one_line(text: str) -> str:
    """A text that is broken over lines, on one; between Chinese characters nothing is put."""
    joined = " ".join(text.split())
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", joined)


def indicator_name(text: str) -> str:
    """A name without the numbering that tables put before it: 一、 (二) 1. 其中："""
    plain = text.strip()
    while (found := ENUMERATED.match(plain)) or (found := OF_WHICH.match(plain)):
        if not plain[found.end() :]:
            break
        plain = plain[found.end() :]
    return plain
