"""Files of every format: the same rows out of each, and one clear reason for what is none."""

from __future__ import annotations

import contextlib
import csv
import datetime
import gzip
import json
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import load_model
from loaders import Options, open_source
from loaders.formats import Fault, Text, Unreadable, open_table

ROWS = [["id", "名称", "founded"], ["a", "温州大学", "1933"], ["b", "瓯江, 实验室", ""]]
TEXT = 'id,名称,founded\r\na,温州大学,1933\r\nb,"瓯江, 实验室",\r\n'


def table(path: Path) -> tuple[list[str], list[tuple[int, list[Text] | Fault]]]:
    sheet = open_table(path)
    return sheet.header, list(sheet.rows)


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as error:
        table(path)
    return error.value.expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_any_encoding_with_any_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "t.csv"
    lines = ["id,名称,founded", "a,温州大学,1933", 'b,"瓯江, 实验室",']
    text = "\n".join(lines).replace(",", delimiter).replace(f"江{delimiter} ", "江, ")
    path.write_bytes(text.encode(encoding))
    assert table(path) == (ROWS[0], [(2, ROWS[1]), (3, ROWS[2])])


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert table(path) == (ROWS[0], [(2, ROWS[1]), (3, ROWS[2])])


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('id,name\na,"two\nlines"\n\nb,x\n', encoding="utf-8")
    assert [n for n, row in table(path)[1] if any(row)] == [2, 4]


def test_a_broken_byte_spoils_its_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = ["id,名称", "a,温州大学", "b,温州医科大学", "c,温州商学院"]
    raw = "\n".join(lines).encode()
    path.write_bytes(raw.replace("医".encode(), b"\xe5\x8c"))
    header, rows = table(path)
    assert header == ["id", "名称"]
    assert rows[0] == (2, ["a", "温州大学"])
    assert rows[2] == (4, ["c", "温州商学院"])
    number, fault = rows[1]
    assert isinstance(fault, Fault)
    assert (number, fault.column, fault.expected) == (3, "#1", "UTF-8 text, not byte 0xE5")


def test_a_broken_byte_in_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = ["id,名称", "a,温州大学有限公司甲乙丙丁", "b,温州"]
    path.write_bytes("\n".join(lines).encode("gb18030") + b"\xff\n" + "c,浙江".encode("gb18030"))
    rows = table(path)[1]
    assert rows[0] == (2, ["a", "温州大学有限公司甲乙丙丁"])
    assert rows[2] == (4, ["c", "浙江"])
    assert isinstance(rows[1][1], Fault)
    assert "0xFF" in rows[1][1].expected


def test_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["id", "名称", "founded", "since", "share"],
        ["a", " 温州大学 ", 1933, datetime.date(2019, 5, 1), 0.5],
        [],
        ["b", True, 2019.0, datetime.datetime(2019, 5, 1), None],
    ):
        sheet.append(row)
    book.save(path := tmp_path / "t.xlsx")
    found = open_table(path)
    assert found.name == "Sheet"
    assert [(n, row) for n, row in found.rows if row] == [
        (2, ["a", "温州大学", "1933", "2019-05-01", "0.5"]),
        (4, ["b", "true", "2019", "2019-05-01"]),
    ]


def test_a_formula_is_refused_and_its_text_is_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "name"])
    book.active.append(["a", "=1+1"])
    book.active.append(["b", "plain"])
    text = book.active.cell(4, 2, "=not a formula")
    text.data_type = "s"
    book.active.cell(4, 1, "c")
    book.save(path := tmp_path / "t.xlsx")
    rows = table(path)[1]
    assert isinstance(rows[0][1], Fault)
    assert rows[0][1].value == "=1+1"
    assert "not a formula" in rows[0][1].expected
    assert rows[1:] == [(3, ["b", "plain"]), (4, ["c", "=not a formula"])]


def test_an_error_in_a_cell_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "name"])
    book.active.append(["a", "#REF!"])
    book.active.cell(2, 2).data_type = "e"
    book.save(path := tmp_path / "t.xlsx")
    fault = table(path)[1][0][1]
    assert isinstance(fault, Fault)
    assert fault.expected == "a value, not an error"


