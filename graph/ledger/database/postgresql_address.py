"""Reads the address of a PostgreSQL server, and gives it without its password."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from graph.errors import UserError
from graph.ledger.database.postgresql_errors import WHERE


def read_address(address: str) -> tuple[dict[str, Any], str]:
    """The parameters that libpq reads in `address`, and the address for messages.

    Raises `UserError` if it cannot be read; it is not repeated then, as a password may be where
    nobody expects it.
    """
    try:
        given: dict[str, Any] = dict(conninfo_to_dict(address))
    except psycopg.Error:
        raise _unreadable() from None
    host, port = str(given.get("host") or ""), str(given.get("port") or "")
    name = str(given.get("dbname") or "")
    if "@" in host + name or not all(p.isdecimal() for p in port.split(",") if p):
        raise _unreadable()  # a password with a / or @ in it was cut in two
    user = f"{quote(str(given['user']))}@" if given.get("user") else ""
    if host.startswith("/"):  # the folder of a socket
        return given, f"postgresql://{user}/{name}?host={host}"
    shown = f"[{host}]" if ":" in host else host
    return given, f"postgresql://{user}{shown}{f':{port}' if port else ''}/{name}"


def _unreadable() -> UserError:
    return UserError(
        "The address of the ledger cannot be read; expected postgresql://user@host:port/database. "
        "Characters such as @ : / % in a password are written %40 %3A %2F %25; better keep the "
        f"password out of the address ({WHERE})"
    )
