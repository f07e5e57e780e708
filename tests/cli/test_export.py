"""Exports as the tools that they are for read them."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
import rdflib

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


@pytest.mark.parametrize("name", ["out.ttl", "out.jsonld"])
def test_rdflib_reads_it(loaded: Cli, tmp_path: Path, name: str) -> None:
    done = loaded.run("export", tmp_path / name, "--base", "https://data.example.org/")
    assert done.returncode == 0, done.stderr
    assert "4 nodes" in done.stderr and "statements" in done.stderr
    graph = rdflib.Graph().parse(tmp_path / name)
    wzu = rdflib.URIRef("https://data.example.org/id/small:wzu")
    assert graph.value(wzu, rdflib.SDO.name) == rdflib.Literal("温州大学")


def test_a_part_as_rdf(loaded: Cli, tmp_path: Path) -> None:
    path = tmp_path / "part.ttl"
    done = loaded.run("export", path, "--query", "partners-of-actor", "--actor", "温州大学")
    assert done.returncode == 0, done.stderr
    assert "2 nodes, 1 relationships" in done.stderr


def test_a_base_that_does_not_do_is_said(loaded: Cli, tmp_path: Path) -> None:
    done = loaded.run("export", tmp_path / "out.ttl", "--base", "温州")
    assert done.returncode == 2 and "--base '温州'" in done.stderr


@pytest.mark.parametrize("name", ["snapshot.zip", "snapshot"])
def test_a_snapshot_gives_the_same_graph_in_another_ledger(
    loaded: Cli, tmp_path: Path, name: str
) -> None:
    everything = (
        "MATCH (n) WHERE NOT n:Projection OPTIONAL MATCH (n)-[r]->(m) "
        "RETURN labels(n) AS labels, properties(n) AS node, type(r) AS type, properties(r) AS link,"
        " m.id AS other ORDER BY n.id, type, other, link.form"
    )
    before = loaded.json("cypher", everything)
    done = loaded.run("export", tmp_path / name, "--format", "package")
    assert done.returncode == 0, done.stderr
    other = ("--ledger", tmp_path / "other" / "ledger.db")
    done = loaded.run("load", tmp_path / name, *other)
    assert done.returncode == 0, done.stderr
    assert len(before) > 5 and loaded.json("cypher", everything, *other) == before
    assert loaded.run("check", tmp_path / name).returncode == 0


@pytest.mark.parametrize("name", ["shapes", "vocabulary"])
def test_what_follows_from_the_model_needs_no_graph(cli: Cli, tmp_path: Path, name: str) -> None:
    done = cli.run("export", tmp_path / "x.ttl", "--format", name, "--ledger", tmp_path / "none.db")
    assert done.returncode == 0, done.stderr
    assert len(rdflib.Graph().parse(tmp_path / "x.ttl")) > 1_000
    assert not (tmp_path / "none.db").exists()
