"""What each query answers on the small graph, worked out by hand, on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from graph.queries import load_queries, run
from graph.store import Store

# query, arguments, columns that are compared, rows
ANSWERS: list[tuple[str, dict[str, Any], str, list[tuple[Any, ...]]]] = [
    ("partners-of-actor", {"actor": "a:wzu"}, "partner_id forms statuses first last cooperations",
     [("a:zju", ["joint_research", "talent"], ["planned", "actual"], 2018, 2020, 2),
      ("a:dlx", ["technology_transfer"], ["actual"], None, None, 1)]),
    ("partners-of-actor", {"actor": "温大", "form": "talent"}, "partner_id", [("a:zju",)]),
    ("partners-of-actor", {"actor": "a:wzu", "status": "planned"}, "partner_id", [("a:zju",)]),
    ("partners-of-actor", {"actor": "a:wzu", "since": 2020}, "partner_id", [("a:zju",)]),
    ("partners-of-actor", {"actor": "温州市"}, "partner_id kind",
     [("p:jd", "Place"), ("p:de", "Place"), ("p:hz", "Place")]),
    ("cooperations-of-actor", {"actor": "a:ucasw"}, "partner_id form via_id status",
     [("a:dlx", "project", "r:nev", "actual"), ("a:park", "agreement", "g:settle", "actual")]),
    ("cooperations-of-actor", {"actor": "a:wzu", "status": "actual"}, "partner_id form since",
     [("a:dlx", "technology_transfer", None), ("a:zju", "joint_research", 2018)]),
    ("cooperations-of-actor", {"actor": "p:jd"}, "partner_id form via_id",
     [("p:wz", "coordination", None), ("p:wz", "event", "e:fair")]),
    ("partners-of-partners", {"actor": "a:wzu"}, "candidate_id through",
     [("a:ucasw", ["德力西"])]),
    ("partners-of-partners", {"actor": "a:wzu", "kind": "University"}, "candidate_id", []),
    ("common-partners", {"a": "a:wzu", "b": "a:ucasw"}, "partner_id forms_with_a forms_with_b",
     [("a:dlx", ["technology_transfer"], ["project"])]),
    ("path-between", {"a": "a:bt", "b": "a:wzu"}, "step source_node_id relationship target_node_id",
     []),
    ("path-between", {"a": "a:park", "b": "a:lab"},
     "step source_node_id relationship target_node_id", []),
    ("path-between", {"a": "a:ucas", "b": "a:wzu"},
     "step source_node_id relationship target_node_id status",
     [(1, "a:ucas", "AFFILIATED_WITH", "a:ucasw", "actual"),
      (2, "a:ucasw", "PARTNER_OF", "a:dlx", "actual"),
      (3, "a:dlx", "PARTNER_OF", "a:wzu", "actual")]),
    ("between-two", {"a": "a:wzu", "b": "a:zju"}, "relationship form status",
     [("COOPERATES_WITH", "joint_research", "actual"), ("COOPERATES_WITH", "talent", "planned")]),
    ("between-two", {"a": "p:wz", "b": "p:jd"}, "relationship via_id",
     [("COOPERATES_WITH", None), ("ORGANISES", "e:fair"), ("ORIGIN", "a:encj")]),
    ("most-connected", {"place": "温州"}, "actor_id partners cooperations",
     [("a:dlx", 3, 3), ("a:wzu", 2, 3), ("a:ucasw", 2, 2), ("a:park", 1, 1), ("a:stb", 1, 1)]),
    ("affiliates-of-actor", {"actor": "a:ucasw"}, "direction steps affiliate_id",
     [("above", 1, "a:ucas"), ("below", 1, "a:lab")]),
    ("affiliates-of-actor", {"actor": "a:ucas"}, "direction steps affiliate_id",
     [("below", 1, "a:ucasw"), ("below", 2, "a:lab")]),
    ("activities-of-actor", {"actor": "a:dlx"}, "activity_id relationship role others",
     [("m:list", "LISTED_IN", None, 1), ("r:nev", "PARTICIPATES_IN", "member", 1)]),
    ("who-serves-industry", {"industry": "战略性新兴产业"}, "actor_id industry_id status",
     [("a:lab", "i:bat", "actual"), ("a:nevc", "i:nev", "actual")]),
    ("who-serves-industry", {"status": "计划"}, "actor_id industry_id", [("a:shoec", "i:shoe")]),
    ("who-operates-in-industry", {"industry": "i:em"}, "operator_id industry_id",
     [("r:nev", "i:bat"), ("a:bt", "i:nev")]),
    ("who-operates-in-industry", {"place": "p:ra"}, "operator_id", [("r:nev",)]),
    ("who-operates-in-industry", {"kind": "企业"}, "operator_id", [("a:bt",), ("a:dlx",)]),
    ("unserved-industries", {}, "industry_id planned served_above operating",
     [("i:val", 0, 0, 1), ("i:shoe", 1, 0, 0)]),
    ("unserved-industries", {"class": "strategic"}, "industry_id", []),
    ("platforms-by-industry", {}, "platform_id industry_id status",
     [("a:nevc", "i:nev", "actual"), ("a:shoec", "i:shoe", "planned")]),
    ("platforms-by-industry", {"kind": "*", "place": "p:ra"}, "platform_id", [("a:nevc",)]),
    ("platforms-by-industry", {"kind": "Park"}, "platform_id industry_id", [("a:park", None)]),
    ("platforms-with-tenants", {}, "platform_id industries planned_industries tenants",
     [("a:nevc", ["新能源汽车"], [], ["新能源汽车实验室"]), ("a:shoec", [], ["鞋业"], [])]),
    ("platforms-with-tenants", {"industry": "i:shoe"}, "platform_id", [("a:shoec",)]),
    ("industry-tree", {}, "industry_id part_of_id serving planned operating experts",
     [("i:nev", "i:em", 1, 0, 1, 0), ("i:bat", "i:nev", 1, 0, 0, 1), ("i:em", None, 0, 0, 0, 0),
      ("i:val", None, 0, 0, 1, 0), ("i:shoe", None, 0, 1, 0, 0)]),
    ("tenants", {"host": "a:encj"}, "tenant_id since industries",
     [("a:bt", 2019, ["新能源汽车"])]),
    ("tenants", {"status": "planned"}, "host_id tenant_id", [("a:nevc", "a:lab")]),
    ("who-can-help", {"firm": "奔腾激光"},
     "helper_id industry_id steps status near near_place ties", [
      ("a:nevc", "i:nev", 0, "actual", "city", "温州市", [])]),
    ("who-can-help", {"industry": "i:bat", "place": "p:ra"},
     "helper_id industry_id wanted steps status near near_place", [
      ("a:lab", "i:bat", "动力电池", 0, "actual", "county", "瑞安市"),
      ("a:nevc", "i:nev", "动力电池", 1, "actual", "county", "瑞安市")]),
    ("who-can-help", {"firm": "a:dlx"}, "helper_id", []),
    ("who-can-help", {"firm": "a:dlx", "industry": "鞋业"}, "helper_id status near ties",
     [("a:shoec", "planned", "city", [])]),
    ("who-can-help", {"firm": "a:lab", "industry": "i:nev"}, "helper_id near ties",
     [("a:nevc", "county", ["TENANT_OF"])]),
    ("who-can-help", {}, "helper_id industry_id near", [
      ("a:lab", "i:bat", None), ("a:nevc", "i:nev", None), ("a:shoec", "i:shoe", None)]),
    ("firms-behind-service", {"actor": "a:nevc", "industry": "i:em"},
     "operator_id industry_id near near_place ties",
     [("a:bt", "i:nev", "city", "温州市", [])]),
    ("firms-behind-service", {"actor": "a:encj"}, "operator_id near near_place ties",
     [("a:bt", "county", "嘉定区", ["TENANT_OF"]), ("a:dlx", "region", "长三角", [])]),
    ("partners-of-industry", {"industry": "i:val"}, "partner_id operators operator_count statuses",
     [("a:ucasw", ["德力西"], 1, ["actual"]), ("a:zju", ["德力西"], 1, ["actual"]),
      ("a:wzu", ["德力西"], 1, ["actual"])]),
    ("partners-of-industry", {"industry": "i:val", "firm": "a:dlx"}, "partner_id", []),
    ("partners-of-industry", {"firm": "a:dlx"}, "partner_id", []),
    ("partners-of-industry", {"industry": "i:em"}, "partner_id", []),
    ("experts", {"industry": "i:nev"}, "person_id works_at industries",
     [("h:li", ["温州大学"], ["动力电池"])]),
    ("experts", {"actor": "a:zju"}, "person_id", []),
    ("what-connects-places", {"a": "p:wz", "b": "p:sh"}, "relationship in_a_id via_id in_b_id",
     [("COOPERATES_WITH", "p:wz", None, "p:jd"), ("ORGANISES", "p:wz", "e:fair", "p:jd"),
      ("ORIGIN", "p:wz", None, "a:encj"), ("ORIGIN", "p:ra", None, "a:enca"),
      ("TENANT_OF", "a:bt", None, "a:encj")]),
    ("what-connects-places", {"a": "p:nb", "b": "p:sh"}, "relationship", []),
    ("place-links", {"within": "p:yrd"}, "place_id other_id links actual",
     [("p:hz", "p:wz", 4, 4), ("p:sh", "p:wz", 4, 4), ("outside", "p:wz", 3, 2),
      ("p:wz", "p:wz", 3, 3), ("p:sh", "p:zj", 1, 1), ("p:sh", "p:zn", 1, 0)]),
    ("place-links", {"level": "province"}, "place_id other_id links",
     [("p:zj", "p:zj", 7), ("p:sh", "p:zj", 6), ("p:alone", "p:zj", 1), ("p:bj", "p:zj", 1),
      ("p:de", "p:zj", 1)]),
    ("place-links", {"level": "county", "status": "planned"}, "place_id other_id links",
     [("p:de", "p:wz", 1), ("p:hz", "p:wz", 1), ("p:sh", "p:zn", 1)]),
    ("place-link-details", {"place": "p:wz", "other": "p:sh"},
     "relationship source_node_id target_node_id",
     [("ORIGIN", "a:encj", "p:wz"), ("ORIGIN", "a:enca", "p:ra"), ("PARTNER_OF", "p:jd", "p:wz"),
      ("TENANT_OF", "a:bt", "a:encj")]),
    ("place-link-details", {"place": "p:wz", "other": "p:zj"}, "relationship", []),
    ("place-links", {"form": "ORIGIN"}, "place_id other_id links", [("p:sh", "p:wz", 2)]),
    ("place-links", {"form": "event", "since": 2019}, "place_id other_id links",
     [("p:sh", "p:wz", 1)]),
    ("place-links", {"form": "event", "since": 2020}, "place_id other_id links", []),
    ("place-link-details", {"place": "p:wz", "other": "p:sh", "form": "coordination"},
     "source_node_id target_node_id", [("p:jd", "p:wz")]),
    ("place-units", {"level": "province"}, "place_id unit_place_id",
     [("p:alone", "p:alone"), ("p:at", "p:sh"), ("p:bj", "p:bj"), ("p:cn", "p:cn"),
      ("p:de", "p:de"), ("p:hz", "p:zj"), ("p:jd", "p:sh"), ("p:nb", "p:zj"), ("p:ra", "p:zj"),
      ("p:sh", "p:sh"), ("p:wz", "p:zj"), ("p:yrd", "p:yrd"), ("p:zj", "p:zj"),
      ("p:zn", "p:zj")]),
    ("place-units", {"level": "county"}, "place_id unit_place_id",
     [("p:alone", "p:alone"), ("p:at", "p:jd"), ("p:bj", "p:bj"), ("p:cn", "p:cn"),
      ("p:de", "p:de"), ("p:hz", "p:hz"), ("p:jd", "p:jd"), ("p:nb", "p:nb"), ("p:ra", "p:ra"),
      ("p:sh", "p:sh"), ("p:wz", "p:wz"), ("p:yrd", "p:yrd"), ("p:zj", "p:zj"),
      ("p:zn", "p:zn")]),
    ("outside-links", {"within": "长三角"}, "inside_id relationship outside_id outside_places",
     [("a:ucasw", "AFFILIATED_WITH", "a:ucas", ["北京市"]),
      ("p:wz", "PARTNER_OF", "p:de", ["德国"]), ("a:stb", "PARTNER_OF", "a:cm", ["孤县"])]),
    ("outside-links", {"within": "长三角", "place": "p:ra"}, "inside_id", []),
    ("enclaves", {}, "enclave_id origin_id host_id tenants floor_area",
     [("a:encj", "p:wz", "p:jd", ["奔腾激光"], 21000.0), ("a:enca", "p:ra", "p:at", [], None)]),
    ("enclaves", {"host": "嘉定区", "origin": "瑞安市"}, "enclave_id", [("a:enca",)]),
    ("agreements-of-place", {"place": "p:wz"}, "agreement_id parties",
     [("g:settle", ["国科大温州研究院", "温州国家高新区"]), ("g:hw", ["杭州市", "温州市"])]),
    ("agreements-of-place", {"place": "p:hz"}, "agreement_id signed", [("g:hw", "2019-05-06")]),
    ("events-of-place", {"place": "嘉定区"}, "event_id organisers places edition",
     [("e:fair", ["嘉定区", "温州市"], ["上海市"], 2)]),
    ("events-of-place", {"place": "p:hz"}, "event_id", []),
    ("voucher-recognition", {}, "accepts_id issuer_id since",
     [("p:sh", "p:zj", 2019), ("p:zn", "p:sh", None)]),
    ("place-tree", {"place": "p:sh"}, "place_id part_of actors",
     [("p:at", ["嘉定区"], 1), ("p:jd", ["上海市"], 1), ("p:sh", ["中国", "长三角"], 0)]),
    ("of-place", {"place": "p:ra"}, "id",
     [("a:enca",), ("a:lab",), ("p:ra",), ("a:nevc",), ("r:nev",)]),
    ("of-place", {"place": "p:jd"}, "id",
     [("a:encj",), ("a:enca",), ("a:bt",), ("e:fair",), ("p:jd",), ("p:at",), ("m:list",)]),
    ("actors-in-place", {"place": "p:sh"}, "actor_id place_id",
     [("a:encj", "p:jd"), ("a:enca", "p:at")]),
    ("actors-in-place", {"place": "温州市", "kind": "Enterprise"}, "actor_id",
     [("a:bt",), ("a:dlx",)]),
    ("actors-by-place-and-kind", {"level": "province"}, "place_id kind actors",
     [("p:alone", "Enterprise", 1), ("p:bj", "University", 1), ("p:sh", "Enclave", 2),
      ("p:zj", "Enterprise", 2),
      ("p:zj", "Platform", 2), ("p:zj", "ResearchInstitute", 2), ("p:zj", "University", 2),
      ("p:zj", "Government", 1), ("p:zj", "Park", 1)]),
    ("actors", {"level": "provincial"}, "actor_id links", [("a:nevc", 3)]),
    ("programmes", {"form": "plan"}, "programme_id issuers implementers listed",
     [("m:836", ["温州市"], ["温州市科学技术局"], 0)]),
    ("programme-members", {"programme": "m:list"}, "member_id status",
     [("a:bt", "planned"), ("a:dlx", "actual")]),
    ("systems", {}, "system_id builders managers users",
     [("s:brain", ["中国移动", "温州市科学技术局"], ["温州市科学技术局"], ["德力西"])]),
    ("projects", {"place": "p:wz", "industry": "i:nev"}, "project_id participants budget",
     [("r:nev", ["国科大温州研究院", "德力西"], 3.0)]),
    ("builders", {"actor": "a:stb"}, "relationship built_id",
     [("BUILT_BY", "s:brain"), ("MANAGES", "s:brain")]),
    ("money", {}, "giver_id relationship receiver_id amount",
     [("a:stb", "FUNDS", "r:nev", 1.5), ("a:fund", "INVESTS_IN", "a:bt", 2.0),
      ("a:bank", "LENDS_TO", "a:dlx", None)]),
    ("achievements", {}, "achievement_id achievers", [("c:award", ["温州市"])]),
    ("worklist", {"status": "under_way"}, "subject_id relationship object_id since",
     [("s:brain", None, None, 2019), ("s:brain", "BUILT_BY", "a:cm", None),
      ("s:brain", "BUILT_BY", "a:stb", None)]),
    ("worklist", {"by": 2019}, "subject_id", [("s:brain",)]),
    ("targets", {}, "target_id reached_id target_to_reached",
     [("o:tt20", "o:tt19", 100 / 210), ("o:hte20", "o:hte19", None)]),
    ("targets", {"scope": "a:park"}, "target_id", []),
    ("recent", {"since": 2020}, "relationship source_node_id target_node_id",
     [("COOPERATES_WITH", "a:wzu", "a:zju"), ("IMPLEMENTS", "a:stb", "m:836"),
      ("LISTED_IN", "a:bt", "m:list"), ("TENANT_OF", "a:lab", "a:nevc")]),
    ("observations", {"scope": "浙江省", "year": 2020}, "observation_id value comparator",
     [("o:tt20", 100.0, ">"), ("o:hte20", 0.04, ">")]),
    ("observations", {"indicator": "技术合同交易额", "measure": "rank"}, "observation_id among",
     [("o:ttr", ["浙江省"])]),
    ("indicators", {"text": "合同"}, "indicator_id observations first last",
     [("d:tt", 3, 2019, 2020)]),
    ("ranks", {}, "scope_id rank among year",
     [("a:park", 89.0, ["中国"], 2019), ("p:wz", 3.0, ["浙江省"], 2019)]),
    ("sources", {}, "source_id nodes relationships", [("one", 55, 89), ("two", 1, 2)]),
    ("what-a-source-says", {"source": "ROR"}, "subject_id relationship object_id source_count",
     [("a:wzu", "COOPERATES_WITH", "a:zju", 2), ("a:wzu", "LOCATED_IN", "p:wz", 2),
      ("a:wzu", None, None, 2)]),
    ("more-than-one-source", {}, "subject_id relationship object_id sources",
     [("a:wzu", "COOPERATES_WITH", "a:zju", ["one", "two"]),
      ("a:wzu", "LOCATED_IN", "p:wz", ["one", "two"]), ("a:wzu", None, None, ["one", "two"])]),
    ("disagreements", {}, "subject_id property relationship object_id values sources",
     [("a:dlx", "status", "COOPERATES_WITH", "a:wzu", None, ["one"]),
      ("a:wzu", "founded", None, None, ["1933 (one)", "1934 (two)"], ["one", "two"])]),
    ("inferred", {"basis": "推断"}, "source_node_id target_node_id", [("a:dlx", "p:wz")]),
    ("inferred", {}, "source_node_id basis",
     [("a:dlx", "inferred"), ("a:ucasw", "name"), ("a:zjuw", "name")]),
    ("without-links", {}, "id", [("a:lone",)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "arguments", "columns", "rows"),
    ANSWERS,
    ids=[f"{a[0]}({','.join(map(str, a[1].values()))})" for a in ANSWERS],
)
def test_answer(
    small: Store,
    name: str,
    arguments: dict[str, Any],
    columns: str,
    rows: list[tuple[Any, ...]],
) -> None:
    result = run(small, name, arguments)
    places = [result.columns.index(c) for c in columns.split()]
    assert [tuple(row[i] for i in places) for row in result.rows] == [
        tuple(pytest.approx(v) if isinstance(v, float) else v for v in row) for row in rows
    ]


def test_what_a_source_speaks_of_is_not_said_to_be_its_words(small: Store) -> None:
    folded = {"status", "since", "until", "basis"}
    result = run(small, "what-a-source-says", {"source": "two"})
    assert not folded & set(result.columns)
    assert len(result.rows) == 3


def test_sizes(small: Store) -> None:
    kinds = {row[0]: row[1:] for row in run(small, "size-by-kind").rows}
    assert sum(row[0] for row in kinds.values()) == 55
    assert kinds["ResearchInstitute"] == (2, 1, 1, 0)
    types = {row[0]: row[1:] for row in run(small, "size-by-relationship").rows}
    assert sum(row[0] for row in types.values()) == 98
    assert types["COOPERATES_WITH"] == (7, 8)
    assert ("University", "LOCATED_IN", "Place", 3) in run(small, "kinds-and-relationships").rows
    assert ("SERVES", "planned", 1) in run(small, "facts-by-status").rows


def test_columns_are_as_declared_and_no_row_comes_twice(small: Store) -> None:
    answers = {name: arguments for name, arguments, _, _ in reversed(ANSWERS)}
    for query in load_queries():
        if all(
            p.default is not None or p.name in answers.get(query.name, {}) for p in query.parameters
        ):
            result = run(small, query, answers.get(query.name, {}))
            assert tuple(result.columns) == query.returns, query.name
            assert len(set(map(repr, result.rows))) == len(result.rows), query.name


def test_a_limit_cuts_and_says_so(small: Store) -> None:
    whole = run(small, "actors")
    assert not whole.truncated and len(whole.rows) == 19
    cut = run(small, "actors", limit=5)
    assert cut.truncated and cut.rows == whole.rows[:5]
    assert not run(small, "actors", limit=19).truncated


def test_what_place_links_counts_is_what_the_details_list(small: Store) -> None:
    for level in ("province", "city", "county"):
        links = run(small, "place-links", {"level": level})
        assert links.rows
        for row in links.rows:
            one = dict(zip(links.columns, row, strict=True))
            details = run(
                small,
                "place-link-details",
                {"place": one["place_id"], "other": one["other_id"], "level": level},
            )
            assert len(details.rows) == one["links"], (level, one)


def test_cooperations_name_the_same_partners_as_partners_of_actor(small: Store) -> None:
    for actor in ("a:wzu", "a:dlx", "a:ucasw", "a:park", "p:wz", "p:jd", "p:de"):
        pairs = run(small, "partners-of-actor", {"actor": actor})
        each = run(small, "cooperations-of-actor", {"actor": actor})
        partner = each.columns.index("partner_id")
        assert {r[-1] for r in pairs.rows} == {r[partner] for r in each.rows} != set()
        assert sum(r[pairs.columns.index("cooperations")] for r in pairs.rows) == len(each.rows)
