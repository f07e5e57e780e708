"""A clerk takes the rows away that were not right, mends them and brings them back alone."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import expect

from tests.app.conftest import Reader
from tests.app.test_browser_load import load

expect.set_options(timeout=90_000)  # the first page starts the engine
GOOD, BAD, OTHER = "91330300145041661P", "91330300145041661X", "91330304MA2CQHKU5P"
TABLE = (
    "2023年重点企业一览表,,\n单位：万元,,\n企业名称,统一社会信用代码,营业收入\n"
    f"温州甲阀门有限公司,{OTHER},100\n温州乙激光有限公司,{BAD},200\n"
)


def drop(reader: Reader, name: str, content: bytes) -> None:
    file: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    reader.page.locator("input[type=file]").set_input_files(file)
    reader.settle()


def mended(path: Path) -> bytes:
    book = openpyxl.load_workbook(path)
    rows = book.worksheets[0]
    headings = [cell.value for cell in rows[1]]
    assert headings[:4] == ["行", "不对的列", "不对的值", "不行的原因"]
    assert [cell.value for cell in rows[2]][:3] == [5, "统一社会信用代码", BAD]
    rows.cell(2, headings.index("统一社会信用代码", 4) + 1).value = GOOD
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_rows_come_back_and_the_source_is_described_later(newcomer: Reader, tmp_path: Path) -> None:
    page = newcomer.page
    newcomer.open("load")
    drop(newcomer, "重点企业.csv", TABLE.encode())
    count = page.get_by_test_id("stMetric").filter(has_text="不能载入的行")
    expect(count).to_contain_text("1")
    expect(page.get_by_text("1 处没有读懂")).to_be_visible()
    expect(page.get_by_text("不能载入或缺项的 1 行")).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("button", name="下载 Excel").click()
    got.value.save_as(tmp_path / "rest.xlsx")
    load(page).click()
    expect(page.get_by_text(re.compile("已载入“重点企业”：企业 1"))).to_be_visible()
    newcomer.settle()

    page.get_by_text("谁说的").first.click()
    page.get_by_label("发布者").fill("市科学技术局")
    page.get_by_label("发布者").press("Enter")
    page.get_by_role("button", name="更新来源说明").click()
    expect(page.get_by_text("已更新“重点企业”的来源说明")).to_be_visible()
    newcomer.settle()

    drop(newcomer, got.value.suggested_filename, mended(tmp_path / "rest.xlsx"))
    expect(page.get_by_text("这是“重点企业.csv”里改好的行")).to_be_visible()
    load(page).click()
    expect(page.get_by_text(re.compile("已载入“重点企业”：企业 2.*结束 0 条"))).to_be_visible()
    newcomer.settle()
    page.get_by_role("button", name=re.compile("^撤销这次载入")).click()
    newcomer.settle()
    if (sure := page.get_by_role("button", name="确认撤销")).count():
        sure.click()
    expect(page.get_by_text(re.compile("已撤销“重点企业”"))).to_have_count(1)
    expect(load(page)).to_be_visible()

    newcomer.open("load")  # another day
    expect(page.get_by_text("撤销这次对来源说明的修改")).to_be_visible()
    page.get_by_role("button", name="撤销这次对来源说明的修改").click()
    expect(page.get_by_text("来源说明恢复原样")).to_have_count(1)
    drop(newcomer, "重点企业.csv", TABLE.replace("200", "300").encode())
    page.get_by_text("谁说的").first.click()
    expect(page.get_by_label("发布者")).to_have_value("市科学技术局")
    rest = openpyxl.load_workbook(tmp_path / "rest.xlsx")
    del rest["说明"]
    rest.save(tmp_path / "lost.xlsx")
    drop(newcomer, "重点企业 不行的行.xlsx", (tmp_path / "lost.xlsx").read_bytes())
    expect(page.get_by_text("看不出属于哪个表")).to_be_visible()
