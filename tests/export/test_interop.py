"""What a query answers, as py2neo, networkx, igraph and pandas hold it; and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from graph import queries
from graph.engine import arcadedb
from graph.errors import UserError
from graph.interop import Answer, Graph, Network, from_py2neo, records, to_py2neo
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, load_model
from graph.store import Store
from tests.small.graph import LINKS, NODES, SOURCES

py2neo = pytest.importorskip("py2neo")
igraph = pytest.importorskip("igraph")

EVERYTHING = "MATCH (n) WHERE NOT n:Projection OPTIONAL MATCH (n)-[r]->() RETURN n, r"


def ask(store: Store, cypher: str, **parameters: Any) -> Answer:
    return Answer(store.read(cypher, parameters), store)


def test_there_and_back_nothing_is_lost(small: Store) -> None:
    network = ask(small, EVERYTHING).network()
    assert len(network.nodes) == len(NODES) + len(SOURCES)
    assert len(network.relationships) == len(LINKS)
    subgraph = to_py2neo(network)
    assert isinstance(subgraph, py2neo.Subgraph)
    assert len(subgraph.nodes) == len(network.nodes)
    assert len(subgraph.relationships) == len(LINKS)
    assert from_py2neo(subgraph) == network
    wzu = next(n for n in subgraph.nodes if n["id"] == "a:wzu")
    assert set(wzu.labels) == {"Actor", "University"}
    assert wzu["founded"] == 1933 and wzu["sources"] == ["one", "two"]


def test_parallel_relationships_and_their_direction_stay(small: Store) -> None:
    parallel = "MATCH p = (:Actor {id: 'a:wzu'})-[:COOPERATES_WITH]-() RETURN p"
    network = ask(small, parallel).network()
    stated = {
        (start, end, more.get("form"))
        for type_, start, end, more in LINKS
        if type_ == "COOPERATES_WITH" and "a:wzu" in (start, end)
    }
    back = from_py2neo(ask(small, parallel).to_subgraph())
    assert back == network
    found = {(r["start"], r["end"], r["properties"].get("form")) for r in back.relationships}
    assert found == stated and len(stated) > len({(a, b) for a, b, _ in stated})


def test_paths_lists_and_maps_are_looked_into(small: Store) -> None:
    path = "MATCH p = (:Place {id: 'p:at'})-[:PART_OF*2]->() RETURN p"
    assert [n["properties"]["id"] for n in ask(small, path).network().nodes] \
        == ["p:at", "p:jd", "p:sh"]  # fmt: skip
    nested = "MATCH (a:Place {id: 'p:at'})-[r:PART_OF]->(b) RETURN {x: [a, {y: r}]} AS m"
    network = ask(small, nested).network()
    assert [n["properties"].get("name") for n in network.nodes] == ["安亭镇", "嘉定区"]
    assert [r["end"] for r in network.relationships] == ["p:jd"]


def test_the_ends_of_a_relationship_come_with_it(small: Store) -> None:
    subgraph = ask(small, "MATCH (:Enclave)-[r:HOST]->() RETURN r").to_subgraph()
    assert {n["name"] for n in subgraph.nodes} == {
        "温州(嘉定)科技创新园", "瑞安安亭飞地创新港", "嘉定区", "安亭镇",
    }  # fmt: skip


def test_a_named_query_answers_ids_and_they_become_a_network(small: Store) -> None:
    answer = Answer(queries.run(small, "enclaves"), small)
    subgraph = answer.to_subgraph()
    assert {n["id"] for n in subgraph.nodes} == {"a:encj", "a:enca", "p:wz", "p:jd", "p:ra", "p:at"}
    assert len(subgraph.relationships) == 8
    assert from_py2neo(subgraph) == answer.network()


def test_rows_as_py2neo_gives_them(small: Store) -> None:
    text = "MATCH (p:Place {id: $id}) RETURN p.name AS name"
    assert ask(small, text, id="p:wz").data() == [{"name": "温州市"}]
    frame = ask(small, text, id="p:wz").to_data_frame()
    assert frame["name"].tolist() == ["温州市"]


def test_networkx_igraph_and_pandas(small: Store) -> None:
    answer = ask(small, EVERYTHING)
    graph = answer.to_networkx()
    assert len(graph) == len(NODES) + len(SOURCES)
    assert sorted((a, d["type"], b) for a, b, d in graph.edges(data=True)) \
        == sorted((start, type_, end) for type_, start, end, _ in LINKS)  # fmt: skip
    assert graph.nodes["a:wzu"]["labels"] == ["Actor", "University"]

    other = answer.to_igraph()
    assert other.is_directed() and other.vcount() == len(graph) and other.ecount() == len(LINKS)
    vertex = other.vs.find(name="a:wzu")
    assert vertex["label"] == "温州大学" and vertex["founded"] == 1933
    edges = {(other.vs[e.source]["name"], e["type"], other.vs[e.target]["name"]) for e in other.es}
    assert ("a:wzu", "LOCATED_IN", "p:wz") in edges

    nodes, links = answer.to_data_frames()
    assert len(nodes) == len(graph) and len(links) == len(LINKS)
    assert nodes.set_index("id").loc["a:wzu", "sources"] == ["one", "two"]


def test_an_empty_answer(small: Store) -> None:
    answer = ask(small, "MATCH (n:Fund {id: 'nobody'}) RETURN n")
    assert answer.network() == Network([], [])
    assert not answer.to_subgraph().nodes
    assert answer.to_igraph().vcount() == 0 and len(answer.to_networkx()) == 0


def test_a_subgraph_of_py2neo_becomes_records_that_a_ledger_loads(tmp_path: Path) -> None:
    wzu = py2neo.Node("Actor", "University", id="mine:wzu", name="温州大学", aliases=["温大"])
    city = py2neo.Node("Place", id="mine:wz", name="温州市", level="city")
    there = py2neo.Relationship(wzu, "LOCATED_IN", city, since=1933, sources=["gone"])
    given = list(records(from_py2neo(wzu | city | there)))
    assert given[1] == Entity("University", "mine:wzu", {"name": "温州大学", "aliases": ("温大",)})
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        done = ledger.load(SourceInfo("mine", "From a py2neo script"), given)
        assert done.added == 7
        (fact,) = [f for f in ledger.facts("mine:wzu") if f.direction]
        assert (fact.predicate, fact.other_name, fact.since) == ("LOCATED_IN", "温州市", 1933)


def test_the_graph_as_records_says_what_was_stated(small: Store) -> None:
    given = list(records(ask(small, EVERYTHING).network()))
    assert len([g for g in given if isinstance(g, Entity)]) == len(NODES)
    derived = {r.type for r in load_model().relationships.values() if r.derived}
    assert len(given) - len(NODES) == len([x for x in LINKS if x[0] not in derived])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: py2neo.Node("Place", name="温州市"), "no property id"),
        (lambda: py2neo.Node("Place", id="x") | py2neo.Node("Place", id="x"), "Two nodes"),
        (lambda: py2neo.Node("Dragon", id="x"), "expected a label that is a kind"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_line(make: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        list(records(from_py2neo(make())))


@pytest.mark.parametrize("name", ["py2neo", "igraph"])
def test_an_extra_that_is_not_there_is_one_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    answer = Answer(queries.Result([], []))
    with pytest.raises(UserError, match=f"pip install {name}"):
        answer.to_subgraph() if name == "py2neo" else answer.to_igraph()


def test_two_lines_in_place_of_a_py2neo_script(
    small_neo4j: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "MATCH p = (:Enclave)-[:HOST]->(:Place {id: $id}) RETURN p"
    with Graph(small_neo4j.engine.address) as graph:
        subgraph = graph.run(text, id="p:jd").to_subgraph()
        assert graph.query("enclaves", origin="瑞安市").data()[0]["enclave"] == "瑞安安亭飞地创新港"
        with pytest.raises(UserError):
            graph.run("CREATE (:Actor {id: 'x'})")
    assert {n["id"] for n in subgraph.nodes} == {"a:encj", "p:jd"}


def test_py2neo_itself_reads_both_engines(small: Store) -> None:
    engine = small.engine
    if isinstance(engine, arcadedb.ArcadeDB):
        own = py2neo.Graph(
            engine.state.address, auth=("root", engine.state.password), name=engine.database
        )
    else:
        import os

        own = py2neo.Graph(engine.address, auth=("neo4j", os.environ["TRIPLEHELIX_PASSWORD"]))
    text = "MATCH p = (:Actor)-[:LOCATED_IN|HOST|ORIGIN]->(:Place) RETURN p"
    assert from_py2neo(own.run(text).to_subgraph()) == ask(small, text).network()
    assert own.nodes.match("University", id="a:wzu").first()["name"] == "温州大学"
