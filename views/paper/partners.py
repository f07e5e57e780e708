"""Whom somebody works with, by form of cooperation, each with where it is stated."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from views.paper.brief import Cite, Line, plain_text
from views.paper.material import Material
from views.paper.telling import UNSAID, Coming, Teller, cites_of, form_words, is_so, line
from views.words import text


def partnered(
    material: Material, id_: str, kind: str, teller: Teller
) -> tuple[list[Line], list[Coming]]:
    """The partners by form that are so, the form with most first; and those that are to come."""
    if not any(kind in ends for ends in material.model.relationships["PARTNER_OF"].ends):
        return [], []
    grouped: dict[str, list[tuple[str, Cite]]] = defaultdict(list)
    coming = []
    for row in material.ask("cooperations-of-actor", actor=id_):
        words, form = plain_text(row.partner), form_words(row.form, material.model, teller.language)
        if is_so(row.status):
            grouped[form] += [(words, cite) for cite in _stated(material, id_, row)]
            continue
        if row.via:
            continue  # the agreement or event itself is told
        whole = (
            text(teller.language, "brief.with_any", other=words)
            if row.form == UNSAID
            else text(teller.language, "brief.with", form=form, other=words)
        )
        coming += [Coming(row.status, row.since, whole, c) for c in _stated(material, id_, row)]
    ordered = sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [line(form, said) for form, said in ordered], coming


def _stated(material: Material, id_: str, row: Any) -> list[Cite]:
    """Where a row is stated: of what is met in an agreement, event or project, there."""
    if row.via_id:
        facts = material.facts(row.via_id)
        return cites_of(facts, row.sources, lambda f: f.other == row.partner_id)
    form = "" if row.form == UNSAID else row.form
    return cites_of(
        material.facts(id_),
        row.sources,
        lambda f: (
            f.predicate == "COOPERATES_WITH"
            and f.other == row.partner_id
            and f.qualifier == form
            and f.status == row.status
        ),
    )
