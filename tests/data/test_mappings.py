"""The mappings that come with the program, on the real tables; their papers say what becomes of
every row."""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import NOT_OURS
from graph import ingest
from graph.ledger import Fact, Ledger
from graph.project import project
from graph.rejected import line
from graph.report import Report
from loaders import Options, foreign
from tests.projection.memory import MemoryGraph

ROOT = Path(__file__).parents[2]
MAPPINGS = ROOT / "data" / "mappings"
SOURCES = Path(os.environ.get("TRIPLEHELIX_SOURCES") or ROOT.parent / "shared" / "sources")
SMALL, ROR = SOURCES / "small_yrd", SOURCES / "ror" / "ror_yrd.jsonl"
WMU = "00rd5t069"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    for path in (SMALL, ROR):
        if not path.exists():
            pytest.skip(f"{NOT_OURS}: {path}; TRIPLEHELIX_SOURCES names its folder")
    return Ledger.open(tmp_path / "ledger.db")


def load(ledger: Ledger, path: Path, mapping: str = "") -> Report:
    folder = Path(ledger.address).parent
    return ingest.load(path, ledger, Options(mapping=mapping), rejected=folder)


def rows(name: str) -> list[dict[str, str]]:
    with (SMALL / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def table(source: str) -> dict[str, list[str]]:
    """The table of the source's README: what its rows are of → the cells, numbers first."""
    text = (MAPPINGS / source / "README.md").read_text(encoding="utf-8")
    lines = [
        [c.strip() for c in row.strip("|").split("|")] for row in re.findall(r"^\|.*", text, re.M)
    ]
    return {first: rest for first, *rest in lines}


def links(ledger: Ledger, source: str) -> Counter[str]:
    return Counter(s.predicate for s in ledger.said_by(source) if s.object)


def test_each_mapping_has_its_papers() -> None:
    listed = (MAPPINGS / "README.md").read_text(encoding="utf-8")
    assert foreign.names() == ["ror", "small-yrd"]
    for name in foreign.names():
        text = (MAPPINGS / name / "README.md").read_text(encoding="utf-8")
        assert all(word in text for word in ("**Publisher**", "**Licence**", "**Where to get it**"))
        assert f"({name}/README.md)" in listed


def test_every_row_of_small_yrd_is_accounted_for(ledger: Ledger) -> None:
    nodes, edges = rows("nodes.csv"), rows("edges.csv")
    report = load(ledger, SMALL, "small-yrd")
    assert [line(r) for r in report.refusals] == report.warnings == []
    assert (report.rows, report.entities) == (len(nodes) + len(edges), len(nodes))
    types = Counter(e["type"] for e in edges)
    types["parent or child"] = types["parent"] + types["child"]
    made, told = links(ledger, "small-yrd"), table("small-yrd")
    linked = {e[end] for e in edges for end in ("src", "dst")}
    assert told["nodes.csv"][:3] == ["748", str(report.entities), "0"]
    assert f"{len({n['id'] for n in nodes} - linked)} of them are in no row" in told["nodes.csv"][3]
    for what, type_ in (
        ("copublication", "COOPERATES_WITH"),
        ("parent or child", "PART_OF"),
        ("related", "AFFILIATED_WITH"),
        ("successor", "SUCCEEDS"),
    ):
        n, loaded, refused, as_ = told[f"edges.csv, {what}"]
        assert (n, loaded, refused) == (str(types[what]), str(types[what]), "0")
        assert as_.startswith(f"{made[type_]} {type_}")
    assert told["edges.csv"][:3] == [str(len(edges)), str(report.links - made["LOCATED_IN"]), "0"]
    related = sum(made.values()) - made["LOCATED_IN"]
    assert told["edges.csv"][3] == f"{related} relationships"
    assert told["nodes.csv, place"][:2] == [str(len(nodes)), str(made["LOCATED_IN"])]


def test_every_record_of_ror_is_accounted_for(ledger: Ledger) -> None:
    records = [json.loads(text) for text in ROR.read_text(encoding="utf-8").splitlines()]
    load(ledger, SMALL, "small-yrd")
    report = load(ledger, ROR, "ror")
    assert [line(r) for r in report.refusals] == report.warnings == []
    used = [r for r in records if r["status"] != "withdrawn"]
    told, made = table("ror"), links(ledger, "ror")
    assert told["records"][:3] == [str(len(records)), str(report.entities), "13"]
    assert len(used) == report.entities
    groups = {"parent or child": ("parent", "child"), "related": ("related",)}
    groups["successor"] = ("successor",)
    total = [0, 0]
    for what, types in groups.items():
        n = [
            sum(x["type"] in types for r in some for x in r["relationships"])
            for some in (records, used)
        ]
        assert told[f"relations, {what}"][:3] == [str(n[0]), str(n[1]), str(n[0] - n[1])]
        total = [a + b for a, b in zip(total, n, strict=True)]
    for what, type_ in (("parent or child", "PART_OF"), ("related", "AFFILIATED_WITH")):
        assert told[f"relations, {what}"][3].startswith(f"{made[type_]} {type_}")
    assert total[1] == report.links - made["LOCATED_IN"]
    assert told["relations"][:3] == [str(total[0]), str(total[1]), str(total[0] - total[1])]
    assert told["relations"][3].startswith(f"{sum(made.values()) - made['LOCATED_IN']} relation")
    assert told["records, place"][:2] == [str(len(used)), str(made["LOCATED_IN"])]


def test_relations_that_lead_to_nothing_are_refused_until_it_is_known(ledger: Ledger) -> None:
    text = (MAPPINGS / "ror" / "README.md").read_text(encoding="utf-8")
    report = load(ledger, ROR, "ror")
    assert f"{report.refused} of the 333 relations are refused" in text
    assert report.rejected is not None
    with report.rejected.open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["sheet"], first["column"]) == ("relationships", "relationships.id")
    assert first["value"] in json.loads(first["as_read"])["relationships.id"]
    load(ledger, SMALL, "small-yrd")
    again = load(ledger, ROR, "ror")
    assert (again.refused, again.rejected) == (0, None)


