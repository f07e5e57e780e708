"""Paths and positions, computed on the network in memory."""

from __future__ import annotations

import subprocess
import sys

import networkx as nx
import pytest

from graph.errors import UserError
from graph.networks import network, positions, shortest_paths
from graph.queries import run
from graph.store import Store


def test_all_shortest_paths(small: Store) -> None:
    found = shortest_paths(small, "a:ucas", "a:wzu")
    assert [row[0] for row in found.rows] == [1, 1, 1]
    assert [row[-2:] for row in found.rows] == [
        ("a:ucas", "a:ucasw"),
        ("a:ucasw", "a:dlx"),
        ("a:dlx", "a:wzu"),
    ]
    two = shortest_paths(small, "a:zjuw", "a:dlx")
    assert {row[0] for row in two.rows} == {1}
    assert [row[3] for row in two.rows] == [["AFFILIATED_WITH"], ["PARTNER_OF"]]


def test_several_paths_come_in_order_and_can_be_cut(store: Store) -> None:
    store.engine.driver.execute_query(
        "CREATE (a:Actor:Park {id: 'x:a', kind: 'Park', name: 'a'}) "
        "CREATE (z:Actor:Park {id: 'x:z', kind: 'Park', name: 'z'}) "
        "FOREACH (i IN ['x:1', 'x:2', 'x:3'] | "
        "CREATE (m:Actor:Park {id: i, kind: 'Park', name: i}) "
        "CREATE (a)-[:PARTNER_OF {n: 1}]->(m) CREATE (m)-[:TENANT_OF]->(z))",
        database_=store.engine.database,
    )
    found = shortest_paths(store, "x:z", "x:a")
    assert [(row[0], row[1], row[-1]) for row in found.rows] == [
        (1, 1, "x:1"), (1, 2, "x:a"), (2, 1, "x:2"), (2, 2, "x:a"), (3, 1, "x:3"), (3, 2, "x:a"),
    ]  # fmt: skip
    cut = shortest_paths(store, "x:z", "x:a", most=2)
    assert cut.truncated and len(cut.rows) == 4


def test_no_path_and_no_node(small: Store) -> None:
    assert shortest_paths(small, "a:lone", "a:wzu").rows == []
    assert shortest_paths(small, "a:bt", "a:wzu").rows == []
    with pytest.raises(UserError, match="Nothing has the id a:nobody"):
        shortest_paths(small, "a:wzu", "a:nobody")


def test_a_path_is_as_long_as_the_engine_finds(small: Store) -> None:
    for a in ("a:zjuw", "a:ucas", "a:lab", "p:de", "a:cm"):
        ours = {row[1] for row in shortest_paths(small, a, "a:dlx").rows}
        theirs = {row[0] for row in run(small, "path-between", {"a": a, "b": "a:dlx"}).rows}
        assert ours == theirs


def test_a_network_is_read_once_for_a_version(small: Store) -> None:
    assert network(small) is network(small)
    assert network(small) is not network(small, ["PARTNER_OF", "TENANT_OF"])


def test_positions_are_the_same_in_every_process_and_apart() -> None:
    code = (
        "import networkx as nx; from graph.networks import positions; "
        "g = nx.relabel_nodes(nx.barabasi_albert_graph(700, 2, seed=1), lambda i: f'n{i}'); "
        "print(sorted(positions(g).items()))"
    )
    one, two = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert one.stdout == two.stdout and one.stdout.count("'n") == 700
    star = nx.star_graph(1_000)
    placed = positions(nx.relabel_nodes(star, str))
    assert len(set(placed.values())) == 1_001
    assert positions(nx.Graph()) == {}
