"""A clerk brings a table in, mends it, says what its names mean, and loads it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.app.conftest import Reader
from tests.hands import unfold

expect.set_options(timeout=90_000)  # the first page starts the engine
TITLE = "重点企业一览表,,\n"
HEAD = "企业名称,所属行业,注册资本（万元）\n"
ROWS = ["温州甲阀门有限公司,泵阀,100\n", "温州乙激光有限公司,激光,200\n"]
MORE = ["温州丙皮革有限公司,皮革,300\n"]
NOTE = "注：快报数。,,\n"
HEADER, ROW = 35, 33  # pixels of a table to change


def drop(reader: Reader, name: str, *lines: str) -> None:
    """Drops a file with these lines."""
    file = {"name": name, "mimeType": "text/csv", "buffer": "".join(lines).encode()}
    reader.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(reader.page.get_by_text(name, exact=True)).to_be_visible()
    reader.settle()


def load(page: Page) -> Locator:
    """The button that loads."""
    return page.get_by_role("button", name=re.compile("^载入，新增"))


def choose(reader: Reader, value: str, words: str) -> None:
    """Says what a value means that nothing known bears as its name."""
    field = reader.page.get_by_role("combobox", name=re.compile(f"^{value}"))
    unfold(reader.page, field, words).first.click()
    reader.settle()


def test_a_table_is_mended_dropped_again_and_its_names_are_told(newcomer: Reader) -> None:
    page = newcomer.page
    newcomer.open("load")
    expect(page.get_by_role("button", name=re.compile("选择文件"))).to_be_visible()
    drop(newcomer, "产业.csv", "产业名称,英文名\n泵阀,pumps\n激光与光电,lasers\n")
    load(page).click()
    expect(page.get_by_text("已载入“产业”：产业 2")).to_be_in_viewport()

    drop(newcomer, "企业.csv", TITLE, HEAD, *ROWS, NOTE)
    expect(page.get_by_text("已载入")).to_have_count(0)  # that was another file
    expect(page.get_by_text(re.compile("表头在第 2 行：认出企业 2 列"))).to_be_visible()
    expect(page.get_by_role("combobox", name="皮革")).to_have_count(0)

    drop(newcomer, "企业.csv", TITLE, HEAD, *ROWS, *MORE, NOTE)
    choose(newcomer, "激光", "激光与光电")
    choose(newcomer, "皮革", "新增产业")
    page.get_by_role("button", name="写进对照表").click()
    expect(page.get_by_text("不认识的名称")).to_have_count(0)
    newcomer.settle()
    load(page).click()
    expect(page.get_by_text(re.compile("已载入“企业”：.*企业 3"))).to_be_in_viewport()
    expect(page.get_by_text("没有可载入的新内容")).to_have_count(0)
    newcomer.settle()

    again = ["温州丁激光有限公司,激光,400\n"]
    drop(newcomer, "企业.csv", TITLE, HEAD, *ROWS, *MORE, *again, NOTE)
    expect(page.get_by_text("沿用了您以前")).to_be_visible()
    expect(page.get_by_text("不认识的名称")).to_have_count(0)
    expect(load(page)).to_be_visible()
    drop(newcomer, "坏.xlsx", "no workbook")
    expect(page.get_by_text("读不懂这个文件")).to_be_visible()
    expect(page.get_by_text("已载入")).to_have_count(0)


def say_in(page: Page, row: int, steps: int, words: str) -> None:
    """Types `words` into a cell of the table of meanings, `steps` to the right, and Enter."""
    box = page.get_by_test_id("data-grid-canvas").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + HEADER + (row - 0.5) * ROW)
    page.wait_for_timeout(300)
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)  # the cell opens
    page.keyboard.type(words)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")


def test_what_a_column_means_is_said_in_the_table(newcomer: Reader) -> None:
    page = newcomer.page
    newcomer.open("load")
    drop(newcomer, "营收.csv", "企业名称,营业收入\n", "温州甲阀门厂,100\n", "温州乙阀门厂,200\n")
    hint = page.get_by_text(re.compile("^营业收入：.*没有读"))
    expect(hint).to_be_visible()
    page.get_by_text("各列的意思（可改）").click()
    newcomer.settle()
    say_in(page, 2, 1, "作为指标")
    expect(page.get_by_text(re.compile("认出企业 1 列、数字 1 列"))).to_be_visible()
    expect(hint).to_have_count(0)
    expect(load(page)).to_have_count(0)  # neither the unit nor the year is known
    newcomer.settle()
    say_in(page, 2, 2, "万元")
    expect(page.get_by_text(re.compile("“营业收入”.*单位"))).to_have_count(0)
    newcomer.settle()
    say_in(page, 2, 3, "2023")
    load(page).click()
    expect(page.get_by_text(re.compile("已载入“营收”：.*企业 2.*数字 2"))).to_be_visible()
    newcomer.settle()


def test_a_table_of_which_nothing_is_understood_asks_for_its_kind_and_its_name(
    newcomer: Reader,
) -> None:
    page = newcomer.page
    newcomer.open("load")
    drop(newcomer, "菜单.csv", "菜名,口味\n", "红烧肉,咸\n", "青菜,淡\n")
    expect(page.get_by_text("看不出这个表每行是什么")).to_be_visible()
    expect(load(page)).to_have_count(0)
    expect(page.get_by_text(re.compile("toml|/inbox/"))).to_have_count(0)
    newcomer.choose("每行是什么", "企业")
    asked = page.get_by_text(re.compile("哪一列是企业的“名称”"))
    expect(asked).to_be_visible()
    expect(page.get_by_test_id("data-grid-canvas").first).to_be_visible()
    expect(load(page)).to_have_count(0)
    newcomer.settle()
    say_in(page, 1, 1, "名称")
    expect(load(page)).to_be_visible()
    expect(asked).to_have_count(0)
    expect(page.get_by_test_id("data-grid-canvas").first).to_be_visible()
    newcomer.settle()
    say_in(page, 1, 1, "（不读）")
    expect(asked).to_be_visible()
    expect(load(page)).to_have_count(0)
    newcomer.settle()
    say_in(page, 1, 1, "名称")
    load(page).click()
    expect(page.get_by_text(re.compile("已载入“菜单”：企业 2"))).to_be_visible()
