"""A year's table in the layouts that bureaus use, as a workbook and as CSV: what must come of each.

Each file has one or two wrong cells; one line tells each, and all other figures are loaded.
All figures are made up.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from loaders.office.draft import draft
from tests.office.expectation import Item, expected, observation
from tests.office.loading import MODEL, SOURCE, loaded, mapped, region, wanted, with_needs
from tests.office.workbook import merge, save, workbook
from views.words import text

VALUE, TRADE, PATENTS = "高新技术产业增加值", "技术交易总额", "发明专利授权量"
LUCHENG, OUHAI, YUEQING = "鹿城区", "瓯海区", "乐清市"
NUMBER = "expected a number without its unit, such as 1234.5"


class Layout(NamedTuple):
    """A file: its rows, merged ranges, the figures in it, and how each wrong cell is told."""

    rows: Sequence[Sequence[Any]]
    merged: tuple[str, ...]
    figures: list[Item]
    wrong: tuple[str, ...]


def was(indicator: str, scope: str, year: int, value: float, unit: str) -> Item:
    return observation(indicator=indicator, scope=scope, year=year, value=value, unit=unit, at="")


def aim(
    indicator: str, scope: str, year: int, value: float, unit: str, comparator: str = "="
) -> Item:
    return observation(
        indicator=indicator, scope=scope, year=year, value=value, unit=unit, at="",
        status="planned", comparator=comparator,
    )  # fmt: skip


LAYOUTS = {
    "long": Layout(
        [
            ["指标", "范围", "年份", "数值", "单位", "目标"],
            [VALUE, LUCHENG, 2023, 120.5, "亿元", 118],
            [VALUE, OUHAI, 2023, "九十", "亿元", 100],
            [TRADE, LUCHENG, 2023, 33.2, "亿元", None],
            [TRADE, "温洲市", 2023, 200, "亿元", 210],
            [PATENTS, "温州市", "二零", 5000, "件", 4800],
        ],
        (),
        [
            was(VALUE, LUCHENG, 2023, 120.5, "亿元"),
            aim(VALUE, LUCHENG, 2023, 118, "亿元"),
            aim(VALUE, OUHAI, 2023, 100, "亿元"),
            was(TRADE, LUCHENG, 2023, 33.2, "亿元"),
        ],
        (
            f"row 3, 数值: '九十', {NUMBER}",
            "row 5, 范围: '温洲市', expected the id or name of an Actor or Agreement or Event or "
            "Industry or Place or Programme or Project or System; there is none, perhaps 温州市 "
            "or 温岭市",
            "row 6, 年份: '二零', expected a year between 1000 and 2100, such as 2019",
        ),
    ),
    "long_in_english": Layout(
        [
            ["indicator", "scope", "year", "value", "unit", "target"],
            [PATENTS, LUCHENG, 2023, 812, "件", 800],
            [TRADE, LUCHENG, 2023, 33.2, "亿元", 30],
            [TRADE, YUEQING, 2023, "about forty", "亿元", "约40"],
        ],
        (),
        [
            was(PATENTS, LUCHENG, 2023, 812, "件"),
            aim(PATENTS, LUCHENG, 2023, 800, "件"),
            was(TRADE, LUCHENG, 2023, 33.2, "亿元"),
            aim(TRADE, LUCHENG, 2023, 30, "亿元"),
            aim(TRADE, YUEQING, 2023, 40, "亿元", "~"),
        ],
        (f"row 4, value: 'about forty', {NUMBER}",),
    ),
    "long_with_status": Layout(
        [
            ["指标", "地区", "年份", "数值", "单位", "状态"],
            [TRADE, LUCHENG, 2023, 33.2, "亿元", "实绩"],
            [TRADE, LUCHENG, 2023, 30, "亿元", "目标"],
            [TRADE, OUHAI, 2023, "-?", "亿元", "目标"],
        ],
        (),
        [was(TRADE, LUCHENG, 2023, 33.2, "亿元"), aim(TRADE, LUCHENG, 2023, 30, "亿元")],
        ("row 4, 数值: '-?', expected a number",),
    ),
    "counties_down": Layout(
        [
            ["2023年各县（市、区）科技创新主要指标"],
            ["单位：亿元"],
            ["地区", VALUE, TRADE, f"{PATENTS}（件）"],
            [LUCHENG, 120.5, 33.2, 812],
            [OUHAI, 98.1, "x", 640],
            [YUEQING, 310, 60.2, 1200],
        ],
        ("A1:D1", "A2:D2"),
        [
            was(VALUE, LUCHENG, 2023, 120.5, "亿元"),
            was(VALUE, OUHAI, 2023, 98.1, "亿元"),
            was(VALUE, YUEQING, 2023, 310, "亿元"),
            was(TRADE, LUCHENG, 2023, 33.2, "亿元"),
            was(TRADE, YUEQING, 2023, 60.2, "亿元"),
            was(PATENTS, LUCHENG, 2023, 812, "件"),
            was(PATENTS, OUHAI, 2023, 640, "件"),
            was(PATENTS, YUEQING, 2023, 1200, "件"),
        ],
        (f"row 5, {TRADE}: 'x', {NUMBER}",),
    ),
    "units_in_a_row_of_their_own": Layout(
        [
            ["2023年各县（市、区）科技创新主要指标"],
            ["地区", VALUE, TRADE, PATENTS],
            [None, "亿元", "亿元", "件"],
            [LUCHENG, 120.5, 33.2, 812],
            [OUHAI, 98.1, 17, "x"],
        ],
        ("A1:D1", "A2:A3"),
        [
            was(VALUE, LUCHENG, 2023, 120.5, "亿元"),
            was(VALUE, OUHAI, 2023, 98.1, "亿元"),
            was(TRADE, LUCHENG, 2023, 33.2, "亿元"),
            was(TRADE, OUHAI, 2023, 17, "亿元"),
            was(PATENTS, LUCHENG, 2023, 812, "件"),
        ],
        (f"row 5, {PATENTS}(件): 'x', {NUMBER}",),
    ),
    "counties_across": Layout(
        [
            ["2023年各县（市、区）科技创新主要指标"],
            ["指标名称", "计量单位", LUCHENG, OUHAI, YUEQING],
            [VALUE, "亿元", 120.5, 98.1, 310],
            [TRADE, "亿元", 33.2, "x", 60],
        ],
        ("A1:E1",),
        [
            was(VALUE, LUCHENG, 2023, 120.5, "亿元"),
            was(VALUE, OUHAI, 2023, 98.1, "亿元"),
            was(VALUE, YUEQING, 2023, 310, "亿元"),
            was(TRADE, LUCHENG, 2023, 33.2, "亿元"),
            was(TRADE, YUEQING, 2023, 60, "亿元"),
        ],
        (f"row 4, {OUHAI}: 'x', {NUMBER}",),
    ),
    "years_across": Layout(
        [
            ["温州市主要科技指标"],
            ["指标名称（单位）", 2021, 2022, 2023],
            [f"{VALUE}（亿元）", 600, 650.5, 700],
            [f"{TRADE}（亿元）", 100, "?", 210],
            [f"{PATENTS}（件）", 4000, 4500, None],
        ],
        ("A1:D1",),
        [
            was(VALUE, "温州市", 2021, 600, "亿元"),
            was(VALUE, "温州市", 2022, 650.5, "亿元"),
            was(VALUE, "温州市", 2023, 700, "亿元"),
            was(TRADE, "温州市", 2021, 100, "亿元"),
            was(TRADE, "温州市", 2023, 210, "亿元"),
            was(PATENTS, "温州市", 2021, 4000, "件"),
            was(PATENTS, "温州市", 2022, 4500, "件"),
        ],
        (f"row 4, 2022: '?', {NUMBER}",),
    ),
    "target_and_actual_by_county": Layout(
        [
            ["2023年各县（市、区）科技指标完成情况"],
            ["地区", f"{TRADE}（亿元）", None, f"{PATENTS}（件）", None],
            [None, "目标值", "实绩", "目标值", "实绩"],
            [LUCHENG, 30, 33.2, 800, 812],
            [OUHAI, 28, "?", 700, 640],
        ],
        ("A1:E1", "A2:A3", "B2:C2", "D2:E2"),
        [
            aim(TRADE, LUCHENG, 2023, 30, "亿元"),
            was(TRADE, LUCHENG, 2023, 33.2, "亿元"),
            aim(PATENTS, LUCHENG, 2023, 800, "件"),
            was(PATENTS, LUCHENG, 2023, 812, "件"),
            aim(TRADE, OUHAI, 2023, 28, "亿元"),
            aim(PATENTS, OUHAI, 2023, 700, "件"),
            was(PATENTS, OUHAI, 2023, 640, "件"),
        ],
        (f"row 5, {TRADE}（亿元）/实绩: '?', {NUMBER}",),
    ),
    "target_and_actual_by_year": Layout(
        [
            ["2023年温州市科技指标完成情况"],
            ["指标", "单位", "2022年", None, "2023年", None],
            [None, None, "目标值", "实绩", "目标值", "实绩"],
            [TRADE, "亿元", 190, 195, 200, 210],
            [PATENTS, "件", 4500, "未报", 4800, 5000],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
        [
            aim(TRADE, "温州市", 2022, 190, "亿元"),
            was(TRADE, "温州市", 2022, 195, "亿元"),
            aim(TRADE, "温州市", 2023, 200, "亿元"),
            was(TRADE, "温州市", 2023, 210, "亿元"),
            aim(PATENTS, "温州市", 2022, 4500, "件"),
            aim(PATENTS, "温州市", 2023, 4800, "件"),
            was(PATENTS, "温州市", 2023, 5000, "件"),
        ],
        (f"row 5, 2022年/实绩: '未报', {NUMBER}",),
    ),
}
SEVERAL_UNITS = [
    ["2023年各县（市、区）主要科技指标"],
    ["计量单位：亿元、件"],
    ["地区", VALUE, PATENTS],
    [LUCHENG, 120.5, 812],
    [OUHAI, 98.1, 640],
]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return region(tmp_path_factory.mktemp("region"))


def written(folder: Path, ending: str, rows: Sequence[Sequence[Any]], merged: Any = ()) -> Path:
    folder.mkdir()
    path = folder / f"指标{ending}"
    if ending == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = workbook(表=rows)
    merge(book["表"], *merged)
    return save(book, path)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_years_table_gives_its_figures(
    name: str, ending: str, known: Path, tmp_path: Path
) -> None:
    layout = LAYOUTS[name]
    path = written(tmp_path / "file", ending, layout.rows, layout.merged)
    with with_needs(known, None, tmp_path) as ledger:
        mapped(path, ledger)
        found = loaded(path, ledger, expected=layout.figures)
    assert found.items == wanted(expected(layout.figures)), found.said
    told = [s for s in found.said if ", row " in s]
    assert len(told) == len(layout.wrong), told
    where = "FILE, 表, " if ending == ".xlsx" else "FILE, "
    for line in layout.wrong:
        assert [s for s in told if s.startswith(f"{where}{line}")], (line, told)


def test_a_line_with_several_units_gives_no_column_the_wrong_one(
    known: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "file", ".xlsx", SEVERAL_UNITS)
    with with_needs(known, None, tmp_path) as ledger:
        drafted = draft(path, MODEL, ledger, own=SOURCE)
    assert not any(s.values for s in drafted.sections)
    assert sum("the unit is missing" in line for line in drafted.left) == 2


@pytest.mark.parametrize(("language", "name"), [("zh", "long"), ("en", "long_in_english")])
def test_the_table_to_fill_in_of_the_page_has_the_headings_that_are_read(
    language: str, name: str
) -> None:
    """And that of the measure; tests/app/test_filling.py fills one in and loads it."""
    headings = text(language, "indicators.headings").split("|")
    assert set(LAYOUTS[name].rows[0]) < set(headings) and len(headings) == len(set(headings)) == 7
