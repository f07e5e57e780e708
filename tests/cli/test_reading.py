"""What reading commands print, in each format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graph.queries import load_queries
from tests.cli.conftest import Cli

ACTORS = "MATCH (n:Actor) RETURN n.id AS id, n.name AS name, n.sources AS sources ORDER BY id"


@pytest.fixture
def loaded(cli: Cli, small: Path) -> Cli:
    assert cli.run("load", small).returncode == 0
    return cli


def test_json_is_one_list_and_nothing_else(loaded: Cli) -> None:
    done = loaded.run("cypher", ACTORS, "--format", "json", "--limit", "2")
    assert len(json.loads(done.stdout)) == 2
    assert "there are more" in done.stderr
    assert len(loaded.json("cypher", ACTORS)) == 3
    assert loaded.json("cypher", "MATCH (n:Fund) RETURN n.id") == []


def test_csv_reads_back(loaded: Cli) -> None:
    done = loaded.run("cypher", ACTORS, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0] == {"id": "small:firm", "name": "奔腾激光", "sources": "small"}


def test_a_table_is_not_cut_where_it_is_not_a_screen(loaded: Cli) -> None:
    done = loaded.run("cypher", f"UNWIND range(1, 3) AS i WITH i, '{'长' * 200}' AS t RETURN i, t")
    assert done.stdout.count("长" * 200) == 3


def test_queries_are_listed_and_described(cli: Cli) -> None:
    assert [row["name"] for row in cli.json("query")] == [q.name for q in load_queries()]
    for query in load_queries()[:3]:
        described = cli.run("query", query.name, "--help")
        assert described.returncode == 0
        assert query.title in described.stdout
        assert all(f"--{p.name}" in described.stdout for p in query.parameters)


def test_an_empty_ledger_says_how_to_begin(cli: Cli) -> None:
    done = cli.run("query", "size-by-kind", "--format", "json")
    assert json.loads(done.stdout) == []
    assert "triplehelix load" in done.stderr
