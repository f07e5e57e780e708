"""A package holds the ledger: loaded elsewhere it gives the same graph, to the last locator."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import ingest
from graph.errors import UserError
from graph.export import export_graph
from graph.ledger import Ledger, SourceInfo
from graph.ledger.correcting import value
from graph.model import Entity, Link
from graph.project import project
from graph.settings import CHECKOUT
from graph.snapshot import check_all, load_all
from loaders import Options
from tests.projection.memory import MemoryGraph

SECOND = {
    "places.csv": "id,name,level,adcode,aliases\nP,温州,city,330300,鹿城\nQ,别处,city,,\n",
    "actors.jsonl": (
        '{"id": "u", "kind": "University", "name": "温大", "aliases": ["WZU; Wenzhou", "学堂"],'
        ' "place": "P", "founded": 1933, "locator": ["p. 3; 4", "p. 9"]}\n'
        '{"id": "u", "kind": "University", "name": "温大", "staff": 2000, "locator": ["p. 5"]}\n'
        '{"id": "u", "kind": "University", "name": "温大", "status": "planned", "since": 2030}\n'
        '{"id": "v", "kind": "University", "name": "温大分校", "ror": "https://ror.org/020hxh324"}\n'
        '{"id": "w", "kind": "University", "name": "温大老校", "ror": "https://ror.org/020hxh324"}\n'
        '{"id": "f", "kind": "Fund", "name": "科创基金", "size": 1e-7, "size_unit": "亿元"}\n'
    ),
    "links.csv": (
        "type,from,to,form,amount,status,since,until,basis,basis_at\n"
        "COOPERATES_WITH,u,wenzhou:stb,joint_research,,agreed,2019,2025,stated,\n"
        "COOPERATES_WITH,u,wenzhou:stb,talent,,actual,,,name,p. 1;p. 2\n"
        "FUNDS,f,u,,12.5,actual,,,stated,\n"
    ),
}
FIELDS = ("a", "b", "verdict", "rule", "by", "reason", "at", "undone_by")


def second(folder: Path, **own: Any) -> Path:
    """A package that speaks of the same city, of the bureau, and of much that is awkward."""
    folder.mkdir(parents=True)
    kinds = {"places.csv": "Place", "actors.jsonl": "*", "links.csv": "relationships"}
    description = {
        "name": "second", "title": "Second | opinion", "created": "2021-05", "version": "2",
        "licenses": [{"path": "https://example.org/licence"}],
        "contributors": [{"title": "An office, abroad", "role": "publisher"}],
        "triplehelix": {"rank": 1, "needs": ["wenzhou"], **own},
        "resources": [{"name": n.split(".")[0], "path": n, "kind": k} for n, k in kinds.items()],
    }  # fmt: skip
    (folder / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    for name, text in SECOND.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    """The region, a second source that meets it, and everything that people can decide."""
    with Ledger.open(tmp_path / "one" / "ledger.db") as ledger:
        for name in ("wenzhou", "delta-2019"):
            ingest.load(CHECKOUT / "data" / name, ledger)
        report = ingest.load(second(tmp_path / "second"), ledger)
        assert not report.refusals, report.refusals
        ledger.judge("wenzhou:wzu", "second:u", "same", "Li", "the same seal")
        ledger.judge("second:u", "second:v", "differ", "Wang")
        (rule,) = [j for j in ledger.judgements() if j.rule == "equal-ror"]
        ledger.undo(rule.id, "Zhao")
        assert any(j.rule == "equal-adcode" for j in ledger.judgements())
        wrong = [f.key for f in ledger.facts("wenzhou:stb") if f.predicate == "LOCATED_IN"]
        moved = Link("LOCATED_IN", "wenzhou:stb", "delta:330100", {})
        ledger.correct("王芳", "moved", wrong, [moved, value("wenzhou:stb", "staff", 80)])
        ledger.undo_correction(
            ledger.correct("李明", "", said=[moved._replace(since=2020)]), "李明"
        )
        yield ledger


def everything(ledger: Ledger) -> dict[str, Any]:
    """Nodes, relationships, statuses, sources, locators, judgements."""
    graph = MemoryGraph()
    project(ledger, graph)
    nodes, links = graph.shown()
    judged = ledger.judgements(all_=True)
    return {
        "nodes": {id_: (labels, dict(row)) for id_, (labels, row) in nodes.items()},
        "links": {key: dict(row) for key, row in links.items()},
        "sources": [s._replace(sha256="", state="") for s in ledger.sources()],
        "said": {s.id: sorted(map(repr, ledger.said_by(s.id))) for s in ledger.sources()},
        "judgements": sorted(
            tuple(getattr(j, f) for f in FIELDS if f != "at" or not j.rule)
            for j in judged
            if j.live or (j.rule and j.undone_by)
        ),
    }


def again(package: Path, folder: Path) -> dict[str, Any]:
    """Everything in a new ledger into which `package` is loaded."""
    with Ledger.open(folder / "ledger.db") as other:
        reports = list(load_all(package, other))
        assert not [r for report in reports for r in report.refusals]
        return everything(other)


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_it_loads_again_to_the_same_graph(ledger: Ledger, tmp_path: Path, name: str) -> None:
    export_graph(None, tmp_path / name, "package", ledger=ledger)
    before, after = everything(ledger), again(tmp_path / name, tmp_path / "two")
    assert len(before["nodes"]) > 800 and len(before["links"]) > 900
    assert before["nodes"]["second:u"][1]["members"] == ["second:u", "wenzhou:wzu"]
    for what, held in before.items():
        assert after[what] == held, what


def test_between_a_file_and_a_shared_ledger(
    ledger: Ledger, postgresql_ledger: str, tmp_path: Path
) -> None:
    export_graph(None, tmp_path / "1.zip", ledger=ledger)
    with Ledger.open(postgresql_ledger) as shared:
        list(load_all(tmp_path / "1.zip", shared))
        before, there = everything(ledger), everything(shared)
        export_graph(None, tmp_path / "2.zip", ledger=shared)
        export_graph(None, tmp_path / "x.ttl", ledger=shared)
    assert there == before
    assert again(tmp_path / "2.zip", tmp_path / "two") == before
    assert (tmp_path / "x.ttl").stat().st_size > 1_000_000


def test_loading_it_twice_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    export_graph(None, tmp_path / "x.zip", ledger=ledger)
    with Ledger.open(tmp_path / "two" / "ledger.db") as other:
        list(load_all(tmp_path / "x.zip", other))
        version = other.version
        assert all(report.same for report in load_all(tmp_path / "x.zip", other))
        assert other.version == version
        assert not [r for report in check_all(tmp_path / "x.zip", other) for r in report.refusals]


def test_check_reads_it_without_a_ledger(ledger: Ledger, tmp_path: Path) -> None:
    export_graph(None, tmp_path / "x.zip", ledger=ledger)
    reports = list(check_all(tmp_path / "x.zip"))
    assert [r.source.id for r in reports] == ["delta", "delta-2019", "second", "wenzhou"]
    assert not [r for report in reports for r in report.refusals]


def test_the_same_version_gives_the_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("1.zip", "2.zip", "1", "2"):
        export_graph(None, tmp_path / name, "package", ledger=ledger)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert (tmp_path / "1" / "SHA256SUMS").read_text() == (
        tmp_path / "2" / "SHA256SUMS"
    ).read_text()


def test_a_package_of_a_package_says_the_same(ledger: Ledger, tmp_path: Path) -> None:
    export_graph(None, tmp_path / "1", "package", ledger=ledger)
    with Ledger.open(tmp_path / "two" / "ledger.db") as other:
        list(load_all(tmp_path / "1", other))
        export_graph(None, tmp_path / "2", "package", ledger=other)
    for path in (tmp_path / "1" / "sources").rglob("*.*"):
        if path.name != "datapackage.json":
            assert (tmp_path / "2" / path.relative_to(tmp_path / "1")).read_bytes() \
                == path.read_bytes()  # fmt: skip


def test_it_is_described_file_by_file(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    export_graph(None, folder, "package", ledger=ledger)
    data = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert data["version"] == str(ledger.version)
    assert data["created"] == ledger.revisions()[-1].at
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    paths = {r["path"] for r in data["resources"]}
    assert there - paths == {"datapackage.json", "SHA256SUMS"}
    names = [r["name"] for r in data["resources"]]
    assert len(set(names)) == len(names)
    for r in data["resources"]:
        raw = (folder / r["path"]).read_bytes()
        assert (r["bytes"], r["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        if "kind" in r:
            assert r["licenses"] and r["sources"]
            if r["format"] == "csv":
                header = next(csv.reader(raw.decode().splitlines()))
                assert [f["name"] for f in r["schema"]["fields"]] == header
    sums = dict(reversed(x.split("  ")) for x in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == there - {"SHA256SUMS"}
    page = (folder / "README.md").read_text("utf-8")
    assert "温州市科学技术局" in page and "https://example.org/licence" in page
    assert f"version {ledger.version}" in page


def test_sources_that_point_at_each_other(tmp_path: Path) -> None:
    one = [Entity("Enterprise", "one:a", {"name": "甲"}, locators=("1",))]
    with Ledger.open(tmp_path / "one" / "ledger.db") as ledger:
        ledger.load(SourceInfo("one", "One"), one)
        ledger.load(
            SourceInfo("two", "Two"),
            [
                Entity("Enterprise", "two:b", {"name": "乙"}, locators=("1",)),
                Link("INVESTS_IN", "two:b", "one:a", {"amount": 3.0}, locators=("2",)),
            ],
        )
        ledger.load(
            SourceInfo("one", "One"),
            [*one, Link("INVESTS_IN", "one:a", "two:b", {}, locators=("2",))],
        )
        export_graph(None, tmp_path / "x", "package", ledger=ledger)
        assert again(tmp_path / "x", tmp_path / "two") == everything(ledger)


def test_a_correction_of_anothers_thing_and_what_nobody_described(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "one" / "ledger.db") as ledger:
        ledger.load(
            SourceInfo("one", "One"), [Entity("Enterprise", "one:a", {"name": "甲", "staff": 3})]
        )
        ledger.load(
            SourceInfo("hand", "Li, by hand", "Li", "2024-05-06", rank=1),
            [
                Entity("Enterprise", "one:a", {"staff": 5}, since=2024),
                Entity("", "one:a", {"founded": 1999}, locators=("p. 1",)),
            ],
        )
        done = export_graph(None, tmp_path / "x", "package", ledger=ledger)
        assert [n for n in done.notes if "no licence" in n]
        after = again(tmp_path / "x", tmp_path / "two")
        assert after == everything(ledger)
        node = after["nodes"]["one:a"][1]
        assert (node["staff"], node["founded"]) == (5, 1999)


def test_links_into_a_source_that_was_taken_out_are_left_out_and_said(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.retract("wenzhou")
    done = export_graph(None, tmp_path / "x", "package", ledger=ledger)
    assert any("statements left out" in note for note in done.notes)
    before, after = everything(ledger), again(tmp_path / "x", tmp_path / "two")
    assert (after["nodes"], after["links"]) == (before["nodes"], before["links"])


def test_what_this_ledgers_people_said_goes_before(ledger: Ledger, tmp_path: Path) -> None:
    export_graph(None, tmp_path / "x.zip", ledger=ledger)
    with Ledger.open(tmp_path / "two" / "ledger.db") as other:
        list(load_all(tmp_path / "x.zip", other))
        other.judge("wenzhou:wzu", "second:u", "differ", "Chen")
        list(load_all(tmp_path / "x.zip", other))
        assert other.resolve("wenzhou:wzu") == "wenzhou:wzu"


def changed(folder: Path) -> None:
    path = folder / "sources" / "second" / "Place.jsonl"
    path.write_text(path.read_text("utf-8").replace("温州", "台州"), encoding="utf-8")


def missing(folder: Path) -> None:
    (folder / "judgements.csv").unlink()


def no_sums(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()


def sums_outside(folder: Path) -> None:
    with (folder / "SHA256SUMS").open("a") as file:
        file.write(f"{'0' * 64}  ../secret\n")


def resum(folder: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Changes the description, and its checksum with it."""
    path = folder / "datapackage.json"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    data = json.loads(path.read_text("utf-8"))
    edit(data["triplehelix"])
    path.write_text(json.dumps(data), encoding="utf-8")
    sums = folder / "SHA256SUMS"
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    sums.write_text(sums.read_text().replace(before, after))


