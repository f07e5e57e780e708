"""A mapping that a person names: it lies elsewhere than the tables that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UserError
from graph.model import Entity, Link, load_model
from loaders import Options, foreign, open_source

MODEL = load_model()
MAPPING = """
[source]
id = "firms"
title = "Firms"
publisher = "An office"
date = "2020-05-01"
licence = "CC0-1.0"
[[table]]
file = "b.csv"
kind = "PART_OF"
[table.columns]
from = "one"
to = "other"
[[table]]
file = "a.csv"
kind = "Enterprise"
[table.columns]
id = "nr"
name = "firm"
"""
ONE = """
kind = "Enterprise"
[columns]
id = "nr"
name = "firm"
"""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.csv").write_text("nr,firm\n1,甲\n2,乙\n", encoding="utf-8")
    (folder / "b.csv").write_text("one,other\n1,2\n", encoding="utf-8")
    folder.chmod(0o555)
    return folder


def mapping(folder: Path, text: str) -> Options:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return Options(mapping=str(folder / "own.toml"))


@pytest.mark.parametrize("name", ["", "a.csv", "b.csv"])
def test_several_tables_are_one_source(tmp_path: Path, tables: Path, name: str) -> None:
    opened = open_source(tables / name if name else tables, MODEL, mapping(tmp_path, MAPPING))
    assert (opened.source.id, opened.source.publisher) == ("firms", "An office")
    records = [r for row in opened.rows(None) for r in row.records]
    assert [r.id for r in records if isinstance(r, Entity)] == ["firms:1", "firms:2"]
    assert [(r.start, r.end) for r in records if isinstance(r, Link)] == [("1", "2")]
    assert {p.name for p in opened.files} == {"a.csv", "b.csv", "own.toml"}


def test_one_table_by_a_mapping_elsewhere(tmp_path: Path, tables: Path) -> None:
    opened = open_source(tables / "a.csv", MODEL, mapping(tmp_path, ONE))
    assert [r.id for row in opened.rows(None) for r in row.records] == ["a:1", "a:2"]


@pytest.mark.parametrize(
    ("text", "path", "options", "message"),
    [
        (MAPPING, "c.csv", Options(), "reads b.csv, a.csv; name that, or the folder with it"),
        (MAPPING.replace("b.csv", "d.csv"), "", Options(), "no d.csv in it"),
        (MAPPING.replace('"b.csv"', '"../b.csv"'), "", Options(), "the name of a file in the same"),
        (MAPPING.replace("PART_OF", "PART"), "", Options(), "kind: expected a kind"),
        (MAPPING, "", Options(kind="Park"), "leave out --kind"),
        (ONE, "", Options(), "a folder; .* reads one file, name that"),
    ],
)
def test_what_does_not_go_together(
    tmp_path: Path, tables: Path, text: str, path: str, options: Options, message: str
) -> None:
    tables.chmod(0o755)
    (tables / "c.csv").write_text("x\n", encoding="utf-8")
    told = mapping(tmp_path, text)
    with pytest.raises(UserError, match=message):
        open_source(tables / path, MODEL, Options(kind=options.kind, mapping=told.mapping))


def test_a_name_that_no_mapping_has(tables: Path) -> None:
    with pytest.raises(UserError, match="no mapping 'smallyrd', perhaps small-yrd; there are: ror"):
        open_source(tables, MODEL, Options(mapping="smallyrd"))
    assert foreign.find("ror").parts[-3:] == ("mappings", "ror", "mapping.toml")
