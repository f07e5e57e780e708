"""A package says which files its sources were read from, so that places in them are found again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import ingest, originals
from graph.export import export_graph
from graph.ledger import Ledger
from graph.snapshot import load_all
from loaders import Options

TEXT = "一、小结\n(一)平台。一是建成甲中心，投入7亿元。\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a table, and a data set with the text that it was read from."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "firms.csv").write_text("name,staff\n甲公司,5\n乙公司,6\n", "utf-8")
    (folder / "report.txt").write_text(TEXT, "utf-8")
    made = folder / "small"
    made.mkdir()
    (made / "actors.csv").write_text("id,kind,name,locator\nc,Platform,甲中心,1/1/1\n", "utf-8")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    original = {"name": "report.txt", "cut": "report", "hash": f"sha256:{sha256}"}
    description = {
        "name": "small", "title": "Small", "created": "2021-01-02",
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "Bureau", "role": "publisher"}],
        "triplehelix": {"needs": [], "originals": [original]},
        "resources": [{"name": "actors", "path": "actors.csv", "kind": "Actor"}],
    }  # fmt: skip
    (made / "datapackage.json").write_text(json.dumps(description), "utf-8")
    return folder


@pytest.fixture
def ledger(here: Path, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "one.db") as ledger:
        ingest.load(here / "firms.csv", ledger, Options(kind="Enterprise"))
        ingest.load(here / "small", ledger)
        yield ledger


def states(ledger: Ledger, *folders: Path) -> dict[str, set[str]]:
    """Source → what becomes of the places of its statements."""
    return {
        s.id: {
            passage.state
            for said in ledger.said_by(s.id)
            for passage in originals.passages(
                ledger.files(s.id), said.locators, [], folders, ledger.model
            )
        }
        for s in ledger.sources()
    }


def test_places_are_found_again_at_another_ledger(
    ledger: Ledger, here: Path, tmp_path: Path, ledger_address: str
) -> None:
    export_graph(None, tmp_path / "1.zip", ledger=ledger)
    with Ledger.open(ledger_address) as other:
        list(load_all(tmp_path / "1.zip", other))
        for source in ("firms", "small"):
            assert other.files(source) == [f._replace(path="") for f in ledger.files(source)]
        assert states(other) == {"firms": {"away"}, "small": {"away"}}
        assert states(other, here) == {"firms": {"here"}, "small": {"here"}}
        (row,) = originals.passages(
            other.files("firms"), ["firms.csv#乙公司"], [], [here], other.model
        )
        assert row.cells == (("name", "乙公司"), ("staff", "6"))
        export_graph(None, tmp_path / "2.zip", ledger=other)
        version = other.version
        assert all(report.same for report in load_all(tmp_path / "1.zip", other))
        assert (other.version, len(other.files("firms"))) == (version, 1)
    with Ledger.open(tmp_path / "three.db") as third:
        list(load_all(tmp_path / "2.zip", third))
        assert states(third, here) == {"firms": {"here"}, "small": {"here"}}


def test_a_package_names_no_folder_of_the_machine_that_wrote_it(
    ledger: Ledger, here: Path, tmp_path: Path
) -> None:
    assert [f.path for f in ledger.files("firms")] == [str(here / "firms.csv")]
    export_graph(None, tmp_path / "x", "package", ledger=ledger)
    for path in (tmp_path / "x").rglob("*.*"):
        assert str(tmp_path) not in path.read_text("utf-8"), path


def test_a_ledger_that_knows_where_a_file_lies_goes_on_knowing_it(
    ledger: Ledger, here: Path, tmp_path: Path
) -> None:
    export_graph(None, tmp_path / "x.zip", ledger=ledger)
    known = ledger.files("firms")
    list(load_all(tmp_path / "x.zip", ledger))
    assert ledger.files("firms") == known
    assert states(ledger)["firms"] == {"here"}


def test_a_package_from_before_files_were_said_loads(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    export_graph(None, folder, "package", ledger=ledger)
    for name in ("datapackage.json", "sources/firms/datapackage.json",
                 "sources/small/datapackage.json"):  # fmt: skip
        path = folder / name
        data = json.loads(path.read_text("utf-8"))
        if "snapshot" in data["triplehelix"]:
            data["triplehelix"]["snapshot"] = 1
        else:
            data["triplehelix"].pop("originals")
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        path.write_text(json.dumps(data), "utf-8")
        after = hashlib.sha256(path.read_bytes()).hexdigest()
        sums = folder / "SHA256SUMS"
        sums.write_text(sums.read_text().replace(before, after))
    with Ledger.open(tmp_path / "two.db") as other:
        list(load_all(folder, other))
        assert states(other) == {"firms": {"unknown"}, "small": {"unknown"}}
        assert {s.id: len(list(other.said_by(s.id))) for s in other.sources()} == {
            s.id: len(list(ledger.said_by(s.id))) for s in ledger.sources()
        }
