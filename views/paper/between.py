"""The brief on a link: everything between two places, or two actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from graph.errors import UserError
from graph.fold import Node
from views.paper.brief import (
    LONGEST_TITLE,
    Brief,
    Cite,
    Dated,
    Item,
    Line,
    Section,
    Table,
    fit,
    plain_text,
)
from views.paper.compose import PLANNED, WHAT, about, colophon, section
from views.paper.dated import in_order, lane_of
from views.paper.material import Material
from views.paper.surroundings import among
from views.paper.telling import Coming, Teller, cite_of, cites_of, form_words, is_so, line
from views.paper.timeline import in_brief
from views.words import text

MEETINGS = frozenset({"PARTY_TO", "ORGANISES", "PARTICIPATES_IN"})


class Join(NamedTuple):
    """One thing that joins the two: a relationship, or what both are in (`via`)."""

    start: str
    start_id: str
    relationship: str
    via: str
    via_id: str
    via_kind: str
    end: str
    end_id: str
    form: str
    status: str
    since: int | None
    sources: tuple[str, ...]


def compose_between(material: Material, a: str, b: str, language: str) -> Brief:
    """The brief on what links `a` and `b`, cut to one page.

    Raises `UserError` if nothing has one of the ids, or one of them is neither actor nor place.
    """
    if a == b:
        raise UserError("A link has two different ends; name two")
    one, two = _end(material, a), _end(material, b)
    named = [
        plain_text(end.properties.get("name") or "?", LONGEST_TITLE // 2) for end in (one, two)
    ]
    joins = _joins(material, a, b, one, two)
    shared = material.ask("common-partners", a=a, b=b)
    teller = Teller((), material.model, language)
    so = _so(material, [j for j in joins if is_so(j.status)], (a, b), teller)
    to_come = _to_come(material, [j for j in joins if not is_so(j.status)], (a, b), teller)
    nothing = Line("", (Item(text(language, "brief.nothing_between")),))
    blocks: list[Section | Table | None] = [
        section("brief.two", language, [_about(material, *end, language)
                                        for end in ((a, one, named[0]), (b, two, named[1]))]),
        section("brief.between", language, so or ([] if joins else [nothing]), WHAT + PLANNED),
        section("brief.planned", language, to_come, PLANNED),
        section("brief.shared", language, _shared(material, shared, (a, b), teller)),
    ]  # fmt: skip
    others = [i for j in joins for i in (j.start_id, j.via_id, j.end_id) if i]
    others += [row.partner_id for row in shared]
    return fit(
        Brief(
            language,
            text(language, "signs.pair", a=named[0], b=named[1]),
            text(language, "brief.link"),
            tuple(block for block in blocks if block),
            material.sources,
            colophon(material, language),
            among(material, [a, b], others, language),
            in_brief(dated_joins(joins, (a, b), teller, lambda j: _stated(material, j)), language),
            material.cut,
        )
    )


def _end(material: Material, id_: str) -> Node:
    node = material.node(id_)
    if node is None:
        raise UserError(f"Nothing has the id {id_}; find it by its name")
    if not any(node.kind in ends for ends in material.model.relationships["PARTNER_OF"].ends):
        raise UserError(f"{id_} is of kind {node.kind}; a link is between actors or places")
    return node


def _about(material: Material, id_: str, node: Node, name: str, language: str) -> Line:
    """One of the two in a line, with who says that it is."""
    facts = material.facts(id_)
    words = about(material, node, facts, language)
    return line(name, ((words, cite_of(f)) for f in facts if f.predicate == "kind"))


def _joins(material: Material, a: str, b: str, one: Node, two: Node) -> list[Join]:
    """All that joins the two: of places with all that is in them, of actors what is theirs."""
    if one.kind == two.kind == "Place":
        return place_joins(material.ask("what-connects-places", a=a, b=b))
    order = list(material.model.lists["status"].codes)
    names = [str(node.properties.get("name") or "") for node in (one, two)]
    return [
        Join(names[0], a, r.relationship, r.via or "", r.via_id or "", r.via_kind or "",
             names[1], b, r.form or "",
             min((s for s in (r.status, r.other_status) if s), key=order.index), r.since,
             tuple(r.sources))
        for r in material.ask("between-two", a=a, b=b)
    ]  # fmt: skip


def place_joins(rows: Iterable[Any]) -> list[Join]:
    """The rows of the query `what-connects-places`."""
    return [
        Join(r.in_a, r.in_a_id, r.relationship, r.via or "", r.via_id or "", r.via_kind or "",
             r.in_b, r.in_b_id, r.form or "", r.status, r.since, tuple(r.sources))
        for r in rows
    ]  # fmt: skip


def dated_joins(
    joins: Iterable[Join],
    ends: tuple[str, str],
    teller: Teller,
    stated: Callable[[Join], list[Cite]],
) -> list[Dated]:
    """What joins two, by year; `stated` says where."""
    return in_order(
        Dated(
            join.since,
            lane_of(join.relationship, join.via_kind),
            _words(join, ends, teller, []),
            join.status,
            join.via_id or join.end_id,
            tuple(stated(join)),
        )
        for join in joins
    )


def _so(material: Material, joins: list[Join], ends: tuple[str, str], teller: Teller) -> list[Line]:
    """A line for each relationship, what joins the two themselves first."""
    grouped: dict[str, list[tuple[str, Cite]]] = {}
    for join in sorted(joins, key=lambda j: {j.start_id, j.end_id} != set(ends)):
        since = [text(teller.language, "brief.since", year=join.since)] if join.since else []
        words = _words(join, ends, teller, since)
        said = grouped.setdefault(join.relationship, [])
        said += [(words, cite) for cite in _stated(material, join)]
    return [line(_label(relationship, teller), said) for relationship, said in grouped.items()]


def _to_come(
    material: Material, joins: list[Join], ends: tuple[str, str], teller: Teller
) -> list[Line]:
    """A line for each status and year."""
    coming = []
    for join in joins:
        words = _words(join, ends, teller, [])
        label = _label(join.relationship, teller)
        whole = text(teller.language, "signs.relation", label=label, other=words)
        coming += [Coming(join.status, join.since, whole, c) for c in _stated(material, join)]
    return teller.coming(coming)


def _label(relationship: str, teller: Teller) -> str:
    return str(getattr(teller.model.relationships[relationship], teller.language))


def _words(join: Join, ends: tuple[str, str], teller: Teller, more: list[str]) -> str:
    """Who is joined, unless it is the two themselves; through what, and in which form."""
    form = _form(join, teller)
    themselves = {join.start_id, join.end_id} == set(ends)
    if themselves and (join.via or form):
        head, rest = (join.via, [form]) if join.via else (form, [])
    else:
        head = text(teller.language, "signs.ends", a=plain_text(join.start), b=plain_text(join.end))
        rest = [text(teller.language, "brief.via", via=join.via)] if join.via else []
        rest.append(form)
    return plain_text(head) + teller.aside([*rest, *more])


def _form(join: Join, teller: Teller) -> str:
    """The form in words: of what both are in, by the list of its kind."""
    kind = teller.model.kinds.get(join.via_kind)
    declared = kind.properties.get("form") if kind else None
    if declared and join.form in teller.model.lists[declared.list].codes:
        return teller.model.lists[declared.list].label(join.form, teller.language)
    return form_words(join.form, teller.model, teller.language) if join.form else ""


def _stated(material: Material, join: Join) -> list[Cite]:
    """Where it is stated: of what both are in, at that."""
    if join.via_id:
        wanted = MEETINGS | {join.relationship}
        return cites_of(
            material.facts(join.via_id),
            join.sources,
            lambda f: f.predicate in wanted and f.other in {join.start_id, join.end_id},
        )
    return cites_of(
        material.facts(join.start_id),
        join.sources,
        lambda f: (
            f.predicate == join.relationship
            and f.other == join.end_id
            and f.status == join.status
            and (not join.form or not f.qualifier or f.qualifier == join.form)
        ),
    )


def _shared(
    material: Material, rows: list[Any], ends: tuple[str, str], teller: Teller
) -> list[Line]:
    """Whom both work with."""
    known = {id_: material.facts(id_) for id_ in ends} if rows else {}
    said = [
        (plain_text(row.partner), cite)
        for row in rows
        for id_ in ends
        for cite in cites_of(known[id_], row.sources, lambda f, row=row: f.other == row.partner_id)  # type: ignore[misc]
    ]
    return [line(text(teller.language, "column.name"), said)] if said else []
