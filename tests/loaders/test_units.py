"""Units and times as tables write them."""

from __future__ import annotations

import pytest

from loaders.periods import read_date, read_time, year_span
from loaders.units import Measured, convert, is_unit, measured, split_unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234.5", Measured("1234.5")),
        ("12，000", Measured("12000")),
        ("１２３", Measured("123")),
        ("3.2亿元", Measured("3.2", "亿元")),
        ("约1200平方米", Measured("1200", "平方米", "~")),
        ("3000余万元", Measured("3000", "万元", ">")),
        ("不足50家", Measured("50", "家", "<")),
        ("50家以上", Measured("50", "家", ">=")),
        ("下降3.1%", Measured("-3.1", "%")),
        ("△3.2", Measured("-3.2")),
        ("(3.1)", Measured("-3.1")),
        ("15.3%", Measured("15.3", "%")),
    ],
)
def test_a_number_with_what_stands_beside_it(text: str, expected: Measured) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    "text", ["", "无", "1.2.3", "4,10,2", "六百八", "2—3亿元", "13O", "12公社", "约超50", "持平"]
)
def test_what_is_no_number(text: str) -> None:
    assert measured(text) is None


@pytest.mark.parametrize(
    ("number", "unit", "into", "expected"),
    [
        ("1.2", "万平方米", "m²", "12000"),
        ("3", "㎡", "m²", "3"),
        ("10", "亩", "m²", "6666.666667"),
        ("0.5", "平方公里", "m²", "500000"),
        ("1.2", "万人", "人", "12000"),
        ("1.2", "万", "人", "12000"),
        ("5", "万元", "m²", None),
        ("5", "家", "人", None),
        ("5", "美元", "元", None),
    ],
)
def test_a_unit_is_brought_only_to_one_of_its_kind(
    number: str, unit: str, into: str, expected: str | None
) -> None:
    assert convert(number, unit, into) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("营业收入(万元)", ("营业收入", "万元")),
        ("亩均税收（万元/亩）", ("亩均税收", "万元/亩")),
        ("总投资：亿元", ("总投资", "亿元")),
        ("增长%", ("增长", "%")),
        ("县（市、区）", ("县（市、区）", "")),
        ("姓名（全称）", ("姓名（全称）", "")),
    ],
)
def test_the_unit_of_a_header(name: str, expected: tuple[str, str]) -> None:
    assert split_unit(name) == expected


def test_a_word_is_no_unit() -> None:
    assert is_unit("万元/亩") and is_unit("人年")
    assert not is_unit("鹿城区") and not is_unit("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年5月", ("2019", "2019-05")),
        ("5月", ("2024", "2024-05")),
        ("1-9月累计", ("2024", "2024-01/2024-09")),
        ("2019年1—9月", ("2019", "2019-01/2019-09")),
        ("一季度", ("2024", "2024-Q1")),
        ("上半年", ("2024", "2024-01/2024-06")),
        ("前三季度", ("2024", "2024-01/2024-09")),
        ("1-12月", ("2024", "")),
        ("2019年度", ("2019", "")),
        ("二〇一九年五月", ("2019", "2019-05")),
    ],
)
def test_a_part_of_a_year(text: str, expected: tuple[str, str]) -> None:
    assert read_time(text, "2024") == expected


@pytest.mark.parametrize("text", ["12", "13月", "鹿城区", "", "9-3月"])
def test_what_is_no_time(text: str) -> None:
    assert read_time(text, "2024") is None


def test_a_month_without_a_year_is_no_time() -> None:
    assert read_time("5月") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019.5.1", "2019-05-01"),
        ("43586", "2019-05-01"),
        ("20190501", "2019-05-01"),
        ("2019年五月一日", "2019-05-01"),
        ("2019年5月", "2019-05"),
        ("2019-02-30", ""),
        ("2020年13月18日", ""),
        ("春节前", ""),
        ("1234", "1234"),
    ],
)
def test_a_date(text: str, expected: str) -> None:
    assert read_date(text) == expected


def test_a_span_of_years() -> None:
    assert year_span("2022.03-2025.02") == ("2022", "2025")
    assert year_span("2025-2022") == ("", "")
    assert year_span("2022") == ("", "")
