"""More that a source says of things that another one states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import ingest
from graph.ledger import Ledger
from graph.rejected import line
from tests.loaders.packages import Rows, make_package

ROR = "https://ror.org/00rd5t069"
THERE: Rows = [["id", "kind", "name", "aliases"], ["wmu", "University", "温州医科大学", "温医大"],
               ["zj", "Government", "浙江省", ""]]  # fmt: skip


def more(folder: Path, rows: Rows, adds: object = True, kind: str = "Actor") -> Path:
    path = make_package(folder / "more", {"ids.csv": (kind, rows)})
    said = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    said["resources"][0]["adds"] = adds
    said["triplehelix"] = {"needs": ["there"]}
    (path / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    return path


@pytest.fixture
def there(ledger: Ledger, tmp_path: Path) -> Ledger:
    ingest.load(make_package(tmp_path / "there", {"actors.csv": ("Actor", THERE)}), ledger)
    return ledger


@pytest.mark.parametrize("name", ["温州医科大学", "温医大"])
def test_what_is_said_is_said_of_the_other_sources_thing(
    there: Ledger, tmp_path: Path, name: str
) -> None:
    report = ingest.load(more(tmp_path, [["id", "name", "ror"], ["there:wmu", name, ROR]]), there)
    assert (report.rows, report.entities, report.refused, report.added) == (1, 1, 0, 1)
    assert [(s.subject, s.predicate, s.value) for s in there.said_by("more")] == [
        ("there:wmu", "ror", ROR)
    ]
    table = {"t.csv": ("University", [["id", "name", "ror"], ["1", "WMU", ROR]])}
    ingest.load(make_package(tmp_path / "other", table), there)
    assert there.resolve("there:wmu") == "other:1"
    there.retract("more")
    assert there.resolve("there:wmu") == "there:wmu"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ["there:wmv", "温州医科大学", ROR],
            "id: 'there:wmv', expected the whole id of something that a",
        ),
        (["wmu", "温州医科大学", ROR], "id: 'more:wmu', expected the whole id of something that a"),
        (["there:wmu", "温州大学", ROR], "name: '温州大学', expected a name that there:wmu bears"),
        (["there:wmu", "温州医科大学", "00rd5t068"], "ror: '00rd5t068', expected a ROR id"),
        (["there:wmu", "", ROR], "name: expected a value"),
    ],
)
def test_a_slip_is_refused(there: Ledger, tmp_path: Path, row: list[str], message: str) -> None:
    good = ["there:zj", "浙江省", "https://ror.org/011c1jj51"]
    report = ingest.load(more(tmp_path, [["id", "name", "ror"], row, good]), there)
    (refusal,) = report.refusals
    assert line(refusal).startswith(f"ids.csv, row 2, {message}")
    assert (report.rows, report.refused, report.entities) == (1, 1, 1)


def test_another_kind_is_refused(there: Ledger, tmp_path: Path) -> None:
    rows: Rows = [["id", "name", "ror"], ["there:wmu", "温州医科大学", ROR]]
    (refusal,) = ingest.load(more(tmp_path, rows, kind="Hospital"), there).refusals
    assert refusal.expected == "the id of a Hospital; this is a University"


def test_adds_is_true_or_false(there: Ledger, tmp_path: Path) -> None:
    rows: Rows = [["id", "name"], ["wmu", "温州医科大学"]]
    (refusal,) = ingest.load(more(tmp_path, rows, adds="yes"), there).refusals
    assert "as `adds` true or false" in refusal.expected


def test_check_finds_them_beside(tmp_path: Path) -> None:
    make_package(tmp_path / "there", {"actors.csv": ("Actor", THERE)})
    path = more(tmp_path, [["id", "name", "ror"], ["there:wmu", "温州医科大学", ROR]])
    assert ingest.check(path).entities == 1


def test_an_external_id_is_a_name_to_refer_by(ledger: Ledger, tmp_path: Path) -> None:
    table = {"t.csv": ("University", [["id", "name", "ror"], ["1", "甲", ROR]])}
    ingest.load(make_package(tmp_path / "a", table), ledger)
    firms = {"f.csv": ("Enterprise", [["id", "name", "affiliated_with"], ["1", "乙", ROR]])}
    report = ingest.load(make_package(tmp_path / "b", firms), ledger)
    assert report.refusals == []
    (link,) = (f for f in ledger.facts("b:1") if f.other)
    assert (link.predicate, link.other) == ("AFFILIATED_WITH", "a:1")
