"""The real region, and beside it a few things that are awkward to print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import ingest
from graph.engine import arcadedb
from graph.errors import UserError
from graph.workspace import Workspace
from tests.conftest import leave_out
from views.paper.material import Material, material_of

CHECKOUT = Path(__file__).parents[2]
MARKUP = '<b>=HYPERLINK("http://x")</b> { PAGE } *x* & [a](b) _y_'
LONG = "长名研究院" * 80
ROWS = {
    "odd": (
        "id,kind,name,founded,affiliated_with,locator\n"
        "bare,Hospital,孤立医院,,,a\n"
        f'markup,Enterprise,"{MARKUP.replace(chr(34), chr(34) * 2)}",1990,long,"b; <i>c"\n'
        f"long,ResearchInstitute,{LONG},,,d\n"
    ),
    "other": "id,kind,name,founded,locator\nsame,Enterprise,另一名,1991,e\n",
}


def package(folder: Path, name: str) -> Path:
    """A data package with one table of actors."""
    folder.mkdir()
    described = {
        "name": name,
        "title": f"{name} <b>title</b>",
        "created": "2021-02-03",
        "version": "1",
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "Tests & co", "role": "publisher"}],
        "resources": [{"name": "actors", "path": "actors.csv", "kind": "Actor"}],
    }
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (folder / "actors.csv").write_text(ROWS[name], encoding="utf-8")
    return folder


@pytest.fixture(scope="package")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The workspace with the seed, the delta and the odd things."""
    folder = tmp_path_factory.mktemp("paper")
    try:
        with Workspace.open(str(folder / "graph")) as workspace:
            seed = [CHECKOUT / "data" / name for name in ("delta", "wenzhou", "delta-2019")]
            odd = [package(folder / name, name) for name in ROWS]
            for source in [*seed, *odd]:
                done = ingest.load(source, workspace.ledger, rejected=folder)
                assert not done.refused, done
            workspace.ledger.judge("odd:markup", "other:same", "same", "Tests")
            workspace.refresh()
            yield workspace
    except UserError as error:
        leave_out(str(error))
    finally:
        arcadedb.stop(str(folder / "graph"))


@pytest.fixture
def material(opened: Workspace) -> Material:
    return material_of(opened)
