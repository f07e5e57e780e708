"""Exports as the tools that they are for read them."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from tests.cli.conftest import Cli

ACTORS = {"small:wzu", "small:firm", "small:institute"}


@pytest.fixture
def loaded(cli: Cli, small: Path) -> Cli:
    assert cli.run("load", small).returncode == 0
    return cli


@pytest.mark.parametrize(("ending", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_it(loaded: Cli, tmp_path: Path, ending: str, read: object) -> None:
    path = tmp_path / f"graph.{ending}"
    done = loaded.run("export", path)
    assert done.returncode == 0, done.stderr
    graph = read(path)  # type: ignore[operator]
    assert set(graph) >= ACTORS
    assert graph.nodes["small:wzu"]["name"] == "温州大学"


def test_pandas_reads_it(loaded: Cli, tmp_path: Path) -> None:
    assert loaded.run("export", tmp_path / "out", "--format", "csv").returncode == 0
    nodes = pd.read_csv(tmp_path / "out" / "nodes.csv")
    links = pd.read_csv(tmp_path / "out" / "relationships.csv")
    assert set(nodes["id"]) >= ACTORS
    assert {"COOPERATES_WITH", "PARTNER_OF", "LOCATED_IN"} <= set(links["relationship"])


def test_json_lines_hold_every_node_and_relationship(loaded: Cli, tmp_path: Path) -> None:
    assert loaded.run("export", tmp_path / "out.jsonl").returncode == 0
    lines = [json.loads(text) for text in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert {line["id"] for line in lines if line["type"] == "node"} >= ACTORS


def test_the_part_that_a_query_names(loaded: Cli, tmp_path: Path) -> None:
    path = tmp_path / "part.graphml"
    done = loaded.run("export", path, "--query", "partners-of-actor", "--actor", "温州大学")
    assert done.returncode == 0, done.stderr
    assert set(nx.read_graphml(path)) == {"small:wzu", "small:firm"}


@pytest.mark.parametrize("arguments", [("x.pdf",), ("x.csv", "--nope", "1"), ("--query", "nope")])
def test_a_mistake_is_said(loaded: Cli, arguments: tuple[str, ...]) -> None:
    done = loaded.run("export", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
