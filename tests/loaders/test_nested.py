"""Nested records: paths, brackets, and lists whose objects are rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.model import Entity, Link, load_model
from loaders import Opened, Options, open_source
from loaders.formats import Unreadable
from loaders.formats.nested import parse, walk

MODEL = load_model()
RECORD: dict[str, Any] = {
    "id": "x/1",
    "types": ["facility", "funder"],
    "names": [
        {"value": "WZL", "lang": None, "types": ["acronym"]},
        {"value": "Wenzhou Key Laboratory", "lang": "en", "types": ["label", "display"]},
        {"value": "温州实验室", "lang": "zh", "types": ["label"]},
    ],
    "where": {"point": {"lat": 28.0, "lng": 120.7}, "city": 7},
    "links": [{"type": "parent", "id": "x/2"}, {"type": "child", "id": "x/3"}],
}
OTHERS = [
    {
        "id": "x/2",
        "types": ["company"],
        "names": [{"value": "乙", "lang": "zh", "types": ["label"]}],
    },
    {"id": "x/3", "types": ["club"], "names": [{"value": "丙", "lang": "zh", "types": ["label"]}]},
]
MAPPING = """
[source]
id = "x"
[[table]]
kind = "Actor"
ignore = ["links"]
[table.columns]
id = {from = "id", strip = "x/"}
name = {from = "names[lang=zh, types=label].value", first = true}
name_en = "names[lang=en, types=display].value"
aliases = "names.value"
latitude = "where.point.lat"
longitude = "where.point.lng"
place = {from = "where.city", values = "places.toml", other = ""}
[[table.columns.kind]]
from = "names.value"
first = true
contains = {"实验室" = "Laboratory"}
only = {types = ["facility"]}
[[table.columns.kind]]
from = "types"
first = true
values = {facility = "ResearchInstitute", company = "Enterprise"}
other = "Organisation"
[[table]]
kind = "relationships"
each = "links"
ignore = ["types", "names", "where"]
[table.columns]
from = {from = "id", strip = "x/"}
to = {from = "links.id", strip = "x/"}
type = {from = "links.type", values = {parent = "PART_OF", child = "PART_OF"}}
[table.reverse]
"links.type" = ["child"]
"""


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(records), path)
    else:
        lines = [json.dumps(r, ensure_ascii=False) for r in records]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


def opened(folder: Path, mapping: str = MAPPING, name: str = "t.jsonl") -> Opened:
    (folder / "mappings").mkdir()
    (folder / "mappings" / "places.toml").write_text('7 = "温州市"', encoding="utf-8")
    told = folder / "mappings" / "x.toml"
    told.write_text(mapping, encoding="utf-8")
    table = write(folder / name, [RECORD, *OTHERS])
    return open_source(table, MODEL, Options(mapping=str(told)))


@pytest.mark.parametrize("name", ["t.jsonl", "t.parquet"])
def test_nested_records_become_entities_and_links(tmp_path: Path, name: str) -> None:
    source = opened(tmp_path, name=name)
    rows = list(source.rows(None))
    assert [r.refused for r in rows] == [None] * 5
    entities = {r.id: r for row in rows for r in row.records if isinstance(r, Entity)}
    first = entities["x:1"]
    assert first.properties == {
        "name": "温州实验室",
        "name_en": "Wenzhou Key Laboratory",
        "aliases": ("WZL",),
        "latitude": 28.0,
        "longitude": 120.7,
    }
    kinds = {id_: e.kind for id_, e in entities.items()}
    assert kinds == {"x:1": "Laboratory", "x:2": "Enterprise", "x:3": "Organisation"}
    links = [r for row in rows for r in row.records if isinstance(r, Link)]
    assert [(r.type, r.start, r.end) for r in links] == [
        ("LOCATED_IN", "x:1", "温州市"),
        ("PART_OF", "1", "2"),
        ("PART_OF", "3", "1"),
    ]
    assert source.warnings == []
    assert {p.name for p in source.files} == {name, "x.toml", "places.toml"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("where.point.lat", [28.0]),
        ("names.value", ["WZL", "Wenzhou Key Laboratory", "温州实验室"]),
        ("names[lang=zh].value", ["温州实验室"]),
        ("names[types=label,lang!=zh].value", ["Wenzhou Key Laboratory"]),
        ("names[lang=].value", ["WZL"]),
        ("names[types=label, types!=display].value", ["温州实验室"]),
        ("names[lang=fr].value", []),
        ("where.nothing.lat", []),
    ],
)
def test_what_stands_at_a_path(path: str, found: list[Any]) -> None:
    assert list(walk(RECORD, parse(path))) == found


@pytest.mark.parametrize(
    "text", ["", "a..b", ".a", "a.", "a[b", "a[b]", "a[=c]", "a[]", "a]b", "a[b=c]d"]
)
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(Unreadable, match="a path such as"):
        parse(text)


@pytest.mark.parametrize(
    ("there", "instead", "column", "expected"),
    [
        ("names[lang=en, types=display].value", "names[lang.value", "", "a path such as"),
        ("where.point.lat", "wher.point.lat", "wher.point.lat", "which x.toml names"),
        ('each = "links"', 'each = "link"', "", "whose objects are rows"),
        ('latitude = "where.point.lat"', 'latitude = "where"', "where", "not an object"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused_in_one_line(
    tmp_path: Path, there: str, instead: str, column: str, expected: str
) -> None:
    rows = opened(tmp_path, MAPPING.replace(there, instead)).rows(None)
    refused = [r.refused for r in rows if r.refused]
    assert len(refused) == 1
    assert (refused[0].column, expected in refused[0].expected) == (column, True)


def test_a_misspelt_inner_key_is_told(tmp_path: Path) -> None:
    source = opened(tmp_path, MAPPING.replace("where.point.lat", "where.point.lta"))
    list(source.rows(None))
    assert source.warnings == ["t.jsonl: nothing stands at where.point.lta in any row"]


def test_other_files_have_no_lists_of_objects(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,links\n1,2\n", encoding="utf-8")
    mapping = 'kind = "PART_OF"\neach = "links"\n[columns]\nfrom = "id"\nto = "links"\n'
    (tmp_path / "t.mapping.toml").write_text(mapping, encoding="utf-8")
    (row,) = open_source(tmp_path / "t.csv", MODEL).rows(None)
    assert row.refused is not None
    assert row.refused.expected.startswith("a JSON Lines or Parquet file")
