"""A template, filled in, loads as it is; an empty one says nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from graph.errors import UserError
from graph.model import Column, load_model
from loaders import Options, Row, open_source
from loaders.formats import NOTES
from loaders.templates import csv_template, template_columns, xlsx_template

MODEL = load_model()
KINDS = [k.name for k in MODEL.kinds.values() if k.table]
TYPES = [r.type for r in MODEL.relationships.values() if not r.derived]
SAMPLES = {
    "text": "文字",
    "integer": "12",
    "number": "1.5",
    "year": "2019",
    "date": "2019-05-01",
    "url": "https://example.org",
    "longitude": "120.7",
    "latitude": "28.0",
}
IDENTIFIERS = {
    "ror": "00rd5t069",
    "uscc": "91350100M000100Y43",
    "cordis": "999997930",
    "adcode": "330300",
    "geonames": "1791388",
    "orcid": "0000-0002-1825-0097",
    "gbt4754": "C38",
    "period": "2024-06",
}


def read(path: Path, kind: str) -> list[Row]:
    return list(open_source(path, MODEL, Options(kind=kind, id="t")).rows(None))


def sample(column: Column) -> str:
    """Something right to fill into a column."""
    if column.property is None:
        return {"kind": "企业", "type": "LOCATED_IN"}.get(column.name, f"{column.name}-1")
    if column.property.list:
        codes = MODEL.lists[column.property.list]
        return codes.label(next(iter(codes.codes)), "zh")
    return IDENTIFIERS.get(column.name) or SAMPLES[column.property.type]


@pytest.mark.parametrize("name", [*KINDS, *TYPES, "relationships", "*", "企业"])
def test_an_empty_template_says_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.csv").write_bytes(csv_template(name, MODEL))
    assert read(tmp_path / "t.csv", name) == []


@pytest.mark.parametrize("name", ["Enterprise", "Place", "Observation", "Person", *TYPES])
def test_a_filled_template_loads(tmp_path: Path, name: str) -> None:
    columns = template_columns(name, MODEL)
    text = io.StringIO(csv_template(name, MODEL).decode("utf-8-sig"))
    rows = [*csv.reader(text), [sample(c) for c in columns]]
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (row,) = read(tmp_path / "t.csv", name)
    assert row.refused is None
    assert row.number == 3
    links = sum(c.role == "link" for c in columns)
    assert len(row.records) == 1 + links
    said = row.records[0].properties
    assert set(said) == {c.name for c in columns if c.role == "property"}


@pytest.mark.parametrize("name", ["Enterprise", "Actor", "COOPERATES_WITH", "relationships", "*"])
def test_the_workbook(tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(xlsx_template(name, MODEL))
    assert read(path, name) == []
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = template_columns(name, MODEL)
    assert [c.value for c in sheet[1]] == [c.name for c in columns]
    assert [c.value for c in sheet[2]] == [c.zh for c in columns]
    assert [r[0].value for r in book[NOTES].iter_rows(min_row=2)] == [c.name for c in columns]
    choices = {str(d.sqref): d.formula1 for d in sheet.data_validations.dataValidation}
    for place, column in enumerate(columns):
        if column.name == "status":
            letter = sheet.cell(1, place + 1).column_letter
            where = choices[f"{letter}3:{letter}1000"]
            cells = book["codes"][where.split("!")[1].replace("$", "")]
            assert [c[0].value for c in cells] == ["计划", "已签约", "推进中", "已实现", "已结束"]
            break
    else:
        pytest.fail("no column for the status")


def test_a_filled_workbook_loads(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(xlsx_template("Actor", MODEL))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    values = {"kind": "企业", "id": "e1", "name": "甲", "founded": 2001, "status": "计划"}
    for column, value in (values | {"uscc": "91350100M000100Y43", "place": "温州市"}).items():
        sheet.cell(3, places[column], value)
    book.save(path)
    opened = open_source(path, MODEL, Options(kind="Actor", id="t"))
    (row,) = opened.rows(None)
    assert row.refused is None
    entity, link = row.records
    assert entity.properties == {"name": "甲", "founded": 2001, "uscc": "91350100M000100Y43"}
    assert (entity.status, link.status, link.type) == ("planned", "planned", "LOCATED_IN")
    assert entity.locators == ("t.xlsx#Actor!e1",)
    assert opened.unsaid == ("publisher", "date", "licence")
    assert opened.warnings == []


def test_an_unknown_kind() -> None:
    with pytest.raises(UserError, match="'Firm': no kind or relationship type"):
        csv_template("Firm", MODEL)
