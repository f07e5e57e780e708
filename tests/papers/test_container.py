"""The container files against the code.  Needs no Docker: the image itself is not built here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph import settings

CHECKOUT = settings.CHECKOUT
NAME = re.compile(r"TRIPLEHELIX_[A-Z_]+")
KNOWN = {s.name for s in settings.SETTINGS}
# Where the ledger is a file, it has no password.
LEDGER_PASSWORD_FILE = settings.LEDGER_PASSWORD_FILE.name


def named_in(*paths: Path) -> set[str]:
    return {name for path in paths for name in NAME.findall(path.read_text(encoding="utf-8"))}


def read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((CHECKOUT / name).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return dict(read("docker-compose.yml")["services"])


@pytest.fixture(scope="module")
def shared() -> dict[str, Any]:
    """What docker-compose.postgresql.yml adds."""
    return read("docker-compose.postgresql.yml")


def test_compose_sets_what_the_code_reads() -> None:
    # The password comes from a file, and the embedded engine's memory is no matter beside Neo4j.
    not_set = {settings.PASSWORD.name, settings.MEMORY.name, LEDGER_PASSWORD_FILE}
    assert named_in(CHECKOUT / "docker-compose.yml") == KNOWN - not_set


def test_the_shared_ledger_sets_what_the_code_reads(shared: dict[str, Any]) -> None:
    named = named_in(CHECKOUT / "docker-compose.postgresql.yml")
    assert named == {settings.LEDGER.name, LEDGER_PASSWORD_FILE} <= KNOWN


def test_the_shared_ledger_is_watched_keeps_its_data_and_has_its_password_in_a_file(
    shared: dict[str, Any], services: dict[str, Any]
) -> None:
    ledger, app = shared["services"]["ledger"], shared["services"]["app"]
    assert ledger["healthcheck"]["test"] and ledger["volumes"] and "ports" not in ledger
    assert app["depends_on"]["ledger"]["condition"] == "service_healthy"
    secret = "/run/secrets/ledger_password"  # noqa: S105  (a path)
    assert ledger["environment"]["POSTGRES_PASSWORD_FILE"] == secret
    assert app["environment"][LEDGER_PASSWORD_FILE] == secret
    assert ledger["secrets"] == ["ledger_password"] == list(shared["secrets"])
    assert set(services["app"]["secrets"]) < set(app["secrets"])
    given = ledger["environment"]
    address = f"postgresql://{given['POSTGRES_USER']}@ledger/{given['POSTGRES_DB']}"
    assert app["environment"][settings.LEDGER.name] == address
    assert "password=" not in address and ":" not in address.partition("//")[2]


def test_the_app_can_change_nothing_but_its_volume(services: dict[str, Any]) -> None:
    app = services["app"]
    assert app["read_only"] is True and app["init"] is True
    assert app["cap_drop"] == ["ALL"] and app["security_opt"] == ["no-new-privileges:true"]
    kept = [volume.partition(":")[2] for volume in app["volumes"]]
    ledger = app["environment"][settings.LEDGER.name]
    assert any(ledger.startswith(f"{folder}/") for folder in kept)
    image = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
    assert kept == re.findall(r"^VOLUME (\S+)$", image, re.M)


def test_signals_reach_the_program() -> None:
    image = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
    for word in ("ENTRYPOINT", "CMD"):  # without brackets a shell stands in between
        assert re.search(rf"^{word} \[", image, re.M)


def test_the_papers_say_that_the_image_was_not_built() -> None:
    page = (CHECKOUT / "docs" / "operators.md").read_text(encoding="utf-8")
    assert "image has not been built" in page


def test_the_image_names_only_what_the_code_reads() -> None:
    assert named_in(CHECKOUT / "Dockerfile") <= KNOWN


def test_settings_are_read_in_one_place() -> None:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "graph", "loaders", "cli", "views", "app.py"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    elsewhere = [
        path
        for path in listed.stdout.split()
        if path.endswith(".py")
        and path != "graph/settings.py"
        and named_in(CHECKOUT / path) - KNOWN
    ]
    assert not elsewhere


def test_every_service_is_watched_and_keeps_its_data(services: dict[str, Any]) -> None:
    image = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
    assert set(services) == {"neo4j", "app"}
    assert services["neo4j"]["healthcheck"]["test"]
    assert "HEALTHCHECK" in image
    assert services["app"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert all(service["volumes"] for service in services.values())


def test_no_password_in_the_files_and_no_root(services: dict[str, Any]) -> None:
    assert all(service["secrets"] == ["neo4j_password"] for service in services.values())
    app = services["app"]
    assert app["environment"][settings.PASSWORD_FILE.name] == "/run/secrets/neo4j_password"
    assert app["user"].split(":")[0] not in {"0", "root"}
    assert re.search(r"^USER triplehelix$", (CHECKOUT / "Dockerfile").read_text(), re.M)


def test_the_app_is_not_open_to_the_network_by_default(services: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in services["app"]["ports"])
