"""Drafts tables whose rows are things: what each column says of them."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from graph.model import Model
from loaders.accepted import accept
from loaders.office import parks
from loaders.office.columns import NUMBERS, ORDINARY, Seen, is_time
from loaders.office.context import Context, Familiar
from loaders.office.figures import Figure, dissect, likely_unit
from loaders.office.kinds import Found
from loaders.office.links import pointed_from, pointing, relation_of, role_of, roles_of, said_apart
from loaders.office.observations import said_of_figures
from loaders.office.properties import add_form, add_span, property_target
from loaders.office.section import Section, sample
from loaders.office.wholes import around
from loaders.units import measured
from loaders.values import fold

EXAMPLE = "2023年"  # of a year in a heading
NO_FIGURE = re.compile("编[码号]|代码|邮编|号码|证号|电话|手机|联系|热线|传真|排名|位次|名次")
TELEPHONE = re.compile(r"(?:\+?86[- ]?)?(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})")


def draft_entities(
    seen: list[Seen], found: Found, ctx: Context, model: Model, known: Familiar
) -> list[Section]:
    """The things that the rows are, what speaks of their links alone, and their figures."""
    section = Section(found.kind, seen)
    others: list[Section] = []
    columns = accept(found.kind, model).columns
    name = found.chosen["name"][0].seen if "name" in found.chosen else None
    section.name_column = name.column if name else None
    apart = said_apart(seen, found, columns, model) if name else {}
    for our, column in columns.items():
        listed = [m.seen for m in found.chosen.get(our, ())]
        if our == "place":
            listed = around(listed, _free(seen, found), model, known) or listed
        if not listed or our in {o for r in apart.values() for o in r}:
            continue
        if column.role == "link":
            roles = roles_of(listed, model.relationships[column.relationship], model)
            if roles and name:
                others += [role_of(column, s, role, name, seen, model, known) for s, role in roles]
                listed = [s for s in listed if s not in [r[0] for r in roles]]
            if column.relationship in apart and name:
                others.append(
                    relation_of(
                        column, listed, name, apart[column.relationship], seen, model, known
                    )
                )
                continue
            if listed:
                section.targets[our] = pointing(section, column, listed, model, known)
        else:
            section.targets[our] = property_target(section, column, listed[0], model)
    if not found.sure:
        section.doubts.append(f"kind {found.kind} is a guess; say the kind, or correct it")
    if found.guessed:
        section.doubts.append(
            f"{found.guessed.name}: taken as what each row is called; correct it if it is not"
        )
    for other, twice in found.twice:
        first = found.chosen[twice.name][0].seen.name
        section.left.append(
            f"two columns for {twice.name}: {first} and {other.name}; the first is read"
        )
    if "tenant_of" in columns and found.kind not in parks.KINDS:
        _parks(section, [m.seen for m in found.chosen.get("place", ())], model, known)
    add_span(section, seen)
    add_form(section, columns, name.name if name else "", ctx, model)
    statement: dict[str, Any] = {
        w: section.targets[w] for w in ("status", "since", "until") if w in section.targets
    }
    for made in others:
        if "role" in made.targets:
            made.targets |= statement  # what a row says of status and years holds for its links
    if name:
        others += pointed_from(section, others, seen, found, name, model, known)
        _rest(section, others, seen, found, name, ctx, model, known)
    return [section, *others]


def _free(seen: list[Seen], found: Found) -> list[Seen]:
    """The columns that nothing is made of yet."""
    taken = [m.seen for listed in found.chosen.values() for m in listed]
    return [s for s in seen if s not in taken]


def _parks(section: Section, listed: list[Seen], model: Model, known: Familiar) -> None:
    """A park that an address names is where the thing is a tenant, if no column says where."""
    named = parks.named_in([t for s in listed for t in s.texts], known, model)
    place = section.targets.get("place")
    if len(listed) != 1 or not named or "tenant_of" in section.targets:
        return
    (seen,) = listed
    section.targets["tenant_of"] = {"from": seen.name, "values": named, "other": ""}
    section.left.append(
        f"{seen.name}: parks that are named in it are taken as where each row is a tenant: "
        f"{', '.join(list(named)[:3])}"
    )
    if alone := {t: "" for t in named if not known.addresses.read(t).ids}:  # a park is no place
        before: dict[str, Any] = place if isinstance(place, dict) else {"from": seen.name}
        section.targets["place"] = {**before, "values": {**before.get("values", {}), **alone}}


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
    figures = _figures(section, left, name, ctx, seen, model, known)
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
    things: Section,
    left: list[Seen],
    name: Seen,
    ctx: Context,
    seen: list[Seen],
    model: Model,
    known: Familiar,
) -> Section | None:
    """The figures of the things; of a column of numbers that is none `things` takes the reason."""
    said = bool(ctx.unit)
    numeric = [s for s in left if s.numeric and (s.unit or said or len(s.parts) > 1 or s.rates)]
    things.left += [_without_unit(s) for s in left if s not in numeric and _is_figure(s)]
    # A title is about the things and not about their figures.
    dissected = dissect(numeric, replace(ctx, title=""), known, False)
    for place, figure in enumerate(dissected):
        if _guessed(figure, dissected[:place]):
            figure.indicator = ""
    things.left += [
        f"{f.seen.name}: the indicator is missing, add indicator; it is not read until this is said"
        for f in dissected
        if not f.indicator
    ]
    things.left += [_without_unit(f.seen) for f in dissected if f.indicator and _needs_unit(f)]
    figures = [f for f in dissected if f.indicator and not _needs_unit(f)]
    if not any(f.time.year or ctx.time.year for f in figures):
        things.left += [
            f"{f.seen.name}: no year is said, so it is not read; with one in its heading, such as "
            f"{EXAMPLE}{f.seen.name}, or in the title it is"
            for f in figures
        ]
        return None
    section = Section("Observation", seen, name_column=name.column)
    section.targets = {"scope": name.name, "measure": {"constant": "level"}}
    if ctx.time.year:
        section.targets["year"] = {"constant": ctx.time.year}
    if ctx.time.period:
        section.targets["period"] = {"constant": ctx.time.period}
    said_of_figures(section, figures, ctx, known)
    if not section.values:  # why, is said of each column
        things.left += section.left
        return None
    return section


def _guessed(rate: Figure, before: list[Figure]) -> bool:
    """Whether only its place says what a rate is of, and not even that: it is no change between the
    two years to its left.
    """
    if not rate.seen.rates or rate.seen.unit or rate.indicator in rate.seen.name:
        return False
    same = {f.indicator for f in before[-2:]} == {rate.indicator}
    return not same or len({f.time.year for f in before[-2:]}) != 2


def _needs_unit(figure: Figure) -> bool:
    """Whether nobody says in what a column is counted or measured."""
    return not figure.unit and figure.measure != "rank" and not figure.unclear


def _is_figure(seen: Seen) -> bool:
    """Whether the numbers of a column count or measure something: no codes, ranks or years."""
    ordinary = fold(seen.parts[-1]) in ORDINARY or NO_FIGURE.search(seen.name)
    if ordinary or all(map(TELEPHONE.fullmatch, seen.texts)):
        return False
    return seen.numeric and not all(map(is_time, seen.texts))


def _without_unit(seen: Seen) -> str:
    """Why a column of numbers is not read, and which heading would do."""
    units = {m.unit for t in seen.texts if (m := measured(t))}
    unit = next(iter(units)) if len(units) == 1 else ""
    unit = unit or ("" if any(units) else likely_unit(seen.name))
    hint = f"; with a heading such as {seen.parts[-1]}（{unit}） it is" if unit else ""
    why = "its heading says no unit" if any(units) else "no unit is said"
    return f"{seen.name}: {why}, so it is not read{hint}"
