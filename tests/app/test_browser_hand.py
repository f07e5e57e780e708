"""What people note by hand, two at once, and where a fact stands, in a browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from graph.ledger.book import now
from tests.app.conftest import Reader
from tests.app.test_browser import rows_of
from views.parts.writing import date

ITEM = "worklist?item=wenzhou:brain|kind||"


def enter(reader: Reader, name: str, words: str) -> None:
    """Fills a field and leaves it."""
    field = reader.page.get_by_role("textbox", name=name)
    field.fill(words)
    field.press("Enter")
    reader.settle()


def note(reader: Reader, label: str, value: str, by: str) -> None:
    """Fills a field of the item's form and submits it in the name of `by`."""
    page = reader.page
    expect(page.get_by_role("textbox", name="期限")).to_be_visible()
    enter(reader, label, value)
    enter(reader, "您的姓名", by)
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
        enter(second, "期限", "2020年6月")
        expect(page.get_by_text("您打开这一项之后，它被改动过")).to_be_visible()
        note(second, "期限", "2020年6月", "李明")
        expect(page.get_by_text("期限改为2020年6月")).to_be_visible()
        expect(page.get_by_role("textbox", name="负责人")).to_have_value("科技处")
    reader.open(f"{ITEM}&owner=科技处&late=1")
    expect(reader.page.get_by_text("1 项，其中 1 项逾期")).to_be_visible()
    for _ in range(2):
        reader.page.get_by_role("button", name="撤销").first.click()
        reader.settle()
    expect(reader.page.get_by_text("已由").first).to_be_visible()


def test_the_list_to_take_away_has_owner_and_due_date_as_they_were_set(reader: Reader) -> None:
    reader.open(ITEM)
    note(reader, "负责人", "科技处", "王芳")
    note(reader, "期限", "2020年6月30日", "王芳")
    head, *rows = rows_of(reader.page)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    (mine,) = [row for row in told if row["负责人"]]
    assert (mine["负责人"], mine["期限"]) == ("科技处", "2020-06-30")
    assert mine["到期"] == "逾期" and mine["主体或事项"] == "温州科技大脑"
    for _ in range(2):
        reader.page.get_by_role("button", name="撤销").first.click()
        reader.settle()
    head, *rows = rows_of(reader.page)
    assert not any(row[head.index("负责人")] for row in rows)


def open_correction(reader: Reader, fact: str) -> None:
    """Opens the form that says where a platform is instead."""
    reader.open("explore?actor=wenzhou:bigdata_wenzhou")
    reader.page.get_by_role("tab", name="更正").click()
    reader.settle()
    reader.choose("哪一条", fact)
    expect(reader.page.get_by_label("位于（输入名称查找）")).to_be_visible()


def say_where(reader: Reader, place: str, by: str, reason: str) -> None:
    """Fills the form of a correction."""
    reader.page.get_by_label("位于（输入名称查找）").fill(place)
    reader.settle()
    expect(reader.page.get_by_label("选定")).to_be_visible()
    enter(reader, "理由", reason)
    enter(reader, "您的姓名", by)


def submit(reader: Reader) -> None:
    reader.page.get_by_role("button", name="提交更正").click()
    reader.settle()


def test_a_value_that_is_missing_is_added_by_hand_and_undone(reader: Reader) -> None:
    reader.open("explore?actor=wenzhou:bigdata_wenzhou")
    reader.open_tab("更正")
    reader.page.get_by_text("缺了一条", exact=True).click()
    reader.settle()
    reader.choose("补充什么", "别名")
    enter(reader, "别名", "温州大数据平台")
    enter(reader, "您的姓名", "王芳")
    submit(reader)
    expect(
        reader.page.get_by_text(re.compile("^王芳 .*补充：别名：温州大数据平台"))
    ).to_be_visible()
    expect(reader.page.get_by_text(re.compile("别名 .*温州大数据平台"))).to_be_visible()
    reader.page.get_by_role("button", name="撤销").click()
    reader.settle()
    expect(reader.page.get_by_text("温州大数据平台")).to_have_count(0)


def test_who_corrects_second_learns_who_was_quicker_and_nothing_is_lost(
    reader: Reader, browser: Browser
) -> None:
    fact, day = "位于：温州市", date(now()[:10], "zh")
    with browser.new_context() as one, browser.new_context() as other:
        done, typing = Reader(one, reader.address), Reader(other, reader.address)
        open_correction(done, fact)
        say_where(done, "宁波市", "李明", "见新证照")
        open_correction(typing, fact)
        open_correction(reader, fact)
        say_where(reader, "台州市", "王芳", "迁址")
        submit(reader)
        expect(reader.page.get_by_text(re.compile("^王芳 .*迁址"))).to_be_visible()

        submit(done)  # who had filled all
        expect(done.page.get_by_text(f"没有改成：王芳 已于 {day} 更正过这条事实")).to_be_visible()
        tried = re.compile(f"您填写的内容：“{fact} .*”改为“宁波市”；理由：见新证照")
        expect(done.page.get_by_text(tried)).to_be_visible()
        expect(done.page.get_by_text(re.compile("^王芳 .*温州市 → 台州市"))).to_be_visible()
        expect(done.page.get_by_text(re.compile("^李明 "))).to_have_count(0)

        enter(done, "理由", "见新证照，再看")
        say_where(typing, "绍兴市", "周末", "")  # who was still about to
        for late, place in ((done, "宁波市"), (typing, "绍兴市")):
            told = f"您选定这条事实之后，王芳 于 {day} 更正了它"
            expect(late.page.get_by_text(told)).to_be_visible()
            assert late.page.get_by_label("哪一条").input_value().startswith(fact)
            expect(late.page.get_by_label("位于（输入名称查找）")).to_have_value(place)
            expect(late.page.get_by_role("button", name="提交更正")).to_be_disabled()

        done.choose("哪一条", "位于：台州市")  # what counts is what the first said
        expect(done.page.get_by_text("您选定这条事实之后")).to_have_count(0)
        done.page.get_by_role("button", name="撤销").click()
        done.settle()
        expect(done.page.get_by_text(re.compile("^王芳 "))).to_have_count(0)


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
            expect(page.get_by_text("已载入“名单”：企业 1")).to_be_visible()
            reader.settle()
    page.get_by_role("link", name="探索").click()
    reader.settle()
    page.get_by_label("查找").fill("温州晨光仪表公司")
    page.get_by_role("button", name=re.compile("^温州晨光仪表公司")).click()
    reader.settle()
    reader.choose("看一条事实的原文", "名称")
    expect(page.get_by_text(re.compile("名单.csv.* 第 2 行"))).to_be_visible()
    page.get_by_role("link", name="载入", exact=True).click()
    reader.settle()
    page.get_by_role("button", name="撤销这次载入").first.click()
    reader.settle()
