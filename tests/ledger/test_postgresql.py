"""A shared ledger: its address, its password, and what a server may refuse."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from psycopg import sql

from graph.errors import UserError
from graph.ledger import Ledger, SourceInfo
from graph.ledger.database import open_database
from graph.model import Entity
from graph.settings import CHECKOUT
from tests.engines.postgresql_server import Server


def refused(address: str, *secrets: str) -> str:
    """What is said of an address that cannot be used; fails if it is not one line, or tells."""
    with pytest.raises(UserError) as raised:
        Ledger.open(address)
    said = str(raised.value)
    assert "\n" not in said
    assert not [secret for secret in secrets if secret in said]
    return said


@pytest.fixture
def database(postgresql: Server) -> Iterator[str]:
    """A database of the user `owner`, to be changed at will."""
    name = sql.Identifier("own")
    postgresql.run(sql.SQL("CREATE DATABASE {} OWNER owner").format(name))
    yield "own"
    postgresql.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as bound:  # and does not listen
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        said = refused(f"postgresql://me:secret@127.0.0.1:{port}/ledger", "secret")
    assert said.startswith(f"postgresql://me@127.0.0.1:{port}/ledger: ")
    assert "see that the server runs" in said


def test_a_host_that_nobody_knows() -> None:
    said = refused("postgresql://me:secret@nowhere.invalid/ledger", "secret")
    assert "nowhere.invalid" in said
    assert "see that the server runs" in said


def test_a_wrong_password(postgresql: Server) -> None:
    address = postgresql.address().replace(postgresql.password, "wrong-one")
    assert "correct user or password" in refused(address, "wrong-one")


def test_no_password(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    address = postgresql.address().replace(f":{postgresql.password}@", "@")
    said = refused(address)
    assert "give the password of owner" in said
    assert "TRIPLEHELIX_LEDGER_PASSWORD_FILE" in said


@pytest.mark.parametrize("kept", ["file", "environment", "pgpass"])
def test_a_password_that_is_not_in_the_address(
    postgresql: Server, postgresql_ledger: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, kept: str,
) -> None:  # fmt: skip
    file = tmp_path / "kept"
    if kept == "file":
        file.write_text(f"{postgresql.password}\n")
        monkeypatch.setenv("TRIPLEHELIX_LEDGER_PASSWORD_FILE", str(file))
        monkeypatch.setenv("PGPASSWORD", "another")
    elif kept == "environment":
        monkeypatch.setenv("PGPASSWORD", postgresql.password)
    else:
        file.write_text(f"127.0.0.1:{postgresql.port}:*:owner:{postgresql.password}\n")
        file.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(file))
    bare = postgresql_ledger.replace(f":{postgresql.password}@", "@")
    with Ledger.open(bare) as ledger:
        assert ledger.address == f"postgresql://owner@127.0.0.1:{postgresql.port}/tests"


def test_a_password_file_that_cannot_be_read(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIPLEHELIX_LEDGER_PASSWORD_FILE", str(tmp_path / "none"))
    assert "cannot read" in refused(postgresql.address(), postgresql.password)


def test_a_password_of_odd_characters(postgresql: Server) -> None:
    odd = "qua@quo:que/qui%zz qui?qua"
    postgresql.run(sql.SQL("CREATE ROLE odd LOGIN PASSWORD {}").format(sql.Literal(odd)))
    postgresql.run(sql.SQL("CREATE DATABASE odd OWNER odd"))
    address = f"postgresql://odd:{{}}@127.0.0.1:{postgresql.port}/odd"
    with Ledger.open(address.format(quote(odd, safe=""))) as ledger:
        assert ledger.version == 0
    for wrong in (odd, "1212/3434", "qua%zz", "qua@quo"):
        said = refused(address.format(wrong), "qu", "1212", "3434", "zz")
        assert "written %40 %3A %2F %25" in said


@pytest.mark.parametrize(
    "address", ["mysql://me:secret@h/x", "bolt://me:secret@h", "postgresql+psycopg://me:secret@h/x"]
)
def test_an_address_of_something_else(address: str) -> None:
    assert "not an address of a ledger; expected a file" in refused(address, "secret")


def test_the_address_in_messages() -> None:
    for given, shown in {
        "postgresql://me:secret@h:5433/l?sslmode=require": "postgresql://me@h:5433/l",
        "postgres://h/l?password=secret&user=me": "postgresql://me@h/l",
        "postgresql://me:secret@[::1]:5432/l": "postgresql://me@[::1]:5432/l",
        "postgresql://me@/l?host=/run/postgresql": "postgresql://me@/l?host=/run/postgresql",
        "postgresql://me:secret@one:5432,two:5432/l": "postgresql://me@one,two:5432,5432/l",
    }.items():
        assert open_database(given).address == shown


def test_a_database_that_is_not_there(postgresql: Server) -> None:
    said = refused(postgresql.address("nowhere"), postgresql.password)
    assert "createdb --owner=owner nowhere" in said


def test_no_right_to_make_tables(postgresql: Server) -> None:
    said = refused(postgresql.address("postgres"), postgresql.password)
    assert "GRANT CREATE, USAGE ON SCHEMA public TO owner" in said


def test_no_right_to_make_temporary_tables(postgresql: Server, database: str) -> None:
    postgresql.run(
        sql.SQL("REVOKE TEMPORARY ON DATABASE own FROM PUBLIC, owner"),
    )
    with (
        Ledger.open(postgresql.address(database)) as ledger,
        pytest.raises(UserError, match="GRANT TEMPORARY ON DATABASE"),
    ):
        ledger.load(SourceInfo("one", "One"), [Entity("University", "one:1", {})])


def test_a_search_path_without_a_schema(postgresql: Server) -> None:
    said = refused(postgresql.address(schema="nowhere"), postgresql.password)
    assert "CREATE SCHEMA" in said


def test_a_database_that_cannot_hold_chinese(postgresql: Server) -> None:
    postgresql.run(
        sql.SQL(
            "CREATE DATABASE latin OWNER owner ENCODING 'LATIN1' LOCALE 'C' "
            "LOCALE_PROVIDER libc TEMPLATE template0"
        )
    )
    assert "--encoding UTF8" in refused(postgresql.address("latin"), postgresql.password)


def test_a_server_that_only_reads(postgresql: Server, database: str) -> None:
    postgresql.run(sql.SQL("ALTER DATABASE own SET default_transaction_read_only = on"))
    said = refused(postgresql.address(database), postgresql.password)
    assert "takes writes" in said


def test_tables_of_somebody_else(postgresql: Server, database: str) -> None:
    postgresql.run(
        sql.SQL("CREATE TABLE ledger (account text, amount numeric)"),
        sql.SQL("GRANT SELECT ON ledger TO owner"),
        database=database,
    )
    said = refused(postgresql.address(database), postgresql.password)
    assert "name a database of its own" in said


def test_a_ledger_of_an_older_format(postgresql: Server, database: str) -> None:
    Ledger.open(postgresql.address(database)).close()
    postgresql.run(sql.SQL("UPDATE ledger SET format = 1"), database=database)
    said = refused(postgresql.address(database), postgresql.password)
    assert "a ledger of format 1, and this program reads" in said


def test_nothing_is_made_by_looking(postgresql: Server, database: str) -> None:
    address = postgresql.address(database)
    assert Ledger.find(address) is None
    tables = sql.SQL("SELECT count(*) FROM pg_class WHERE relname = 'statement'")
    assert postgresql.ask(tables, database) == [(0,)]
    Ledger.open(address).close()
    found = Ledger.find(address)
    assert found is not None
    found.close()


def test_the_limits_of_the_server_do_not_end_a_load(postgresql: Server, database: str) -> None:
    for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        postgresql.run(
            sql.SQL("ALTER ROLE owner IN DATABASE own SET {} = '1ms'").format(sql.Identifier(limit))
        )
    with Ledger.open(postgresql.address(database)) as ledger:
        names = (Entity("University", f"one:{i}", {"name": str(i)}) for i in range(2_000))
        assert ledger.load(SourceInfo("one", "One"), names).added == 4_000


def test_a_character_that_the_server_does_not_take(postgresql_ledger: str) -> None:
    with Ledger.open(postgresql_ledger) as ledger:
        with pytest.raises(UserError, match=r"U\+0000; take it out"):
            ledger.load(SourceInfo("one", "One\0"), [Entity("University", "one:1", {})])
        assert ledger.version == 0


def test_the_driver_is_loaded_for_a_server_alone(tmp_path: Path) -> None:
    program = (
        "import sys; from graph.workspace import Workspace; from graph.ledger import Ledger; "
        "Ledger.open(sys.argv[1]).close(); sys.exit('psycopg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path / "l.db"], cwd=CHECKOUT)
    assert done.returncode == 0
