"""The store on both engines: batches, the stamp, reads and their limits."""

from __future__ import annotations

import time
from typing import Any

import pytest
from neo4j.exceptions import ClientError

from graph.engine.arcadedb import ArcadeDB
from graph.engine.control import order
from graph.errors import UserError
from graph.model import load_model
from graph.store import Batch, GraphDiffers, Stamp, Store

STAMP = Stamp(ledger="test", model="m", version=0, target=1)
UNIVERSITY = ("Actor", "University")
# More than one second of work on either engine, and no memory.
RUNAWAY = (
    "UNWIND range(1, 5000) AS x UNWIND range(1, 5000) AS y UNWIND range(1, 5000) AS z "
    "WITH x WHERE x % 7 = 9 RETURN count(x) AS n"
)


def nodes(*numbers: int, **more: object) -> Batch:
    rows = [{"id": f"a:{n}", "name": f"大学{n}", **more} for n in numbers]
    return Batch("create_nodes", rows, UNIVERSITY)


def links(op: Any, *rows: tuple[int, int, str | None], **more: Any) -> Batch:
    given: dict[str, Any] = {
        "type": "COOPERATES_WITH",
        "start_base": "Actor",
        "end_base": "Actor",
        "qualifier": "form",
        "symmetric": True,
    }
    return Batch(
        op,
        [
            {"start": f"a:{a}", "end": f"a:{b}", "properties": {"form": form, "n": 1}}
            for a, b, form in rows
        ],
        **(given | more),
    )


def write(store: Store, *batches: Batch) -> None:
    store.begin(STAMP)
    for sequence, batch in enumerate(batches):
        assert store.apply(batch, sequence)


def found_links(store: Store) -> set[tuple[Any, ...]]:
    rows = store.read("MATCH (a)-[e]->(b) RETURN a.id, type(e), b.id, e.form").rows
    assert len(rows) == len(set(rows))
    return set(rows)


def test_a_batch_is_written_once(store: Store) -> None:
    write(store, nodes(1))
    assert not store.apply(nodes(1), 0)
    assert store.read("MATCH (a:University:Actor) RETURN a.name").rows == [("大学1",)]
    assert store.stamp() == Stamp("test", "m", 0, 1, done=1)
    store.finish(STAMP)
    assert store.stamp() == Stamp("test", "m", 1, 1)


def test_a_batch_counts_as_a_whole_or_not_at_all(store: Store) -> None:
    write(store, nodes(1))
    with pytest.raises(ClientError):
        store.apply(nodes(2, 1), 1)  # the id 1 is taken
    assert store.read("MATCH (a:Actor) RETURN a.id").rows == [("a:1",)]
    assert store.apply(nodes(2), 1)


def test_ids_are_unique_across_the_kinds_of_a_base(store: Store) -> None:
    write(store, nodes(1))
    with pytest.raises(ClientError, match=r"(?i)already exists|duplicate"):
        store.apply(Batch("create_nodes", [{"id": "a:1"}], ("Actor", "Enterprise")), 1)


def test_set_nodes_replaces_properties_and_keeps_labels_and_links(store: Store) -> None:
    write(
        store,
        nodes(1, 2, aliases=["x", "y"]),
        links("create_links", (1, 2, "joint")),
        Batch("set_nodes", [{"id": "a:1", "name": "新"}], UNIVERSITY),
    )
    rows = store.read("MATCH (a:University {id: 'a:1'})--(b) RETURN a, b.aliases").rows
    new = {"labels": ["Actor", "University"], "properties": {"id": "a:1", "name": "新"}}
    assert rows == [(new, ["x", "y"])]


def test_deleting_a_node_takes_its_links_along(store: Store) -> None:
    write(
        store,
        nodes(1, 2, 3),
        links("create_links", (1, 2, None), (2, 3, None)),
        Batch("delete_nodes", [{"id": "a:1"}], ("Actor",)),
    )
    assert found_links(store) == {("a:2", "COOPERATES_WITH", "a:3", None)}


@pytest.mark.parametrize("fewer", ["start", "end"])
def test_links_keep_their_direction_whichever_end_is_written_first(
    store: Store, fewer: str
) -> None:
    directed = {"type": "LOCATED_IN", "symmetric": False, "qualifier": "", "fewer": fewer}
    write(
        store,
        nodes(1, 2),
        links("create_links", (1, 2, None), (2, 1, None), **directed),
        links("delete_links", (1, 2, None), **directed),
    )
    assert found_links(store) == {("a:2", "LOCATED_IN", "a:1", None)}


@pytest.mark.parametrize("fewer", ["start", "end"])
def test_a_link_to_delete_is_known_by_its_qualifier(store: Store, fewer: str) -> None:
    write(
        store,
        nodes(1, 2),
        links("create_links", (1, 2, "joint"), (1, 2, "order"), (1, 2, None)),
        links("delete_links", (2, 1, "joint"), (1, 2, None), fewer=fewer),
    )
    assert found_links(store) == {("a:1", "COOPERATES_WITH", "a:2", "order")}


