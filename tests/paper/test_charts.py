"""Bars, a matrix and a map as sheets."""

from __future__ import annotations

import pandas as pd
import pytest

from views.paper.charts import (
    FONT,
    MOST_COLUMNS,
    MOST_ROWS,
    WIDTH,
    Bar,
    Curve,
    Mark,
    bars,
    matrix,
    points,
)
from views.paper.sheet import width_of
from views.parts.geography import Spot
from views.parts.slides import BORDER, map_sheet, matrix_sheet


def test_bars_are_as_long_as_their_numbers_and_keep_their_colours() -> None:
    sheet = bars([Bar("a", 10, "x"), Bar("b", 5, "y"), Bar("c", 10, "x")], "T", "zh")
    lengths = [s.to_x - s.x for s in sheet.strokes[:3]]
    assert lengths[0] == lengths[2] == pytest.approx(2 * lengths[1])
    assert sheet.strokes[0].color == sheet.strokes[2].color != sheet.strokes[1].color
    assert [w.text for w in sheet.words if w.text in {"10", "5", "x", "y"}] == [
        "10", "5", "10", "x", "y",
    ]  # fmt: skip
    assert all(s.to_x < WIDTH for s in sheet.strokes)


@pytest.mark.parametrize(
    ("value", "told"), [(12_345_678_901.25, "12,345,678,901.25"), (0.0000001, "0.0000001")]
)
def test_a_number_at_a_bar_keeps_its_digits_and_has_room(value: float, told: str) -> None:
    sheet = bars([Bar("a", value), Bar("b", value / 2)], "T", "zh")
    word = next(w for w in sheet.words if w.text == told)
    assert word.x > sheet.strokes[0].to_x and word.x + width_of(told, word.size) <= WIDTH


def test_bars_of_nothing_are_a_sheet_with_its_title() -> None:
    assert [w.text for w in bars([], "T", "en").words] == ["T"]


def test_a_matrix_says_what_it_leaves_out_and_what_its_colours_mean() -> None:
    rows = [str(n) for n in range(MOST_ROWS + 3)]
    cells = {(0, 0): "●", (MOST_ROWS + 1, 0): "○"}
    sheet = matrix(rows, ["k"], cells, "T", "zh", {0: "#ffeeee"}, [("#ffeeee", "缺")], ["注"])
    texts = [w.text for w in sheet.words]
    assert "●" in texts and "○" not in texts
    assert texts[-3:] == ["缺", "注", "另有 3 行没有画出，下载的 Excel 里是全部"]
    assert [s.color for s in sheet.strokes] == ["#ffeeee"] * 2
    below = [w.y for w in sheet.words if w.text in texts[-3:]]
    assert below == sorted(below) and below[-1] < sheet.height
    wide = matrix(["r"], [f"k{n}" for n in range(MOST_COLUMNS + 1)], {}, "T", "en")
    assert "1 more column is not drawn" in wide.words[-1].text


def test_bars_say_how_many_they_leave_out() -> None:
    most = bars([Bar(str(n), n) for n in range(MOST_ROWS)], "T", "zh")
    more = bars([Bar(str(n), n) for n in range(MOST_ROWS + 2)], "T", "zh")
    assert "没有画出" not in "".join(w.text for w in most.words)
    assert more.words[-1].text.startswith("另有 2 行没有画出")
    assert more.words[-1].y < more.height


def test_a_row_that_is_part_of_another_stands_further_in() -> None:
    at = {w.text: w.x for w in matrix(["甲", "　乙", "　　丙"], [], {}, "T", "zh").words}
    assert at["甲"] + 2 * FONT == at["乙"] + FONT == at["丙"]


def test_the_signs_of_a_table_stand_in_their_rows_and_columns() -> None:
    frame = pd.DataFrame({"name": ["r1", "r2"], "count": [1, 2], "p": ["●", ""], "q": [None, 3]})
    sheet = matrix_sheet(frame, ["count"], "T", "zh")
    at = {w.text: (w.x, w.y) for w in sheet.words}
    assert at["●"][1] == at["r1"][1] and at["3"][1] == at["r2"][1]
    assert at["●"][0] == at["p"][0] and at["3"][0] == at["q"][0]
    assert "count" not in at


def test_points_keep_their_proportions_north_above() -> None:
    marks = [Mark(0, 0, "south", "#000000"), Mark(1, 2, "north", "#000000"), Mark(0, 2, "", "#0")]
    sheet = points(marks, [Curve(0, 0, 1, 2, 2, "#000000")], [("#000000", "so")], "T", "zh")
    south, north, corner = sheet.discs
    assert north.y < south.y and corner.y == north.y and corner.x == south.x
    assert (south.y - north.y) / (north.x - south.x) == pytest.approx(2, rel=0.01)
    assert (sheet.strokes[0].x, sheet.strokes[0].y) == (south.x, south.y)
    assert [w.text for w in sheet.words if w.size == FONT * 0.8] == ["south", "north"]


def test_no_name_of_a_map_covers_another_and_those_without_room_are_counted() -> None:
    ends = [Mark(0, 0, "南", "#000000"), Mark(9, 9, "北", "#000000")]
    one_place = [
        Mark(5, 5, name, "#000000") for name in ("合肥市", "合肥都市圈", "某区", "某县", "某镇")
    ]
    sheet = points([*ends, *one_place], [], [], "T", "zh")
    names = [w for w in sheet.words if w.size == FONT * 0.8]
    assert [w.text for w in names] == ["南", "北", "合肥市", "合肥都市圈", "某区", "某县"]
    assert (
        sheet.words[-1].text.startswith("另有 1 个地名写不下") and sheet.words[-1].y < sheet.height
    )
    for n, a in enumerate(names):
        for b in names[:n]:
            apart = (width_of(a.text, a.size) + width_of(b.text, b.size)) / 2
            assert abs(a.x - b.x) >= apart - 1 or abs(a.y - b.y) >= a.size


def test_a_persons_borders_lie_beneath_the_map_and_do_not_widen_it() -> None:
    spots = [Spot("w", "温州", 120.7, 28.0), Spot("s", "上海", 121.5, 31.2)]
    ring = [[120.0, 29.0], [121.0, 29.0], [121.0, 30.0], [120.0, 29.0]]
    far, through = [[-70.0, 90.0], [-71.0, 10.0]], [[-100.0, 30.0], [179.0, 30.0]]
    shapes = {
        "features": [
            {"geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}},
            {"geometry": {"type": "LineString", "coordinates": far}},
            {"geometry": {"type": "LineString", "coordinates": through}},
        ]
    }
    line = {
        "path": [[120.7, 28.0], [121.0, 29.5], [121.5, 31.2]],
        "width": 2,
        "color": [0, 0, 0, 255],
    }
    without = map_sheet(spots, [line], [], "T", "zh")
    assert len(without.strokes) == 2
    assert len(map_sheet(spots, [{**line, "arrow": True}], [], "T", "zh").strokes) == 4
    sheet = map_sheet(spots, [line], [], "T", "zh", shapes)
    assert sheet.discs == without.discs and sheet.strokes[4:] == without.strokes
    assert {s.color for s in sheet.strokes[:4]} == {BORDER}
    cut = sheet.strokes[3]  # ends at the edges of the paper
    assert (cut.x, cut.to_x, cut.y) == (0, WIDTH, cut.to_y)
