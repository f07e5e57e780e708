"""Drafts tables whose rows are things: what each column says of them."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from graph.model import Model
from loaders.accepted import accept
from loaders.office.columns import NUMBERS, ORDINARY, Seen
from loaders.office.context import Context, Familiar
from loaders.office.figures import dissect
from loaders.office.kinds import Found
from loaders.office.links import pointed_from, pointing, relation_of, role_of, roles_of, said_apart
from loaders.office.observations import said_of_figures
from loaders.office.properties import add_form, add_span, property_target
from loaders.office.section import Section, sample
from loaders.values import fold


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
        section.doubts.append(f"kind {found.kind} is a guess; say it with --kind, or correct it")
    for other, twice in found.twice:
        first = found.chosen[twice.name][0].seen.name
        section.left.append(
            f"two columns for {twice.name}: {first} and {other.name}; the first is read"
        )
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
    figures = _figures(left, name, ctx, seen, known)
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
    left: list[Seen], name: Seen, ctx: Context, seen: list[Seen], known: Familiar
) -> Section | None:
    numeric = [s for s in left if s.numeric and (s.unit or ctx.unit or len(s.parts) > 1)]
    # A title is about the things and not about their figures.
    figures = [f for f in dissect(numeric, replace(ctx, title=""), known, False) if f.indicator]
    if not any(f.time.year or ctx.time.year for f in figures):
        return None
    section = Section("Observation", seen, name_column=name.column)
    section.targets = {"scope": name.name, "measure": {"constant": "level"}}
    if ctx.time.year:
        section.targets["year"] = {"constant": ctx.time.year}
    if ctx.time.period:
        section.targets["period"] = {"constant": ctx.time.period}
    said_of_figures(section, figures, ctx, known)
    return section