def test_what_a_row_becomes(ledger: Ledger) -> None:
    load(ledger, SMALL / "edges.csv", "small-yrd")  # one of its files stands for the folder
    load(ledger, ROR, "ror")
    facts = ledger.facts(f"ror:{WMU}")
    said = {(f.source, f.predicate): f.value for f in facts if not f.other}
    assert said["ror", "kind"] == said["small-yrd", "kind"] == "University"
    assert said["ror", "name"] == "温州医科大学"
    assert said["ror", "name_en"] == "Wenzhou Medical University"
    assert said["ror", "founded"] == 1912
    aliases = {f.value for f in facts if f.predicate == "aliases"}
    assert aliases == {"WMC", "Wenzhou Yike Daxue"}
    places = {(f.source, f.other_name) for f in facts if f.predicate == "LOCATED_IN"}
    assert places == {("ror", "温州市"), ("small-yrd", "温州市")}
    papers = [f for f in facts if f.predicate == "COOPERATES_WITH"]
    assert papers
    assert all(f.qualifier == "co_publication" and f.detail["papers"] > 0 for f in papers)
    (whole,) = (f for f in ledger.facts("ror:00073tb80") if f.predicate == "LOCATED_IN"
                and f.source == "ror")  # fmt: skip
    assert whole.direction == "out"
    parents = {f.other for f in ledger.facts("ror:00073tb80") if f.predicate == "PART_OF"}
    assert {ledger.resolve(p) for p in parents} == {"small-yrd:01rxvg760", "small-yrd:03rc6as71"}


@pytest.fixture
def everything(ledger: Ledger) -> Ledger:
    """Wenzhou, its ROR ids, small-yrd and ROR."""
    load(ledger, ROOT / "data" / "wenzhou")
    load(ledger, SMALL, "small-yrd")
    load(ledger, ROR, "ror")
    return ledger


def test_names_alone_merge_nothing(everything: Ledger) -> None:
    by_rule = everything.judgements()
    assert {j.rule for j in by_rule} == {"equal-ror"}
    held = {s.subject: s.value for source in ("ror", "small-yrd")
            for s in everything.said_by(source) if s.predicate == "ror"}  # fmt: skip
    assert all(held[j.a] == held[j.b] == j.reason for j in by_rule)
    graph = MemoryGraph()
    project(everything, graph)
    called: dict[str, list[str]] = {}
    for id_, (_, row) in graph.nodes.items():
        called.setdefault(str(row.get("name")), []).append(id_)
    assert sorted(called["温州医科大学"]) == [f"ror:{WMU}", "wenzhou:wmu"]
    several = [ids for ids in called.values() if len(ids) > 1]
    assert sum(any(i.startswith("wenzhou:") for i in ids) for ids in several) > 10


def test_a_package_says_which_ror_ids_they_have(everything: Ledger) -> None:
    report = load(everything, ROOT / "data" / "ror-ids")
    assert (report.entities, report.refused, report.links) == (15, 0, 0)
    assert everything.resolve("wenzhou:wmu") == f"ror:{WMU}"
    graph = MemoryGraph()
    project(everything, graph)
    row = graph.nodes[f"ror:{WMU}"][1]
    assert row["sources"] == ["ror", "ror-ids", "small-yrd", "wenzhou"]
    assert row["members"] == [f"ror:{WMU}", f"small-yrd:{WMU}", "wenzhou:wmu"]
    academy = graph.nodes[everything.resolve("wenzhou:cas")][1]
    assert academy["disputes"] == [
        "kind: ResearchInstitute (wenzhou)",
        "kind: Government (small-yrd)",
    ]
    facts = everything.facts("wenzhou:wmu")
    assert {predicate(f) for f in facts if f.source == "ror-ids"} == {"ror"}
    everything.retract("ror-ids")
    assert everything.resolve("wenzhou:wmu") == "wenzhou:wmu"


def test_when_ror_is_taken_out_its_id_leads_to_what_it_was_one_with(everything: Ledger) -> None:
    load(everything, ROOT / "data" / "ror-ids")
    everything.retract("ror")
    assert everything.resolve(f"ror:{WMU}") == f"small-yrd:{WMU}"
    everything.retract("small-yrd")
    assert everything.resolve(f"ror:{WMU}") == "wenzhou:wmu"


def predicate(fact: Fact) -> str:
    return fact.predicate
