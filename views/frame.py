"""Around every page: the menu, the language, the state of the graph, and errors in one line."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.asked import asked
from graph.errors import UserError
from views.pages import Page, pages
from views.parts.address import keep_language, language, say, why
from views.parts.beginning import show_beginning
from views.parts.choices import choose_one, forget_not_offered, show_not_offered
from views.parts.data import forget_shown, refresh, shown
from views.parts.plain import plain
from views.words import LANGUAGES, tag

STYLE = """<style>
.block-container { padding-top: 3.4rem; padding-bottom: 2rem; max-width: 1840px; }
[data-testid="stMain"] .block-container :is(h1, h2) { font-weight: 600; padding: 0.3rem 0 0.6rem; }
[data-testid="stMain"] .block-container h1 { font-size: 1.5rem; }
[data-testid="stMain"] .block-container h2 { font-size: 1.35rem; }
[data-testid="stCaptionContainer"] { color: #56616e; opacity: 1; }
:is(a, button, input, textarea, summary, canvas, iframe, [tabindex="0"]):focus-visible {
  outline: 2px solid #1f5fa8; outline-offset: 1px; }
[data-testid="stButtonGroup"] button { min-height: 2.5rem; }
.stMarkdownColoredBackground { background-color: #ffe49a !important; }
.th-legend { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px; color: #47525f; }
.th-legend span { white-space: nowrap; }
.th-legend i { display: inline-block; width: 10px; height: 10px; border-radius: 5px;
  margin-right: 5px; }
.th-legend b { display: inline-block; width: 18px; height: 3px; margin: 0 5px 3px 0; }
[data-testid="stButton"] button[kind="tertiary"] { padding: 0 2px; min-height: 1.75rem; }
[data-testid="stButton"] button[kind="tertiary"] p { text-align: left; }
[data-testid="stDeckGlJsonChart"] { border: 1px solid #d9dfe7; border-radius: 6px;
  background: #fbfcfe; }
</style>"""
SPOKEN = "<script>document.documentElement.lang = '{tag}';</script>"  # for screen readers


def open_app() -> None:
    """One run of the app: the menu, then the page that the address names."""
    asked("run", st.context.url or "")
    forget_shown()
    forget_not_offered()
    keep_language()
    st.set_page_config(page_title=say("app.name"), page_icon="🧬", layout="wide")
    st.html(STYLE)
    st.html(SPOKEN.format(tag=tag(language())), unsafe_allow_javascript=True)
    found = pages()
    made = {
        page.name: st.Page(
            partial(_show, page),
            title=say(f"page.{page.name}"),
            icon=page.icon,
            url_path=page.name,
        )
        for page in found
    }
    st.session_state.pages = made
    # Every page keeps an address of its own, whichever of them comes first.
    door = st.Page(
        partial(st.switch_page, made[found[0].name], query_params=st.query_params.to_dict()),
        title=say("app.name"),
        url_path="start",
        default=True,
        visibility="hidden",
    )
    st.navigation([door, *made.values()], position="top").run()


def _show(page: Page) -> None:
    title, tongue = st.columns([0.8, 0.2], vertical_alignment="bottom")
    with tongue, st.container(horizontal=True, horizontal_alignment="right"):
        choose_one("lang", say("app.language"), list(LANGUAGES), LANGUAGES.__getitem__, hidden=True)
    with title, st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"# {say(f'page.{page.name}')}", width="content", anchors=False)
        st.caption(say(f"page.{page.name}_help"), width="stretch")
    above = st.container()
    try:
        refresh()
        known = shown()
        if not known.version and not page.without_data:
            show_beginning()
            return
        if known.version != known.ledger:
            st.warning(say("app.older", shown=known.version, ledger=known.ledger))
        page.show()
    except UserError as error:
        st.error(say("app.failed", reason=plain(why(error))))
    with above:
        show_not_offered()
