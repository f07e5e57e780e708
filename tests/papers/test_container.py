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


def named_in(*paths: Path) -> set[str]:
    return {name for path in paths for name in NAME.findall(path.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    text = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text)["services"])


def test_compose_sets_what_the_code_reads() -> None:
    # The password comes from a file, and the embedded engine's memory is no matter beside Neo4j.
    not_set = {settings.PASSWORD.name, settings.MEMORY.name}
    not_set.add(settings.LEDGER_PASSWORD_FILE.name)  # the ledger is a file here
    assert named_in(CHECKOUT / "docker-compose.yml") == KNOWN - not_set


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
