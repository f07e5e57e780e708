"""Cells by the type of their property: the value, or the phrase that says what was expected."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Property, load_model
from loaders.values import Wrong, clean, one_of, parser

MODEL = load_model()


def parse(type_: str, text: str, **more: Any) -> Any:
    return parser(Property("p", type_, "甲", "p", **more), MODEL.lists)(text)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("text", "  温州  大学\n", "温州 大学"),
        ("text", "=1+1", "=1+1"),
        ("text", "e\u0301", "é"),
        ("text", "\ufeff温州", "温州"),
        ("integer", "1,234", 1234),
        ("integer", "12.0", 12),
        ("integer", "１２", 12),
        ("integer", "-9223372036854775807", -9223372036854775807),
        ("number", "1,234.50", 1234.5),
        ("number", "1e3", 1000.0),
        ("number", "-0.5", -0.5),
        ("year", "2019", 2019),
        ("year", "2019年", 2019),
        ("year", "1897", 1897),
        ("date", "2019-05-01", "2019-05-01"),
        ("date", "2019年5月1日", "2019-05-01"),
        ("date", "2019/5/1", "2019-05-01"),
        ("date", "2019.5", "2019-05"),
        ("date", "2019年", "2019"),
        ("date", "2019-05-01T00:00:00", "2019-05-01"),
        ("url", "https://ror.org/00rd5t069", "https://ror.org/00rd5t069"),
        ("longitude", "120.65", 120.65),
        ("latitude", "-28", -28.0),
    ],
)
def test_right(type_: str, text: str, value: object) -> None:
    found = parse(type_, text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        ("year", "20119", "a year between 1000 and 2100"),
        ("year", "201", "a year"),
        ("year", "2101", "a year"),
        ("year", "去年", "a year"),
        ("year", "2019-05-01", "a year"),
        ("integer", "1.5", "a whole number"),
        ("integer", "1,23", "a whole number"),
        ("integer", "99999999999999999999", "at most 18 digits"),
        ("number", "210亿元", "a number without its unit"),
        ("number", "1e999", "not infinite"),
        ("integer", "1e999", "a whole number"),
        ("number", "nan", "a number"),
        ("date", "2019-02-30", "a date"),
        ("date", "2019-13", "a date"),
        ("date", "01.05.2019", "a date"),
        ("url", "www.wzu.edu.cn", "http:// or https://"),
        ("url", "javascript:alert(1)", "http:// or https://"),
        ("longitude", "180.1", "from -180 to 180"),
        ("latitude", "120.65", "from -90 to 90"),
        ("latitude", "north", "from -90 to 90"),
        ("text", "甲" * 501, "at most 500 characters"),
        ("text", "甲" * 10_000, "at most 500 characters, not 10,000"),
        ("text", "a\0b", "U+0000"),
        ("text", "未闭合,温州市\n二", "text on one line; there is a line break"),
        ("text", "a\u2028b", "text on one line; there is a line break"),
        ("text", "a\tb", "text on one line; there is a tab"),
        ("text", "a\ud800b", "U+D800"),
    ],
)
def test_wrong(type_: str, text: str, expected: str) -> None:
    with pytest.raises(Wrong) as error:
        parse(type_, text)
    assert expected in error.value.expected


@pytest.mark.parametrize("text", ["planned", "Planned", "计划", " PLANNED ", "ｐｌａｎｎｅｄ"])
def test_a_code_is_found_by_code_and_label(text: str) -> None:
    assert parse("code", text, list="status") == "planned"


@pytest.mark.parametrize(("text", "code"), [(">", ">"), (">=", ">="), ("超过", ">"), ("约", "~")])
def test_comparators_are_codes_though_they_are_signs(text: str, code: str) -> None:
    assert parse("code", text, list="comparator") == code


def test_an_unknown_code_names_what_there_is() -> None:
    with pytest.raises(Wrong, match=r"one of planned, agreed, under_way, actual, ended"):
        parse("code", "done", list="status")
    with pytest.raises(Wrong, match="perhaps joint_research"):
        parse("code", "joint_reserch", list="cooperation_form")


def test_the_nearest_name_is_found_whatever_its_case() -> None:
    names = (*MODEL.relationships,)
    assert one_of("COOPERATES_WIT", names, "type").startswith(
        f"type: one of {len(names)}, perhaps COOPERATES_WITH"
    )
    assert one_of("与某某", names, "type") == f"type: one of {len(names)}"


def test_a_definition_may_have_lines() -> None:
    definition = Property("definition", "text", "定义", "definition")
    assert parser(definition, MODEL.lists)("first\n second") == "first second"


def test_a_pattern_and_a_check_digit_are_held() -> None:
    place = MODEL.kinds["Place"].properties["adcode"]
    assert parser(place, MODEL.lists)("330300") == "330300"
    with pytest.raises(Wrong, match="330300"):
        parser(place, MODEL.lists)("3303")
    uscc = MODEL.kinds["Enterprise"].properties["uscc"]
    with pytest.raises(Wrong, match="check character"):
        parser(uscc, MODEL.lists)("91350100M000100Y44")


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        once = clean(text)
    except Wrong:
        return
    assert clean(once) == once
    assert once == once.strip()
    assert "\n" not in once


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back(number: float) -> None:
    assert parse("number", repr(number)) == number
