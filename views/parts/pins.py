"""Where a reader put dots of the picture: they stay there.  In the address, as `x,y,id`."""

from __future__ import annotations

import math
from collections.abc import Iterable

import streamlit as st

from views.parts.address import get_many, go, say
from views.parts.drawing import Drawing
from views.parts.layout import Place
from views.parts.plain import plain

AFRESH = {"pin": "", "open": ""}  # for `go`: where a way begins anew, all stands elsewhere
MOST = 40  # in one address; the oldest goes first
FARTHEST = 20.0  # from the middle: no picture reaches that far


def pins() -> dict[str, Place]:
    """The dots that the address pins, and where; what it says badly pins nothing."""
    return pins_of(get_many("pin"))


def pins_of(said: Iterable[str]) -> dict[str, Place]:
    """Id → place, of what an address says."""
    found = {}
    for words in said:
        across, _, rest = words.partition(",")
        upward, _, id_ = rest.partition(",")
        try:
            at = float(across), float(upward)
        except ValueError:
            continue
        if id_ and all(math.isfinite(v) and abs(v) <= FARTHEST for v in at):
            found[id_] = at
    return found


def pin(id_: str, x: float, y: float) -> None:
    """Pins a dot, again where it is pinned already."""
    others = {other: at for other, at in pins().items() if other != id_}
    _write({**others, id_: (x, y)})


def show_pins(drawing: Drawing) -> None:
    """The dots that are pinned, each to be let go."""
    pinned = [dot for dot in drawing.dots if dot.pinned]
    if not pinned:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("groups.pinned", n=len(pinned)), width="content")
        for dot in pinned:
            st.button(
                plain(dot.label),
                key=f"unpin_{dot.id}",
                on_click=_unpin,
                args=(dot.id,),
                icon=":material/keep_off:",
                type="tertiary",
            )
        if len(pinned) > 1:
            st.button(
                say("groups.unpin_all"), key="unpin_all", on_click=_write, args=({},),
                type="tertiary",
            )  # fmt: skip


def _unpin(id_: str) -> None:
    _write({other: at for other, at in pins().items() if other != id_})


def _write(places: dict[str, Place]) -> None:
    go(pin=[f"{x:.3f},{y:.3f},{id_}" for id_, (x, y) in places.items()][-MOST:])
