"""What an empty graph shows: the example, or a table of one's own."""

from __future__ import annotations

import streamlit as st

from graph import ingest
from graph.errors import UserError
from graph.settings import CHECKOUT
from views.parts.address import language, say, why
from views.parts.data import change
from views.parts.plain import plain

EXAMPLE = ("delta", "wenzhou", "delta-2019")  # folders of data/, in the order of their needs


def show_beginning() -> None:
    """Says that there is nothing yet, and the two ways to begin."""
    st.info(say("app.empty"))
    row = st.container(horizontal=True)
    if row.button(say("app.example"), type="primary", icon=":material/public:"):
        try:
            with st.spinner(say("app.loading"), show_time=True):
                for name in EXAMPLE:
                    change(lambda ledger, n=name: ingest.load(CHECKOUT / "data" / n, ledger))  # type: ignore[misc]
        except UserError as error:
            st.error(say("app.failed", reason=plain(why(error))))
            return
        st.rerun()
    row.page_link(
        st.session_state.pages["load"],
        label=say("app.own"),
        icon=":material/upload_file:",
        query_params={"lang": language()},
    )
