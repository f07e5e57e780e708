"""The places of the delta: complete, each in its city and province, each where it should be."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "delta"
SEPARATOR = ";"


@pytest.fixture(scope="module")
def places() -> dict[str, dict[str, str]]:
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


def test_four_provinces_and_41_cities(places: dict[str, dict[str, str]]) -> None:
    of_delta = [r for r in places.values() if r["level"] != "province" or "yrd" in r["part_of"]]
    levels = Counter(row["level"] for row in of_delta)
    assert levels["province"] + levels["municipality"] == 4
    assert levels["city"] + levels["municipality"] == 41


def test_codes_agree_with_the_tree(places: dict[str, dict[str, str]]) -> None:
    for row in places.values():
        parents = row["part_of"].split(SEPARATOR) if row["part_of"] else []
        assert all(parent in places for parent in parents), row
        if row["level"] == "city":
            assert parents == [row["adcode"][:2] + "0000"], row
        if row["level"] == "county":
            (parent,) = parents
            digits = 2 if parent == "310000" else 4
            assert row["adcode"][:digits].ljust(6, "0") == parent, row
        if row["level"] in {"province", "municipality"}:
            assert parents in (["yrd", "CN"], ["CN"])


def test_counties_lie_near_their_city(places: dict[str, dict[str, str]]) -> None:
    for row in places.values():
        if row["level"] == "county" and row["longitude"]:
            city = places[row["part_of"]]
            for axis in ("longitude", "latitude"):
                assert abs(float(row[axis]) - float(city[axis])) < 1.6, row


def test_identifiers_are_of_one_place_each(places: dict[str, dict[str, str]]) -> None:
    for column in ("adcode", "geonames"):
        filled = [row[column] for row in places.values() if row[column]]
        assert len(set(filled)) == len(filled)


def test_places_that_have_no_coordinates_are_named(places: dict[str, dict[str, str]]) -> None:
    without = {row["name"] for row in places.values() if not row["longitude"]}
    assert without == {
        "长三角", "清江浦区", "龙港市", "南翔镇", "安亭镇",
        "虹桥地区", "临港地区", "顶山街道", "汊河镇", "洋山镇", "张江镇",
    }  # fmt: skip
    said = (FOLDER / "README.md").read_text("utf-8")
    assert all(name in said for name in without)
