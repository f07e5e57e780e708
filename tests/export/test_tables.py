"""Tables as files: typed cells, no formulas, never half a file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from graph.tables import replacing, workbook, write_rows

COLUMNS = ["name", "n", "share", "sources", "code"]
ROWS: list[tuple[Any, ...]] = [
    ("温州大学", 3, 0.5, ["one", "two"], "007"),
    ('=HYPERLINK("http://x")', None, -1.5, [], "91330300MA12345678"),
    ("+1\x07\n第二行", 10**16, None, ["一"], ""),
]


def as_mapping(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(COLUMNS, row, strict=True))


def test_a_worksheet_has_typed_cells_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    headers = ["名称", "数量", "占比", "来源", "代码"]
    path.write_bytes(workbook(headers, ROWS))
    sheet = openpyxl.load_workbook(path).active
    assert [c.value for c in sheet[1]] == headers and sheet["A1"].font.bold
    assert [c.value for c in sheet[2]] == ["温州大学", 3, 0.5, "one;two", "007"]
    assert [c.data_type for c in sheet[2]] == ["s", "n", "n", "s", "s"]
    assert sheet["A3"].value == '=HYPERLINK("http://x")' and sheet["A3"].data_type == "s"
    assert [c.value for c in sheet[3]][1:4] == [None, -1.5, None]
    assert [c.value for c in sheet[4]] == ["+1\n第二行", "1" + "0" * 16, None, "一", None]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:E4"
    assert sheet.column_dimensions["A"].width >= 10
    assert sheet.column_dimensions["B"].width >= 8  # the header, and the arrow of its filter
    assert pd.read_excel(path, dtype={"代码": str})["代码"][0] == "007"


def test_csv_joins_several_values_of_a_cell(tmp_path: Path) -> None:
    assert write_rows(tmp_path / "t.csv", COLUMNS, map(as_mapping, ROWS)) == 3
    read = pd.read_csv(tmp_path / "t.csv", dtype={"code": str})
    assert list(read.columns) == COLUMNS and read["sources"][0] == "one;two"
    assert read["name"][1] == '=HYPERLINK("http://x")' and read["code"][0] == "007"


def test_an_empty_table_is_a_header() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(COLUMNS, []))).active
    assert [[c.value for c in row] for row in sheet] == [COLUMNS]


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    def breaking() -> Iterator[dict[str, Any]]:
        yield as_mapping(ROWS[0])
        raise OSError(28, "No space left on device")

    path = tmp_path / "t.csv"
    path.write_text("before")
    with pytest.raises(OSError, match="No space"):
        write_rows(path, COLUMNS, breaking())
    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_a_new_file_may_be_read_by_whom_others_may(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with replacing(tmp_path / "new") as temporary:
        temporary.write_text("x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
