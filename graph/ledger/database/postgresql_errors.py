"""What PostgreSQL says is wrong, in one line with the way out.

A server's answers have codes, which stand in "PostgreSQL Error Codes" (Appendix A of its manual).
What goes wrong while connecting has none, and its words are in the language of the server.
"""

from __future__ import annotations

import psycopg

from graph.settings import LEDGER_PASSWORD_FILE

LOST = (
    "the connection broke off, and nothing is half-written; run the same command again once the "
    "server answers"
)
FULL = "nothing was written; make room on the disk of the server and load again"
NOT_OURS = "these tables are not those of a ledger; name a database of its own"
WAYS_OUT = {
    "08": LOST,
    "25P03": LOST,
    "57P": LOST,  # the server is shut down, or somebody ended the connection there
    "53100": FULL,
    "58030": FULL,
    "53200": "the server is out of memory; nothing was written; try again, or give it more",
    "53400": "a limit of the server was reached and nothing was written; raise it there",
    "57014": "somebody ended it at the server; nothing is half-written; run it again",
    "25006": "this server only reads (a standby, perhaps); name the one that takes writes",
    "42501": "{user} lacks a right; let the owner of the database run: "
    "GRANT CREATE, USAGE ON SCHEMA public TO {user}; GRANT TEMPORARY ON DATABASE … TO {user}; "
    "or make {user} the owner",
    "42P01": NOT_OURS,
    "42703": NOT_OURS,
    "54000": "a text is longer than an index of the server takes; shorten that id",
    "22021": "a text has a character that the database cannot hold; take it out of the source",
}
CONNECTING = (
    ("no password supplied", "give the password of {user}: {where}"),
    ("password authentication failed", "correct user or password: {where}"),
    ('role "', "make it at the server: createuser --pwprompt {user}"),
    ("does not exist", "make it at the server: createdb --owner={user} {database}"),
    ("no pg_hba.conf entry", "let this machine in, in pg_hba.conf of the server"),
    ("permission denied for database", "GRANT CONNECT ON DATABASE … TO {user}"),
    ("too many", "end some of the connections, or raise max_connections at the server"),
    ("starting up", "wait a moment and try again"),
    ("shutting down", "wait until it is up again"),
)
NUL = "a text has the character U+0000; take it out of the source"
WHERE = f"{LEDGER_PASSWORD_FILE.name}, PGPASSWORD or ~/.pgpass"
UNREACHABLE = (
    "see that the server runs and that host, port, database, user and password in the address "
    "are right"
)


def connecting(error: psycopg.Error, user: str, database: str) -> str:
    """What kept us from connecting, and the way out."""
    way_out = next((way for part, way in CONNECTING if part in str(error)), UNREACHABLE)
    return f"{_first_line(error)}; {way_out.format(user=user, database=database, where=WHERE)}"


def working(error: psycopg.Error, user: str) -> str:
    """What went wrong once we were connected, and the way out; empty for a fault of the program."""
    if code := error.sqlstate:
        way_out = next((way for part, way in WAYS_OUT.items() if code.startswith(part)), "")
    elif isinstance(error, psycopg.OperationalError):
        way_out = LOST
    else:
        way_out = NUL if "NUL" in str(error) else ""
    return f"{_first_line(error)}; {way_out.replace('{user}', user)}" if way_out else ""


def _first_line(error: psycopg.Error) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    said = lines[0].removeprefix("connection failed: ").removeprefix("connection is bad: ")
    return said.strip().rstrip(";")
