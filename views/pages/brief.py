"""Brief: one page on a thing, or on what links two, to print, to send, to put into slides."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.ledger.records import SourceInfo
from views.paper.between import compose_between
from views.paper.brief import Brief
from views.paper.compose import compose
from views.paper.files import strip_of, written
from views.paper.material import Material, described
from views.paper.pdf import libreoffice
from views.paper.plainly import preview
from views.paper.timeline import brief_sheet
from views.parts.address import get_many, go, language, say
from views.parts.apart import names_apart
from views.parts.choices import choose_whether
from views.parts.data import ask, cut, facts, model, nodes, resolve, shown, workspace
from views.parts.finder import show_finder
from views.parts.legible import by_clock
from views.parts.plain import plain
from views.parts.table import file_name
from views.parts.timeline import show_sheet

ORDER = 6
ICON = ":material/description:"
STYLE = """<style>
.th-brief { font-size: 14px; line-height: 1.45; color: #1d2733; }
.th-brief h2 { font-size: 22px; margin: 0; padding: 0; }
.th-brief h3 { font-size: 15px; margin: 8px 0 0; padding: 0; }
.th-brief p { margin: 0; overflow-wrap: anywhere; } .th-brief .q { color: #5b6776; }
.th-brief .n { font-size: 12px; color: #47525f; } .th-brief sup { color: #47525f; font-size: 10px; }
.th-brief table { border-collapse: collapse; width: 100%; }
.th-brief td, .th-brief th { border-bottom: 1px solid #d9dfe7; padding: 1px 6px;
  text-align: left; font-weight: normal; }
</style>"""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {".docx": DOCX, ".pdf": "application/pdf", ".png": "image/png", ".svg": "image/svg+xml"}


def show() -> None:
    """Draws the page."""
    asked = resolve(get_many("actor"))[:2]
    unknown = [i for i in asked if i not in nodes()]
    chosen = [i for i in asked if i in nodes()]
    side, main = st.columns([0.29, 0.71], gap="medium")
    with side:
        pair = len(chosen) > 1 or choose_whether("pair", say("brief.pair_too"))
        kinds = {k for e in model().relationships["PARTNER_OF"].ends for k in e} if pair else None
        show_finder(lambda node: go(actor=[*chosen[:1], node] if pair else [node]), kinds)
        for number, (node, name) in enumerate(names_apart(chosen).items()):
            st.button(
                plain(name),
                key=f"chosen_{number}",
                type="tertiary",
                icon=":material/close:",
                help=say("brief.again_from"),
                on_click=_without,
                args=([i for i in chosen if i != node],),
            )
        if unknown:
            st.warning(say("brief.unknown", id=plain(unknown[0])))
        if not chosen:
            st.info(say("brief.first"))
        elif pair and len(chosen) < 2:
            st.info(say("brief.second", name=plain(nodes()[chosen[0]].name)))
    if not chosen:
        return
    if len(chosen) > 1:
        made = compose_between(_material(), chosen[0], chosen[1], language())
    else:
        made = compose(_material(), chosen[0], language())
    with main:
        _preview(made)
    with side:
        _downloads(made)


def _without(left: list[str]) -> None:
    go(actor=left, pair="")


def _material() -> Material:
    """What the app knows, remembered by the version of the ledger."""
    sources, version, at = _described(shown().digest)
    return Material(model(), ask, facts, sources, version, by_clock(at)[:10], cut)


@st.cache_data(max_entries=2, show_spinner=False)
def _described(digest: str) -> tuple[Mapping[str, SourceInfo], int, str]:
    return described(workspace())


def _preview(made: Brief) -> None:
    """The page as it will be, the picture after the first block."""
    above, below, foot = preview(made)
    strip, without = _strip(made.picture.fingerprint if made.picture else "", language(), made)
    with st.container(border=True):
        st.html(f'{STYLE}<div class="th-brief">{above}</div>')
        if strip:
            dots = len(made.picture.dots) if made.picture else 0
            st.image(strip, width="stretch", alt=say("picture.alt", n=dots))
        if without:
            st.caption(plain(without))
        st.html(f'<div class="th-brief">{below}</div>')
        if sheet := brief_sheet(made):
            show_sheet(sheet)
        st.html(f'<div class="th-brief">{foot}</div>')


@st.cache_data(max_entries=32, show_spinner=False)
def _strip(fingerprint: str, spoken: str, _made: Brief) -> tuple[bytes | None, str]:
    return strip_of(_made)


def _downloads(made: Brief) -> None:
    name = say("brief.file", name=made.title[:60])
    drawn = bool(made.picture and made.picture.dots)
    endings = [".docx", *([".pdf"] if libreoffice() else []), *([".png", ".svg"] if drawn else [])]
    words = {
        ".docx": say("brief.word"),
        ".pdf": say("brief.pdf"),
        ".png": say("brief.png"),
        ".svg": say("brief.svg"),
    }
    for ending in endings:
        st.download_button(
            words[ending],
            data=lambda ending=ending: written(made, ending).content,  # type: ignore[misc]
            file_name=file_name(name, ending),
            mime=KINDS[ending],
            icon=":material/download:",
            type="primary" if ending == ".docx" else "secondary",
            on_click="ignore",
            key=f"brief_{ending}",
        )
    if ".pdf" not in endings:
        st.caption(say("brief.no_pdf"))
