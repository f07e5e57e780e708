"""What people note by hand, two at once, and where a fact stands, in a browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.app.conftest import Reader

ITEM = "worklist?item=wenzhou:brain|kind||"


def note(reader: Reader, label: str, value: str, by: str) -> None:
    """Fills a field of the item's form and submits it in the name of `by`."""
    page = reader.page
    expect(page.get_by_role("textbox", name="期限")).to_be_visible()
    for name, words in ((label, value), ("您的姓名", by)):
        page.get_by_role("textbox", name=name).fill(words)
        page.get_by_role("textbox", name=name).press("Enter")
        reader.settle()
    page.get_by_role("button", name="记下", exact=True).click()
    reader.settle()


def test_who_notes_second_sees_what_the_first_did_and_loses_nothing(
    reader: Reader, browser: Browser
) -> None:
    with browser.new_context() as context:
        second = Reader(context, reader.address)
        second.open(ITEM)
        expect(second.page.get_by_role("textbox", name="期限")).to_be_visible()
        reader.open(ITEM)
        note(reader, "负责人", "科技处", "王芳")
        expect(reader.page.get_by_text("负责人改为科技处")).to_be_visible()
        page = second.page
        page.get_by_role("textbox", name="期限").fill("2020年6月")
        page.get_by_role("textbox", name="期限").press("Enter")
        second.settle()
        expect(page.get_by_text("您打开这一项之后，它被改动过")).to_be_visible()
        note(second, "期限", "2020年6月", "李明")
        expect(page.get_by_text("期限改为2020-06")).to_be_visible()
        expect(page.get_by_role("textbox", name="负责人")).to_have_value("科技处")
    reader.open(f"{ITEM}&owner=科技处&late=1")
    expect(reader.page.get_by_text("1 项，其中 1 项逾期")).to_be_visible()
    for _ in range(2):
        reader.page.get_by_role("button", name="撤销").first.click()
        reader.settle()
    expect(reader.page.get_by_text("已由").first).to_be_visible()


def test_an_item_that_nobody_knows_has_a_way_out(reader: Reader) -> None:
    reader.open("worklist?item=no:such|kind||")
    expect(reader.page.get_by_text("不认识")).to_be_visible()
    reader.page.get_by_role("button", name="放下这一项").click()
    reader.settle()
    expect(reader.page.get_by_text("点表中一行")).to_be_visible()


def test_a_fact_whose_file_is_not_at_hand_says_so(reader: Reader) -> None:
    reader.open("explore?actor=wenzhou:wyss2020")
    reader.choose("看一条事实的原文", "名称")
    expect(reader.page.get_by_text("不在手边")).to_be_visible()


def test_a_file_of_the_same_name_leaves_the_row_of_the_one_that_was_loaded(
    reader: Reader, tmp_path: Path
) -> None:
    page = reader.page
    reader.open("load")
    for firm in ("温州晨光仪表公司", "温州暮色仪表公司"):
        file = tmp_path / firm / "名单.csv"
        file.parent.mkdir()
        file.write_text(f"企业名称,员工人数\n{firm},31\n", "utf-8")
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("button", name=re.compile("^载入，新增"))).to_be_visible()
        reader.settle()
        if "晨光" in firm:
            page.get_by_role("button", name=re.compile("^载入，新增")).click()
            expect(page.get_by_text("已载入“名单”：1 行")).to_be_visible()
            reader.settle()
    page.get_by_role("link", name="探索").click()
    reader.settle()
    page.get_by_label("查找").fill("温州晨光仪表公司")
    page.get_by_role("button", name=re.compile("^温州晨光仪表公司")).click()
    reader.settle()
    reader.choose("看一条事实的原文", "名称")
    expect(page.get_by_text(re.compile("名单.csv · .* 第 2 行"))).to_be_visible()
    page.get_by_role("link", name="载入", exact=True).click()
    reader.settle()
    page.get_by_role("button", name="撤销这次载入").click()
    reader.settle()
