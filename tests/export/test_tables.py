"""Tables as files: typed cells, no formulas, never half a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from graph.errors import UserError
from graph.tables import replacing, write_table

COLUMNS = ["name", "n", "share", "sources", "code"]
ROWS: list[tuple[Any, ...]] = [
    ("温州大学", 3, 0.5, ["one", "two"], "007"),
    ('=HYPERLINK("http://x")', None, -1.5, [], "91330300MA12345678"),
    ("+1\x07\n第二行", 10**16, None, ["一"], ""),
]


def test_a_worksheet_has_typed_cells_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    headers = ["名称", "数量", "占比", "来源", "代码"]
    assert write_table(path, COLUMNS, ROWS, headers) == 3
    sheet = openpyxl.load_workbook(path).active
    assert [c.value for c in sheet[1]] == headers and sheet["A1"].font.bold
    assert [c.value for c in sheet[2]] == ["温州大学", 3, 0.5, "one;two", "007"]
    assert [c.data_type for c in sheet[2]] == ["s", "n", "n", "s", "s"]
    assert sheet["A3"].value == '=HYPERLINK("http://x")' and sheet["A3"].data_type == "s"
    assert [c.value for c in sheet[3]][1:4] == [None, -1.5, None]
    assert [c.value for c in sheet[4]] == ["+1\n第二行", "1" + "0" * 16, None, "一", None]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:E4"
    assert sheet.column_dimensions["A"].width >= 10
    assert pd.read_excel(path, dtype={"代码": str})["代码"][0] == "007"


def test_csv_and_lines(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", COLUMNS, ROWS)
    read = pd.read_csv(tmp_path / "t.csv", dtype={"code": str})
    assert list(read.columns) == COLUMNS and read["sources"][0] == "one;two"
    assert read["name"][1] == '=HYPERLINK("http://x")' and read["code"][0] == "007"
    write_table(tmp_path / "t.jsonl", COLUMNS, ROWS)
    lines = (tmp_path / "t.jsonl").read_text("utf-8").splitlines()
    assert [tuple(json.loads(x).values()) for x in lines] == ROWS


def test_an_empty_table_is_a_header(tmp_path: Path) -> None:
    assert write_table(tmp_path / "t.xlsx", COLUMNS, []) == 0
    assert [c.value for c in openpyxl.load_workbook(tmp_path / "t.xlsx").active[1]] == COLUMNS


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.csv, \.jsonl or \.xlsx"):
        write_table(tmp_path / "t.pdf", COLUMNS, ROWS)


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    def breaking() -> Iterator[tuple[Any, ...]]:
        yield ROWS[0]
        raise OSError(28, "No space left on device")

    for ending in ("csv", "jsonl", "xlsx"):
        path = tmp_path / f"t.{ending}"
        path.write_text("before")
        with pytest.raises(OSError, match="No space"):
            write_table(path, COLUMNS, breaking())
        assert path.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["t.csv", "t.jsonl", "t.xlsx"]


def test_a_new_file_may_be_read_by_whom_others_may(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with replacing(tmp_path / "new") as temporary:
        temporary.write_text("x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
