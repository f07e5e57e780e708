"""Serves the app: checks the port, says the address once it answers, ends with Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
import urllib.request

from cli.output import say
from cli.ports import first_free, is_free
from graph import settings
from graph.errors import UserError

SLOWEST_START = 120.0  # seconds


def check_port(host: str, port: int) -> None:
    """Raise `UserError` if the app could not listen at `host`:`port`."""
    if not is_free(host, port):
        other = first_free(host, port + 1)
        raise UserError(
            f"Port {port} is in use: end what runs there, or take another: "
            f"triplehelix app --port {other} (make demo PORT={other})"
        )


def serve(host: str, port: int) -> None:
    """Serve the app at `host`:`port` until a signal ends it."""
    from streamlit.web import bootstrap

    os.chdir(settings.CHECKOUT)  # .streamlit/config.toml is looked for here
    options = {
        "server_address": host,
        "server_port": port,
        "browser_serverAddress": settings.SERVER_NAME.read(),  # the origin that is let in
        "browser_serverPort": port,
        "logger_hideWelcomeMessage": True,  # it would ask another host for our public address
    }
    bootstrap.load_config_options(options)
    threading.Thread(target=_announce, args=(host, port), daemon=True).start()
    # When the server has ended in good order it raises the signal again that ended it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        bootstrap.run_asgi_app(str(settings.CHECKOUT / "app.py"), "views.server:app", [], options)


def _announce(host: str, port: int) -> None:
    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  (compared, not bound)
    address = f"http://{shown}:{port}"
    end = time.monotonic() + SLOWEST_START
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            say(f"Triple Helix is open at {address} (Ctrl-C ends it)")
            return
