"""Orders to the embedded engine over its HTTP interface: what Bolt has no words for."""

from __future__ import annotations

import http.client
import json
import socket
from base64 import b64encode
from typing import Any

from graph.engine.home import State


class ControlError(Exception):
    """The engine did not take the order; the message is its answer."""


def order(state: State, command: str) -> Any:
    """Give the engine an order as its root user and return what it answers.

    Raises `ControlError` if it refuses, or does not answer within ten seconds.
    """
    secret = b64encode(f"root:{state.password}".encode()).decode()
    headers = {"Authorization": f"Basic {secret}", "Content-Type": "application/json"}
    body = json.dumps({"command": command})
    status, answer = _request(state, "POST", "/api/v1/server", body, headers)
    if status != 200:
        raise ControlError(f"{status} {answer}")
    return json.loads(answer)["result"]


def is_ready(state: State) -> bool:
    """Whether the engine says that it has started."""
    try:
        return _request(state, "GET", "/api/v1/ready", None, {})[0] < 300
    except ControlError:
        return False


def listens(port: int) -> bool:
    """Whether somebody listens on the port of the loopback interface."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _request(
    state: State, method: str, path: str, body: str | None, headers: dict[str, str]
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", state.http, timeout=10)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        raise ControlError(str(error)) from error
    finally:
        connection.close()
