"""The parts of the pages Who serves what and Delta links that need neither browser nor graph."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from views.parts.between import group
from views.parts.borders import MOST_BYTES, BorderError, read_shapes
from views.parts.geography import (
    PlaceLink,
    Spot,
    enclave_arcs,
    enclaves_between,
    head,
    level_for,
    strength,
    width,
)
from views.parts.listing import link_table, matrix_table, outside_table
from views.parts.serving import headings, met, only, toggled, unfolded, verdicts
from views.parts.tree import Tree

TREE = Tree([("all", None), ("cars", "all"), ("batteries", "cars"), ("shoes", None), ("cars", "x")])
SQUARE = [[120.0, 30.0], [121.0, 30.0], [121.0, 31.0], [120.0, 30.0]]
NAMES = {"w": "温州", "s": "上海", "d": "德国"}


def serves(platform: str, industry: str, status: str = "actual") -> Any:
    return SimpleNamespace(
        platform_id=platform, platform=platform, industry_id=industry, status=status
    )


def test_a_part_counts_for_the_whole_and_one_alone_is_marked() -> None:
    rows = [serves("p", "batteries"), serves("q", "cars", "planned"), serves("p", "cars")]
    served = met(rows, TREE)
    assert served["all"] == {"p": ["actual", "actual"], "q": ["planned"]}
    industries = ["all", "cars", "batteries", "shoes"]
    assert verdicts(served, industries) == {
        "all": "alone",
        "cars": "alone",
        "batteries": "alone",
        "shoes": "gap",
    }
    more = met([*rows, serves("r", "all"), serves("r", "shoes", "agreed")], TREE)
    assert verdicts(more, industries)["shoes"] == "gap_planned"
    assert "all" not in verdicts(more, industries)
    assert [r.platform_id for r in only(rows, "planned")] == ["q"]
    assert len(only(rows, "so")) == 2 and len(only(rows, "any")) == 3
    assert list(headings(rows)) == ["p", "q"]


def test_the_tree_unfolds_by_click_and_folds_again() -> None:
    roots = TREE.roots()
    assert roots == ["all", "shoes", "x"]

    def seen(opened: list[str]) -> list[tuple[str, int]]:
        return [(line.industry, line.depth) for line in unfolded(TREE, roots, opened)]

    assert seen([]) == [("all", 0), ("shoes", 0), ("x", 0)]
    assert seen(["x", "all"]) == [
        ("all", 0), ("cars", 1), ("shoes", 0), ("x", 0), ("cars", 1),
    ]  # fmt: skip
    assert seen(["*"]) == [("all", 0), ("cars", 1), ("batteries", 2), ("shoes", 0), ("x", 0)]
    assert toggled(TREE, [], "all") == ["all"]
    assert toggled(TREE, ["all", "cars"], "all") == ["cars"]
    assert set(toggled(TREE, ["*"], "all")) == {"cars", "x"}
    circle = Tree([("a", "b"), ("b", "a")])
    assert [x.industry for x in unfolded(circle, ["a"], ["a", "b"])] == ["a", "b"]


def enclave(name: str, origin: str, host: str, status: str = "actual") -> Any:
    return SimpleNamespace(enclave=name, origin_ids=[origin], host_ids=[host], status=status)


def test_enclaves_run_from_origin_to_host_at_the_level_of_the_map() -> None:
    rows = [
        enclave("one", "ruian", "anting"),
        enclave("two", "wz", "jiading", "planned"),
        enclave("back", "jiading", "wz"),
    ]
    units = {"ruian": "wz", "anting": "sh", "jiading": "sh"}
    found = enclaves_between(rows, units, ["planned"])
    assert [(e.id, e.names, e.actual) for e in found] == [
        ("sh|wz", ("back",), 1),
        ("wz|sh", ("one", "two"), 1),
    ]
    spots = {"wz": Spot("wz", "温州", 120.7, 28.0), "sh": Spot("sh", "上海", 121.5, 31.2)}
    drawn = enclave_arcs(found, spots, {e.id: e.id for e in found}, "")
    paths = {arc["id"]: arc["path"] for arc in drawn if arc["arrow"]}
    assert paths["wz|sh"][0] == [120.7, 28.0] and paths["wz|sh"][-1] == [121.5, 31.2]
    assert paths["sh|wz"][0] == [121.5, 31.2]
    heads = {id_: head(path, 0.01)[1] for id_, path in paths.items()}
    assert abs(heads["wz|sh"][1] - 31.2) < 0.2 and abs(heads["sh|wz"][1] - 28.0) < 0.2
    assert enclave_arcs(found, {"wz": spots["wz"]}, {}, "") == []


def test_many_links_are_wider_and_stronger_than_one() -> None:
    assert width(1) < width(2) < width(9) and strength(1) < strength(3) <= strength(99) < 256


def test_tables_say_what_leads_out_in_a_row_of_its_own() -> None:
    links = [PlaceLink("s", "w", 3, 2), PlaceLink("d", "w", 2, 0), PlaceLink("w", "w", 1, 1)]
    out = outside_table(links, NAMES, {"w", "s"})
    assert list(out["id"]) == ["", "d"] and list(out.iloc[:, 2]) == [2, 2]
    assert out.iloc[1, 4] == "温州 2"
    assert outside_table(links[:1], NAMES, {"w", "s"}).empty
    assert list(link_table(links, NAMES, {"w", "s"})["id"]) == ["s|w", "d|w", "w|w"]
    matrix = matrix_table(links, NAMES, {"w", "s"})
    assert matrix.iloc[0].tolist()[1:] == [1, 3, 2]
    assert matrix.shape == (3, 4)


@pytest.mark.parametrize(
    ("via_kind", "kinds", "expected"),
    [
        ("Agreement", {}, "agreements"),
        ("Project", {}, "events"),
        ("Enclave", {"a": "Enterprise"}, "enclaves"),
        (None, {"a": "Enclave", "b": "Place"}, "enclaves"),
        (None, {"a": "Place", "b": "Place"}, "direct"),
    ],
)
def test_what_is_between_two_places_is_grouped(
    via_kind: str | None, kinds: dict[str, str], expected: str
) -> None:
    assert group(SimpleNamespace(via_kind=via_kind), kinds) == expected


def feature(type_: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    geometry = {"type": type_, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_of_a_persons_borders_only_the_shapes_are_taken() -> None:
    said = {
        "type": "FeatureCollection",
        "features": [
            feature("Polygon", [SQUARE], name="<img src=x onerror=alert(1)>"),
            feature("MultiLineString", [SQUARE[:2]]),
            feature("Point", [120, 30]),
            {"type": "Feature", "properties": None, "geometry": None},
        ],
    }
    shapes, left = read_shapes(b"\xef\xbb\xbf" + json.dumps(said).encode())
    assert left == 1 and "onerror" not in json.dumps(shapes)
    assert [f["geometry"]["type"] for f in shapes["features"]] == ["Polygon", "MultiLineString"]
    assert all(f["properties"] == {} for f in shapes["features"])
    bare = {"type": "GeometryCollection", "geometries": [{"type": "LineString",
            "coordinates": [[1, 2, 3], [2, 3, 4]]}]}  # fmt: skip
    lines, _ = read_shapes(json.dumps(bare).encode())
    assert lines["features"][0]["geometry"]["coordinates"] == [[1.0, 2.0], [2.0, 3.0]]


def test_a_level_fits_the_places_that_it_is_for() -> None:
    assert level_for(["county", "city"]) == level_for(["province", "town"]) == "county"
    assert level_for(["province", "province"]) == "province"
    assert level_for([]) == level_for(["city", "province"]) == level_for(["municipality"]) == "city"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04", "no_json"),
        ("名称,经度".encode("gb18030"), "no_json"),
        (b"[" * 100_000, "no_json"),
        (b"{}", "no_geojson"),
        (b'{"type": "FeatureCollection", "features": 3}', "no_geojson"),
        (b'{"type": "Topology", "objects": {}}', "no_geojson"),
        (json.dumps(feature("Point", [120, 30])).encode(), "none"),
        (json.dumps(feature("Polygon", [SQUARE[:3]])).encode(), "shape"),
        (json.dumps(feature("Polygon", SQUARE)).encode(), "shape"),
        (json.dumps(feature("LineString", [["a", 1], [2, 3]])).encode(), "point"),
        (json.dumps(feature("LineString", [[4e7, 3e6], [2, 3]])).encode(), "degrees"),
        (json.dumps(feature("LineString", [[float("nan"), 3], [2, 3]])).encode(), "degrees"),
        (json.dumps(feature("LineString", [[10**400, 3], [2, 3]])).encode(), "degrees"),
        (b" " * (MOST_BYTES + 1), "large"),
        (json.dumps(feature("LineString", [[1, 2]] * 200_001)).encode(), "points"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_border_is_named(content: bytes, code: str) -> None:
    with pytest.raises(BorderError) as raised:
        read_shapes(content)
    assert raised.value.code == code
