"""The data sets that come with the project are read without a refused row."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import load_model
from loaders.source import Options
from loaders.tables import open_source

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("name", ["delta", "delta-2019", "wenzhou"])
def test_every_row_is_accepted(name: str) -> None:
    opened = open_source(DATA / name, load_model(), Options())
    rows = list(opened.rows(None))
    assert [row.refused for row in rows if row.refused] == []
    assert opened.source.id == name
    assert len(rows) > 300
