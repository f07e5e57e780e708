"""A Neo4j server, or a cluster of them."""

from __future__ import annotations

from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from graph import settings
from graph.engine.base import Engine
from graph.errors import UserError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
CONNECT_WITHIN = 10.0  # seconds


class Neo4j(Engine):
    """A Neo4j server.  `reader` is `driver` used in READ access mode: Community has no roles."""

    name = "neo4j"
    unreachable = "{address} does not answer; start the server, or correct --db"


def connect(address: str) -> Neo4j:
    """Connect to `address` with the user and password of the settings.

    Raises `UserError` if it does not answer, or refuses the user or the database.
    """
    if urlsplit(address).scheme not in SCHEMES:
        raise UserError(
            f"{settings.without_password(address)}: not an address of a graph; expected a folder, "
            "or bolt://, neo4j:// or neo4j+s:// and a host"
        )
    database = settings.DATABASE.read()
    try:
        driver = neo4j.GraphDatabase.driver(
            address,
            auth=(settings.USER.read(), settings.password()),
            connection_timeout=CONNECT_WITHIN,
            max_transaction_retry_time=15.0,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    except (ConfigurationError, ValueError) as error:
        raise UserError(f"{address}: {error}") from None
    try:
        driver.verify_connectivity()  # fails at once, where a query would try again and again
        with driver.session(database=database) as session:
            session.run("RETURN 1").consume()  # not tried again, as a managed transaction would be
    except AuthError:
        driver.close()
        raise UserError(
            f"{address} refused user {settings.USER.read()!r} or the password; set "
            f"{settings.USER.name} and {settings.PASSWORD.name} or {settings.PASSWORD_FILE.name}"
        ) from None
    except ClientError as error:
        driver.close()
        raise UserError(f"{address}: {error.message}") from None
    except (Neo4jError, DriverError, OSError, ValueError):
        driver.close()
        raise UserError(Neo4j.unreachable.format(address=address)) from None
    return Neo4j(address, driver, driver, database)
