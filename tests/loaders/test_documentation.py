"""What the documentation shows of packages and mappings loads as it is shown."""

import json
import re
from pathlib import Path

from graph.model import load_model
from loaders import open_source
from loaders.mapping import read_mappings
from tests.loaders.packages import write_csv

PAGE = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
MODEL = load_model()


def block(language: str) -> str:
    found = re.search(f"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_package(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(block("json"), encoding="utf-8")
    write_csv(tmp_path / "actors.csv", [["kind", "id", "name"], ["Park", "p", "园区"]])
    write_csv(tmp_path / "places.csv", [["id", "name", "level"], ["wz", "温州市", "city"]])
    write_csv(tmp_path / "relationships.csv", [["type", "from", "to"], ["LOCATED_IN", "p", "wz"]])
    opened = open_source(tmp_path, MODEL)
    assert (opened.source.id, opened.source.rank, opened.source.needs) == ("wenzhou", 1, ("delta",))
    rows = list(opened.rows(None))
    assert [row.refused for row in rows] == [None] * 3
    assert len(json.loads(block("json"))["resources"]) == 3


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
