"""Foreign tables by a mapping file alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.errors import UserError
from graph.model import Entity, Link, load_model
from loaders import Options, Row, open_source
from tests.loaders.packages import make_package, write_csv

MODEL = load_model()
TABLE = [
    ["Nr", "Firma", "englisch", "kurz", "früher", "Art", "Jahr", "Ort", "zählt"],
    ["1", "甲公司", "A Ltd", "甲", "老甲", "company|funder", "1999", "WZ", "ja"],
    ["2", "", "B University", "", "", "education|funder", "", "HZ; WZ", "ja"],
    ["3", "丙", "", "", "", "club", "20119", "", "ja"],
    ["4", "丁", "", "", "", "company", "", "", "nein"],
]
MAPPING = """
kind = "Actor"
ignore = ["englisch"]
[source]
id = "firms"
title = "Firms"
publisher = "An office"
date = "2020-05-01"
licence = "CC0-1.0"
rank = 3
[only]
"zählt" = ["ja"]
[columns]
id = "Nr"
name = {from = ["Firma", "englisch"]}
aliases = {from = ["kurz", "früher"], every = true}
founded = "Jahr"
level = {constant = "national"}
place = {from = "Ort", split = ";", values = {WZ = "温州市", HZ = "杭州市"}}
[columns.kind]
from = "Art"
split = "|"
first = true
other = "Association"
values = {company = "Enterprise", education = "University"}
"""


def read(folder: Path, mapping: str, table: Any = TABLE, name: str = "t.mapping.toml") -> list[Row]:
    write_csv(folder / "t.csv", table)
    (folder / name).write_text(mapping, encoding="utf-8")
    return list(open_source(folder / "t.csv", MODEL).rows(None))


@pytest.mark.parametrize("name", ["t.mapping.toml", "t.csv.mapping.toml"])
def test_columns_and_values_become_the_models(tmp_path: Path, name: str) -> None:
    first, second, third = read(tmp_path, MAPPING, name=name)
    enterprise, place = first.records
    assert isinstance(enterprise, Entity)
    assert (enterprise.kind, enterprise.id) == ("Enterprise", "firms:1")
    assert enterprise.properties == {
        "name": "甲公司",
        "aliases": ("甲", "老甲"),
        "founded": 1999,
        "level": "national",
    }
    assert isinstance(place, Link)
    assert (place.type, place.start, place.end) == ("LOCATED_IN", "firms:1", "温州市")
    university, *places = second.records
    assert university.properties == {"name": "B University", "level": "national"}
    assert [p.end for p in places if isinstance(p, Link)] == ["杭州市", "温州市"]
    assert third.refused is not None
    assert (third.refused.row, third.refused.column, third.refused.value) == (4, "Jahr", "20119")
    assert third.refused.record == dict(zip(TABLE[0], TABLE[3], strict=True))


def test_the_source_comes_from_the_mapping_and_options_win(tmp_path: Path) -> None:
    read(tmp_path, MAPPING)
    opened = open_source(tmp_path / "t.csv", MODEL, Options(title="Told"))
    source = opened.source
    assert (source.id, source.title, source.publisher) == ("firms", "Told", "An office")
    assert (source.date, source.licence, source.rank) == ("2020-05-01", "CC0-1.0", 3)
    assert {p.name for p in opened.files} == {"t.csv", "t.mapping.toml"}


def test_columns_that_are_not_used_are_named(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", TABLE)
    text = MAPPING.replace('founded = "Jahr"\n', "")
    (tmp_path / "t.mapping.toml").write_text(text, encoding="utf-8")
    opened = open_source(tmp_path / "t.csv", MODEL)
    assert len(list(opened.rows(None))) == 3
    assert opened.warnings == ["t.csv: columns not used: Jahr"]


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    (row,) = read(tmp_path, MAPPING.replace('"Jahr"', '"Year"'))
    assert row.refused is not None
    assert row.refused.column == "Year"
    assert row.refused.expected == "a column Year, which t.mapping.toml names"


def test_some_rows_change_their_ends(tmp_path: Path) -> None:
    table = [["a", "b", "rel"], ["1", "2", "parent"], ["3", "4", "child"], ["5", "6", "other"]]
    mapping = """
    kind = "relationships"
    [columns]
    from = "a"
    to = "b"
    type = {from = "rel", values = {parent = "PART_OF", child = "PART_OF"}}
    [reverse]
    rel = ["child"]
    """
    parent, child, other = read(tmp_path, mapping, table)
    ends = [(r.start, r.end) for row in (parent, child) for r in row.records if isinstance(r, Link)]
    assert ends == [("1", "2"), ("4", "3")]
    assert other.refused is not None
    assert (other.refused.column, other.refused.value) == ("rel", "other")


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_title_above_the_header(tmp_path: Path, name: str) -> None:
    table = [
        ["企业名单（2019）"],
        [],
        ["编号", "企业", "年份"],
        ["1", "甲", "1999"],
        ["2", "乙", "x"],
    ]
    mapping = """
    kind = "Enterprise"
    header = 3
    [columns]
    id = "编号"
    name = "企业"
    founded = "年份"
    """
    (tmp_path / "t.mapping.toml").write_text(mapping, encoding="utf-8")
    if name == "t.csv":
        write_csv(tmp_path / name, table)
    else:
        book = openpyxl.Workbook()
        for row in table:
            book.active.append(row)
        book.save(tmp_path / name)
    good, bad = open_source(tmp_path / name, MODEL).rows(None)
    assert (good.number, good.records[0].properties) == (4, {"name": "甲", "founded": 1999})
    assert bad.refused is not None
    assert (bad.refused.row, bad.refused.column, bad.refused.value) == (5, "年份", "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns = 1", r"expected a section \[columns\]"),
        ("header = 0\n[columns]\nname = 'a'", "header = 0, expected the number of the row"),
        ("kind = 'Place'", r"expected \[columns\]"),
        ("code = 'import os'", "the file has code"),
        ("[columns]\nname = 3", "name = 3"),
        ("[columns]\nname = {}", "needs either from or constant"),
        ("[columns]\nname = {from = 'a', lambda = 'x'}", "name has lambda"),
        ("[columns]\nname = {from = 'a', values = 3}", "name.values"),
        ("[columns]\nname = {from = 'a', values = 'x.toml'}", "x.toml: No such file"),
        ("[columns]\nname = {from = [1]}", "a list of texts"),
        ("[source]\nname = 'x'\n[columns]\nname = 'a'", r"\[source\] has name"),
        ("not toml", "expected a mapping in TOML"),
    ],
)
def test_a_wrong_mapping(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        read(tmp_path, text)


def test_a_mapping_in_a_package(tmp_path: Path) -> None:
    folder = make_package(tmp_path / "x", {"t.csv": ("", TABLE)})
    (folder / "t.mapping.toml").write_text(MAPPING, encoding="utf-8")
    rows = list(open_source(folder, MODEL).rows(None))
    assert [r.id for row in rows for r in row.records if isinstance(r, Entity)] == ["x:1", "x:2"]
