"""Arguments as people write them: typed, resolved to nodes, or refused in one clear line."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import UserError
from graph.model import load_model
from graph.queries import bind, find_query, resolve_argument, run
from graph.store import Store


def _bound(name: str, **arguments: Any) -> dict[str, Any]:
    return bind(find_query(name), arguments, load_model())


def test_defaults_are_filled_in() -> None:
    assert _bound("targets") == {"target_year": 2020, "year": 2019, "scope": "*"}
    assert _bound("targets", year="", scope=None) == _bound("targets")


@pytest.mark.parametrize("said", ["agreed", "已签约", " agreed "])
def test_a_code_is_known_by_its_labels(said: str) -> None:
    assert _bound("worklist", status=said)["status"] == "agreed"


@pytest.mark.parametrize("said", ["ResearchInstitute", "科研院所", "research institute"])
def test_a_kind_is_known_by_its_labels(said: str) -> None:
    assert _bound("actors", kind=said)["kind"] == "ResearchInstitute"


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("partners-of-actor", {}, r"needs actor \(id or name of Actor or Place\)"),
        ("partners-of-actor", {"actor": "*"}, "wants one actor"),
        ("partners-of-actor", {"actor": "a", "form": "friendship"}, "expected one of strategic"),
        ("partners-of-actor", {"actor": "a", "since": "20119"}, "expected a year such as 2019"),
        ("partners-of-actor", {"actor": "a", "since": "soon"}, "expected a year"),
        ("partners-of-actor", {"actor": "a", "colour": "red"}, "no parameter 'colour'"),
        ("actors", {"kind": "Actor"}, "expected one of"),
        ("actors", {"kind": "Firm"}, "Enterprise"),
        ("targets", {"year": "*"}, "wants one year"),
    ],
)
def test_a_wrong_argument_is_refused(name: str, arguments: dict[str, Any], complaint: str) -> None:
    with pytest.raises(UserError, match=complaint):
        _bound(name, **arguments)


@pytest.mark.parametrize(
    ("said", "kinds", "id_"),
    [
        ("a:wzu", ("Actor",), "a:wzu"),
        ("温州大学", ("Actor",), "a:wzu"),
        ("温大", ("University",), "a:wzu"),
        ("Zhejiang University", ("Actor", "Place"), "a:zju"),
        ("two:7", ("Actor",), "a:wzu"),  # an id that is now part of another node
        ("温州", ("Place",), "p:wz"),
        ("工作总结", ("Source",), "one"),
    ],
)
def test_a_node_is_found(small: Store, said: str, kinds: tuple[str, ...], id_: str) -> None:
    assert resolve_argument(small, said, kinds) == id_


@pytest.mark.parametrize(
    ("said", "kinds", "complaint"),
    [
        ("p:wz", ("Actor",), "'p:wz': there is no Actor"),
        ("a:wzu", ("Enterprise",), "a:wzu is of kind University; expected Enterprise"),
        ("温州大", ("Actor",), r"near: 温州大学 \(a:wzu\)"),
        ("温洲大学", ("Actor",), r"near: .*温州大学 \(a:wzu\)"),
        ("火星", ("Place",), "nothing has a similar name"),
    ],
)
def test_what_is_not_found_names_what_is_near(
    small: Store, said: str, kinds: tuple[str, ...], complaint: str
) -> None:
    with pytest.raises(UserError, match=complaint):
        resolve_argument(small, said, kinds)


def test_one_name_of_two_nodes_asks_for_the_id(store: Store) -> None:
    store.engine.driver.execute_query(
        "CREATE (:Actor:Enterprise {id: 'x:1', kind: 'Enterprise', name: '华天'}) "
        "CREATE (:Actor:Enterprise {id: 'x:2', kind: 'Enterprise', name: '华天'}) "
        "CREATE (:Actor:Hospital {id: 'x:3', kind: 'Hospital', name: '华', aliases: ['华天']})",
        database_=store.engine.database,
    )
    with pytest.raises(UserError, match=r"华天 \(x:1\), 华天 \(x:2\); give the id"):
        resolve_argument(store, "华天", ("Actor",))
    assert resolve_argument(store, "华天", ("Hospital",)) == "x:3"
    assert [row[0] for row in run(store, "same-name").rows] == ["华天"]
