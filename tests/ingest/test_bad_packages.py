"""A description that is wrong or missing, and a load that breaks off: one clear line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import ingest
from graph.errors import UserError
from graph.ledger import Ledger
from tests.loaders.packages import GOOD, firms, make_package, write_csv


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"title": None}, "no title"),
        ({"contributors": [{"title": "A", "role": "author"}]}, "no publisher"),
        ({"created": ""}, "no created"),
        ({"licenses": None}, "no licenses"),
    ],
)
def test_data_of_which_nobody_says_what_it_is(
    ledger: Ledger, tmp_path: Path, change: dict[str, object], missing: str
) -> None:
    path = make_package(tmp_path / "x", firms(GOOD), **change)
    with pytest.raises(UserError, match=f"the source has {missing}"):
        ingest.load(path, ledger)
    assert ledger.version == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "Wenzhou 2019"}, "small letters"),
        ({"created": "2019-13-01"}, "expected a date"),
        ({"triplehelix": {"rank": "best"}}, "rank 'best'"),
        ({"triplehelix": {"needs": "delta"}}, "needs 'delta'"),
        ({"resources": []}, "expected a list of resources"),
    ],
)
def test_a_wrong_description(
    ledger: Ledger, tmp_path: Path, change: dict[str, object], message: str
) -> None:
    path = make_package(tmp_path / "x", firms(GOOD), **change)
    with pytest.raises(UserError, match=message):
        ingest.load(path, ledger)


@pytest.mark.parametrize("text", ["", "{", "[]", "\xff"])
def test_a_description_that_is_none(ledger: Ledger, tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(UserError, match="expected a JSON object"):
        ingest.load(tmp_path, ledger)


def test_what_no_loader_reads(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not found"):
        ingest.load(tmp_path / "nothing", ledger)
    with pytest.raises(UserError, match=r"a folder without datapackage\.json"):
        ingest.load(tmp_path, ledger)
    (tmp_path / "report.docx").touch()
    with pytest.raises(UserError, match=r"files that end in '\.docx'"):
        ingest.load(tmp_path / "report.docx", ledger)


def test_a_load_that_breaks_off_leaves_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_package(tmp_path / "x", firms(GOOD, ["e2", "乙"]))
    ingest.load(path, ledger)
    write_csv(path / "firms.csv", [["id", "name"], ["", "refused"], ["e3", "丙"]])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graph.index.Index.add", full)
    with pytest.raises(UserError, match="the disk is full"):
        ingest.load(path, ledger)
    assert set(ledger.kinds_of(["x:e1", "x:e2", "x:e3"])) == {"x:e1", "x:e2"}
    assert sorted(p.name for p in path.iterdir()) == ["datapackage.json", "firms.csv"]