def test_other_sheets_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id"])
    book.create_sheet("二").append(["x"])
    book.save(path := tmp_path / "t.xlsx")
    assert open_table(path).warnings == ["t.xlsx: only sheet Sheet is read, not 二"]
    assert open_table(path, "二").header == ["x"]
    with pytest.raises(Unreadable, match=r"a sheet named '三'; there are Sheet, 二"):
        open_table(path, "三")


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    records = [
        {"id": "a", "名称": "温州大学", "aliases": ["温大", "W;Z"], "founded": 1933},
        {"id": "b", "名称": None, "share": 0.5},
    ]
    lines = [json.dumps(r, ensure_ascii=False) for r in records]
    path.write_text("\n".join([lines[0], "{broken", lines[1], '{"id": {"x": 1}}']), "utf-8")
    header, rows = table(path)
    assert header == ["id", "名称", "aliases", "founded", "share"]
    assert rows[0] == (1, ["a", "温州大学", ["温大", "W;Z"], "1933", ""])
    assert rows[2] == (3, ["b", "", "", "", "0.5"])
    assert isinstance(rows[1][1], Fault)
    assert rows[1][1].expected == "one JSON object on a line"
    assert isinstance(rows[3][1], Fault)
    assert rows[3][1].expected == "a value or a list of values, not an object"


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    columns = {
        "id": ["a", "b"],
        "founded": [1933, None],
        "share": [0.5, float("nan")],
        "aliases": [["温大", "W;Z"], None],
        "date": [datetime.date(2019, 5, 1), None],
        "at": [datetime.datetime(2019, 5, 1), None],
    }
    pq.write_table(pa.table(columns), path)
    header, rows = table(path)
    assert header == list(columns)
    assert rows == [
        (2, ["a", "1933", "0.5", ["温大", "W;Z"], "2019-05-01", "2019-05-01"]),
        (3, ["b", "", "", "", "", ""]),
    ]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.jsonl", "t.parquet"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert "the file is empty" in refused(tmp_path / name)


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_a_file_of_blanks(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf \r\n\n")
    assert refused(tmp_path / name)


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.jsonl", "t.parquet"])
def test_a_missing_file_and_a_folder(tmp_path: Path, name: str) -> None:
    assert "it is missing" in refused(tmp_path / name)
    (tmp_path / name).mkdir()
    assert "this is a folder" in refused(tmp_path / name)


@pytest.mark.parametrize("name", ["t.xlsx", "t.parquet"])
def test_another_file_by_this_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id,name\na,b\n", encoding="utf-8")
    assert "this file is none, or is damaged" in refused(tmp_path / name)


def test_a_zip_that_pretends_to_be_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    assert "zip archive of something else" in refused(tmp_path / "t.xlsx")


def test_a_workbook_that_is_cut_off(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for i in range(3_000):
        book.active.append([f"id{i}", "name" * (i % 7)])
    book.save(tmp_path / "whole.xlsx")
    raw = (tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "t.xlsx").write_bytes(raw[: len(raw) // 2])
    assert "damaged" in refused(tmp_path / "t.xlsx")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (60 << 20))
    assert "reasonable size" in refused(tmp_path / "t.xlsx")


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id"])
    book.save(tmp_path / "good.xlsx")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(tmp_path / "t.xlsx", "w") as bad,
    ):
        for name in good.namelist():
            text = good.read(name).decode()
            if name.endswith("sheet1.xml"):
                text = bomb + text.replace("<sheetData>", "<sheetData><!-- &b; -->")
            bad.writestr(name, text)
    assert "damaged" in refused(tmp_path / "t.xlsx")


def test_an_open_quotation_mark(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "x,y\n" * 300_000
    path.write_text(f'id,name\na,b\nc,"never closed\n{rows}', encoding="utf-8")
    sheet = open_table(path)
    assert next(sheet.rows) == (2, ["a", "b"])
    with pytest.raises(Unreadable, match="quotation mark is probably not closed") as error:
        next(sheet.rows)
    assert error.value.row == 3


@pytest.mark.parametrize("end", ["", "\n", "\n二,温州市\n", "\n二,温州市"])
@pytest.mark.parametrize("start", ["", "c,"])
def test_a_file_that_ends_within_quotation_marks(tmp_path: Path, start: str, end: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f'id,name\na,b\n{start}"未闭合{end}', encoding="utf-8")
    sheet = open_table(path)
    assert next(sheet.rows) == (2, ["a", "b"])
    with pytest.raises(Unreadable, match="closing quotation mark") as error:
        next(sheet.rows)
    assert (error.value.row, error.value.value) == (3, "未闭合")


@pytest.mark.parametrize("last", ['"c"', '"c"\n', 'c"', "\n", '""', '"c\n"'])
def test_quotation_marks_that_are_closed_at_the_end(tmp_path: Path, last: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"id\na\n{last}", encoding="utf-8")
    assert [row for _, row in table(path)[1]] == list(csv.reader(["a\n", *last.splitlines(True)]))


def test_nul_bytes_in_the_header(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"i\0d,name\na,b\n")
    assert "NUL bytes" in refused(tmp_path / "t.csv")


def test_an_old_workbook_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "t.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    options = Options(kind="Enterprise")
    (row,) = open_source(tmp_path / "t.xls", load_model(), options).rows(None)
    assert row.refused and row.refused.expected.startswith("an Excel workbook")


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert refused(tmp_path / "t.xlsx") == "a workbook without a password, saved as .xlsx"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound table in each format."""
    folder = tmp_path_factory.mktemp("whole")
    book = openpyxl.Workbook()
    for row in ROWS * 5:
        book.active.append(row)
    book.save(folder / "t.xlsx")
    pq.write_table(pa.table({"id": ["a", "b"], "aliases": [["温大"], None]}), folder / "t.parquet")
    (folder / "t.jsonl").write_text('{"id": "a"}\n{"id": "温", "n": [1]}\n', encoding="utf-8")
    (folder / "t.csv").write_text(TEXT, encoding="utf-8")
    (folder / "t.csv.gz").write_bytes(gzip.compress(TEXT.encode()))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_whatever_the_bytes_there_is_a_reason(
    tmp_path_factory: pytest.TempPathFactory, whole: dict[str, bytes], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(whole)))
    raw = bytearray(whole[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(bytes(raw))
    with contextlib.suppress(Unreadable):
        for number, row in open_table(path).rows:
            assert number > 0
            assert isinstance(row, Fault | list)
