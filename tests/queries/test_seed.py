"""Every named query on the real data sets, on both engines, with arguments of the region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.engine.base import Engine
from graph.ingest import load
from graph.ledger import Ledger
from graph.model import load_model
from graph.project import project
from graph.queries import Query, find_query, load_queries, run
from graph.settings import CHECKOUT
from graph.store import Store

# Names where a person would write names, ids where a program would.
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("best-connected", {}),
    ("names", {}),
    ("neighbours", {"node": "温州市科学技术局"}),
    ("links-among", {"ids": "delta:330300\ndelta:330100\nwenzhou:stb\nwenzhou:china_mobile"}),
    ("places-of", {"ids": "delta:330300\nwenzhou:wzu\nwenzhou:life_health"}),
    ("sources-of", {"ids": "delta:330300\nwenzhou:wzu\nwenzhou:life_health"}),
    ("activities-of-actor", {"actor": "温州市"}),
    ("activities-of-actor", {"actor": "德力西", "status": "actual"}),
    ("affiliates-of-actor", {"actor": "中国科学院大学"}),
    ("between-two", {"a": "温州市", "b": "嘉定区"}),
    ("common-partners", {"a": "delta:310114", "b": "delta:330100"}),
    ("cooperations-of-actor", {"actor": "delta:330300"}),
    ("cooperations-of-actor",
     {"actor": "温州市", "form": "人才合作", "status": "planned", "since": 2020}),
    ("most-connected", {}),
    ("most-connected", {"kind": "政府部门", "place": "温州市"}),
    ("partners-of-actor", {"actor": "温州市科学技术局"}),
    ("partners-of-actor",
     {"actor": "温州市", "form": "agreement", "status": "agreed", "since": "2019"}),
    ("partners-of-partners", {"actor": "中国移动"}),
    ("partners-of-partners", {"actor": "杭州市", "kind": "Place"}),
    ("path-between", {"a": "中国移动", "b": "宁波市科技部门"}),
    ("experts", {}),
    ("experts", {"actor": "温州医科大学"}),
    ("experts", {"industry": "生命健康"}),
    ("industry-tree", {}),
    ("platforms-by-industry", {}),
    ("platforms-by-industry", {"kind": "*", "place": "浙江省"}),
    ("platforms-with-tenants", {}),
    ("platforms-with-tenants", {"kind": "*", "industry": "生命健康"}),
    ("tenants", {}),
    ("tenants", {"host": "中国眼谷", "status": "actual"}),
    ("unserved-industries", {}),
    ("unserved-industries", {"class": "traditional"}),
    ("firms-behind-service", {"actor": "复旦大学温州生命健康创新中心"}),
    ("firms-behind-service", {"actor": "北航浙江新能源汽车研究院", "industry": "五大产业"}),
    ("who-can-help", {}),
    ("who-can-help", {"firm": "浙江中创生物医药有限公司"}),
    ("who-can-help", {"firm": "奔腾激光", "industry": "新能源汽车", "place": "瑞安市"}),
    ("partners-of-industry", {}),
    ("partners-of-industry", {"firm": "奔腾激光", "industry": "激光与光电"}),
    ("who-operates-in-industry", {}),
    ("who-operates-in-industry", {"industry": "五大产业", "kind": "企业", "place": "温州市"}),
    ("who-serves-industry", {}),
    ("who-serves-industry", {"industry": "五大产业", "status": "计划"}),
    ("agreements-of-place", {}),
    ("agreements-of-place", {"place": "宁波市", "form": "战略合作"}),
    ("enclaves", {}),
    ("enclaves", {"origin": "温州市", "host": "上海市", "status": "actual"}),
    ("events-of-place", {}),
    ("events-of-place", {"place": "嘉定区", "form": "fair"}),
    ("outside-links", {"within": "长三角"}),
    ("outside-links", {"within": "长三角", "place": "温州市"}),
    ("place-link-details", {"place": "温州市", "other": "上海市"}),
    ("place-link-details",
     {"place": "浙江省", "other": "上海市", "level": "province", "status": "actual"}),
    ("place-links", {}),
    ("place-links", {"level": "county", "within": "长三角", "status": "planned"}),
    ("place-links", {"form": "agreement", "since": 2020}),
    ("place-link-details",
     {"place": "温州市", "other": "嘉定区", "level": "county", "form": "ORIGIN", "since": 2020}),
    ("place-units", {}),
    ("place-units", {"level": "province"}),
    ("place-tree", {}),
    ("place-tree", {"place": "温州市", "level": "county"}),
    ("voucher-recognition", {}),
    ("what-connects-places", {"a": "温州市", "b": "上海市"}),
    ("achievements", {}),
    ("achievements", {"form": "award"}),
    ("actors", {}),
    ("actors", {"kind": "Park", "level": "national", "status": "actual"}),
    ("actors-by-place-and-kind", {}),
    ("actors-by-place-and-kind", {"level": "省", "status": "planned"}),
    ("of-place", {"place": "温州市"}),
    ("actors-in-place", {"place": "温州市"}),
    ("actors-in-place", {"place": "delta:330000", "kind": "University"}),
    ("builders", {}),
    ("builders", {"actor": "温州市科学技术局"}),
    ("money", {}),
    ("money", {"actor": "温州市", "status": "actual"}),
    ("programme-members", {}),
    ("programme-members", {"programme": "第二批省创新型领军企业", "status": "actual"}),
    ("programmes", {}),
    ("programmes", {"form": "honour_list"}),
    ("projects", {}),
    ("projects", {"place": "温州市", "form": "construction", "status": "under_way"}),
    ("projects", {"industry": "生命健康"}),
    ("systems", {}),
    ("systems", {"status": "under_way"}),
    ("facts-by-status", {}),
    ("recent", {}),
    ("recent", {"since": 2020, "relationship": "COOPERATES_WITH", "status": "planned"}),
    ("targets", {}),
    ("targets", {"target_year": 2020, "year": 2019, "scope": "温州国家高新区"}),
    ("worklist", {}),
    ("worklist", {"status": "planned", "by": 2020, "source": "wenzhou"}),
    ("indicators", {}),
    ("indicators", {"text": "技术"}),
    ("observations", {}),
    ("observations",
     {"scope": "浙江省", "indicator": "技术交易总额", "year": 2019, "measure": "level"}),
    ("ranks", {}),
    ("ranks", {"scope": "温州市", "year": 2019}),
    ("disagreements", {}),
    ("inferred", {}),
    ("inferred", {"basis": "name"}),
    ("more-than-one-source", {}),
    ("more-than-one-source", {"kind": "Place"}),
    ("sources", {}),
    ("what-a-source-says", {"source": "wenzhou", "kind": "Enterprise"}),
    ("kinds-and-relationships", {}),
    ("same-name", {}),
    ("size-by-kind", {}),
    ("size-by-relationship", {}),
    ("without-links", {}),
    ("without-links", {"kind": "Programme"}),
]  # fmt: skip

# Queries, or parameters of them, that find nothing in these data sets, and why.
NOTHING = {
    "experts industry": "neither text names anybody's field",
    "partners-of-industry": "neither text names whom one works with whose industry it names",
    "money": "neither text names the giver and the receiver of one sum",
}

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("seed")
    ledger = Ledger.open(str(folder / "ledger.db"), load_model())
    for name in ("wenzhou", "delta-2019"):
        load(CHECKOUT / "data" / name, ledger, rejected=Path(folder))
    yield ledger
    ledger.close()


@pytest.fixture(scope="module")
def on_arcadedb(arcadedb_engine: Engine, ledger: Ledger) -> Store:
    return _projected(arcadedb_engine, ledger)


@pytest.fixture(scope="module")
def on_neo4j(neo4j_engine: Engine, ledger: Ledger) -> Store:
    return _projected(neo4j_engine, ledger)


def _projected(engine: Engine, ledger: Ledger) -> Store:
    store = Store(engine)
    store.wipe()
    project(ledger, store)
    return store


@pytest.mark.parametrize("query", load_queries(), ids=lambda q: q.name)
def test_a_query_answers_alike_on_both_engines(
    on_arcadedb: Store, on_neo4j: Store, query: Query
) -> None:
    asked = [arguments for name, arguments in ASKED if name == query.name]
    assert asked, "give it arguments above"
    for arguments in asked:
        ours, theirs = (run(store, query, arguments) for store in (on_arcadedb, on_neo4j))
        assert tuple(ours.columns) == tuple(theirs.columns) == query.returns
        assert _plain(ours.rows) == _plain(theirs.rows), arguments
        assert not ours.truncated
        silent = {query.name, *(f"{query.name} {name}" for name in arguments)} & NOTHING.keys()
        assert bool(silent) == (not ours.rows), arguments


def test_every_parameter_is_given_once() -> None:
    given = defaultdict(set)
    for name, arguments in ASKED:
        given[name] |= set(arguments)
    assert {q.name: {p.name for p in q.parameters} - given[q.name] for q in load_queries()} == {
        q.name: set() for q in load_queries()
    }


def test_what_place_links_counts_is_what_the_details_list(on_arcadedb: Store) -> None:
    links = run(on_arcadedb, "place-links", {"level": "city"})
    for row in links.rows:
        one = dict(zip(links.columns, row, strict=True))
        ends = {"place": one["place_id"], "other": one["other_id"]}
        assert len(run(on_arcadedb, "place-link-details", ends).rows) == one["links"], one
    within = run(on_arcadedb, "place-links", {"level": "city", "within": "长三角"})
    outside = sum(row[2] for row in within.rows if row[-2] != row[-1] == "outside")
    assert outside == len(run(on_arcadedb, "outside-links", {"within": "长三角"}).rows) > 0


def test_what_the_region_is_known_for(on_arcadedb: Store) -> None:
    """A few answers that the report states plainly."""

    def answer(name: str, **arguments: Any) -> list[dict[str, Any]]:
        result = run(on_arcadedb, find_query(name), arguments)
        return [dict(zip(result.columns, row, strict=True)) for row in result.rows]

    seats = {row["enclave"]: (row["origins"], row["hosts"]) for row in answer("enclaves")}
    assert seats["瑞安安亭飞地创新港"] == (["瑞安市"], ["安亭镇"])
    (trade,) = [row for row in answer("targets") if row["indicator"] == "技术交易总额"]
    assert (trade["target"], trade["reached"], trade["target_to_reached"]) == (
        100,
        210,
        pytest.approx(0.476, 0.01),
    )
    parties = {tuple(row["parties"]) for row in answer("agreements-of-place", place="温州市")}
    assert {("宁波市", "温州市"), ("杭州市", "温州市")} <= parties
    served = {
        row["actor"]: row["status"] for row in answer("who-serves-industry", industry="新能源汽车")
    }
    assert served["北航浙江新能源汽车研究院"] == "actual"


def test_what_two_texts_say_of_one_thing(on_arcadedb: Store) -> None:
    def rows(name: str, **arguments: Any) -> list[dict[str, Any]]:
        result = run(on_arcadedb, find_query(name), arguments)
        return [dict(zip(result.columns, row, strict=True)) for row in result.rows]

    both = {row["subject"]: row["sources"] for row in rows("more-than-one-source")}
    assert both["浙江大学"] == both["智能制造"] == ["delta-2019", "wenzhou"]
    between = rows("what-connects-places", a="浙江省", b="上海市")
    assert {source for row in between for source in row["sources"]} == {"delta-2019", "wenzhou"}
    served = rows("who-serves-industry", industry="十大重点领域")
    assert {source for row in served for source in row["sources"]} == {"delta-2019", "wenzhou"}
    (trial,) = rows("what-connects-places", a="温州市", b="台州市")
    assert (trial["status"], trial["sources"]) == ("planned", ["delta-2019"])


def _plain(rows: Rows) -> list[Any]:
    """Rows to compare: floats to a tolerance."""
    return [[pytest.approx(v) if isinstance(v, float) else v for v in row] for row in rows]
