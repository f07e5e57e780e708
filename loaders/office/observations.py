"""Drafts tables whose rows are figures: of what each number is, of whom, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.model import Model
from loaders.office import toml
from loaders.office.columns import NUMBERS, Match, Seen, is_time, matches, share
from loaders.office.context import OF_ALL, Context, Familiar
from loaders.office.figures import Figure, dissect
from loaders.office.kinds import Found, kind_of_names
from loaders.office.section import Section, sample
from loaders.periods import Time
from loaders.transform import OF_WHICH, indicator_name
from loaders.units import is_unit, measured, split_unit
from loaders.values import fold

POINTS = "百分点"  # a difference of two rates, and no growth
LISTED = 6  # columns that are named in a line
HEADS = ("indicator", "scope", "year", "period", "unit", "value", "status")
AS_WRITTEN = ("id", "comparator", "measure", "among", "since", "until", "basis", "locator")
KNOWN_PLACES = 0.6  # of the cells of a column that must be places for it to be the scope


def is_of_figures(
    seen: list[Seen], ctx: Context, model: Model, known: Familiar, found: Found | None
) -> bool:
    """Whether the rows are figures and not things; `found` is the kind of thing they may be."""
    heads = _heads(seen, ctx, model, known)
    numbers = _numbers(seen, heads)
    if not numbers or not {"indicator", "scope", "year", "period"} & heads.keys():
        return False
    if found is None:
        return True
    said = {n for n in found.chosen if n not in ("name", "id", "place")}
    name = found.chosen["name"][0]
    if name.seen in (heads.get("indicator"), heads.get("scope")):
        return not said or "unit" in heads
    return False


def _heads(seen: list[Seen], ctx: Context, model: Model, known: Familiar) -> dict[str, Seen]:
    """The columns that say of what, of whom and when the numbers of a row are."""
    heads: dict[str, Seen] = {}
    taken: set[int] = set()
    found: list[Match] = [m for m in matches(seen, "Observation", model) if m.our.name in HEADS]
    for match in found:
        s, name = match.seen, match.our.name
        if (
            s.column in taken
            or name in heads
            or (s.numeric and name not in ("value", "year", "period"))
        ):
            continue
        if name == "scope" and share(s.texts, is_unit) > 0.5:
            continue
        if name in ("year", "period") and share(s.texts, is_time) < 0.5:
            continue
        heads[name] = s
        taken.add(s.column)
    value = heads.get("value")
    if value and any(s.numeric and s.column not in taken for s in seen if not is_number(s)):
        del heads["value"]  # one of several columns with figures
        taken.discard(value.column)
    if "unit" not in heads:
        unit = next(
            (s for s in seen if s.column not in taken and share(s.texts, is_unit) > 0.7), None
        )
        if unit:
            heads["unit"] = unit
            taken.add(unit.column)
    free = [s for s in seen if s.column not in taken and not s.numeric and s.texts]
    if "scope" not in heads:
        known.ask(t for s in free for t in s.texts)
        for s in free:
            if fold(s.name) not in NUMBERS and share(s.texts, known.place) >= KNOWN_PLACES:
                heads["scope"] = s
                break
    if not heads.keys() & {"scope", "indicator", "year", "period"} and free:
        first = free[0]
        if all(o.numeric for o in seen if o is not first and o.column > first.column):
            if all(is_time(t) for t in first.texts):
                heads["year"] = first
            elif _times(seen) and known.kinds(first.texts[0]):
                heads["scope"] = first
            elif _times(seen) >= 2:
                heads["scope" if ctx.unit else "indicator"] = first
    return heads


def is_number(seen: Seen) -> bool:
    """Whether a column only numbers the rows."""
    return fold(seen.parts[-1]) in NUMBERS


def _times(seen: list[Seen]) -> int:
    return sum(is_time(s.parts[-1]) for s in seen)


def _numbers(seen: list[Seen], heads: dict[str, Seen]) -> list[Seen]:
    taken = {s.column for s in heads.values()}
    others = [s for s in seen if s.column not in taken and fold(s.name) not in NUMBERS]
    sure = [s for s in others if s.numeric]
    first = min((s.column for s in sure), default=0)
    # Beside columns of numbers, one that is half numbers is theirs: the rest are slips to be told.
    found = [s for s in others if s in sure or (sure and s.column > first and half_numbers(s))]
    return found or ([heads["value"]] if "value" in heads else [])


def half_numbers(seen: Seen) -> bool:
    """Whether at least half of what is in a column are numbers."""
    return share(seen.texts, lambda t: measured(t) is not None) >= 0.5


def draft_figures(seen: list[Seen], ctx: Context, model: Model, known: Familiar) -> list[Section]:
    """The observations of a table of figures."""
    heads = _heads(seen, ctx, model, known)
    section = Section("Observation", seen)
    numbers = _numbers(seen, heads)
    first = next((heads[h] for h in ("indicator", "scope", "year") if h in heads), None)
    section.name_column = first.column if first else None
    _indicators(section, heads, known)
    _scope(section, heads, ctx, model, known)
    _time(section, heads, ctx)
    section.targets["measure"] = {"constant": "level"}
    if "unit" in heads:
        section.targets["unit"] = heads["unit"].name
    if "status" in heads:
        section.targets["status"] = heads["status"].name
    if "value" in heads:
        value = heads["value"]
        unit = value.unit or ctx.only_unit
        section.targets["value"] = {"from": value.name, "unit": unit} if unit else value.name
        if unit and not value.unit:
            section.left.append(_of_the_line([value], unit))
    else:
        if "scope" in heads and not ctx.place:
            # Counties of one city are ranked in it, and their sum is the city's.
            whole = known.whole(map(known.place, dict.fromkeys(heads["scope"].texts)))
            ctx = replace(ctx, place=whole)
        figures = dissect(numbers, ctx, known, "indicator" in heads)
        said_of_figures(section, figures, ctx, known)
    for match in matches(seen, "Observation", model):
        if match.our.name in AS_WRITTEN and match.seen.name not in section.used():
            section.targets[match.our.name] = match.seen.name
    _doubts(section)
    used = section.used()
    section.ignore = [s.name for s in seen if fold(s.parts[-1]) in NUMBERS and s.name not in used]
    for s in seen:
        if s.name not in used and s.name not in section.ignore and not s.blank:
            section.open.append(f"not read: {s.name} ({sample(s)})")
    return [section]


def _indicators(section: Section, heads: dict[str, Seen], known: Familiar) -> None:
    if "indicator" not in heads:
        return
    s = heads["indicator"]
    named = [split_unit(t) for t in s.texts]
    target: dict[str, Any] = {"from": s.name}
    section.parts = [s.name] if any(OF_WHICH.match(t) for t in s.texts) else []
    if any(unit for _, unit in named) or any(indicator_name(t) != t for t in s.texts):
        target["take"] = "name"
    if any(unit for _, unit in named) and "unit" not in heads:
        section.targets["unit"] = {"from": s.name, "take": "unit"}
    named = [(n, u) for n, u in named if not OF_WHICH.match(n)]
    names = [indicator_name(n) for n, _ in named] if "take" in target else list(s.texts)
    known.ask(names)
    ids = {n: i for n in dict.fromkeys(names) if (i := known.only(n, "Indicator"))}
    if ids:
        target["values"] = ids
    if section.parts or any(n not in ids for n in names):
        section.new["indicator"] = "Indicator"
    section.targets["indicator"] = target if len(target) > 1 else s.name


def _scope(
    section: Section, heads: dict[str, Seen], ctx: Context, model: Model, known: Familiar
) -> None:
    if "scope" not in heads:
        if ctx.place:
            section.targets["scope"] = {"constant": ctx.place}
            section.remarks["scope"] = "from the title"
        return
    s = heads["scope"]
    whole = ctx.place or known.whole(map(known.place, dict.fromkeys(s.texts)))
    meant: dict[str, str] = {}
    unknown = []
    for text in dict.fromkeys(s.texts):
        plain = "".join(text.split())
        if known.kinds(text):
            continue
        place = whole if plain in OF_ALL else known.place(plain)
        if place:
            meant[text] = place
        else:
            unknown.append(text)
    section.targets["scope"] = {"from": s.name, "values": meant} if meant else s.name
    if unknown:
        kinds = tuple(k for k in model.concrete("Actor"))
        kind = kind_of_names(unknown, kinds, model)
        if kind and len(unknown) == len(set(s.texts)):
            section.new["scope"] = kind
        section.remarks["scope"] = f"not known: {', '.join(unknown[:4])}"


def _time(section: Section, heads: dict[str, Seen], ctx: Context) -> None:
    for name in ("year", "period"):
        s = heads.get(name)
        if s is None:
            continue
        if all(t.isdecimal() and len(t) == 4 for t in s.texts):
            section.targets["year"] = s.name
            continue
        of = {"of": ctx.time.year} if ctx.time.year else {}
        section.targets["year"] = {"from": s.name, "take": "year", **of}
        section.targets["period"] = {"from": s.name, "take": "period", **of}
    if "year" not in section.targets and ctx.time.year:
        section.targets["year"] = {"constant": ctx.time.year}
        if ctx.time.period:
            section.targets["period"] = {"constant": ctx.time.period}


def said_of_figures(section: Section, figures: list[Figure], ctx: Context, known: Familiar) -> None:
    """Writes what the header of each column says into [values]."""
    by_row = section.targets.keys()
    known.ask(f.indicator for f in figures)
    for before, figure in zip([None, *figures], figures, strict=False):
        if before and figure.measure == "growth" and not (figure.time.year or ctx.time.year):
            same = figure.indicator == before.indicator
            figure.time = before.time if same else figure.time  # of the year to the left of it
        said: dict[str, Any] = {}
        if "indicator" not in by_row and figure.indicator:
            said["indicator"] = known.only(figure.indicator, "Indicator") or figure.indicator
            if said["indicator"] == figure.indicator:
                section.new["indicator"] = "Indicator"
        if figure.scope and figure.scope != ctx.place:
            said["scope"] = figure.scope
        _when(said, figure.time, ctx.time)
        if figure.unit and ("unit" not in by_row or figure.measure != "level"):
            said["unit"] = figure.unit
        if figure.measure != "level":
            said["measure"] = figure.measure
        if figure.measure == "growth" and any(POINTS in t for t in figure.seen.texts):
            said["measure"] = {"from": figure.seen.name, "take": "change"}
        if figure.measure == "rank" and ctx.place:
            said["among"] = ctx.place
        if figure.planned:
            said["status"] = "planned"
            if ctx.time.period and not figure.time.period:
                said["period"] = ""  # a target is that of the whole year
        section.values[figure.seen.name] = said
        if figure.notes:
            section.remarks[figure.seen.name] = "; ".join(figure.notes)
        missing = _missing(section, figure, said)
        if missing:
            section.left.append(f"{figure.seen.name}: {missing}; it is not read until this is said")
            section.open.append(toml.line(figure.seen.name, said) + f"   # {missing}")
            del section.values[figure.seen.name]
    above = [f for f in figures if f.above and f.seen.name in section.values]
    if above and "unit" not in by_row:
        section.left.append(_of_the_line([f.seen for f in above], above[0].unit))


def _of_the_line(columns: list[Seen], unit: str) -> str:
    """That the unit of columns is said by a line above the table alone."""
    names = [s.name for s in columns]
    shown = ", ".join([*names[:LISTED], *["…"][: len(names) > LISTED]])
    return f"the unit {unit} of the line above the table is taken for {shown}"


def _missing(section: Section, figure: Figure, said: dict[str, Any]) -> str:
    """What nobody says of the numbers in a column, without which they mean nothing."""
    if figure.unclear:
        return figure.unclear
    if not figure.unit and "unit" not in section.targets and figure.measure != "rank":
        return "the unit is missing, add unit"
    if "indicator" not in section.targets and not figure.indicator:
        return "the indicator is missing, add indicator"
    if "year" not in section.targets and "year" not in said:
        return "the year is missing, add year"
    return ""


def _when(said: dict[str, Any], time: Time, whole: Time) -> None:
    """The time of a column where it is another than that of the table."""
    if not time.year or time == whole:
        return
    if time.year != whole.year:
        said["year"] = time.year
    if time.period:
        said["period"] = time.period
    elif whole.period:
        said["period"] = ""  # the whole year


def _doubts(section: Section) -> None:
    values = list(section.values.values()) or [{}]
    if "scope" not in section.targets and not all("scope" in v for v in values):
        section.left.append(
            'of which place or actor are the figures? Add scope = {constant = "…"} to [columns]'
        )
    if "value" in section.targets and "year" not in section.targets:
        section.left.append('the year is missing; add year = {constant = "…"} to [columns]')
