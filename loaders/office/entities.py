"""Drafts tables whose rows are things: of which kind they are, and what each column says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from graph.model import Column, Kind, Model, Property, Relationship
from loaders.accepted import accept
from loaders.office.columns import (
    NUMBERS,
    ORDINARY,
    Match,
    Seen,
    assign,
    codes,
    forms,
    matches,
    share,
)
from loaders.office.context import Context, Familiar
from loaders.office.figures import dissect
from loaders.office.section import Section, sample
from loaders.periods import read_date, year_span
from loaders.transform import one_line
from loaders.units import PERSONS, measured
from loaders.values import Wrong, code_parser, fold, parse_date, parse_year

SPACED = re.compile(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]")  # a name of two, set as wide as three
SEPARATORS = ("、", "；", ";", "，", "\n", "/")
NAME_OF = {"own": 0.8, "title": 0.7, "ending": 1.0}  # weights of what tells the kind
NOT_ROWS = frozenset({"Observation", "Indicator", "Source"})


@dataclass
class Found:
    """The kind of the rows, and what their columns are."""

    kind: str
    chosen: dict[str, list[Match]]
    twice: list[tuple[Seen, Column]]
    score: float = 0.0
    sure: bool = True


def kind_of(seen: list[Seen], ctx: Context, sheet: str, model: Model, told: str) -> Found | None:
    """The kind of which the rows are; None if nothing tells it."""
    if told and told != "Observation":
        return _found(seen, told, ctx, sheet, model)
    every = [
        found
        for kind in model.kinds.values()
        if kind.table and not kind.abstract and kind.name not in NOT_ROWS
        if (found := _found(seen, kind.name, ctx, sheet, model))
    ]
    every.sort(key=lambda f: -f.score)
    if not every or "name" not in every[0].chosen:
        return None
    best = every[0]
    best.sure = len(every) < 2 or best.score > every[1].score + 0.05
    return best


def _found(seen: list[Seen], kind: str, ctx: Context, sheet: str, model: Model) -> Found | None:
    accepted = accept(kind, model)
    chosen, twice = assign(matches(seen, kind, model))
    if any(name not in chosen for name in accepted.required):
        return None
    found = Found(kind, chosen, twice)
    if kind not in model.kinds or not chosen:
        return found
    found.score = sum(m.score for listed in chosen.values() for m in listed[:1]) / 100
    found.score += _told(model.kinds[kind], chosen, ctx, sheet)
    return found


def _told(kind: Kind, chosen: dict[str, list[Match]], ctx: Context, sheet: str) -> float:
    """How much names, the title and the names of the rows speak for a kind."""
    name = chosen["name"][0].seen if "name" in chosen else None
    told = 0.0
    own = {fold(a) for a in (*kind.aliases.get("name", ()), kind.zh)}
    if name and any(f in own for part in (name.parts[-1], name.name) for f in forms(part)):
        told += NAME_OF["own"]
    title = f"{sheet} {ctx.title}"
    places = [title.rfind(w) + len(w) for w in (*kind.named, kind.zh) if w in title]
    if places:
        told += NAME_OF["title"] * (0.5 + 0.5 * max(places) / len(title))
    if name and kind.endings:
        told += NAME_OF["ending"] * share(name.texts, lambda t: _ending(t, kind) > 0)
    return told


def _ending(text: str, kind: Kind) -> int:
    plain = re.sub(r"[（(].*?[）)]$", "", text.strip())
    return max((len(e) for e in kind.endings if plain.endswith(e)), default=0)


def kind_of_names(names: list[str], kinds: tuple[str, ...], model: Model) -> str:
    """The one of `kinds` whose names end as these do; empty if they differ or none does."""
    found = set()
    for name in names:
        longest = {k: _ending(name, model.kinds[k]) for k in kinds}
        best = max(longest.values(), default=0)
        found |= {k for k, n in longest.items() if n == best} if best else {""}
    return found.pop() if len(found) == 1 else ""


def draft_entities(
    seen: list[Seen], found: Found, ctx: Context, model: Model, known: Familiar
) -> list[Section]:
    """The things that the rows are, what speaks of their links alone, and their figures."""
    section = Section(found.kind, seen)
    others: list[Section] = []
    columns = accept(found.kind, model).columns
    name = found.chosen["name"][0].seen if "name" in found.chosen else None
    section.name_column = name.column if name else None
    apart = _apart(seen, found, columns, model) if name else {}
    for our, column in columns.items():
        listed = [m.seen for m in found.chosen.get(our, ())]
        if not listed or our in {o for r in apart.values() for o in r}:
            continue
        if column.role == "link":
            roles = _roles(listed, model.relationships[column.relationship], column, model)
            if roles and name:
                others += [_link(column, s, role, name, seen, model, known) for s, role in roles]
                listed = [s for s in listed if s not in [r[0] for r in roles]]
            if column.relationship in apart and name:
                others.append(
                    _said_of(column, listed, name, apart[column.relationship], seen, model, known)
                )
                continue
            if listed:
                section.targets[our] = _pointing(section, column, listed, model, known)
        else:
            section.targets[our] = _value(section, column, listed[0], model)
    if not found.sure:
        section.doubts.append(f"kind {found.kind} is a guess; say it with --kind, or correct it")
    for other, our in found.twice:
        first = found.chosen[our.name][0].seen.name
        section.left.append(
            f"two columns for {our.name}: {first} and {other.name}; the first is read"
        )
    _spans(section, seen, columns)
    _form(section, columns, name.name if name else "", ctx, model)
    statement = {
        w: section.targets[w] for w in ("status", "since", "until") if w in section.targets
    }
    for other in others:
        if "role" in other.targets:
            other.targets |= statement  # what a row says of status and years holds for its links
    if name:
        others += _pointed_from(section, others, seen, found, name, model, known)
        _rest(section, others, seen, found, name, ctx, model, known)
    return [section, *others]


# What a column of a property gives


def _value(section: Section, column: Column, seen: Seen, model: Model) -> Any:
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
        known, unknown = codes(seen, p, model)
        listed = model.lists[p.list]
        if unknown:
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
    elif column.many and (split := _separators(seen)):
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
    return any(_ending(text, kind) for kind in model.kinds.values())


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


def _spans(section: Section, seen: list[Seen], columns: dict[str, Column] | Any) -> None:
    """A column such as 起止年限 gives the first year and the last."""
    if "since" in section.targets or "until" in section.targets:
        return
    for s in seen:
        if s.name not in section.used() and share(s.texts, lambda t: year_span(t)[0]) >= 0.6:
            section.targets["since"] = {"from": s.name, "take": "since"}
            section.targets["until"] = {"from": s.name, "take": "until"}
            return


def _form(section: Section, columns: Any, named: str, ctx: Context, model: Model) -> None:
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


# What a column points to


def _pointing(
    section: Section, column: Column, listed: list[Seen], model: Model, known: Familiar
) -> Any:
    texts = [t for s in listed for t in s.texts]
    split = [x for s in listed for x in _separators(s, known, column.kinds)]
    target: dict[str, Any] = {
        "from": [s.name for s in listed] if len(listed) > 1 else listed[0].name
    }
    if len(listed) > 1:
        target["every"] = True
    if split:
        target["split"] = list(dict.fromkeys(split))
    pattern = "|".join(map(re.escape, split))
    names = list(
        dict.fromkeys(n.strip() for t in texts for n in (re.split(pattern, t) if split else [t]))
    )
    names = [n for n in names if n]
    known.ask(names)
    unknown = [n for n in names if not known.kinds(n) & set(column.kinds)]
    if "Place" in column.kinds and unknown:
        meant = {n: p for n in unknown if (p := _place(n, known, listed))}
        if meant:
            target["values"] = meant
            unknown = [n for n in unknown if n not in meant]
    if unknown:
        _unknown(section, column, unknown, len(unknown) == len(names), listed, model)
    return target if len(target) > 1 else target["from"]


def _place(text: str, known: Familiar, listed: list[Seen]) -> str:
    return known.place(text) if len(text) <= 12 else ""


def _unknown(
    section: Section,
    column: Column,
    unknown: list[str],
    whole: bool,
    listed: list[Seen],
    model: Model,
) -> None:
    """Says what a column points to that nothing known bears the name of."""
    shown = ", ".join(unknown[:4]) + (f" and {len(unknown) - 4} more" if len(unknown) > 4 else "")
    kinds = tuple(k for k in column.kinds if k not in ("Place", "Industry"))
    header = listed[0].parts[-1]
    by_header = [k for k in kinds if _names_kind(header, model.kinds[k])]
    kind = kind_of_names(unknown, kinds, model) or (by_header[0] if len(by_header) == 1 else "")
    if len(by_header) == 1:
        kind = by_header[0]
    if whole and kind:
        section.new[column.name] = kind
        section.remarks[column.name] = f"not known yet: {shown}"
    elif kind:
        section.remarks[column.name] = (
            f'not known: {shown}; new = {{{column.name} = "{kind}"}} makes all'
        )
    else:
        section.remarks[column.name] = f"not known: {shown}"


def _names_kind(header: str, kind: Kind) -> bool:
    own = {fold(a) for a in (*kind.aliases.get("name", ()), kind.zh, *kind.named)}
    return any(f in own for f in forms(header))


def _separators(
    seen: Seen, known: Familiar | None = None, kinds: tuple[str, ...] = ()
) -> list[str]:
    """What parts the values of a column that has several in a cell."""
    found = []
    for separator in SEPARATORS:
        with_it = [t for t in seen.texts if separator in t]
        if not with_it:
            continue
        if (
            separator in ("/", "，")
            and known
            and not any(
                known.kinds(p.strip()) & set(kinds) for t in with_it for p in t.split(separator)
            )
        ):
            continue
        if known and all(known.kinds(t) & set(kinds) for t in with_it):
            continue
        found.append(separator)
    return found


# What speaks of a link and not of the thing


def _apart(
    seen: list[Seen], found: Found, columns: Any, model: Model
) -> dict[str, dict[str, Seen]]:
    """Relationship type → its own status and years, where columns speak of it alone."""
    apart: dict[str, dict[str, Seen]] = {}
    for our, listed in found.chosen.items():
        type_ = columns[our].relationship
        if columns[our].role != "link" or not model.relationships[type_].said:
            continue
        said = {
            word: s
            for word, names in model.relationships[type_].said.items()
            for s in seen
            if s not in [m.seen for m in listed]
            and any(f in set(map(fold, names)) for f in forms(s.parts[-1]))
        }
        if said:
            for word in ("status", "since", "until"):
                if word in found.chosen and word not in said:
                    said[word] = found.chosen[word][0].seen
            apart[type_] = said
    return apart


def _said_of(
    column: Column,
    listed: list[Seen],
    name: Seen,
    said: dict[str, Seen],
    seen: list[Seen],
    model: Model,
    known: Familiar,
) -> Section:
    """The relationship as a table of its own, with what is said of it."""
    section = Section(column.relationship, seen, name_column=name.column)
    end, other = ("from", "to") if column.inverse else ("to", "from")
    pointing = _pointing(section, column, listed, model, known)
    section.targets = {"from": name.name, "to": pointing} if other == "from" else {
        "from": pointing, "to": name.name
    }  # fmt: skip
    if column.name in section.new:
        section.new = {end: section.new[column.name]}
    if column.name in section.remarks:
        section.remarks = {end: section.remarks[column.name]}
    if any(len(s.texts) < len(name.texts) for s in listed):
        section.present = listed[0].name
    statement = {c.name: c for c in model.columns(column.relationship)}
    for word, s in said.items():
        section.targets[word] = _value(section, statement[word], s, model)
    return section


def _pointed_from(
    section: Section,
    others: list[Section],
    seen: list[Seen],
    found: Found,
    name: Seen,
    model: Model,
    known: Familiar,
) -> list[Section]:
    """What columns say of the other end of a relationship that has no column here: 入驻企业."""
    made = []
    for r in model.relationships.values():
        ends = tuple(sorted({a for a, b in r.ends if b == found.kind}))
        if r.inverse_column or not r.inverse_aliases or not ends:
            continue
        for s in seen:
            used = section.used().union(*(o.used() for o in [*others, *made]))
            named = any(f in set(map(fold, r.inverse_aliases)) for f in forms(s.parts[-1]))
            if named and s.name not in used and not s.numeric and not s.blank:
                column = Column(r.type, "link", r.inverse_zh, r.type, relationship=r.type,
                                inverse=True, kinds=ends, many=True)  # fmt: skip
                made.append(_said_of(column, [s], name, {}, seen, model, known))
    return made


def _roles(
    listed: list[Seen], r: Relationship, column: Column, model: Model
) -> list[tuple[Seen, str]]:
    """The columns whose name says in which role (承担单位) what they name takes part."""
    p = r.properties.get(r.qualifier)
    if p is None or p.name != "role":
        return []
    parse = code_parser(model.lists[p.list])
    found = []
    for s in listed:
        for text in (
            s.parts[-1],
            s.parts[-1].removesuffix("单位"),
            s.parts[-1].removeprefix("项目"),
        ):
            try:
                found.append((s, parse(text)))
                break
            except Wrong:
                continue
    return found


def _link(
    column: Column, s: Seen, role: str, name: Seen, seen: list[Seen], model: Model, known: Familiar
) -> Section:
    section = _said_of(column, [s], name, {}, seen, model, known)
    section.targets[model.relationships[column.relationship].qualifier] = {"constant": role}
    return section


# What is left


def _rest(
    section: Section,
    others: list[Section],
    seen: list[Seen],
    found: Found,
    name: Seen,
    ctx: Context,
    model: Model,
    known: Familiar,
) -> None:
    """Figures of the things as observations; what is not matched, for a person to see."""
    used = section.used().union(*(o.used() for o in others))
    left = [s for s in seen if s.name not in used and not s.blank]
    section.ignore = [s.name for s in left if fold(s.parts[-1]) in NUMBERS]
    left = [s for s in left if s.name not in section.ignore]
    figures = _figures(left, name, ctx, seen, model, known)
    if figures:
        others.append(figures)
        left = [s for s in left if s.name not in figures.values]
    columns = accept(found.kind, model).columns
    labels = {fold(t): c.name for c in columns.values() for t in (c.name, c.zh, *c.aliases) if t}
    for s in left:
        near = get_close_matches(fold(s.parts[-1]), labels, 1, 0.5)
        hint = f"; perhaps {labels[near[0]]} = {s.name!r}" if near else ""
        ordinary = fold(s.parts[-1]) in ORDINARY
        section.open.append(f"not read: {s.name} ({sample(s)}){'' if ordinary else hint}")


def _figures(
    left: list[Seen], name: Seen, ctx: Context, seen: list[Seen], model: Model, known: Familiar
) -> Section | None:
    numeric = [s for s in left if s.numeric and (s.unit or len(s.parts) > 1)]
    # A title is about the things and not about their figures.
    figures = [f for f in dissect(numeric, replace(ctx, title=""), known, False) if f.indicator]
    if not any(f.time.year or ctx.time.year for f in figures):
        return None
    from loaders.office.observations import said_of_figures

    section = Section("Observation", seen, name_column=name.column)
    section.targets = {"scope": name.name, "measure": {"constant": "level"}}
    if ctx.time.year:
        section.targets["year"] = {"constant": ctx.time.year}
    if ctx.time.period:
        section.targets["period"] = {"constant": ctx.time.period}
    said_of_figures(section, figures, ctx, known)
    return section
