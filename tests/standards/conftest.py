"""The real region, and a small ledger with everything that is awkward in it, as RDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from graph import ingest
from graph.export import export_graph
from graph.ledger import Ledger, SourceInfo
from graph.model import Entity, Link, load_model
from graph.rdf.shapes import shapes
from graph.settings import CHECKOUT

AWKWARD = 'He said "温州" \\ <b>&amp;</b> {x} \u2028 ; . \'\'\' """'
STRANGE = 'two:a b/<>"{}|^`\\%温#?'


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """data/wenzhou and data/delta-2019, and data/delta that both need."""
    with Ledger.open(tmp_path_factory.mktemp("region") / "ledger.db") as ledger:
        for name in ("wenzhou", "delta-2019"):
            ingest.load(CHECKOUT / "data" / name, ledger)
        yield ledger


@pytest.fixture(scope="session")
def region_graph(region: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The region as its Turtle says it.  Read only."""
    return exported(region, tmp_path_factory.mktemp("turtle") / "x.ttl")


@pytest.fixture
def awkward(tmp_path: Path) -> Iterator[Ledger]:
    """Two sources that speak of one university, planned and ended things, hostile texts."""
    ror = "https://ror.org/020hxh324"
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.load(
            SourceInfo("one", AWKWARD, "Bureau", "2020-03", "CC-BY-4.0", 2, "https://x.org/?a=b c"),
            [
                Entity("Place", "one:p", {"name": "温州市", "level": "city", "latitude": 28.0},
                       locators=("1/1/0",)),
                Entity("University", "one:u", {"name": "温州大学", "ror": ror, "founded": 1933,
                       "name_en": "Wenzhou University", "aliases": ("温大", AWKWARD)},
                       locators=("1/1/1", AWKWARD)),
                Entity("Platform", "one:f", {"name": "综合体", "form": "service_complex"},
                       "planned", 2021),
                Entity("Industry", "one:i", {"name": "泵阀", "gbt4754": ("C344",)}),
                Entity("Indicator", "one:d", {"name": "技术交易总额"}),
                Entity("Observation", "one:o", {"value": 1e16, "measure": "level", "year": 2019,
                       "comparator": ">", "unit": "元"}),
                Entity("Observation", "one:o2", {"value": 0.5, "measure": "share"}),
                Link("LOCATED_IN", "one:u", "one:p", {}, locators=("1/1/2",)),
                Link("SERVES", "one:f", "one:i", {}, "planned", 2021),
                Link("OPERATES_IN", "one:u", "one:i", {}, "ended", 1990, 2000),
                Link("OF", "one:o", "one:d", {}), Link("SCOPE", "one:o", "one:p", {}),
                Link("OF", "one:o2", "one:d", {}), Link("SCOPE", "one:o2", "one:p", {}),
            ],
        )  # fmt: skip
        ledger.load(
            SourceInfo("two", "Second"),
            [
                Entity("University", STRANGE, {"name": "溫州大學", "ror": ror, "founded": 1934}),
                Entity("Enterprise", "two:e", {"name": "奔腾激光"}, basis="inferred",
                       basis_at=("2/1/0",)),
                Link("COOPERATES_WITH", STRANGE, "two:e", {"form": "joint_research", "papers": 3}),
                Link("COOPERATES_WITH", STRANGE, "two:e", {"form": "talent"}),
                Link("FUNDS", "two:e", STRANGE, {"amount": 1.5, "amount_unit": "万元"}),
            ],
        )  # fmt: skip
        yield ledger


@pytest.fixture(scope="session")
def shacl() -> Graph:
    return Graph().parse(data=shapes(load_model()), format="turtle")


def exported(ledger: Ledger, path: Path, **more: str) -> Graph:
    """The graph that is read back from an export of `ledger` to `path`."""
    export_graph(None, path, ledger=ledger, **more)
    return Graph().parse(path)
