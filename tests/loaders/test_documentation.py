"""What the documentation shows of mappings gives the records that it speaks of."""

import json
import re
from pathlib import Path

from graph.model import load_model
from loaders import Options, open_source
from loaders.mapping import read_mappings
from tests.loaders.packages import write_csv

PAGE = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
MODEL = load_model()


def block(language: str, which: int = 0) -> str:
    return re.findall(f"```{language}[^\n]*\n(.*?)```", PAGE, re.DOTALL)[which]


def test_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "t.mapping.toml").write_text(block("toml"), encoding="utf-8")
    (mapping,) = read_mappings(tmp_path / "t.mapping.toml")
    columns = ["ror", "name_zh", "name_en", "short", "former", "types", "city_code", "in_delta"]
    row = ["00rd5t069", "", "Wenzhou Medical University", "温医大", "", "x|education", "1791388"]
    write_csv(tmp_path / "t.csv", [["A title"], [*columns, "country"], [*row, "1", "CN"]])
    opened = open_source(tmp_path / "t.csv", MODEL)
    (read,) = opened.rows(None)
    assert read.refused is None
    entity, place = read.records
    assert entity.kind == "University"  # type: ignore[union-attr]
    assert entity.properties["aliases"] == ("温医大",)
    assert place.end == "温州市"  # type: ignore[union-attr]
    assert opened.warnings == []
    assert set(mapping.targets) <= {c.name for c in MODEL.columns("University")} | {"kind"}


def test_the_mapping_of_nested_records(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(block("toml", 1), encoding="utf-8")
    one = {
        "id": "https://ror.org/1",
        "types": ["facility"],
        "names": [
            {"value": "Wenzhou Laboratory", "lang": None, "types": ["label"]},
            {"value": "温州实验室", "lang": "zh", "types": ["label"]},
        ],
        "place": {"point": {"lat": 28}},
        "relations": [{"type": "child", "id": "https://ror.org/2"}],
    }
    two = {"id": "https://ror.org/2", "types": [], "names": [{"value": "B"}]}
    lines = [json.dumps(r, ensure_ascii=False) for r in (one, two)]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    opened = open_source(tmp_path / "t.jsonl", MODEL, Options(mapping=str(tmp_path / "own.toml")))
    rows = list(opened.rows(None))
    assert [row.refused for row in rows] == [None] * 3
    first, second, link = (record for row in rows for record in row.records)
    assert (first.kind, first.id, first.properties) == (  # type: ignore[union-attr]
        "Laboratory",
        "registry:1",
        {"name": "温州实验室", "aliases": ("Wenzhou Laboratory",), "latitude": 28.0},
    )
    assert (second.kind, link.start, link.end) == ("Organisation", "2", "1")  # type: ignore[union-attr]
    assert opened.warnings == []
