"""The app as a server: Streamlit's own, whose page is told where it came from.

Opened at the address of one of our pages, Streamlit's page looks for its server below that address
first, as if the app lay there, and only then where it is: two errors in the browser's console each
time.  It looks in one place alone if `window.__streamlit.BACKEND_BASE_URL` names it.

It also gives each browser a number to be known again by (see `views.parts.marks`).
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
from views.parts.marks import COOKIE, is_reader, new_reader

# Relative, as the page's own links to its scripts are: a proxy may serve it below a path.
WHERE = "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}</script>"
PAGE = Path(streamlit.__file__).parent / "static" / "index.html"


YEARS = 400 * 24 * 3600  # seconds: the longest that a browser keeps a cookie


async def _page(request: Request) -> HTMLResponse:
    text = PAGE.read_text(encoding="utf-8").replace("<head>", f"<head>{WHERE}", 1)
    answer = HTMLResponse(text, headers={"Cache-Control": "no-cache"})
    known = request.cookies.get(COOKIE, "")
    answer.set_cookie(  # anew each time, so that it does not run out while it is used
        COOKIE, known if is_reader(known) else new_reader(), YEARS, httponly=True, samesite="lax"
    )
    return answer


app = App(
    CHECKOUT / "app.py",
    # Their names alone: a page is imported when somebody opens it.
    routes=[
        Route(f"/{name}", _page)
        for name in ["", *(module.name for module in pkgutil.iter_modules(pages.__path__))]
    ],
)
