"""The brief on one thing: an actor, a place, an industry, or whatever else has a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.errors import UserError
from graph.fold import Node
from graph.ledger import Fact
from views.paper.brief import (
    LONGEST_TITLE,
    Brief,
    Cite,
    Line,
    Section,
    Table,
    fit,
    plain_text,
)
from views.paper.dated import dated_facts
from views.paper.figures import figures_table
from views.paper.inside import inside, is_inside
from views.paper.material import Material
from views.paper.partners import partnered
from views.paper.surroundings import around
from views.paper.telling import Coming, Teller, cite_of, cites_of, is_so, line
from views.paper.timeline import in_brief
from views.parts.writing import date
from views.words import text

WHAT = 8  # lines
PLANNED = 6
NAMES = ("name_en", "aliases")
CALLED = ("kind", "form", "level", *NAMES)
ELSEWHERE = frozenset({  # told under a heading of its own, or no news to a reader
    "kind", "name", "COOPERATES_WITH", "SCOPE", "AMONG", "OF", "longitude", "latitude",
})  # fmt: skip
SERVED = frozenset({("SERVES", "out"), ("TENANT_OF", "in"), ("USES", "in")})
SERVING = frozenset({("SERVES", "in"), ("OPERATES_IN", "in")})  # of an industry
BELOW = (  # query, its columns, relationship: who is there for an industry with all below it
    ("who-serves-industry", "actor", "SERVES"),
    ("who-operates-in-industry", "operator", "OPERATES_IN"),
)


def compose(material: Material, id_: str, language: str) -> Brief:
    """The brief on the node `id_`, cut to one page.  Raises `UserError` if nothing has that id."""
    node = material.node(id_)
    if node is None:
        raise UserError(f"Nothing has the id {id_}; find it by its name")
    facts = material.facts(id_)
    teller = Teller(facts, material.model, language)
    industry, place = node.kind == "Industry", node.kind == "Place"
    partners, further = partnered(material, id_, node.kind, teller)
    serving, to_serve = _below(material, id_, teller) if industry else (_served(teller), [])
    coming = _planned(teller, industry, [*further, *to_serve])
    blocks: list[Section | Table | None] = [
        _what(teller, node, language, inside(material, id_, teller) if place else []),
        section("brief.partners", language, partners),
        section("brief.serving" if industry else "brief.serves", language, serving),
        figures_table(material, id_, node.kind, language),
        section("brief.planned", language, coming, PLANNED),
        _disputed(teller, node, material, language),
    ]
    return fit(
        Brief(
            language,
            plain_text(node.properties.get("name") or id_, LONGEST_TITLE),
            about(material, node, facts, language),
            tuple(block for block in blocks if block),
            material.sources,
            colophon(material, language),
            around(material, id_, language),
            in_brief(dated_facts(facts, material.facts, material.model, language), language),
            material.cut,
        )
    )


def about(material: Material, node: Node, facts: Sequence[Fact], language: str) -> str:
    """Kind, place and, where it is not simply there, status in a line."""
    model = material.model
    parts = [str(getattr(model.kinds[node.kind], language))]
    for name in ("form", "level"):
        declared = model.kinds[node.kind].properties.get(name)
        if declared and declared.list and node.properties.get(name):
            label = model.lists[declared.list].label(str(node.properties[name]), language)
            parts.append(plain_text(label))
    places = [
        plain_text(f.other_name)
        for f in facts
        if f.predicate in {"LOCATED_IN", "HOST", "PART_OF"} and f.direction == "out"
        and f.other_kind == "Place"
    ]  # fmt: skip
    parts += [text(language, "signs.list").join(dict.fromkeys(places))] if places else []
    if (status := str(node.properties["status"])) != "actual":
        parts.append(model.lists["status"].label(status, language))
    return " · ".join(dict.fromkeys(parts))


def colophon(material: Material, language: str) -> str:
    """From which state of the ledger the page was made."""
    day = date(material.day, language)
    return text(language, "brief.colophon", version=material.version, day=day)


def section(title: str, language: str, lines: Iterable[Line], most: int = WHAT) -> Section | None:
    """The first `most` of `lines` under a title, and how much was left; None if there are none."""
    lines = list(lines)
    if not lines:
        return None
    left = sum(len(ln.items) + ln.left for ln in lines[most:])
    return Section(text(language, title), tuple(lines[:most]), left)


def _what(teller: Teller, node: Node, language: str, within: Sequence[Line]) -> Section:
    """What it is, as far as that is so: what it is called, then the most telling facts.

    `within` are lines on who is in a place.
    """
    apart = SERVED | (SERVING if node.kind == "Industry" else frozenset())
    called = [f for name in CALLED for f in teller.facts if f.predicate == name and not f.other]
    facts = [
        f
        for f in teller.facts
        if is_so(f.status)
        and f.predicate not in ELSEWHERE | set(CALLED)
        and (f.predicate, f.direction) not in apart
    ]
    said = ((stated.words, stated.cite) for stated in map(teller.stated, called))
    names = any(f.predicate in NAMES for f in called)
    label = text(language, "brief.called" if names else "column.kind")
    lines = [line(label, said)]
    if within:
        wholes = [f for f in facts if (f.predicate, f.direction) == ("PART_OF", "out")]
        facts = [f for f in facts if f not in wholes and not is_inside(f, teller)]
        lines += [*teller.lines(wholes), *within]
    lines += teller.lines(facts)
    left = sum(len(ln.items) + ln.left for ln in lines[WHAT:])
    return Section(text(language, "brief.what"), tuple(lines[:WHAT]), left)


def _served(teller: Teller) -> list[Line]:
    facts = [f for f in teller.facts if (f.predicate, f.direction) in SERVED and is_so(f.status)]
    return teller.lines(facts)


def _below(material: Material, id_: str, teller: Teller) -> tuple[list[Line], list[Coming]]:
    """Who serves an industry and who operates in it, or below it: what is so, what is to come."""
    lines, coming = [], []
    for query, column, relationship in BELOW:
        declared = material.model.relationships[relationship]
        label = str(getattr(declared, f"inverse_{teller.language}"))
        said = []
        for row in material.ask(query, industry=id_):
            words = plain_text(getattr(row, column))
            words += teller.aside([row.industry] if row.industry_id != id_ else [])
            for cite in _stated(material, row, column, relationship):
                if is_so(row.status):
                    said.append((words, cite))
                else:
                    whole = text(teller.language, "signs.relation", label=label, other=words)
                    coming.append(Coming(row.status, row.since, whole, cite))
        lines += [line(label, said)] if said else []
    return lines, coming


def _stated(material: Material, row: Any, column: str, relationship: str) -> list[Cite]:
    other = getattr(row, f"{column}_id")
    return cites_of(
        material.facts(row.industry_id),
        row.sources,
        lambda f: f.predicate == relationship and f.other == other and f.status == row.status,
    )


def _planned(teller: Teller, industry: bool, further: Iterable[Coming]) -> list[Line]:
    """What is only intended: by status and year, the earliest first."""
    told = ELSEWHERE - {"kind"}
    coming = []
    for fact in teller.facts:
        if is_so(fact.status) or fact.predicate in told:
            continue
        if industry and (fact.predicate, fact.direction) in SERVING:
            continue  # told with all that is below it
        itself = fact.predicate == "kind"
        if not (fact.other or itself):
            continue  # a property is as far along as its thing
        stated = teller.stated(fact._replace(since=None))
        words = (
            text(teller.language, "brief.itself")
            if itself
            else text(teller.language, "signs.relation", label=stated.label, other=stated.words)
        )
        coming.append(Coming(fact.status, fact.since, words, stated.cite))
    return teller.coming([*coming, *further])


def _disputed(teller: Teller, node: Node, material: Material, language: str) -> Section | None:
    """Where sources contradict each other: each side with who says it."""
    lines = []
    for name in node.properties.get("disputed", ()):
        facts = [f for f in teller.facts if f.predicate == name and not f.other]
        ranks = {source: info.rank for source, info in material.sources.items()}
        facts.sort(key=lambda f: (ranks.get(f.source, 9), -(f.since or 0), str(f.value)))
        stated = [teller.stated(f) for f in facts]
        lines.append(line(stated[0].label, ((s.words, s.cite) for s in stated)))
    lines += _progress(teller, language)
    return section("brief.disputed", language, lines)


def _progress(teller: Teller, language: str) -> list[Line]:
    """Relationships of which one source says that they are so, another that they are to come."""
    grouped: dict[tuple[str, str, str, str], list[Fact]] = {}
    for fact in teller.facts:
        if fact.other:
            key = (fact.predicate, fact.direction, fact.other, fact.qualifier)
            grouped.setdefault(key, []).append(fact)
    lines = []
    for facts in grouped.values():
        if len({f.source for f in facts}) < 2 or len({f.status for f in facts}) < 2:
            continue
        statuses = teller.model.lists["status"]
        label = text(
            language,
            "signs.relation",
            label=teller.stated(facts[0]).label,
            other=plain_text(facts[0].other_name),
        )
        said = ((statuses.label(f.status, language), cite_of(f)) for f in facts)
        lines.append(line(label, said))
    return lines
