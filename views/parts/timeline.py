"""A timeline on the page: the picture, what has no year, the files, and the same as a table."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from views.paper.brief import Dated
from views.paper.picture import png, svg
from views.paper.sheet import Sheet
from views.paper.timeline import timeline_sheet, without_year
from views.parts.address import language, say
from views.parts.card import titles
from views.parts.data import cut, model, source_titles
from views.parts.locators import place_words
from views.parts.plain import plain
from views.parts.slides import lettered
from views.parts.table import file_name, show_rows, show_table


def show_timeline(
    dated: Sequence[Dated], of: str, none: str, on_pick: Callable[[str], None] | None = None
) -> None:
    """The timeline of what `of` names; `none` is what is said where nothing has a year.

    A click on a row calls `on_pick`, where it is given, with the id of the other end.
    """
    spoken = language()
    if not any(one.year is not None for one in dated):
        st.info(none)
        if words := without_year(dated, spoken):
            st.caption(plain(words))
    else:
        show_sheet(timeline_sheet(dated, spoken))
        _files(timeline_sheet(dated, spoken, of), of)
    if not dated:
        return
    if on_pick:
        show_rows(timeline_table(dated), "timeline", on_pick, of)
    else:
        show_table(timeline_table(dated).drop(columns="id"), "timeline", of)


def show_sheet(sheet: Sheet) -> None:
    """A sheet as wide as the page, in words for those who do not see it."""
    code = base64.b64encode(svg(sheet).encode()).decode()
    alt = html.escape(sheet.alt, quote=True)
    st.html(f'<img alt="{alt}" style="width:100%" src="data:image/svg+xml;base64,{code}">')


def timeline_table(dated: Sequence[Dated]) -> pd.DataFrame:
    """A row a thing, those without a year last; `id` is for clicks."""
    known, status = source_titles(), model().lists["status"]
    frame = pd.DataFrame(
        [
            (
                one.other,
                one.year,
                say(f"timeline.{one.lane}"),
                one.words,
                status.label(one.status, language()),
                titles(list(dict.fromkeys(cite.source for cite in one.cites)), known),
                "; ".join(
                    dict.fromkeys(
                        place_words(at, cut(cite.source), language())
                        for cite in one.cites
                        for at in cite.at
                    )
                ),
            )
            for one in dated
        ],
        columns=[
            "id",
            *(say(f"timeline.{name}") for name in ("year", "sort", "what")),
            *(say(f"column.{name}") for name in ("status", "source", "locator")),
        ],
    )
    return frame.astype({say("timeline.year"): "Int64"})


def _files(sheet: Sheet, of: str) -> None:
    name = f"{of[:40]} {say('file.timeline')}"
    made: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        "svg": (say("taking.svg"), "image/svg+xml", lambda: svg(sheet).encode())
    }
    if lettered():
        made["png"] = (say("timeline.png"), "image/png", lambda: png(sheet))
    with st.container(horizontal=True):
        for ending in sorted(made):
            label, mime, make = made[ending]
            st.download_button(
                label,
                data=make,
                file_name=file_name(name, f".{ending}"),
                mime=mime,
                icon=":material/download:",
                key=f"timeline_{ending}_{of}",
                on_click="ignore",
                type="tertiary",
            )
