"""A network on the page: sigma draws it with WebGL, a click comes back to Python."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Literal, NamedTuple

import streamlit as st
from streamlit.components.v1 import declare_component

from views.paper.picture import sheet_of, size_for, svg
from views.paper.sheet import Sheet
from views.parts.address import language, say
from views.parts.drawing import LINE, LINE_PLANNED, Drawing
from views.parts.slides import show_png
from views.parts.table import file_name

FONT = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"

CANVAS = Path(__file__).parent / "canvas"  # what draws in the browser

_component = declare_component("network", path=str(CANVAS))


class Click(NamedTuple):
    """What was clicked: the id of a node, or `<id>|<id>` of a pair; or what was put to a place."""

    kind: Literal["node", "edge", "pin"]
    id: str
    x: float = 0.0
    y: float = 0.0

    @property
    def node(self) -> str:
        """The node that was meant: of a pair the second."""
        return self.id.split("|")[-1] if self.kind == "edge" else self.id


def show_picture(
    drawing: Drawing,
    key: str,
    on_click: Callable[[Click], None],
    height: int = 560,
    title: str = "",
    pinning: bool = False,
) -> None:
    """Draws it with its legend; a click calls `on_click`, before the page is drawn again.

    `title` is the name of the file as which the reader takes the picture.  With `pinning` a dot
    can be dragged.
    """

    def clicked() -> None:
        if said := st.session_state[key]:
            at = float(said.get("x", 0)), float(said.get("y", 0))
            on_click(Click(said["kind"], str(said["id"]), *at))

    _component(
        fingerprint=drawing.fingerprint,
        nodes=[asdict(dot) for dot in drawing.dots],
        edges=[asdict(line) for line in drawing.lines],
        box=drawing.box,
        pinning=pinning,
        height=height,
        font=FONT,
        words={
            **{name: say(f"picture.{name}") for name in ("nearer", "farther", "whole")},
            "alt": say("picture.alt", n=len(drawing.dots)),
            "title": title or say("file.picture"),
        },
        key=key,
        default=None,
        on_change=clicked,
    )
    show_legend(drawing)
    with st.container(horizontal=True):
        _as_files(drawing, key, title)


def _as_files(drawing: Drawing, key: str, title: str) -> None:
    """Buttons that give the whole picture, each dot named, as PNG and SVG, made only when asked
    for."""
    spoken = language()

    def draw() -> Sheet:
        return sheet_of(drawing, spoken, size_for(drawing), title)

    show_png(draw, key, title[:40], quiet=True)
    st.download_button(
        say("taking.svg"),
        data=lambda: svg(draw()),
        file_name=file_name(title[:40], ".svg"),
        mime="image/svg+xml",
        icon=":material/download:",
        key=f"svg_{key}",
        on_click="ignore",
        type="tertiary",
        help=say("taking.svg_help"),
    )


def show_legend(drawing: Drawing) -> None:
    """The kinds that occur, with number and colour, and what the colours of lines mean."""
    kinds = "".join(
        f'<span><i style="background:{html.escape(colour)}"></i>{html.escape(word)} {number}</span>'
        for colour, word, number in drawing.legend
    )
    lines = "".join(
        f'<span><b style="background:{colour}"></b>{html.escape(words)}</span>'
        for colour, words in line_words()
    )
    st.html(f'<div class="th-legend">{kinds}{lines}</div>')


def line_words() -> list[tuple[str, str]]:
    """What the colours of lines mean."""
    return [(LINE, say("picture.line_so")), (LINE_PLANNED, say("picture.line_planned"))]
