"""What is exported is what the graph holds, as networkx, pandas and openpyxl read it back."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from defusedxml import ElementTree

from graph.errors import UserError
from graph.export import export_graph
from graph.exports.request import ids_of
from graph.queries import run
from graph.store import Store
from tests.small.graph import LINKS, NODES, SOURCES

IDS = {node[0] for node in NODES} | {source["id"] for source in SOURCES}
TRIPLES = sorted((start, type_, end) for type_, start, end, _ in LINKS)


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_networkx_reads_the_same_graph(small: Store, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"region.{ending}"
    done = export_graph(small, path)
    assert (done.nodes, done.relationships) == (len(IDS), len(LINKS))
    read = nx.read_graphml(path) if ending == "graphml" else nx.read_gexf(path)
    assert read.is_directed() and set(read) == IDS
    edges = list(read.edges(data=True))
    assert sorted((a, data["label"], b) for a, b, data in edges) == TRIPLES
    wzu = read.nodes["a:wzu"]
    assert (wzu["label"], wzu["kind"], wzu["founded"]) == ("温州大学", "University", 1933)
    assert wzu["labels"] == "Actor;University" and wzu["sources"] == "one;two"
    assert read.nodes["o:tt19"]["value"] == 210.0 and read.nodes["a:encj"]["floor_area"] == 21000.0
    (talent,) = [d for a, b, d in edges if d.get("form") == "talent" and a == "a:wzu"]
    assert (talent["status"], talent["since"]) == ("planned", 2020)
    if ending == "gexf":
        assert {"x", "y"} <= wzu["viz"]["position"].keys() and wzu["viz"]["color"]["b"] == 222


def test_gexf_names_every_edge_apart(small: Store, tmp_path: Path) -> None:
    export_graph(small, tmp_path / "region.gexf")
    tree = ElementTree.parse(tmp_path / "region.gexf")
    ids = [e.get("id") for e in tree.iter() if e.tag.endswith("}edge")]
    assert len(ids) == len(set(ids)) == len(LINKS)


def test_pandas_reads_the_same_tables(small: Store, tmp_path: Path) -> None:
    export_graph(small, tmp_path / "region", "csv")
    nodes = pd.read_csv(tmp_path / "region" / "nodes.csv")
    links = pd.read_csv(tmp_path / "region" / "relationships.csv")
    assert set(nodes["id"]) == IDS
    assert sorted(zip(links["source"], links["relationship"], links["target"], strict=True)) \
        == TRIPLES  # fmt: skip
    by_id = nodes.set_index("id")
    assert by_id.loc["a:wzu", "aliases"] == "温大" and by_id.loc["o:tt19", "value"] == 210.0
    assert by_id.loc["a:wzu", "members"] == "two:7"
    graph = nx.from_pandas_edgelist(links, edge_attr="relationship", create_using=nx.MultiDiGraph)
    assert graph.number_of_edges() == len(LINKS)


def test_lines_hold_everything_untouched(small: Store, tmp_path: Path) -> None:
    export_graph(small, tmp_path / "region.jsonl")
    lines = [json.loads(x) for x in (tmp_path / "region.jsonl").read_text("utf-8").splitlines()]
    nodes = {x["id"]: x for x in lines if x["type"] == "node"}
    links = [x for x in lines if x["type"] == "relationship"]
    assert set(nodes) == IDS
    assert nodes["a:wzu"]["labels"] == ["Actor", "University"]
    assert nodes["a:wzu"]["properties"]["sources"] == ["one", "two"]
    assert sorted((x["start"]["id"], x["label"], x["end"]["id"]) for x in links) == TRIPLES
    assert links[0]["start"]["labels"] == nodes[links[0]["start"]["id"]]["labels"]


def test_a_part_has_only_what_is_between_its_nodes(small: Store, tmp_path: Path) -> None:
    done = export_graph(small, tmp_path / "part.graphml", ids={"a:ray", "a:park"})
    assert (done.nodes, done.relationships) == (2, 1)
    answer = run(small, "enclaves")
    assert ids_of(answer) == {"a:encj", "a:enca", "p:wz", "p:jd", "p:ra", "p:at"}
    done = export_graph(small, tmp_path / "part.gexf", ids=ids_of(answer))
    assert (done.nodes, done.relationships) == (6, 8)


def test_the_same_graph_gives_the_same_file(small: Store, tmp_path: Path) -> None:
    for ending in ("graphml", "jsonl"):
        one, two = (tmp_path / f"{name}.{ending}" for name in ("one", "two"))
        export_graph(small, one)
        export_graph(small, two)
        assert one.read_bytes() == two.read_bytes()


def test_names_that_xml_cannot_hold(store: Store, tmp_path: Path) -> None:
    store.engine.driver.execute_query(
        "CREATE (:Actor:Park {id: 'x:1', kind: 'Park', name: $name})",
        name='<甲>\x07 & "乙"',
        database_=store.engine.database,
    )
    for ending, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        export_graph(store, tmp_path / f"x.{ending}")
        assert read(tmp_path / f"x.{ending}").nodes["x:1"]["name"] == '<甲> & "乙"'


def test_what_cannot_be_written_is_said_in_a_line(small: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="csv, gexf, graphml, jsonl"):
        export_graph(small, tmp_path / "region.docx")
    with pytest.raises(UserError, match="is not a folder; make it first"):
        export_graph(small, tmp_path / "nowhere" / "region.gexf")
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="is a file"):
        export_graph(small, tmp_path / "file", "csv")
    (tmp_path / "region.gexf").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        export_graph(small, tmp_path / "region.gexf")


def test_an_empty_graph_is_said_in_a_line(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing to export"):
        export_graph(store, tmp_path / "region.gexf")
    assert list(tmp_path.iterdir()) == []
