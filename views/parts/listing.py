"""Links between places as tables: a list, the enclaves, what leads out, and place by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from views.parts.address import listed, say
from views.parts.geography import Enclave, PlaceLink

OUTSIDE = "outside"
IN_MATRIX = 40  # places, the most linked first
NAMED = 6  # places that one outside the delta is linked with


def link_table(
    links: Sequence[PlaceLink], names: Mapping[str, str], inside: Collection[str]
) -> pd.DataFrame:
    """The links as rows; the column `id` is for clicks."""
    return pd.DataFrame(
        [
            {
                "id": link.id,
                say("column.place_a"): names.get(link.a, link.a),
                say("column.place_b"): names.get(link.b, link.b)
                if link.a != link.b
                else say("delta.within"),
                say("column.links"): link.links,
                say("column.planned"): link.links - link.actual,
                say("column.outside"): say("table.yes")
                if (link.a in inside) != (link.b in inside)
                else "",
            }
            for link in links
        ]
    )


def enclave_table(enclaves: Sequence[Enclave], names: Mapping[str, str]) -> pd.DataFrame:
    """Enclaves by the places that they come from and stand in."""
    return pd.DataFrame(
        [
            {
                "id": enclave.id,
                say("delta.origin"): names.get(enclave.origin, enclave.origin),
                say("delta.host"): names.get(enclave.host, enclave.host),
                say("column.planned"): len(enclave.names) - enclave.actual,
                say("delta.enclave"): listed(enclave.names),
            }
            for enclave in enclaves
        ]
    )


def outside_table(
    links: Sequence[PlaceLink], names: Mapping[str, str], inside: Collection[str]
) -> pd.DataFrame:
    """Who is linked from outside, all together in the first row, with whom and how often."""
    out = [link for link in links if (link.a in inside) != (link.b in inside)]
    if not out:
        return pd.DataFrame()
    met: dict[str, Counter[str]] = {}
    so = Counter[str]()
    for link in out:
        far, near = (link.b, link.a) if link.a in inside else (link.a, link.b)
        met.setdefault(far, Counter())[near] += link.links
        so[far] += link.actual
    every = Counter[str]()
    for with_whom in met.values():
        every.update(with_whom)
    rows = [("", say("delta.outside"), every, sum(so.values()))]
    ordered = sorted(met, key=lambda i: (-met[i].total(), i))
    rows += [(i, names.get(i, i), met[i], so[i]) for i in ordered]
    return pd.DataFrame(
        [
            {
                "id": place,
                say("column.place"): name,
                say("column.links"): with_whom.total(),
                say("column.planned"): with_whom.total() - actual,
                say("delta.with"): listed(
                    f"{names.get(i, i)} {n}" for i, n in with_whom.most_common(NAMED)
                ),
            }
            for place, name, with_whom, actual in rows
        ]
    )


def matrix_table(
    links: Sequence[PlaceLink], names: Mapping[str, str], inside: Collection[str]
) -> pd.DataFrame:
    """Place × place, with everything outside the delta as one row and column."""
    weight = Counter[str]()
    for link in links:
        weight.update({link.a: link.links, link.b: link.links})
    unit = {i: i if i in inside else OUTSIDE for i in weight}
    order = [i for i, _ in weight.most_common() if unit[i] != OUTSIDE][:IN_MATRIX]
    if OUTSIDE in unit.values():
        order.append(OUTSIDE)
    cells = Counter[tuple[str, str]]()
    for link in links:
        a, b = unit[link.a], unit[link.b]
        cells[a, b] += link.links
        if a != b:
            cells[b, a] += link.links
    label = {i: names.get(i, i) for i in order} | {OUTSIDE: say("delta.outside")}
    return pd.DataFrame(
        [
            {
                say("column.place"): label[row],
                **{label[column]: cells[row, column] or None for column in order},
            }
            for row in order
        ]
    )
