"""Data packages and their tables: what is read from where, and the way a loader is found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import loaders
from graph.model import Entity, Link, load_model
from loaders import Options, Row, open_source
from loaders.mapping import find_mapping
from tests.loaders.packages import DESCRIPTION, make_package, write_csv

MODEL = load_model()


def records(path: Path, options: Options | None = None) -> list[Entity | Link]:
    rows = list(open_source(path, MODEL, options).rows(None))
    assert [row.refused for row in rows if row.refused] == []
    return [record for row in rows for record in row.records]


def test_entities_come_before_what_relates_them(tmp_path: Path) -> None:
    tables = {
        "links.csv": ("relationships", [["type", "from", "to"], ["SERVES", "p1", "i1"]]),
        "platforms.csv": ("Platform", [["id", "name"], ["p1", "平台"]]),
        "serves.csv": ("SERVES", [["from", "to"], ["p1", "i1"]]),
        "industries.csv": ("Industry", [["id", "name"], ["i1", "激光"]]),
    }
    found = records(make_package(tmp_path / "x", tables))
    assert [type(r).__name__ for r in found] == ["Entity", "Entity", "Link", "Link"]


def test_the_description_itself_may_be_named(tmp_path: Path) -> None:
    folder = make_package(tmp_path / "x", {"i.csv": ("Industry", [["id", "name"], ["i1", "激光"]])})
    assert records(folder / "datapackage.json") == records(folder)


def test_what_a_resource_says_of_its_file_is_heeded(tmp_path: Path) -> None:
    text = "id#name\ni1#激光\n"
    (tmp_path / "i.txt").write_text(text, encoding="big5")
    book = openpyxl.Workbook()
    book.create_sheet("产业").append(["id", "name"])
    book["产业"].append(["i2", "数字经济"])
    book.save(tmp_path / "b.xlsx")
    resources = [
        {"path": "i.txt", "kind": "Industry", "encoding": "big5", "dialect": {"delimiter": "#"}},
        {"path": "b.xlsx", "kind": "Industry", "dialect": {"sheet": "产业"}},
    ]
    data = {"name": "x", **DESCRIPTION, "resources": resources}
    (tmp_path / "datapackage.json").write_text(json.dumps(data), encoding="utf-8")
    names = [r.properties["name"] for r in records(tmp_path) if isinstance(r, Entity)]
    assert names == ["激光", "数字经济"]


@pytest.mark.parametrize("name", ["Id,名称", "ID, Name ", "编号,NAME", "id,ＮＡＭＥ"])
def test_a_header_is_known_by_name_and_label(tmp_path: Path, name: str) -> None:
    path = write_csv(tmp_path / "t.csv", [name.split(","), ["i1", "激光"]])
    (entity,) = records(path, Options(kind="Industry"))
    assert entity[:3] == ("Industry", "t:i1", {"name": "激光"})


def test_a_table_of_any_kind(tmp_path: Path) -> None:
    rows = [
        ["kind", "id", "name", "level"],
        ["地点", "a", "温州市", "市"],
        ["Fund", "b", "基金", ""],
    ]
    found = records(write_csv(tmp_path / "t.csv", rows), Options(kind="*"))
    assert [(r.kind, r.id) for r in found if isinstance(r, Entity)] == [
        ("Place", "t:a"),
        ("Fund", "t:b"),
    ]


def test_several_values_in_a_cell(tmp_path: Path) -> None:
    rows = [["id", "name", "aliases", "part_of"], ["a", "甲", "A; B；A;", "b;c"]]
    entity, *links = records(write_csv(tmp_path / "t.csv", rows), Options(kind="Industry"))
    assert entity.properties["aliases"] == ("A", "B")
    assert [(r.start, r.end) for r in links if isinstance(r, Link)] == [("t:a", "b"), ("t:a", "c")]


def test_a_list_keeps_its_semicolons(tmp_path: Path) -> None:
    record = {"id": "a", "name": ["甲"], "aliases": ["A;B", "C"]}
    (tmp_path / "t.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (entity,) = records(tmp_path / "t.jsonl", Options(kind="Industry"))
    assert entity.properties == {"name": "甲", "aliases": ("A;B", "C")}


def test_a_list_where_one_value_belongs(tmp_path: Path) -> None:
    record = {"id": "a", "name": ["甲", "乙"]}
    (tmp_path / "t.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (row,) = open_source(tmp_path / "t.jsonl", MODEL, Options(kind="Industry")).rows(None)
    assert row.refused is not None
    assert (row.refused.column, row.refused.value) == ("name", "甲;乙")
    assert row.refused.expected == "one value, not 2"


def test_two_lists_where_one_value_belongs_are_both_told(tmp_path: Path) -> None:
    record = {"id": ["a", "b"], "name": ["甲", "乙"], "aliases": ["c", "d"]}
    (tmp_path / "t.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (row,) = open_source(tmp_path / "t.jsonl", MODEL, Options(kind="Industry")).rows(None)
    assert row.refused is not None
    assert [r.column for r in (row.refused, *row.more)] == ["id", "name"]


def test_blank_cells_and_rows_say_nothing(tmp_path: Path) -> None:
    rows = [["id", "name", "class"], ["a", "甲", "  "], [" ", "", "\t"], ["", "", ""]]
    (entity,) = records(write_csv(tmp_path / "t.csv", rows), Options(kind="Industry"))
    assert entity.properties == {"name": "甲"}


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
@pytest.mark.parametrize("rows", [[], [["编号", "名称"]], [["编号", "名称"], ["", " "]]])
def test_a_table_without_rows_is_told_of(tmp_path: Path, name: str, rows: list[list[str]]) -> None:
    path = tmp_path / name
    if name == "t.csv":
        write_csv(path, [["id", "name"], *rows])
    else:
        book = openpyxl.Workbook()
        for row in [["id", "name"], *rows]:
            book.active.append(row)
        book.save(path)
    opened = open_source(path, MODEL, Options(kind="Industry"))
    assert list(opened.rows(None)) == []
    assert opened.warnings == [f"{name}: no rows under the header"]


def test_a_column_without_a_name_is_told_of_if_it_has_values(tmp_path: Path) -> None:
    rows = [["id", "", "name", "", ""], ["a", "", "甲", "", ""], ["b", "", "乙", "x", ""]]
    opened = open_source(write_csv(tmp_path / "t.csv", rows), MODEL, Options(kind="Industry"))
    assert len(list(opened.rows(None))) == 2
    assert opened.warnings == ["t.csv: column 4 has no name and is left out; row 3 has 'x' there"]


def test_a_row_that_says_more_never_says_of_what_kind_a_thing_is(tmp_path: Path) -> None:
    rows = [["id", "staff"], ["other:a", "5"], ["other:b", " "]]  # a blank cell is read again
    folder = make_package(
        tmp_path / "x", {"more.csv": ("Enterprise", rows)},
        triplehelix={"exact": True},
        resources=[{"name": "more", "path": "more.csv", "kind": "Enterprise", "more": True}],
    )  # fmt: skip
    said = [r for row in open_source(folder, MODEL).rows(None) for r in row.records]
    assert [(r.kind, r.id) for r in said if isinstance(r, Entity)] == [
        ("", "other:a"), ("", "other:b"),
    ]  # fmt: skip


def test_an_encoding_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("id,name\na,b\n", encoding="utf-8")
    for encoding in ("klingon", "base64"):
        resources = [{"path": "i.csv", "kind": "Industry", "encoding": encoding}]
        data = {"name": "x", **DESCRIPTION, "resources": resources}
        (tmp_path / "datapackage.json").write_text(json.dumps(data), encoding="utf-8")
        (row,) = open_source(tmp_path, MODEL).rows(None)
        assert row.refused is not None
        assert encoding in row.refused.expected


def test_an_inverse_column_turns_the_relationship(tmp_path: Path) -> None:
    rows = [["id", "name", "parties"], ["g", "协议", "a"]]
    _, link = records(write_csv(tmp_path / "t.csv", rows), Options(kind="Agreement"))
    assert isinstance(link, Link)
    assert (link.type, link.start, link.end) == ("PARTY_TO", "a", "t:g")


def test_refused_rows_are_read_again(tmp_path: Path) -> None:
    rows = [["id", "name"], ["a", "甲"], ["b", "乙"], ["c", "丙"]]
    path = write_csv(tmp_path / "t.csv", rows)
    opened = open_source(path, MODEL, Options(kind="Industry"))
    assert opened.reread("t.csv", "", {2, 4}) == {
        2: {"id": "a", "name": "甲"},
        4: {"id": "c", "name": "丙"},
    }


def test_a_mapping_is_found_beside_its_table(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    assert find_mapping(table) is None
    (tmp_path / "t.mapping.toml").touch()
    assert find_mapping(table) == tmp_path / "t.mapping.toml"
    (tmp_path / "t.csv.mapping.toml").touch()
    assert find_mapping(table) == tmp_path / "t.csv.mapping.toml"


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file in the loaders' folder."""
    (tmp_path / "haiku.py").write_text(
        "from loaders import Opened, Row, SourceData\n"
        "from graph.model import Entity\n"
        "def reads(path):\n"
        "    return path.suffix == '.haiku'\n"
        "def open_source(path, model, options):\n"
        "    source = SourceData('haiku', 'Haiku', '', '', '')\n"
        "    row = Row(path.name, '', 1, [Entity('Industry', 'haiku:a', {'name': 'a'})])\n"
        "    return Opened(source, (path,), lambda p: iter([row]), lambda *a: {}, path.parent)\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(loaders, "__path__", [*loaders.__path__, str(tmp_path)])
    yield
    sys.modules.pop("loaders.haiku", None)


@pytest.mark.usefixtures("added")
def test_adding_a_source_is_adding_a_file(tmp_path: Path) -> None:
    assert [name for name, _ in loaders.loaders()] == ["haiku", "tables"]
    (tmp_path / "x.haiku").touch()
    opened = open_source(tmp_path / "x.haiku", MODEL)
    rows: list[Row] = list(opened.rows(None))
    assert opened.source.id == "haiku"
    assert [r.id for row in rows for r in row.records if isinstance(r, Entity)] == ["haiku:a"]
