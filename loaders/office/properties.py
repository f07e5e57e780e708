"""Drafts what a column says of the thing itself: units, years, codes, names broken over lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.model import Column, Model, Property
from loaders.accepted import ANY_KIND
from loaders.office.columns import Seen, codes, separators, share
from loaders.office.context import Context
from loaders.office.kinds import ending
from loaders.office.section import Section
from loaders.periods import read_date, year_span
from loaders.transform import TICKED, one_line
from loaders.units import PERSONS, measured
from loaders.values import Wrong, parse_date, parse_year

SPACED = re.compile(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]")  # a name of two, set as wide as three


def property_target(section: Section, column: Column, seen: Seen, model: Model) -> Any:
    """What a mapping says of a column that is a property; what is in doubt goes to `section`."""
    p = column.property
    if p is None:
        return seen.name
    target: dict[str, Any] = {"from": seen.name}
    if p.type in ("integer", "number"):
        _measured(section, column.name, p, seen, target)
    elif p.type == "year" and not all(map(_is_year, seen.texts)):
        target["take"] = "year"
    elif p.type == "date" and not all(map(_is_date, seen.texts)):
        target["take"] = "date"
    elif p.type == "code":
        if any(TICKED.search(t) for t in seen.texts):
            target["take"] = "ticked"
        unknown = codes(seen, p, model)
        listed = model.lists[p.list]
        declared = model.kinds.get(section.kind)
        if unknown and not (section.kind == ANY_KIND or (declared and declared.abstract)):
            section.left.append(
                f"{seen.name}: {', '.join(unknown[:6])}: no {listed.en}; say with values = "
                f"{{…}} which of {', '.join(listed.codes)} each is"
            )
    elif column.name == "name" and (
        broken := [t for t in seen.texts if "\n" in t or SPACED.fullmatch(t)]
    ):
        if not any(_whole(part, model) for t in broken for part in t.split("\n")[:-1]):
            target["join"] = True
            section.remarks[column.name] = f"read as one: {', '.join(map(one_line, broken[:3]))}"
    elif column.many and (split := separators(seen)):
        target["split"] = split
    return target if len(target) > 1 else seen.name


def _measured(section: Section, name: str, p: Property, seen: Seen, target: dict[str, Any]) -> None:
    """The unit of a column of numbers, and what is to be said of them."""
    if seen.unit and (p.unit or p.unit_in):
        target["unit"] = seen.unit
    elif not all(_has_unit(t) for t in seen.texts):
        if p.unit and p.unit not in PERSONS:
            section.left.append(f"{seen.name}: no unit is said; it is read as {p.unit}")
        elif p.unit_in:
            section.left.append(f"{seen.name}: no unit is said; add unit to {name}")
    about = [t for t in seen.texts if (m := measured(t)) and m.comparator]
    if about and not p.comparator_in:
        target["about"] = True
        section.left.append(f"{seen.name}: {', '.join(about[:3])} taken without the word")


def _whole(text: str, model: Model) -> bool:
    """Whether a line ends as names do: then the next line is another name."""
    return any(ending(text, kind) for kind in model.kinds.values())


def _has_unit(text: str) -> bool:
    found = measured(text)
    return bool(found and found.unit)


def _is_year(text: str) -> bool:
    try:
        return bool(parse_year(text))
    except Wrong:
        return False


def _is_date(text: str) -> bool:
    if text.isdecimal() and len(text) != 4:
        return False
    try:
        return bool(parse_date(text))
    except Wrong:
        return not read_date(text)


def add_span(section: Section, seen: list[Seen]) -> None:
    """A column such as 起止年限 gives the first year and the last."""
    if "since" in section.targets or "until" in section.targets:
        return
    for s in seen:
        if s.name not in section.used() and share(s.texts, lambda t: year_span(t)[0]) >= 0.6:
            section.targets["since"] = {"from": s.name, "take": "since"}
            section.targets["until"] = {"from": s.name, "take": "until"}
            return


def add_form(
    section: Section, columns: Mapping[str, Column], named: str, ctx: Context, model: Model
) -> None:
    """The form of all rows, where the title or the column names it: 产业创新服务综合体一览表."""
    column = columns.get("form")
    if column is None or "form" in section.targets or not column.property:
        return
    listed = model.lists[column.property.list]
    title = f"{ctx.title} {named}"
    said = {c: max((w for w in (labels["zh"], *listed.aliases.get(c, ())) if w in title),
                   key=len, default="") for c, labels in listed.codes.items()}  # fmt: skip
    best = max(said, key=lambda c: len(said[c]))
    if len(said[best]) > 2:
        section.targets["form"] = {"constant": best}
        section.remarks["form"] = "from the title"
