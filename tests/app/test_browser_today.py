"""What Today remembers of a reader, and the pictures that can be taken away."""

from __future__ import annotations

import io
import re
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.app.conftest import Reader

WENZHOU = "delta:330300"


def news(page: Page) -> int:
    """How much the first tab says is new."""
    return int(re.findall(r"\d+", page.get_by_role("tab").first.inner_text())[0])


def seen(page: Page) -> bool:
    """Whether everything counts as seen."""
    return page.get_by_role("combobox", name="只列这之后的新增与变化").input_value() == "全部看过"


def place(page: Page) -> str:
    return page.get_by_role("combobox", name="我的地方或园区").input_value()


def test_my_place_and_what_i_have_seen_outlast_the_browser_and_are_mine_alone(
    browser: Browser, served: str
) -> None:
    with browser.new_context() as context:
        reader = Reader(context, served)
        reader.open("today")
        reader.choose("我的地方", "温州市")
        assert not seen(reader.page)
        reader.open("today")  # without anything in the address; nothing is seen by looking alone
        assert place(reader.page) == "温州市" and not seen(reader.page)
        tab = Reader(context, served)
        tab.open("today")
        assert not seen(tab.page)
        reader.page.get_by_role("button", name="都看过了").click()
        reader.settle()
        assert seen(reader.page) and news(reader.page) == 0
        assert "since" not in parse_qs(urlsplit(reader.page.url).query)
        tab.open("today")
        assert seen(tab.page)
        kept = context.storage_state()
    with browser.new_context(storage_state=kept) as again:
        reader = Reader(again, served)
        reader.open("today")
        assert place(reader.page) == "温州市" and seen(reader.page)
        reader.open("today?since=0")  # a link goes before what is remembered
        assert news(reader.page) > 0
        reader.open("today?place=*&since=0")
        assert place(reader.page) == "全部地方"
        reader.open("today")
        assert place(reader.page) == "温州市"
    with browser.new_context() as other:
        reader = Reader(other, served)
        reader.open("today")
        assert place(reader.page) == "全部地方" and not seen(reader.page)


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("today", "图谱规模"),
        ("serves", ""),
        ("delta", ""),
        ("delta", "地点 × 地点"),
        ("indicators", ""),
    ],
)
def test_pictures_are_to_be_had_as_png(path: str, tab: str, reader: Reader) -> None:
    reader.open(path)
    page = reader.page
    if tab:
        reader.open_tab(tab)
    button = page.get_by_role("button", name="存为图片（PNG）").locator("visible=true")
    with page.expect_download() as waiting:
        button.last.click()
    image = Image.open(io.BytesIO(waiting.value.path().read_bytes()))
    assert image.format == "PNG" and image.width >= 2_000
    assert len(image.convert("RGB").getcolors(1 << 20) or []) > 20


def test_a_year_s_table_is_to_be_had_and_the_way_to_load_it(reader: Reader) -> None:
    reader.open("indicators")
    page = reader.page
    with page.expect_download() as waiting:
        page.get_by_role("button", name="待填的指标表（Excel）").click()
    assert re.fullmatch(r".+ \d{4} 指标表\.xlsx", waiting.value.suggested_filename)
    sheet = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes())).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[3] == "计量方式" and rows and all(row[0] and row[3] for row in rows)
    assert {row[-1] for row in rows} == {None}
    expect(page.get_by_text("没有来源给出这项指标的定义")).to_be_visible()
    page.get_by_text("载入一年的指标表").click()
    reader.settle()
    assert "/load" in page.url