def test_many_links_at_one_node_are_deleted_to_the_last(store: Store) -> None:
    others = range(2, 1_502)
    rows = [(1, n, "joint") for n in others]
    write(store, nodes(1, *others), links("create_links", *rows), links("delete_links", *rows))
    assert found_links(store) == set()


def test_what_a_batch_builds_on_must_be_there(store: Store) -> None:
    write(store, nodes(1))
    for batch in (
        links("create_links", (1, 9, None)),
        links("delete_links", (1, 1, None)),
        Batch("set_nodes", [{"id": "a:9"}], UNIVERSITY),
        Batch("delete_nodes", [{"id": "a:9"}], UNIVERSITY),
    ):
        with pytest.raises(GraphDiffers, match="0 of 1 rows"):
            store.apply(batch, 1)
    stamp = store.stamp()
    assert stamp and stamp.done == 1


def test_names_outside_the_model_are_not_put_into_cypher(store: Store) -> None:
    with pytest.raises(ValueError, match="not a name"):
        store.begin(STAMP)
        store.apply(Batch("create_nodes", [{"id": "a:1"}], ("Actor) DETACH DELETE (a",)), 0)


def test_wipe_leaves_nothing_and_prepare_can_be_repeated(store: Store) -> None:
    write(store, nodes(*range(1, 40)), links("create_links", (1, 2, None)))
    store.wipe()
    assert store.read("MATCH (n) RETURN count(n)").rows == [(0,)]
    assert store.stamp() is None
    store.prepare(load_model())


def test_results_are_plain_values(store: Store) -> None:
    write(store, nodes(1, 2), links("create_links", (1, 2, "joint")))
    result = store.read(
        "MATCH p = (a {id: 'a:1'})-[e]->(b) RETURN p, e, a.nothing AS none, {x: [1, 2.5]} AS map, "
        "date('2024-02-29') AS day, datetime('2024-02-29T01:02:03Z') AS at, "
        "duration('P1M') AS month"
    )
    assert result.columns == ["p", "e", "none", "map", "day", "at", "month"]
    path, link, none, mapping, day, at, month = result.rows[0]
    assert link == {
        "type": "COOPERATES_WITH",
        "start": "a:1",
        "end": "a:2",
        "properties": {"form": "joint", "n": 1},
    }
    assert path["relationships"] == [link]
    assert [n["properties"]["id"] for n in path["nodes"]] == ["a:1", "a:2"]
    assert (none, mapping, day, month) == (None, {"x": [1, 2.5]}, "2024-02-29", "P1M")
    assert at.startswith("2024-02-29T01:02:03")


def test_a_link_alone_has_its_ends(store: Store) -> None:
    write(store, nodes(1, 2), links("create_links", (1, 2, "joint")))
    ((link, many),) = store.read("MATCH ()-[e]->() RETURN e, collect(e) AS many").rows
    assert (link["start"], link["end"]) == ("a:1", "a:2")
    assert many == [link]


def test_row_limits_stop_the_stream(store: Store) -> None:
    text = "UNWIND range(1, 30000) AS x UNWIND range(1, 9000) AS y RETURN x"
    for limit, truncated in ((7, True), (0, True)):
        started = time.monotonic()
        result = store.read(text, limit=limit)
        assert (len(result.rows), result.truncated) == (limit, truncated)
        assert time.monotonic() - started < 20
    for read in (store.read, store.read_untrusted):
        result = read("UNWIND range(1, 7) AS x RETURN x; ", limit=7)
        assert (len(result.rows), result.truncated) == (7, False)


def test_a_time_limit_ends_the_work_at_the_server(store: Store) -> None:
    for read in (store.read, store.read_untrusted):
        started = time.monotonic()
        with pytest.raises(UserError, match=r"Stopped after 0\.5 s"):
            read(RUNAWAY, timeout=0.5)
        assert time.monotonic() - started < 20
        end = time.monotonic() + 5
        while _running(store) and time.monotonic() < end:
            time.sleep(0.1)
        assert not _running(store)


def _running(store: Store) -> int:
    """How many runaways the server works at."""
    if isinstance(store.engine, ArcadeDB):
        texts = [query["text"] for query in order(store.engine.state, "list queries")]
    else:
        with store.engine.driver.session(database="neo4j") as session:
            texts = session.run("SHOW TRANSACTIONS YIELD currentQuery").value()
    return sum("% 7 = 9" in (text or "") for text in texts)


def test_mistakes_in_a_typed_query_are_one_line(store: Store) -> None:
    for text in ("RETURN 1 AS", "RETURN nobody", "RETURN nofunction(1)", "RETURN $missing"):
        with pytest.raises(UserError) as caught:
            store.read_untrusted(text)
        assert "\n" not in str(caught.value)
