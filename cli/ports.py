"""Which ports are free to listen on."""

from __future__ import annotations

import socket


def is_free(host: str, port: int) -> bool:
    """Whether something could listen at `host`:`port` now."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def first_free(host: str, port: int) -> int:
    """The first free port from `port` on; 0 (any) if there is none."""
    return next((n for n in range(port, 2**16) if is_free(host, n)), 0)