def other_format(folder: Path) -> None:
    resum(folder, lambda own: own.update(snapshot=99))


def source_outside(folder: Path) -> None:
    resum(folder, lambda own: own.update(sources=["../../second"]))


@pytest.mark.parametrize(
    ("breaking", "said"),
    [
        (changed, "sources/second/Place.jsonl has changed"),
        (missing, "judgements.csv is missing"),
        (no_sums, "SHA256SUMS is missing"),
        (sums_outside, "names a file outside"),
        (other_format, "format 99"),
        (source_outside, "that is not in it"),
    ],
)
def test_a_package_that_is_not_as_it_was_written_is_refused(
    ledger: Ledger, tmp_path: Path, breaking: Callable[[Path], None], said: str
) -> None:
    export_graph(None, tmp_path / "x", "package", ledger=ledger)
    breaking(tmp_path / "x")
    with Ledger.open(tmp_path / "two" / "ledger.db") as other:
        with pytest.raises(UserError, match=said):
            list(load_all(tmp_path / "x", other))
        assert other.version == 0


def test_archives_that_do_not_do_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 no")
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.writestr("../out.txt", "x")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("firms.csv", "name\n甲\n")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for name, said in (
            ("bad", "cannot be unpacked"), ("out", "leads out"), ("other", "not a package"),
        ):  # fmt: skip
            with pytest.raises(UserError, match=said):
                list(load_all(tmp_path / f"{name}.zip", ledger))
    assert not (tmp_path.parent / "out.txt").exists()


def test_a_place_that_is_taken_and_options_that_make_no_sense(
    ledger: Ledger, tmp_path: Path
) -> None:
    export_graph(None, tmp_path / "x", "package", ledger=ledger)
    with pytest.raises(UserError, match="is there already"):
        export_graph(None, tmp_path / "x", "package", ledger=ledger)
    with pytest.raises(UserError, match="whole ledger"):
        export_graph(None, tmp_path / "y", "package", ["second:u"], ledger=ledger)
    with pytest.raises(UserError, match="leave the options away"):
        list(load_all(tmp_path / "x", ledger, Options(kind="Place")))
    assert not (tmp_path / "y").exists()
    shutil.rmtree(tmp_path / "x")
    (tmp_path / "x").mkdir()
    export_graph(None, tmp_path / "x", "package", ledger=ledger)
    assert (tmp_path / "x" / "README.md").is_file()
