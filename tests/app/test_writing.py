"""Numbers and dates as people write them, in both languages."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from pandas.io.formats.style import Styler

from views.parts.legible import MOST_STYLED, legible
from views.parts.writing import LOCALES, ago, date, local, number, percent
from views.words import LANGUAGES, text

NOW = datetime.datetime(2026, 3, 4, 12, 0, tzinfo=datetime.UTC)


def test_every_language_has_its_customs() -> None:
    assert LOCALES.keys() == LANGUAGES.keys()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234.5, "1,234.5"),
        (0.1234567, "0.1234567"),
        (12, "12"),
        (-1234567, "-1,234,567"),
        (3.0, "3"),
        (1e7, "10,000,000"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_keeps_every_digit(value: float, written: str, language: str) -> None:
    assert number(value, language) == written


def test_a_share_is_told_in_percent() -> None:
    assert [percent(0.98765, lang, n) for lang in LANGUAGES for n in (0, 1)] == ["99%", "98.8%"] * 2
    assert percent(12.5, "zh") == "1,250.0%"


@pytest.mark.parametrize(
    ("stated", "zh", "en"),
    [
        ("2019", "2019", "2019"),
        ("2019-12", "2019年12月", "Dec 2019"),
        ("2019-12-01", "2019年12月1日", "1 Dec 2019"),
        ("2026-03-04T09:05:07+00:00", "2026年3月4日 09:05", "4 Mar 2026, 09:05"),
        ("2026-03-04 09:05", "2026年3月4日 09:05", "4 Mar 2026, 09:05"),
        ("2019-02-31", "2019-02-31", "2019-02-31"),
        ("2019-13", "2019-13", "2019-13"),
        ("约2019年", "约2019年", "约2019年"),
        ("", "", ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(stated: str, zh: str, en: str) -> None:
    assert (date(stated, "zh"), date(stated, "en")) == (zh, en)


def test_a_moment_is_told_by_how_long_ago_it_was() -> None:
    assert ago("2026-03-01T12:00:00+00:00", "zh", NOW) == "3天前"
    assert ago("2026-03-01 12:00", "en", NOW) == "3 days ago"
    assert ago("2026-01-01T12:00:00+00:00", "en", NOW) == "1 Jan 2026"


def test_a_moment_is_told_by_the_clock_of_the_reader() -> None:
    late = "2026-11-26T17:05:59.123456+00:00"
    assert local(late, "Asia/Shanghai") == "2026-11-27 01:05+08:00"
    assert date(local(late, "Asia/Shanghai"), "zh") == "2026年11月27日 01:05"
    assert local("2026-07-01 12:00", "Europe/Berlin") == "2026-07-01 14:00+02:00"
    assert local(local(late, "Asia/Shanghai"), "Asia/Shanghai") == "2026-11-27 01:05+08:00"
    for unknown in (None, "", "No/Where", "../etc"):
        assert local(late, unknown) == "2026-11-26 17:05+00:00"
    assert local("2026-02-30 12:00", "Asia/Shanghai") == "2026-02-30 12:00"


def test_a_text_tells_its_numbers_so_but_no_year() -> None:
    assert "12,345" in text("en", "query.rows", n=12345)
    assert "2019" in text("zh", "indicators.league", year=2019)


def test_a_table_is_read_by_people_and_sorted_and_kept_by_its_values() -> None:
    frame = pd.DataFrame(
        {
            "when": ["2019-12-01", "2019-02", "2020", ""],
            "year": pd.array([2019, None, 2020, 2021], dtype="Int64"),
            "count": [1234, 5, 6, 7],
            "value": [1234.5, 0.25, None, 3.0],
            "longitude": [120.123456, 120.1, 119.5, 121.0],
            "words": ["2019-12", "甲", "乙", None],
        }
    )
    shown, config = legible(frame, "zh")
    assert set(config) == {"count", "value"}
    assert isinstance(shown, Styler)
    assert list(shown.data["when"]) == list(frame["when"])
    written = shown.to_html()
    assert "2019年12月1日" in written and "2019年2月" in written and ">2019-12<" in written
    assert isinstance(legible(frame.drop(columns="when"), "zh")[0], pd.DataFrame)


def test_a_large_table_is_not_written_out() -> None:
    frame = pd.DataFrame({"when": ["2019-12-01"] * (MOST_STYLED + 1)})
    assert legible(frame, "zh")[0] is frame


def test_a_column_that_is_mostly_empty_is_as_wide_as_what_it_holds() -> None:
    few = ["", "", "", "世界青年科学家峰会", None, "", ""]
    frame = pd.DataFrame(
        {"客体": few, "名称": ["甲"] * 7, "多": few[3:4] * 7, "年": [2019, None, 3, 4, 5, 6, 7]}
    )
    config = legible(frame, "zh")[1]
    assert config.keys() == {"客体", "年"}
    assert 9 * 14 < config["客体"]["width"] < 9 * 14 + 40
    frame.loc[3, "客体"] = "长" * 500
    assert legible(frame, "zh")[1]["客体"]["width"] < 300
