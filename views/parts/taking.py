"""The network of the picture to take away: one page, a workbook, a file for other tools."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from graph import tables
from graph.export import export_graph
from graph.store import Store
from views.parts.address import language, say, word
from views.parts.data import model, shown, workspace
from views.parts.drawing import Drawing
from views.parts.network import Network
from views.parts.picture import line_words
from views.parts.table import file_name, sheet
from views.parts.takeaway import takeaway

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_taking(drawing: Drawing, network: Network, links: pd.DataFrame, title: str) -> None:
    """A button for each file; a file is made only when it is asked for.

    `links` are the relationships of the picture in words.
    """
    # A file is made outside a run of the page, where no language is known: words come first.
    note = say("picture.take_note", n=len(drawing.dots), version=shown().version)
    lines = line_words()
    sheets = [sheet(_dots(network), say("taking.nodes")), sheet(links, say("taking.links"))]
    store, ids = workspace().store, [node.id for node in network.nodes]
    with st.container(horizontal=True):
        _button(
            "take",
            say("picture.take"),
            lambda: takeaway(drawing, links, title, note, lines),
            f"{title}.html",
            "text/html",
        )
        _button(
            "book",
            say("taking.xlsx"),
            lambda: tables.book_of(sheets),
            f"{title} {say('file.network')}.xlsx",
            XLSX,
        )
        _button(
            "graphml",
            say("taking.graphml"),
            lambda: graphml(store, ids),
            f"{title}.graphml",
            "application/xml",
            say("taking.graphml_help"),
        )


def _button(
    key: str,
    label: str,
    make: Callable[[], str | bytes],
    file: str,
    mime: str,
    help_: str | None = None,
) -> None:
    st.download_button(
        label,
        data=make,
        file_name=file_name(file, ""),
        mime=mime,
        icon=":material/share:" if key == "take" else ":material/download:",
        on_click="ignore",
        key=key,
        help=help_,
    )


def graphml(store: Store, ids: Sequence[str]) -> bytes:
    """The nodes `ids` and all that is between them, with their properties, as GraphML."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.graphml"
        export_graph(store, path, ids=ids)
        return path.read_bytes()


def _dots(network: Network) -> pd.DataFrame:
    status, spoken = model().lists["status"], language()
    return pd.DataFrame(
        [
            (node.name, word(model().kinds[node.kind]), status.label(node.status, spoken), node.id)
            for node in network.nodes
        ],
        columns=[say(f"taking.{name}") for name in ("name", "kind", "status", "id")],
    )
