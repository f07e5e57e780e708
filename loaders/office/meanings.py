"""What each column of a table means by its mapping, and how a person changes that.

Pure but for names that are looked up: mappings as TOML gives them.  What a column is read by is
drafted by what drafts the whole table, so that its values are read alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from graph.model import Column, Model
from loaders.accepted import accept, canonical_kind
from loaders.office.amended import accepted_by, fields
from loaders.office.carried import joined, tables
from loaders.office.columns import Seen
from loaders.office.context import Context, Familiar
from loaders.office.figures import dissect
from loaders.office.links import pointing
from loaders.office.observations import said_of_figures
from loaders.office.properties import property_target
from loaders.office.section import Section, sample
from loaders.office.wholes import together
from loaders.periods import Time

NOT_READ, FIGURE, APART = "", "*figure", "*apart:"
FIGURES = "Observation"
LIES = ("sheet", "header", "rows", "between", "fill_down", "empty", "turned", "hidden", "form",
        "sums")  # fmt: skip
NOTHING_SAID = Context("", Time(), "", "")
UNSAID = ("basis", "basis_at", "locator")  # that no office table has


class Line(NamedTuple):
    """A column: some of what is in it, and what it means: a column of the model, `FIGURE`,
    `NOT_READ`, or `APART` and the relationship that it is read as in a table of its own.

    `unit` and `year` are those of numbers, where they are said.
    """

    column: str
    sample: str
    meaning: str
    unit: str
    year: str


@dataclass
class Lying:
    """A table of the file: the mappings of it (places in `tables`), its own and that of figures."""

    sheet: str
    header: tuple[int, ...]
    seen: list[Seen] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    main: int = 0
    figures: int | None = None
    kind: str = ""  # of the rows
    about: Context = NOTHING_SAID  # what is said of the whole table
    drafted: Section | None = None  # its figures as they were drafted


def lying(data: Mapping[str, Any], sections: Iterable[Section]) -> list[Lying]:
    """The tables of a file as a draft has found them, with what the mapping says of each."""
    found: dict[tuple[str, tuple[int, ...], tuple[str, ...]], Lying] = {}
    for section in sections:
        at = section.sheet, tuple(section.header or [1]), tuple(section.between)
        known = found.setdefault(at, Lying(*at[:2]))
        known.seen += [s for s in section.seen if s not in known.seen]
        known.about = section.about or known.about
        known.drafted = section if section.kind == FIGURES else known.drafted
    for place, table in enumerate(tables(data)):
        header = table.get("header", 1)
        rows = tuple(header if isinstance(header, list) else [header])
        at = str(table.get("sheet", "")), rows, tuple(table.get("between", ()))
        if at in found:
            found[at].places.append(place)
    listed = tables(data)
    for one in found.values():
        kinds = {p: str(listed[p].get("kind", "")) for p in one.places}
        one.figures = next((p for p, k in kinds.items() if k == FIGURES), None)
        one.main = next((p for p, k in kinds.items() if k != FIGURES), one.figures or 0)
        one.kind = kinds.get(one.main, "")
    return [one for one in found.values() if one.places]


def options(data: Mapping[str, Any], of: Lying, model: Model) -> dict[str, Column | None]:
    """What a column of the table may mean; None for what is no column of the model."""
    listed = tables(data)
    apart = [str(listed[p].get("kind", "")) for p in of.places if p not in (of.main, of.figures)]
    columns = accepted_by(listed[of.main], model)
    found: dict[str, Column | None] = dict.fromkeys([NOT_READ, FIGURE, *(APART + k for k in apart)])
    return found | {name: c for name, c in columns.items() if name not in UNSAID}


def lines(data: Mapping[str, Any], of: Lying) -> list[Line]:
    """Each column of the table with its meaning, in the order of the file."""
    listed = tables(data)
    found = []
    for seen in of.seen:
        meaning, unit, year = _meaning(listed, of, seen.name)
        if not seen.blank or meaning:
            found.append(Line(seen.name, "" if seen.blank else sample(seen), meaning, unit, year))
    return found


def changed(
    data: Mapping[str, Any], of: Lying, line: Line, model: Model, known: Familiar
) -> dict[str, Any]:
    """The mapping, in which a column means what `line` says."""
    listed = [dict(t) for t in tables(data)]
    seen = next(s for s in of.seen if s.name == line.column)
    before, *_ = _meaning(listed, of, line.column)
    if before != line.meaning:
        _take_out(listed, of, line.column, before)
        if line.meaning == FIGURE:
            _figure(listed, of, seen, line, model, known)
        elif line.meaning:
            _mean(listed[of.main], of.seen, line, model, known)
            if line.meaning == "name" and of.figures not in (None, of.main):
                _of_whom(listed[of.figures or 0], line.column)
        else:
            listed[of.main]["ignore"] = [*listed[of.main].get("ignore", ()), line.column]
    if line.meaning == FIGURE and of.figures is not None:
        said = _of_values(listed, of, line.column)
        said |= {n: v for n, v in (("unit", line.unit), ("year", line.year)) if v}
        if not line.unit and before == FIGURE:  # it was taken out
            said.pop("unit", None)
    elif line.meaning and not line.meaning.startswith(APART):
        _with_unit(listed[of.main], line, model)
    return joined(data, [t for t in listed if t])


def unsaid(data: Mapping[str, Any], of: Lying) -> list[tuple[str, str]]:
    """Columns of figures that mean nothing yet, with what is missing: `unit` or `year`."""
    if of.figures is None:
        return []
    table = tables(data)[of.figures]
    columns = table.get("columns", {})
    return [
        (name, missing)
        for name, said in table.get("values", {}).items()
        for missing in ("unit", "year")
        if missing not in said and missing not in columns
        if missing == "year" or said.get("measure") != "rank"
    ]


def lacking(data: Mapping[str, Any], of: Lying, model: Model) -> list[Column]:
    """The columns that the table must have and that no column of the file is yet."""
    table = tables(data)[of.main]
    kind = canonical_kind(str(table.get("kind", "")), model)
    if not kind or kind == FIGURES:  # of figures each column says what is missing
        return []
    accepted, said = accept(kind, model), table.get("columns", {})
    return [accepted.columns[n] for n in accepted.required if not said.get(n)]


def _meaning(listed: list[dict[str, Any]], of: Lying, column: str) -> tuple[str, str, str]:
    """What a column means, its unit and its year."""
    main = listed[of.main]
    for name, target in main.get("columns", {}).items():
        if column in fields(target):
            unit = target.get("unit", "") if isinstance(target, Mapping) else ""
            return name, str(unit), ""
    if of.figures is not None and column in listed[of.figures].get("values", {}):
        table = listed[of.figures]
        said, year = table["values"][column], _constant(table.get("columns", {}).get("year"))
        return FIGURE, str(said.get("unit", "")), str(said.get("year", year))
    for place in of.places:
        if any(column in fields(t) for t in listed[place].get("columns", {}).values()) and (
            place not in (of.main, of.figures)
        ):
            return APART + str(listed[place].get("kind", "")), "", ""
    return NOT_READ, "", ""


def _take_out(listed: list[dict[str, Any]], of: Lying, column: str, meaning: str) -> None:
    """Ends what a column means; a table that then says nothing is left empty."""
    main = listed[of.main]
    main["ignore"] = [c for c in main.get("ignore", ()) if c != column]
    if not main["ignore"]:
        del main["ignore"]
    if meaning == FIGURE and of.figures is not None:
        figures = listed[of.figures]
        figures["values"] = {n: v for n, v in figures["values"].items() if n != column}
        said = figures["values"] or "value" in figures.get("columns", {})
        if not said and of.figures != of.main:
            figures.clear()
    elif meaning.startswith(APART):
        for place in of.places:
            if place not in (of.main, of.figures) and any(
                column in fields(t) for t in listed[place].get("columns", {}).values()
            ):
                listed[place].clear()
    elif meaning:
        for place in of.places:  # what it says of relationships that are read apart ends too
            ends = () if place == of.main else ("from", "to")
            if place == of.main or place != of.figures:
                targets = listed[place].get("columns", {}).items()
                left = {n: t if n in ends else _without(t, column) for n, t in targets}
                listed[place]["columns"] = {n: t for n, t in left.items() if t}


def _without(target: Any, column: str) -> Any:
    """A target without a column; empty where nothing is left of it."""
    if isinstance(target, list):
        return [t for one in target if (t := _without(one, column))]
    left = [c for c in fields(target) if c != column]
    if left == fields(target):
        return target
    return {**target, "from": left if len(left) > 1 else left[0]} if left else ""


def _mean(
    main: dict[str, Any], columns: list[Seen], line: Line, model: Model, known: Familiar
) -> None:
    """Reads a column as one of the model, together with others only where that has several."""
    column = accepted_by(main, model)[line.meaning]
    seen = next(s for s in columns if s.name == line.column)
    section = Section(str(main.get("kind", "")), [seen])
    before = main.get("columns", {}).get(column.name)
    if column.role in ("link", "end"):
        target = pointing(section, column, [seen], model, known)
        others = fields(before) if column.many and not isinstance(before, list) else []
        every = [*(s for s in columns if s.name in others), seen]
        if together(every, column, model):
            target = pointing(section, column, every, model, known)
        elif others:
            more = before if isinstance(before, Mapping) else {}
            said = target if isinstance(target, Mapping) else {}
            target = {**more, **said, "from": [*others, seen.name], "every": True}
    else:
        target = property_target(section, column, seen, model)
    main["columns"] = {**main.get("columns", {}), column.name: target}
    if section.new:
        main["new"] = {**main.get("new", {}), **section.new}


def _of_whom(figures: dict[str, Any], column: str) -> None:
    """Figures of things are of what these are called, whichever column that is."""
    scope = figures.get("columns", {}).get("scope")
    if not isinstance(scope, Mapping) or "constant" not in scope:
        figures["columns"] = {**figures.get("columns", {}), "scope": column}


def _figure(
    listed: list[dict[str, Any]], of: Lying, seen: Seen, line: Line, model: Model, known: Familiar
) -> None:
    """Reads a column as figures of what the rows are of: as it was drafted, if it was one."""
    if of.figures is None or not listed[of.figures]:
        main = listed[of.main]
        called = fields(main.get("columns", {}).get("name"))
        table = {"kind": FIGURES} | {n: main[n] for n in LIES if n in main}
        table["columns"] = {"scope": called[0]} if called else {}
        table["columns"] |= {"measure": {"constant": "level"}} | _times(of.about.time)
        of.figures = len(listed)
        listed.append(table)
    table = listed[of.figures]
    targets = table.get("columns", {})
    drafted = of.drafted.values.get(seen.name) if of.drafted else None
    new = of.drafted.new if of.drafted and drafted else {}
    said = dict(drafted or {})
    if not drafted:
        whole = Time(*(_constant(targets.get(name)) for name in ("year", "period")))
        ctx = Context("", whole, of.about.place, line.unit or of.about.unit)
        (figure,) = dissect([replace(seen, unit=line.unit or seen.unit)], ctx, known, False)
        # What is still missing a person adds: it is written all the same.
        section = Section(FIGURES, [seen], targets={"year": "", "unit": "", **targets})
        said_of_figures(section, [figure], ctx, known)
        said = section.values.get(seen.name) or {"indicator": seen.name}
        said |= {"unit": figure.unit} if figure.unit else {}
        new = section.new
    table["values"] = {**table.get("values", {}), seen.name: said}
    if new:
        table["new"] = {**table.get("new", {}), **new}


def _constant(target: Any) -> str:
    return str(target.get("constant", "")) if isinstance(target, Mapping) else ""


def _times(time: Time) -> dict[str, Any]:
    """The year and the part of it that hold for a whole table, where they are said."""
    said = {"year": time.year, "period": time.period}
    return {name: {"constant": text} for name, text in said.items() if text}


def _of_values(listed: list[dict[str, Any]], of: Lying, column: str) -> dict[str, Any]:
    """What is said of a column of figures, to be changed."""
    table = listed[of.figures or 0]
    said = dict(table["values"][column])
    table["values"] = {**table["values"], column: said}
    return said


def _with_unit(main: dict[str, Any], line: Line, model: Model) -> None:
    """Says the unit of a column of numbers."""
    column = accepted_by(main, model).get(line.meaning)
    target = main["columns"].get(line.meaning)
    p = column.property if column else None
    if not (p and (p.unit or p.unit_in)) or isinstance(target, list):
        return
    said = dict(target) if isinstance(target, Mapping) else {"from": target}
    said = {n: v for n, v in said.items() if n != "unit"} | (
        {"unit": line.unit} if line.unit else {}
    )
    main["columns"] = {**main["columns"], line.meaning: said if len(said) > 1 else said["from"]}
