"""Whether neighbours stand in groups, by what, and which groups are open.  In the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from views.parts.address import get, get_many, go, say, word
from views.parts.apart import names_apart
from views.parts.choices import choose_one, choose_some
from views.parts.data import ask, model, nodes
from views.parts.drawing import Node
from views.parts.groups import (
    BY,
    KIND,
    MARK,
    NONE,
    NOWHERE,
    PLACE,
    SEVERAL,
    Grouped,
    by_place,
    grouped,
)
from views.parts.network import Network


def grouping() -> str:
    """By what the address groups: `none`, `kind` or `place`."""
    asked = get("group")
    return asked if asked in BY else NONE


def put_together(network: Network, way: Sequence[Node]) -> Grouped | None:
    """The network in groups, as the address says; None where it says of none."""
    by = grouping()
    ids = [node.id for node in way]
    if by == KIND:
        kinds = model().kinds
        return grouped(
            network, ids, lambda n: n.kind, lambda k: (word(kinds[k]), k), get_many("open"), by
        )
    if by == PLACE and network.nodes:
        unit = _units(network)
        return grouped(network, ids, lambda n: unit[n.id], _place, get_many("open"), by)
    return None


def show_grouping(found: Grouped | None) -> None:
    """The choice, and beside it the groups that are open: each can be opened and closed."""
    columns = st.columns([0.42, 0.58], vertical_alignment="bottom")
    with columns[0]:
        choose_one("group", say("groups.by"), BY, lambda by: say(f"groups.{by}"))
    if found is None or not found.groups:
        return
    groups = {group.key: group for group in found.groups}
    owners = {key.partition("@")[2] for key in groups}
    with columns[1]:
        choose_some(
            "open",
            say("groups.open"),
            list(groups),
            lambda key: _titled(key, groups[key].name, len(groups[key].members), len(owners) > 1),
            say("groups.open_hint"),
            [key for key in get_many("open") if key in groups or not _may_be(key)],
        )


def propose() -> None:
    """Why groups help where neighbours found no room, and the way to them."""
    st.caption(say("groups.why"), width="content")
    for by in (KIND, PLACE):
        st.button(
            say(f"groups.{by}"),
            key=f"group_{by}",
            icon=":material/workspaces:",
            on_click=go,
            kwargs={"group": by},
            type="tertiary",
        )


def open_group(dot: str) -> None:
    """Opens the group whose dot was clicked."""
    key = dot.removeprefix(MARK)
    go(open=[*(k for k in get_many("open") if k != key), key])


def _titled(key: str, name: str, members: int, whose: bool) -> str:
    owner = key.partition("@")[2]
    if whose and owner in nodes():
        return f"{names_apart([owner])[owner]} · {name} {members}"
    return f"{name} {members}"


def _may_be(key: str) -> bool:
    """Whether a group is called so where other neighbours are shown, or put together otherwise."""
    sort, _, owner = key.partition("@")
    sorts = (SEVERAL, NOWHERE, *model().kinds)
    return (sort in sorts or sort in nodes()) and (not owner or owner in nodes())


def _units(network: Network) -> dict[str, str]:
    """For each node the place that it is counted for."""
    stated: dict[str, list[str]] = {}
    for row in ask("places-of", ids="\n".join(sorted(node.id for node in network.nodes))):
        stated.setdefault(row.id, []).append(row.place_id)
    city, county = (
        {row.place_id: row.unit_place_id for row in ask("place-units", level=level)}
        for level in ("city", "county")
    )
    return by_place(network.nodes, stated, city, county)


def _place(unit: str) -> tuple[str, str]:
    if unit in (SEVERAL, NOWHERE):
        return say(f"groups.{unit}"), "Place"
    return names_apart([unit])[unit], "Place"
