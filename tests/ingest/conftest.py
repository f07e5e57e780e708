"""A ledger in each database, and a small region to load into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ledger import Ledger
from tests.loaders.packages import make_package


@pytest.fixture
def ledger(ledger_address: str) -> Iterator[Ledger]:
    with Ledger.open(ledger_address) as opened:
        yield opened


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A data set `places` beside which others are made; two of its places share a name."""
    rows = [
        ["id", "name", "name_en", "level", "part_of"],
        ["zj", "浙江省", "Zhejiang", "province", ""],
        ["wz", "温州市", "Wenzhou", "city", "zj"],
        ["g1", "鼓楼区", "Gulou", "county", ""],
        ["g2", "鼓楼区", "Gulou", "county", ""],
    ]
    return make_package(tmp_path / "places", {"places.csv": ("Place", rows)})
