"""A small graph with known answers, in the shape that the projection gives to the real one.

The names are of the region and what is said of them is made up for the tests: each query's golden
rows in `test_answers.py` were worked out by hand from the two tables below.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph.model import load_model
from graph.store import Stamp, Store

# id, kind, name, further properties
NODES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("p:cn", "Place", "中国", {"level": "country", "longitude": 116.4, "latitude": 39.9}),
    ("p:de", "Place", "德国", {"level": "country"}),
    ("p:yrd", "Place", "长三角", {"level": "region"}),
    ("p:zj", "Place", "浙江省", {"level": "province", "longitude": 120.15, "latitude": 30.27}),
    ("p:sh", "Place", "上海市", {"level": "municipality", "longitude": 121.47, "latitude": 31.23}),
    ("p:bj", "Place", "北京市", {"level": "province"}),
    ("p:wz", "Place", "温州市", {"level": "city", "aliases": ["温州"], "name_en": "Wenzhou",
                               "adcode": "330300", "longitude": 120.7, "latitude": 28.0}),
    ("p:hz", "Place", "杭州市", {"level": "city"}),
    ("p:nb", "Place", "宁波市", {"level": "city"}),
    ("p:ra", "Place", "瑞安市", {"level": "county"}),
    ("p:jd", "Place", "嘉定区", {"level": "county"}),
    ("p:at", "Place", "安亭镇", {"level": "town"}),
    ("p:alone", "Place", "孤县", {"level": "county"}),
    ("p:zn", "Place", "浙南", {"level": "region"}),
    ("i:em", "Industry", "战略性新兴产业", {"class": "strategic"}),
    ("i:nev", "Industry", "新能源汽车", {"class": "strategic"}),
    ("i:bat", "Industry", "动力电池", {"class": "strategic"}),
    ("i:shoe", "Industry", "鞋业", {"class": "traditional"}),
    ("i:val", "Industry", "泵阀", {"class": "traditional"}),
    ("a:wzu", "University", "温州大学", {"aliases": ["温大"], "founded": 1933}),
    ("a:zju", "University", "浙江大学", {"name_en": "Zhejiang University"}),
    ("a:ucas", "University", "中国科学院大学", {}),
    ("a:ucasw", "ResearchInstitute", "国科大温州研究院", {}),
    ("a:zjuw", "ResearchInstitute", "浙大温州研究院", {}),
    ("a:lab", "Laboratory", "新能源汽车实验室", {"form": "engineering_laboratory"}),
    ("a:nevc", "Platform", "新能源汽车综合体", {"form": "service_complex", "level": "provincial"}),
    ("a:shoec", "Platform", "鞋业综合体", {"form": "service_complex", "level": "municipal"}),
    ("a:park", "Park", "温州国家高新区", {"form": "high_tech_zone", "level": "national"}),
    ("a:encj", "Enclave", "温州(嘉定)科技创新园", {"floor_area": 21000.0}),
    ("a:enca", "Enclave", "瑞安安亭飞地创新港", {}),
    ("a:bt", "Enterprise", "奔腾激光", {}),
    ("a:dlx", "Enterprise", "德力西", {}),
    ("a:ray", "Enterprise", "清大视光", {}),
    ("a:lone", "Enterprise", "孤岛公司", {}),
    ("a:stb", "Government", "温州市科学技术局", {}),
    ("a:cm", "Enterprise", "中国移动", {}),
    ("a:bank", "FinancialInstitution", "科技支行", {}),
    ("a:fund", "Fund", "科创子基金", {"size": 35.6, "size_unit": "亿元"}),
    ("g:hw", "Agreement", "杭温战略合作协议", {"form": "strategic", "signed": "2019-05-06"}),
    ("g:settle", "Agreement", "入驻协议", {"form": "settlement"}),
    ("e:fair", "Event", "长三角科博会", {"form": "fair", "edition": 2}),
    ("r:nev", "Project", "电池项目", {"form": "research", "budget": 3.0, "budget_unit": "亿元"}),
    ("m:list", "Programme", "省创新型领军企业", {"form": "honour_list", "level": "provincial"}),
    ("m:836", "Programme", "836计划", {"form": "plan"}),
    ("h:li", "Person", "李校堃", {"title": "校长"}),
    ("s:brain", "System", "科技大脑", {"level": "municipal"}),
    ("c:award", "Achievement", "国家科技进步奖二等奖", {"form": "award", "level": "national"}),
    ("d:tt", "Indicator", "技术交易总额", {"unit": "亿元", "aliases": ["技术合同交易额"]}),
    ("d:hte", "Indicator", "新增高新技术企业", {"unit": "家"}),
    ("o:tt19", "Observation", "", {"value": 210.0, "unit": "亿元", "comparator": "=",
                                   "measure": "level", "year": 2019}),
    ("o:tt20", "Observation", "", {"value": 100.0, "unit": "亿元", "comparator": ">",
                                   "measure": "level", "year": 2020}),
    ("o:ttr", "Observation", "", {"value": 3.0, "comparator": "=", "measure": "rank",
                                  "year": 2019}),
    ("o:hte19", "Observation", "", {"value": 550.0, "unit": "家", "comparator": "=",
                                    "measure": "level", "year": 2019}),
    ("o:hte20", "Observation", "", {"value": 0.04, "unit": "万家", "comparator": ">",
                                    "measure": "level", "year": 2020}),
    ("o:parkr", "Observation", "", {"value": 89.0, "comparator": "=", "measure": "rank",
                                    "year": 2019}),
]  # fmt: skip

SPECIAL: dict[str, dict[str, Any]] = {  # statement properties that differ from the usual ones
    "a:zjuw": {"status": "planned", "since": 2020},
    "o:tt20": {"status": "planned"},
    "o:hte20": {"status": "planned"},
    "s:brain": {"status": "under_way", "since": 2019},
    "a:wzu": {
        "sources": ["one", "two"],
        "n": 3,
        "members": ["two:7"],
        "disputed": ["founded"],
        "disputes": ["founded: 1933 (one)", "founded: 1934 (two)"],
    },
    "m:836": {"status": "planned", "since": 2020},
}

# type, start, end, further properties
LINKS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("PART_OF", "p:zj", "p:cn", {}), ("PART_OF", "p:sh", "p:cn", {}),
    ("PART_OF", "p:bj", "p:cn", {}),
    ("PART_OF", "p:zj", "p:yrd", {}), ("PART_OF", "p:sh", "p:yrd", {}),
    ("PART_OF", "p:wz", "p:zj", {}), ("PART_OF", "p:hz", "p:zj", {}),
    ("PART_OF", "p:nb", "p:zj", {}), ("PART_OF", "p:ra", "p:wz", {}),
    ("PART_OF", "p:jd", "p:sh", {}), ("PART_OF", "p:at", "p:jd", {}),
    ("PART_OF", "p:zn", "p:zj", {}),
    ("PART_OF", "i:nev", "i:em", {}), ("PART_OF", "i:bat", "i:nev", {}),
    ("LOCATED_IN", "a:wzu", "p:wz", {"sources": ["one", "two"], "n": 2}),
    ("LOCATED_IN", "a:zju", "p:hz", {}), ("LOCATED_IN", "a:ucas", "p:bj", {}),
    ("LOCATED_IN", "a:ucasw", "p:wz", {"basis": "name"}),
    ("LOCATED_IN", "a:zjuw", "p:wz", {"basis": "name"}),
    ("LOCATED_IN", "a:nevc", "p:ra", {}), ("LOCATED_IN", "a:shoec", "p:wz", {}),
    ("LOCATED_IN", "a:park", "p:wz", {}), ("LOCATED_IN", "a:dlx", "p:wz", {"basis": "inferred"}),
    ("LOCATED_IN", "a:bt", "p:wz", {}), ("LOCATED_IN", "a:stb", "p:wz", {}),
    ("LOCATED_IN", "a:cm", "p:alone", {}),
    ("LOCATED_IN", "e:fair", "p:sh", {}), ("LOCATED_IN", "r:nev", "p:ra", {}),
    ("ORIGIN", "a:encj", "p:wz", {}), ("HOST", "a:encj", "p:jd", {}),
    ("ORIGIN", "a:enca", "p:ra", {}), ("HOST", "a:enca", "p:at", {"since": 2019}),
    ("TENANT_OF", "a:bt", "a:encj", {"since": 2019}), ("TENANT_OF", "a:ray", "a:park", {}),
    ("TENANT_OF", "a:lab", "a:nevc", {"status": "planned", "since": 2020}),
    ("AFFILIATED_WITH", "a:ucasw", "a:ucas", {}), ("AFFILIATED_WITH", "a:zjuw", "a:zju", {}),
    ("PART_OF", "a:lab", "a:ucasw", {}),
    ("SERVES", "a:nevc", "i:nev", {}), ("SERVES", "a:shoec", "i:shoe", {"status": "planned"}),
    ("SERVES", "a:lab", "i:bat", {}),
    ("OPERATES_IN", "a:bt", "i:nev", {}), ("OPERATES_IN", "a:dlx", "i:val", {}),
    ("OPERATES_IN", "r:nev", "i:bat", {}),
    ("COOPERATES_WITH", "a:wzu", "a:zju",
     {"form": "joint_research", "since": 2018, "sources": ["one", "two"], "n": 2}),
    ("COOPERATES_WITH", "a:wzu", "a:zju", {"form": "talent", "status": "planned", "since": 2020,
                                           "statuses": ["planned"]}),
    ("COOPERATES_WITH", "a:dlx", "a:wzu",
     {"form": "technology_transfer", "statuses": ["agreed", "actual"]}),
    ("COOPERATES_WITH", "a:dlx", "a:zju", {"form": "joint_research", "since": 2019}),
    ("COOPERATES_WITH", "a:cm", "a:stb", {"form": "information_system"}),
    ("COOPERATES_WITH", "p:jd", "p:wz", {"form": "coordination", "since": 2019}),
    ("COOPERATES_WITH", "p:de", "p:wz", {"form": "talent", "status": "planned"}),
    ("PARTY_TO", "p:hz", "g:hw", {}), ("PARTY_TO", "p:wz", "g:hw", {}),
    ("PARTY_TO", "a:ucasw", "g:settle", {}), ("PARTY_TO", "a:park", "g:settle", {}),
    ("ORGANISES", "p:jd", "e:fair", {"role": "organiser"}),
    ("ORGANISES", "p:wz", "e:fair", {"role": "co_organiser"}),
    ("PARTICIPATES_IN", "a:ucasw", "r:nev", {"role": "coordinator"}),
    ("PARTICIPATES_IN", "a:dlx", "r:nev", {"role": "member"}),
    ("LISTED_IN", "a:dlx", "m:list", {"since": 2019}),
    ("LISTED_IN", "a:bt", "m:list", {"status": "planned", "since": 2020}),
    ("ISSUED_BY", "m:836", "p:wz", {}),
    ("IMPLEMENTS", "a:stb", "m:836", {"status": "planned", "since": 2020}),
    ("WORKS_AT", "h:li", "a:wzu", {}), ("EXPERT_IN", "h:li", "i:bat", {}),
    ("BUILT_BY", "s:brain", "a:cm", {"status": "under_way"}),
    ("BUILT_BY", "s:brain", "a:stb", {"status": "under_way"}),
    ("MANAGES", "a:stb", "s:brain", {}), ("USES", "a:dlx", "s:brain", {"status": "planned"}),
    ("ACHIEVES", "p:wz", "c:award", {}),
    ("FUNDS", "a:stb", "r:nev", {"amount": 1.5, "amount_unit": "亿元"}),
    ("INVESTS_IN", "a:fund", "a:bt", {"amount": 2.0, "amount_unit": "亿元"}),
    ("LENDS_TO", "a:bank", "a:dlx", {}),
    ("ACCEPTS_VOUCHERS_FROM", "p:sh", "p:zj", {"since": 2019}),
    ("ACCEPTS_VOUCHERS_FROM", "p:zn", "p:sh", {"status": "planned"}),
    ("OF", "o:tt19", "d:tt", {}), ("OF", "o:tt20", "d:tt", {}), ("OF", "o:ttr", "d:tt", {}),
    ("OF", "o:hte19", "d:hte", {}), ("OF", "o:hte20", "d:hte", {}), ("OF", "o:parkr", "d:hte", {}),
    ("SCOPE", "o:tt19", "p:wz", {}), ("SCOPE", "o:tt20", "p:wz", {}),
    ("SCOPE", "o:ttr", "p:wz", {}), ("SCOPE", "o:hte19", "p:wz", {}),
    ("SCOPE", "o:hte20", "p:wz", {}),
    ("SCOPE", "o:parkr", "a:park", {}),
    ("AMONG", "o:ttr", "p:zj", {}), ("AMONG", "o:parkr", "p:cn", {}),
    # derived by the projection from the cooperation, agreements, events and projects above
    ("PARTNER_OF", "a:wzu", "a:zju", {"forms": ["joint_research", "talent"], "n": 2,
        "statuses": ["planned", "actual"], "first": 2018, "last": 2020, "sources": ["one", "two"]}),
    ("PARTNER_OF", "a:dlx", "a:wzu", {"forms": ["technology_transfer"], "statuses": ["actual"]}),
    ("PARTNER_OF", "a:dlx", "a:zju", {"forms": ["joint_research"], "statuses": ["actual"],
                                      "first": 2019, "last": 2019}),
    ("PARTNER_OF", "a:cm", "a:stb", {"forms": ["information_system"], "statuses": ["actual"]}),
    ("PARTNER_OF", "a:dlx", "a:ucasw", {"forms": ["project"], "statuses": ["actual"]}),
    ("PARTNER_OF", "a:park", "a:ucasw", {"forms": ["agreement"], "statuses": ["actual"]}),
    ("PARTNER_OF", "p:hz", "p:wz", {"forms": ["agreement"], "statuses": ["actual"]}),
    ("PARTNER_OF", "p:jd", "p:wz", {"forms": ["coordination", "event"], "n": 2,
        "statuses": ["actual"], "first": 2019, "last": 2019}),
    ("PARTNER_OF", "p:de", "p:wz", {"forms": ["talent"], "statuses": ["planned"]}),
]  # fmt: skip

SOURCES = [
    {"id": "one", "name": "工作总结", "publisher": "温州市科学技术局", "date": "2020-03-09",
     "licence": "facts", "rank": 1},
    {"id": "two", "name": "ROR", "publisher": "ROR", "date": "2024-01-01", "licence": "CC0-1.0",
     "rank": 3},
]  # fmt: skip

USUAL = {"status": "actual", "sources": ["one"], "n": 1}


def write(store: Store) -> None:
    """Write the small graph into an empty `store`."""
    model = load_model()
    store.begin(Stamp("small", model.digest, version=1, target=1))
    with store.engine.driver.session(database=store.engine.database) as session:
        for text, rows in _statements(model):
            session.execute_write(lambda tx, t, r: tx.run(t, rows=r).consume(), text, rows)


def _statements(model: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    base: dict[str, str] = {}
    for id_, kind, name, more in NODES:
        row = {**USUAL, "id": id_, "kind": kind, **({"name": name} if name else {}), **more}
        nodes[":".join(model.kinds[kind].labels)].append(row | SPECIAL.get(id_, {}))
        base[id_] = model.kinds[kind].base
    nodes["Source"] = [{**s, "kind": "Source"} for s in SOURCES]
    statements = [
        (f"UNWIND $rows AS r CREATE (n:{labels}) SET n = r", rows) for labels, rows in nodes.items()
    ]
    links: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for type_, start, end, more in LINKS:
        properties = USUAL | {"basis": "stated"} | more
        if type_ == "PARTNER_OF":
            properties = {k: v for k, v in properties.items() if k not in {"status", "basis"}}
        else:
            properties.setdefault("statuses", [properties["status"]])
        links[type_, base[start], base[end]].append(
            {"start": start, "end": end, "properties": properties}
        )
    for (type_, a, b), rows in links.items():
        text = (
            f"UNWIND $rows AS r MATCH (a:{a} {{id: r.start}}) MATCH (b:{b} {{id: r.end}}) "
            f"CREATE (a)-[l:{type_}]->(b) SET l = r.properties"
        )
        statements.append((text, rows))
    return statements
