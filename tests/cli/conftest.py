"""A command line as a person uses it, on a graph folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command import Done, run

COMMAND = str(Path(sys.executable).with_name("triplehelix"))
PACKAGE = {
    "name": "small",
    "title": "A small region",
    "created": "2020-01-02",
    "version": "1",
    "licenses": [{"name": "CC0-1.0"}],
    "contributors": [{"title": "Tests", "role": "publisher"}],
    "resources": [
        {"name": "places", "path": "places.csv", "kind": "Place"},
        {"name": "actors", "path": "actors.csv", "kind": "Actor"},
        {"name": "cooperation", "path": "cooperation.csv", "kind": "COOPERATES_WITH"},
    ],
}
TABLES = {
    "places.csv": "id,name,level,locator\nP,温州市,city,a\n",
    "actors.csv": (
        "id,kind,name,place,locator\n"
        "wzu,University,温州大学,P,b\n"
        "firm,Enterprise,奔腾激光,P,c\n"
        "institute,ResearchInstitute,激光研究院,P,d\n"
    ),
    "cooperation.csv": (
        "from,to,form,status,since,locator\n"
        "wzu,firm,joint_research,actual,2019,e\n"
        "firm,institute,joint_research,planned,2020,f\n"
    ),
}


class Cli:
    """Runs `triplehelix` in `folder`, on the graph `folder`/graph."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"TRIPLEHELIX_DB": str(folder / "graph"), "TRIPLEHELIX_LEDGER": ""}

    def start(self, *arguments: str | Path, **more: Any) -> subprocess.Popen[str]:
        """The command as a process of its own."""
        return subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            cwd=self.folder,
            env=os.environ | self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )

    def run(self, *arguments: str | Path, said: str = "") -> Done:
        """The command within this process."""
        return run(arguments, self.folder, self.environment, said)

    def json(self, *arguments: str | Path) -> list[dict[str, Any]]:
        """The rows of a reading command; fails if it fails or prints anything else."""
        done = self.run(*arguments, "--format", "json")
        assert done.returncode == 0, done.stderr
        rows = json.loads(done.stdout)
        assert isinstance(rows, list)
        return rows


def write_package(folder: Path) -> Path:
    """The small region as a data package in `folder`."""
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps(PACKAGE), encoding="utf-8")
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="package")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One graph folder for all tests of the command line; its engine is stopped at the end."""
    folder = tmp_path_factory.mktemp("cli")
    yield folder
    Cli(folder).run("stop")


@pytest.fixture
def cli(engine_folder: Path) -> Iterator[Cli]:
    """A command line on an empty ledger."""
    cli = Cli(engine_folder)
    yield cli
    for left in engine_folder.glob("ledger.db*"):
        left.unlink()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_package(tmp_path / "small")
