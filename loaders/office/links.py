"""Drafts what columns say of relationships: whom they point to, in which role, and since when."""

from __future__ import annotations

import re
from typing import Any

from graph.model import Column, Kind, Model, Relationship
from loaders.office.columns import Seen, forms, separators
from loaders.office.context import Familiar
from loaders.office.kinds import Found, kind_of_names
from loaders.office.properties import property_target
from loaders.office.section import Section
from loaders.office.wholes import together
from loaders.values import Wrong, code_parser, fold

LONGEST_PLACE = 12  # characters of a text that is looked up as a place


def pointing(
    section: Section, column: Column, listed: list[Seen], model: Model, known: Familiar
) -> Any:
    """What a mapping says of columns that point to something; `section` takes who is not known."""
    if found := together(listed, column, model):
        return {"from": [s.name for s in found], "together": True}
    texts = [t for s in listed for t in s.texts]
    split = [x for s in listed for x in separators(s, known.kinds, column.kinds)]
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
        meant = {n: p for n in unknown if len(n) <= LONGEST_PLACE and (p := known.place(n))}
        if meant:
            target["values"] = meant
            unknown = [n for n in unknown if n not in meant]
        known.addresses.ask(unknown)
        unknown = [n for n in unknown if not known.addresses.read(n).ids]
    if unknown:
        _unknown(section, column, unknown, len(unknown) == len(names), listed, model)
    return target if len(target) > 1 else target["from"]


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


def said_apart(
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


def relation_of(
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
    end = "from" if column.inverse else "to"
    named = pointing(section, column, listed, model, known)
    ends = {"from": named, "to": name.name} if column.inverse else {"from": name.name, "to": named}
    section.targets = {**ends}
    if column.name in section.new:
        section.new = {end: section.new[column.name]}
    if column.name in section.remarks:
        section.remarks = {end: section.remarks[column.name]}
    if any(len(s.texts) < len(name.texts) for s in listed):
        section.present = listed[0].name
    statement = {c.name: c for c in model.columns(column.relationship)}
    for word, s in said.items():
        section.targets[word] = property_target(section, statement[word], s, model)
    return section


def pointed_from(
    section: Section,
    others: list[Section],
    seen: list[Seen],
    found: Found,
    name: Seen,
    model: Model,
    known: Familiar,
) -> list[Section]:
    """What columns say of the other end of a relationship that has no column here: 入驻企业."""
    made: list[Section] = []
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
                made.append(relation_of(column, [s], name, {}, seen, model, known))
    return made


def roles_of(listed: list[Seen], r: Relationship, model: Model) -> list[tuple[Seen, str]]:
    """The columns whose name says in which role (承担单位) what they name takes part."""
    p = r.properties.get(r.qualifier)
    if p is None or p.name != "role":
        return []
    parse = code_parser(model.lists[p.list])
    found = []
    for s in listed:
        named = forms(s.parts[-1])  # 承担单位（盖章） too
        for text in (
            *named,
            *(n.removesuffix("单位") for n in named),
            *(n.removeprefix("项目") for n in named),
        ):
            try:
                found.append((s, parse(text)))
                break
            except Wrong:
                continue
    return found


def role_of(
    column: Column, s: Seen, role: str, name: Seen, seen: list[Seen], model: Model, known: Familiar
) -> Section:
    """The relationship in which a column names those who have a role."""
    section = relation_of(column, [s], name, {}, seen, model, known)
    section.targets[model.relationships[column.relationship].qualifier] = {"constant": role}
    return section
