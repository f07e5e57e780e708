"""A table of a year, filled in by hand and loaded: its figures meet the targets that are there."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from graph import queries, tables
from graph.engine import arcadedb
from graph.errors import UserError
from graph.ingest import load
from graph.model import load_model
from graph.settings import CHECKOUT
from graph.workspace import Workspace
from loaders import Options
from loaders.office.draft import draft
from tests.conftest import leave_out
from views.parts.figures import RANK, Compared, compare
from views.parts.filling import sign, to_fill
from views.words import text

WENZHOU, YEAR = "delta:330300", 2020
SHARE, FIRMS = "R&D研发投入占GDP比重", "新增高新技术企业"


def test_a_filled_in_table_meets_the_targets_that_are_there(tmp_path: Path) -> None:
    address = str(tmp_path / "graph")
    try:
        with Workspace.open(address) as workspace:
            for name in ("delta", "wenzhou"):
                load(CHECKOUT / "data" / name, workspace.ledger, rejected=tmp_path)
            before = _compared(workspace)
            path = tmp_path / "温州市 2020 指标表.xlsx"
            path.write_bytes(_filled(before, {SHARE: 2.1, FIRMS: 420}))
            drafted = draft(path, workspace.model, workspace.ledger, own="clerk")
            mapping = path.with_name(f"{path.name}.mapping.toml")
            mapping.write_text(drafted.text(), encoding="utf-8")
            report = load(path, workspace.ledger, Options(id="clerk"), rejected=tmp_path)
            after = _compared(workspace)
    except UserError as error:
        leave_out(str(error))
    finally:
        arcadedb.stop(address)
    assert [*report.refusals] == []
    assert [c.series for c in after] == [c.series for c in before]
    found = {c.series.indicator: c for c in after}
    share, firms = found[SHARE], found[FIRMS]
    assert (share.series.measure, share.target.value, share.actual.value) == ("share", 2.3, 2.1)
    assert share.reached is False and firms.reached is True
    assert (firms.target.comparator, firms.target.value, firms.actual.value) == (">", 400, 420)
    assert share.sources == firms.sources == ("clerk", "wenzhou")
    assert [c.series.indicator for c in after if c.actual] == [SHARE, FIRMS]
    assert [(c.target.value, sign(c.target)) for c in after] == [
        (c.target.value, sign(c.target)) for c in before
    ]


def _compared(workspace: Workspace) -> list[Compared]:
    workspace.refresh()
    answer = queries.run(workspace.store, "observations", {}, limit=10_000)
    rows = [SimpleNamespace(**dict(zip(answer.columns, r, strict=True))) for r in answer.rows]
    return compare([r for r in rows if r.value is not None and r.scope_id], WENZHOU, YEAR)


def _filled(compared: list[Compared], actual: dict[str, float]) -> bytes:
    """The table as the page gives it, with some of its actual figures put in."""
    words = load_model().lists["measure"]
    rows = to_fill(
        compared, "温州市", YEAR, lambda c: c.series.indicator, lambda m: words.label(m, "zh")
    )
    headings = text("zh", "indicators.headings").split("|")
    book = openpyxl.load_workbook(
        io.BytesIO(tables.book_of([tables.Sheet("表", headings, rows)])),
    )
    sheet = book.active
    assert sheet is not None and sheet.max_row == len(compared) + 1
    for line in range(2, sheet.max_row + 1):
        assert sheet.cell(line, len(headings)).value is None
        if (value := actual.get(str(sheet.cell(line, 1).value))) is not None:
            sheet.cell(line, len(headings)).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("comparator", "value", "told"),
    [("=", 580.0, 580), ("=", 2.3, 2.3), (">", 1600.0, "> 1600"), (">=", 0.5, "≥ 0.5"),
     ("<=", 3.0, "≤ 3"), ("~", 40.0, "≈ 40"), (None, 7.0, 7)],
)  # fmt: skip
def test_a_target_stands_as_it_is_stated(comparator: str | None, value: float, told: Any) -> None:
    target = SimpleNamespace(value=value, comparator=comparator)
    series = SimpleNamespace(measure="level", unit="家")
    row: Any = SimpleNamespace(series=series, target=target)
    assert to_fill([row], "甲", 2020, lambda c: "乙", lambda m: "水平") == [
        ["乙", "甲", 2020, "水平", "家", told, None]
    ]
    rank: Any = SimpleNamespace(series=SimpleNamespace(measure=RANK, unit=""), target=None)
    assert to_fill([rank], "甲", 2020, lambda c: "乙", lambda m: "名次") == []
