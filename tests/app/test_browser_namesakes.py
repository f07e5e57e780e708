"""One firm in two tables: told before the second is loaded, judged one by a person, and undone."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.app.conftest import Reader

FIRM = "温州双名阀门有限公司"


def test_the_same_firm_in_two_tables_is_told_judged_and_told_apart(
    reader: Reader, tmp_path: Path
) -> None:
    page = reader.page
    load(reader, tmp_path, "第一份名单", "瑞安市")
    drop(reader, tmp_path, "第二份名单", "乐清市")
    expect(page.get_by_text("1 个与已有的同名")).to_be_visible()
    page.get_by_label("您的姓名（署名）").fill("王芳")
    page.keyboard.press("Enter")
    reader.settle()
    page.get_by_text("全部是同一个").click()
    reader.settle()
    page.get_by_role("button", name=re.compile("^载入，新增")).click()
    expect(page.get_by_text(f"已与原有的判为同一个：{FIRM}")).to_be_visible()
    reader.settle()
    page.get_by_role("button", name="撤销", exact=True).click()
    reader.settle()

    page.get_by_role("link", name="探索").click()
    reader.settle()
    page.get_by_label("查找").fill(FIRM)
    for place in ("瑞安市", "乐清市"):
        name = re.compile(f"^{FIRM} 企业 · {place}$")
        expect(page.get_by_role("button", name=name)).to_be_visible()
    page.get_by_role("button", name=re.compile(f"^{FIRM}.*瑞安市")).click()
    reader.settle()
    page.get_by_role("button", name="另有 1 个同名的同类主体").click()
    page.get_by_role("button", name="不是同一个").click()
    reader.settle()
    expect(page.get_by_text(re.compile(f"“{FIRM} · 乐清市”不是同一个"))).to_be_visible()

    page.get_by_role("link", name="载入", exact=True).click()
    reader.settle()
    for title in ("第二份名单", "第一份名单"):
        page.get_by_role("button", name=re.compile("^撤销这次载入")).first.click()
        reader.settle()
        expect(page.get_by_text(f"已撤销“{title}”").first).to_be_visible()


def load(reader: Reader, folder: Path, title: str, place: str) -> None:
    """Loads a table of the firm, and leaves the field for files empty."""
    drop(reader, folder, title, place)
    reader.page.get_by_role("button", name=re.compile("^载入，新增")).click()
    expect(reader.page.get_by_text(f"已载入“{title}”")).to_be_visible()


def drop(reader: Reader, folder: Path, title: str, place: str) -> None:
    """Hands over a table of the firm."""
    file = folder / f"{title}.csv"
    file.write_text(f"企业名称,所在地\n{FIRM},{place}\n", "utf-8")
    reader.open("load")
    reader.page.locator("input[type=file]").set_input_files(file)
    expect(reader.page.get_by_text("认出企业")).to_be_visible()
