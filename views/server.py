"""The app as a server: Streamlit's own, whose page is told where it came from.

Opened at the address of one of our pages, Streamlit's page looks for its server below that address
first, as if the app lay there, and only then where it is: two errors in the browser's console each
time.  It looks in one place alone if `window.__streamlit.BACKEND_BASE_URL` names it.
"""

from __future__ import annotations

import pkgutil
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.starlette import App

from graph.settings import CHECKOUT
from views import pages

# Relative, as the page's own links to its scripts are: a proxy may serve it below a path.
WHERE = "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}</script>"
PAGE = Path(streamlit.__file__).parent / "static" / "index.html"


async def _page(request: Request) -> HTMLResponse:
    text = PAGE.read_text(encoding="utf-8").replace("<head>", f"<head>{WHERE}", 1)
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})


app = App(
    CHECKOUT / "app.py",
    # Their names alone: a page is imported when somebody opens it.
    routes=[
        Route(f"/{name}", _page)
        for name in ["", *(module.name for module in pkgutil.iter_modules(pages.__path__))]
    ],
)
