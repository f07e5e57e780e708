"""A load from start to end: what reaches the ledger, and what a second load does."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph import ingest
from graph.errors import UserError
from graph.ledger import Ledger
from loaders import Options
from tests.loaders.packages import DESCRIPTION, Rows, make_package, write_csv

ACTORS = [
    ["类别", "编号", "名称", "aliases", "founded", "place", "serves", "status", "since", "定位"],
    ["高校", "u1", "温州大学", "温大;WZU", "1933", "温州市", "", "", "", "1.2;1.3"],
    ["Enterprise", "e1", "奔腾激光", "", "", "places:wz", "", "", "", ""],
    ["Platform", "p1", "激光综合体", "", "", "Wenzhou", "激光", "计划", "2020", ""],
]
INDUSTRIES = [["id", "name"], ["i1", "激光"]]
RELATIONSHIPS = [
    ["type", "from", "to", "form", "since"],
    ["COOPERATES_WITH", "u1", "奔腾激光", "联合研发", "2018"],
    ["合作", "温大", "p1", "talent", ""],
]


@pytest.fixture
def region(tmp_path: Path, places: Path) -> Path:
    return make_package(
        tmp_path / "region",
        {
            "relationships.csv": ("relationships", RELATIONSHIPS),
            "actors.csv": ("Actor", ACTORS),
            "industries.csv": ("产业", INDUSTRIES),
        },
        triplehelix={"rank": 2, "needs": ["places"]},
        version="1.0",
        sources=[{"title": "Report", "path": "https://example.org/report"}],
    )


def links(ledger: Ledger, id_: str) -> set[tuple[str, str, str, str, int | None]]:
    return {
        (f.predicate, f.qualifier, f.other, f.status, f.since) for f in ledger.facts(id_) if f.other
    }


def test_everything_arrives(ledger: Ledger, region: Path) -> None:
    report = ingest.load(region, ledger)
    assert report.refusals == []
    assert (report.rows, report.entities, report.links, report.refused) == (6, 4, 6, 0)
    assert report.kinds == {"University": 1, "Enterprise": 1, "Platform": 1, "Industry": 1}
    assert not report.same
    assert report.rejected is None
    assert [n.source.id for n in report.needed] == ["places"]
    assert links(ledger, "region:u1") == {
        ("LOCATED_IN", "", "places:wz", "actual", None),
        ("COOPERATES_WITH", "joint_research", "region:e1", "actual", 2018),
        ("COOPERATES_WITH", "talent", "region:p1", "actual", None),
    }
    assert links(ledger, "region:p1") == {
        ("LOCATED_IN", "", "places:wz", "planned", 2020),
        ("SERVES", "", "region:i1", "planned", 2020),
        ("COOPERATES_WITH", "talent", "region:u1", "actual", None),
    }
    facts = {f.predicate: f for f in ledger.facts("region:u1") if not f.other}
    assert facts["kind"].value == "University"
    assert facts["founded"].value == 1933
    assert facts["name"].locators == ("1.2", "1.3")
    (place,) = (f for f in ledger.facts("region:e1") if f.predicate == "LOCATED_IN")
    assert place.locators == ("actors.csv#e1",)
    (work,) = (f for f in ledger.facts("region:e1") if f.predicate == "COOPERATES_WITH")
    assert work.locators == ("relationships.csv#u1 → 奔腾激光",)


def test_the_source_is_described(ledger: Ledger, region: Path) -> None:
    ingest.load(region, ledger)
    (source,) = (s for s in ledger.sources() if s.id == "region")
    assert source.title == DESCRIPTION["title"]
    assert source.publisher == "A bureau"
    assert (source.date, source.licence, source.rank) == ("2020-01-15", "CC0-1.0", 2)
    assert (source.url, source.version) == ("https://example.org/report", "1.0")


def test_an_unchanged_source_is_not_read_again(ledger: Ledger, region: Path) -> None:
    first = ingest.load(region, ledger)
    again = ingest.load(region, ledger)
    assert again.same
    assert (again.version, again.added, again.removed) == (first.version, 0, 0)
    assert again.unchanged == first.added


def test_only_the_difference_is_written(ledger: Ledger, region: Path) -> None:
    first = ingest.load(region, ledger)
    changed = [*INDUSTRIES, ["i2", "数字经济"]]
    write_csv(region / "industries.csv", changed)
    again = ingest.load(region, ledger)
    assert (again.added, again.removed, again.unchanged) == (2, 0, first.added)
    write_csv(region / "industries.csv", INDUSTRIES)
    back = ingest.load(region, ledger)
    assert (back.added, back.removed, back.unchanged) == (0, 2, first.added)


def test_a_change_in_what_it_needs_makes_it_be_read_again(
    ledger: Ledger, region: Path, places: Path
) -> None:
    ingest.load(region, ledger)
    rows = [["id", "name", "level"], ["wz", "温州市", "city"], ["w2", "Wenzhou", "town"]]
    write_csv(places / "places.csv", rows)
    ingest.load(places, ledger)
    again = ingest.load(region, ledger)
    assert not again.same
    assert ("LOCATED_IN", "", "places:w2", "planned", 2020) in links(ledger, "region:p1")


def test_what_an_earlier_version_said_is_no_end_of_a_link(ledger: Ledger, region: Path) -> None:
    ingest.load(region, ledger)
    write_csv(region / "industries.csv", INDUSTRIES[:1])
    again = ingest.load(region, ledger)
    assert [(r.file, r.row, r.column) for r in again.refusals] == [("actors.csv", 4, "serves")]


def test_a_load_with_refused_rows_is_read_again(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["id", "name", "place"], ["a", "甲", "温州市"]]
    path = make_package(tmp_path / "late", {"firms.csv": ("Enterprise", rows)})
    first = ingest.load(path, ledger)
    assert (first.rows, first.refused, first.partly) == (1, 0, 1)
    assert first.rejected == path / "late.rejected.csv"
    place = [["id", "name", "level"], ["wz", "温州市", "city"]]
    ingest.load(make_package(tmp_path / "other", {"p.csv": ("Place", place)}), ledger)
    second = ingest.load(path, ledger)
    assert (second.added, second.partly) == (1, 0)
    assert not (path / "late.rejected.csv").exists()


def test_a_check_writes_nothing(ledger: Ledger, region: Path) -> None:
    before = sorted(p for p in region.rglob("*"))
    report = ingest.check(region)
    assert (report.rows, report.entities, report.links, report.refused) == (6, 4, 6, 0)
    write_csv(region / "industries.csv", [*INDUSTRIES, ["", "no id"]])
    assert ingest.check(region, ledger).refused == 1
    assert ledger.version == 0
    assert sorted(p for p in region.rglob("*")) == before


def test_progress_is_told(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["id", "name"], *([f"e{i}", f"n{i}"] for i in range(4_500))]
    path = make_package(tmp_path / "many", {"firms.csv": ("Enterprise", rows)})
    steps: list[tuple[int, int | None]] = []
    ingest.load(path, ledger, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(2_000, 4_500), (4_000, 4_500), (4_500, 4_500)]


def test_links_that_wait_survive_their_way_over_the_disk(ledger: Ledger, tmp_path: Path) -> None:
    count = 12_000
    rows = [["id", "name", "part_of"], *([f"e{i}", f"n{i}", f"n{i + 1}"] for i in range(count))]
    path = make_package(tmp_path / "chain", {"firms.csv": ("Enterprise", rows)})
    report = ingest.load(path, ledger)
    assert report.links == count - 1
    assert [(r.row, r.value) for r in report.refusals] == [(count + 1, f"n{count}")]
    assert report.refusals[0].record == {"id": "e11999", "name": "n11999", "part_of": "n12000"}


def test_a_single_file_with_a_kind(ledger: Ledger, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "企业 名单.csv", [["名称", "founded"], ["甲公司", "2001"]])
    report = ingest.load(path, ledger, Options(kind="Enterprise"))
    assert report.source.id == "qiye-mingdan"
    assert report.source.title == "企业 名单"
    assert "publisher, date, licence" in report.warnings[0]
    told = Options(
        kind="企业", id="firms", title="T", publisher="P", date="2020年", licence="L", rank=1
    )
    report = ingest.load(path, ledger, told)
    assert report.source[:6] == ("firms", "T", "P", "2020", "L", 1)
    assert report.warnings == []


def test_without_an_id_column_the_name_makes_the_id(ledger: Ledger, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "firms.csv", [["name", "staff"], ["甲", "1"], ["乙", "2"]])
    options = Options(kind="Enterprise")
    assert ingest.load(path, ledger, options).added == 6
    write_csv(path, [["name", "staff"], ["乙", "2"], ["甲", "3"]])
    changed = ingest.load(path, ledger, options)
    assert (changed.added, changed.removed, changed.unchanged) == (1, 1, 5)


def test_a_single_file_needs_a_kind(ledger: Ledger, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "firms.csv", [["name"], ["甲"]])
    with pytest.raises(UserError, match="--kind"):
        ingest.load(path, ledger)
    with pytest.raises(UserError, match="'Enterprize'"):
        ingest.load(path, ledger, Options(kind="Enterprize"))


def test_needs_that_are_nowhere(ledger: Ledger, tmp_path: Path) -> None:
    rows = [["id", "name"], ["a", "甲"]]
    needs = {"needs": ["gone"]}
    path = make_package(tmp_path / "x", {"f.csv": ("Enterprise", rows)}, triplehelix=needs)
    with pytest.raises(UserError, match="needs the data set gone"):
        ingest.load(path, ledger)


@pytest.mark.parametrize("text", ["", "nane,staff\n甲,1\n"])
def test_what_cannot_be_read_ends_nothing(ledger: Ledger, tmp_path: Path, text: str) -> None:
    path = write_csv(tmp_path / "firms.csv", [["name", "staff"], ["甲", "1"], ["乙", "2"]])
    options = Options(kind="Enterprise")
    first = ingest.load(path, ledger, options)
    path.write_text(text, encoding="utf-8")
    broken = ingest.load(path, ledger, options)
    assert (broken.version, broken.removed, broken.kept) == (1, 0, first.added)
    other = Options(kind="Enterprise", id="other")
    assert ingest.load(path, ledger, other).refused == 1
    assert [s.id for s in ledger.sources()] == ["firms"]


def test_a_refused_row_ends_nothing_but_a_value_that_changed(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "firms.csv", [["name", "staff"], ["甲", "1"], ["乙", "2"]])
    options = Options(kind="Enterprise")
    ingest.load(path, ledger, options)
    write_csv(path, [["name", "staff"], ["甲", "3"], ["乙", "x"]])
    refused = ingest.load(path, ledger, options)
    assert (refused.added, refused.removed, refused.kept) == (1, 1, 3)
    write_csv(path, [["name", "staff"], ["甲", "3"]])
    assert ingest.load(path, ledger, options).removed == 3


def test_a_table_loaded_again_keeps_its_description(ledger: Ledger, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "firms.csv", [["name"], ["甲"]])
    told = Options("Enterprise", "", "", "Our firms", "Office", "2024-05-01", "internal", "u", 2)
    first = ingest.load(path, ledger, told)
    assert ingest.load(path, ledger, Options(kind="Enterprise")).same
    write_csv(path, [["name"], ["甲"], ["乙"]])
    again = ingest.load(path, ledger, Options(kind="Enterprise", rank=3))
    assert again.warnings == []
    assert ledger.sources() == [
        first.source._replace(rank=3, sha256=again.source.sha256, state=again.source.state)
    ]


def test_a_row_is_counted_as_loaded_only_if_something_of_it_is(
    ledger: Ledger, tmp_path: Path
) -> None:
    tables: dict[str, tuple[str, Rows | None]] = {
        "firms.csv": ("Enterprise", [["id", "name", "founded"], ["e1", "甲", "1999"],
                                     ["e1", "甲", "2001"], ["e2", "乙", "20119"]]),
        "works.csv": ("COOPERATES_WITH", [["from", "to"], ["e1", "e9"]]),
    }  # fmt: skip
    report = ingest.load(make_package(tmp_path / "x", tables), ledger)
    assert (report.rows, report.entities, report.refused, report.cells) == (1, 1, 3, 3)
    assert report.partly == 0


def test_rows_that_lose_a_relationship_are_told_from_rows_that_are_lost(
    ledger: Ledger, tmp_path: Path
) -> None:
    tables: dict[str, tuple[str, Rows | None]] = {
        "firms.csv": ("Enterprise", [["id", "name", "place", "serves"], ["e1", "甲", "火星", "锁"],
                                     ["e2", "乙", "", ""], ["e3", "", "火星", "锁"]]),
        "works.csv": ("COOPERATES_WITH", [["from", "to"], ["e1", "e2;e8;e9"], ["e9;e8", "e2"],
                                          ["e8", "e1;甲;乙"], ["e1", "e2"]]),
    }  # fmt: skip
    report = ingest.load(make_package(tmp_path / "x", tables), ledger)
    assert (report.rows, report.entities, report.links) == (4, 2, 2)
    assert (report.refused, report.partly) == (3, 2)  # e3, two of the works; e1, the first work


def test_a_source_knows_the_hash_of_its_file_whatever_else_is_loaded(
    ledger: Ledger, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        write_csv(tmp_path / f"{name}.csv", [["id", "name"], ["1", name], ["", ""], ["1", "x"]])
        ingest.load(tmp_path / f"{name}.csv", ledger, Options(kind="Enterprise"))
    found = {s.id: s.sha256 for s in ledger.sources()}
    for name in ("a", "b"):
        assert found[name] == hashlib.sha256((tmp_path / f"{name}.csv").read_bytes()).hexdigest()


def test_single_tables_do_not_make_each_other_new(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_csv(tmp_path / f"{name}.csv", [["id", "name"], ["1", name]])
    for _ in range(2):
        for name in ("a", "b"):
            ingest.load(tmp_path / f"{name}.csv", ledger, Options(kind="Enterprise"))
    assert ingest.load(tmp_path / "a.csv", ledger, Options(kind="Enterprise")).same
    assert not ingest.load(tmp_path / "a.csv", ledger, Options(kind="Park")).same
