"""One firm in two tables: told before the second is loaded, judged one by a person, and undone; two
places of one name are told apart."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.app.conftest import Reader
from tests.hands import unfold

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


def test_two_places_of_one_name_are_told_apart_and_so_is_what_is_there(
    reader: Reader, tmp_path: Path
) -> None:
    page, firm = reader.page, "温州两地阀门有限公司"
    file = tmp_path / "两地名单.csv"
    file.write_text(
        "企业名称,所在地,合作单位\n"
        f"{firm},南京市鼓楼区；徐州市鼓楼区,中国矿业大学\n"
        "温州乙阀门有限公司,鼓楼区中山路1号,南京邮电大学\n"
        "温州丙阀门有限公司,温州市,浙江大学\n",
        "utf-8",
    )
    reader.open("load")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("不认识的名称：各对应哪一个？")).to_be_visible()
    expect(
        page.get_by_placeholder("请选（也许是鼓楼区 · 南京市、鼓楼区 · 徐州市）")
    ).to_be_visible()
    address = page.get_by_label("鼓楼区中山路1号（1 行）")
    unfold(page, address, "鼓楼区 · 徐州市").first.click()
    rest = page.get_by_label("上面没有选的，一律按：")
    unfold(page, rest, "都是新的高校").first.click()
    page.get_by_role("button", name="写进对照表，重新检查").click()
    expect(page.get_by_text("不认识的名称")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^载入，新增")).click()
    expect(page.get_by_text("已载入“两地名单”")).to_be_visible()

    page.get_by_role("link", name="探索").click()
    reader.settle()
    page.get_by_label("查找").fill("鼓楼区")
    for city in ("南京市", "徐州市"):
        expect(page.get_by_role("button", name=f"鼓楼区 地点 · {city}", exact=True)).to_be_visible()
    page.get_by_label("查找").fill(firm)
    page.get_by_role("button", name=re.compile(f"^{firm}")).click()
    reader.settle()
    expect(page.get_by_text("位于 鼓楼区 · 南京市、鼓楼区 · 徐州市")).to_be_visible()
    reader.open_tab("更正")
    page.get_by_text("缺了一条", exact=True).click()
    reader.settle()
    reader.choose("补充什么", "位于")
    page.get_by_label("位于（输入名称查找）").fill("普陀区")
    reader.settle()
    for city in ("上海市", "舟山市"):
        options = unfold(page, page.get_by_label("选定"), f"普陀区 · 地点 · {city}")
        expect(options).to_have_count(1)
        page.keyboard.press("Escape")

    page.get_by_role("link", name="载入", exact=True).click()
    reader.settle()
    reader.undo_load()
    expect(page.get_by_text("已撤销“两地名单”").first).to_be_visible()


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
    expect(reader.page.get_by_text("认出企业").first).to_be_visible()
