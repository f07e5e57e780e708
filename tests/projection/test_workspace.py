"""A ledger and its graph opened together."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.engine.base import Engine
from graph.errors import UserError
from graph.ledger import SourceInfo
from graph.model import Entity
from graph.project import pending
from graph.store import Store
from graph.workspace import Workspace


def test_refresh_shows_what_is_new_and_says_what_it_writes(
    tmp_path: Path, arcadedb_engine: Engine, arcadedb_store: Store
) -> None:
    heard: list[int] = []
    with Workspace.open(arcadedb_engine.address, str(tmp_path / "l.db")) as workspace:
        workspace.ledger.load(SourceInfo("one", "One"), [Entity("University", "one:1", {})])
        assert pending(workspace.ledger, workspace.store) == (0, 1)
        assert workspace.refresh(heard.append) == 2
        assert heard == [1, 2]
        assert pending(workspace.ledger, workspace.store) is None
        assert workspace.refresh() == 0
        assert workspace.store.read("MATCH (a:University) RETURN a.id").rows == [("one:1",)]


def test_a_graph_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        Workspace.open("bolt://127.0.0.1:1", str(tmp_path / "l.db"))
    assert "127.0.0.1:1" in str(raised.value)
