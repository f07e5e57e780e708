"""The three pages in a real browser: each does what it is for."""

from __future__ import annotations

import io
import math
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.conftest import Reader
from tests.hands import drawing, where
from tests.office.cases import case_01_firms_title_row
from views.pages import pages

expect.set_options(timeout=90_000)  # the first page starts the engine
WENZHOU, SHANGHAI = "delta:330300", "delta:310000"


def query(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.page.url).query)


def test_the_first_picture_is_there_and_can_be_read(reader: Reader) -> None:
    reader.open("explore")
    frame = reader.picture()
    words = frame.locator("#canvas").get_attribute("aria-label") or ""
    number = int(re.search(r"\d+", words)[0])  # type: ignore[index]
    assert 50 < number <= 150
    expect(reader.page.get_by_text("温州市 地点")).to_be_visible()  # something to begin with
    expect(reader.page.get_by_role("button", name="下载 Excel").first).to_be_visible()


def test_today_tells_what_is_new_for_a_place_and_what_was_seen(reader: Reader) -> None:
    page = reader.page
    reader.open()
    assert "/today" in page.url
    reader.open("today?since=0")
    every = int(re.findall(r"\d+", page.get_by_role("tab").first.inner_text())[0])
    assert every > 100
    reader.choose("我的地方", "温州市")
    assert query(reader)["place"] == [WENZHOU]
    mine = int(re.findall(r"\d+", page.get_by_role("tab").first.inner_text())[0])
    assert 10 < mine < every
    page.get_by_role("button", name="都看过了").click()
    reader.settle()
    expect(page.get_by_role("tab", name="新增与变化（0）")).to_be_visible()
    page.go_back()
    reader.settle()
    expect(page.get_by_role("tab", name=f"新增与变化（{mine}）")).to_be_visible()


def test_find_by_initials_read_the_card_go_one_step_further_and_back(reader: Reader) -> None:
    page = reader.page
    reader.open("explore")
    page.get_by_label("查找").fill("wzs")
    page.get_by_role("button", name=re.compile("^温州市 地点")).first.click()
    reader.settle()
    assert query(reader)["actor"] == [WENZHOU]
    expect(page.get_by_role("heading", name="温州市")).to_be_visible()
    expect(page.get_by_role("tab", name=re.compile(r"^事实（\d+）"))).to_be_visible()
    expect(page.get_by_text("计划、签约或推进中（尚未实现）")).to_be_visible()
    reader.click_node(SHANGHAI)
    assert query(reader)["actor"] == [WENZHOU, SHANGHAI]
    expect(page.get_by_role("heading", name="上海市")).to_be_visible()
    page.go_back()
    reader.settle()
    assert query(reader)["actor"] == [WENZHOU]
    expect(page.get_by_role("heading", name="温州市")).to_be_visible()


def test_a_click_moves_no_node(reader: Reader) -> None:
    reader.open(f"explore?actor={WENZHOU}")
    before = reader.picture().evaluate("id => window.drawnAt(id)", SHANGHAI)
    reader.click_node(SHANGHAI)
    reader.page.wait_for_timeout(500)
    assert reader.picture().evaluate("id => window.drawnAt(id)", SHANGHAI) == before


def test_a_shared_address_shows_the_same(reader: Reader) -> None:
    reader.open(f"explore?actor={WENZHOU}&links=partners&progress=planned&kinds=Place&lang=en")
    page = reader.page
    expect(page.get_by_role("heading", name="Explore")).to_be_visible()
    expect(page.get_by_text("Click a dot")).to_be_visible()
    chosen = page.get_by_role("radio", checked=True)
    expect(chosen.filter(has_text="partners only")).to_have_count(1)
    expect(chosen.filter(has_text="planned")).to_have_count(1)
    page.get_by_role("link", name="Who serves what").click()
    reader.settle()
    expect(page.get_by_role("heading", name="Who serves what")).to_be_visible()
    page.get_by_role("radio", name="中文").click()
    reader.settle()
    expect(page.get_by_role("heading", name="谁服务什么")).to_be_visible()
    assert "lang" not in query(reader)


def test_what_is_not_there_is_said_with_a_way_out(reader: Reader) -> None:
    page = reader.page
    reader.open("explore?actor=wenzhou:no_such_thing")
    expect(page.get_by_text("不在图谱中")).to_be_visible()
    page.get_by_label("查找").fill("没有这样的机构")
    expect(page.get_by_text("没有找到")).to_be_visible()
    page.get_by_role("button", name="回到全图").click()
    reader.settle()
    assert "actor" not in query(reader)
    reader.open(f"explore?actor={WENZHOU}&kinds=Hospital&progress=planned")
    expect(page.get_by_role("heading", name="温州市")).to_be_visible()


def test_an_id_that_is_gone_opens_what_it_was_one_with(reader: Reader) -> None:
    reader.open("explore?actor=old:1")
    expect(reader.page.get_by_role("heading", name="永嘉泵阀厂")).to_be_visible()
    expect(reader.page.get_by_text("已没有来源陈述编号“old:1”")).to_be_visible()


def test_a_name_in_the_address_is_never_markup(reader: Reader) -> None:
    reader.open("explore?actor=<img src=x onerror=alert(1)>![a](http://127.0.0.2/x.png)")
    expect(reader.page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    assert reader.page.locator("img[src='x']").count() == 0


def test_the_picture_taken_away_opens_from_disk_without_any_network(
    reader: Reader, browser: Browser, tmp_path: Path
) -> None:
    reader.open(f"explore?actor={WENZHOU}")
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="带走这张图").click()
    file = tmp_path / "picture.html"
    waiting.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|img|iframe)[^>]*\ssrc=|<link[^>]*\shref=", text)
    with browser.new_context(offline=True) as context:
        away = Reader(context, "file://")
        away.page.goto(file.as_uri())
        canvas = away.page.locator("#mynetwork canvas")
        expect(canvas).to_be_visible()
        expect(away.page.get_by_role("heading", name="温州市")).to_be_visible()
        expect(away.page.get_by_role("cell", name="上海市", exact=True).first).to_be_attached()
        away.page.wait_for_timeout(500)
        colours = canvas.evaluate(
            "c => new Set(new Uint32Array(c.getContext('2d')"
            ".getImageData(0, 0, c.width, c.height).data.buffer)).size"
        )
        assert colours > 20  # something is drawn
        assert away.elsewhere == [] and away.errors == []


def test_who_serves_what_marks_gaps_and_a_cell_tells_its_source(reader: Reader) -> None:
    page = reader.page
    reader.open("serves?open=*")
    said = page.get_by_text(re.compile(r"\d+ 个尚无主体服务")).inner_text()
    platforms, industries, unserved, gaps, planned, alone = map(int, re.findall(r"\d+", said))
    assert unserved == gaps + planned
    assert platforms >= 5 and industries > gaps > 0 and planned > 0 and alone > 0
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Excel").first.click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    row = next(i for i, r in enumerate(rows) if str(r[0]).strip() == "新能源汽车")
    assert "●" in rows[row] and "○" in rows[row]  # one is there, another is being built
    assert sum(r[1] == "无人、无计划" for r in rows) == gaps
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
    page.wait_for_timeout(300)
    grid = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert grid and rows[0][2] == "已实现"
    x, y = grid["x"] + 190 + 69 + 48, grid["y"] + 35 + 33 * (row - 1) + 16
    page.mouse.move(x, y)  # a table first sees the pointer come, as it does with people
    page.wait_for_timeout(200)
    page.mouse.click(x, y)
    reader.settle()
    expect(page.get_by_text("谁服务：新能源汽车")).to_be_visible()
    assert query(reader)["industry"] == ["wenzhou:nev"]
    page.get_by_role("link", name="北航浙江新能源汽车研究院").click()
    reader.settle()
    assert "/explore" in page.url and "buaa" in unquote(page.url)
    expect(page.get_by_role("heading", name="北航浙江新能源汽车研究院")).to_be_visible()


def test_delta_links_on_the_map_and_in_tables(reader: Reader) -> None:
    page = reader.page
    reader.open("delta")
    said = page.get_by_text(re.compile("通往长三角以外")).inner_text()
    links, places, outside, enclaves = map(int, re.findall(r"\d+", said))
    assert links > 10 and places > 4 and outside > 0 and enclaves == 4
    line = f"{SHANGHAI}|{WENZHOU}"
    page.mouse.move(*where(page, line, "map"))
    expect(drawing(page, "map").locator("#tip")).to_contain_text("上海市 ↔ 温州市")
    page.mouse.click(*where(page, line, "map"))
    page.wait_for_url(re.compile("a=delta%3A310000&b=delta%3A330300"))
    reader.settle()
    expect(page.get_by_text(re.compile(r"图上计入 \d+ 项"))).to_be_visible()
    page.get_by_role("radio", name="省", exact=True).click()
    reader.settle()
    assert query(reader)["level"] == ["province"]


def test_what_a_link_consists_of_has_sources(reader: Reader) -> None:
    page = reader.page
    reader.open(f"delta?a={SHANGHAI}&b={WENZHOU}")
    expect(page.get_by_role("button", name="下载 Excel")).to_have_count(2)
    heading = page.get_by_text(re.compile(r"图上计入 \d+ 项"))
    number = int(re.findall(r"\d+", heading.inner_text())[-1])
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Excel").nth(1).click()
    assert waiting.value.suggested_filename == "上海市—温州市 联系构成.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == number
    assert all(row[-1] for row in rows)  # a source each
    assert {str(row[4])[0] for row in rows} == {"●", "○"}
    reader.open_tab("地点 × 地点")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Excel").first.click()
    matrix = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).active
    assert matrix is not None
    cells = [list(r) for r in matrix.iter_rows(values_only=True)]
    assert cells[-1][0] == cells[0][-1] == "长三角以外"
    wenzhou, shanghai = (cells[0].index(name) for name in ("温州市", "上海市"))
    assert cells[wenzhou][shanghai] == cells[shanghai][wenzhou] == number


def rows_of(page: Page, which: int = 0) -> list[tuple[object, ...]]:
    """The table number `which` of the page, as it is downloaded."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Excel").nth(which).click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_indicators_set_the_target_beside_what_was_reached_before(reader: Reader) -> None:
    reader.open(f"indicators?scope={WENZHOU}&year=2020")
    head, *rows = rows_of(reader.page)
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(found) > 5
    told = found["高新技术产业增加值"]
    assert told["目标"] and told["来源"]
    expect(reader.page.get_by_text("2020 年各范围排名")).to_be_visible()


def test_what_was_promised_is_noted_as_done_and_that_is_undone(reader: Reader) -> None:
    page = reader.page
    item = "wenzhou:wyss2020|kind||"
    reader.open(f"worklist?item={item}")
    before = len(rows_of(page))
    reader.choose("现在的状态", "已实现")
    page.get_by_label("您的姓名").fill("王芳")
    page.get_by_label("您的姓名").press("Enter")
    reader.settle()
    page.get_by_role("button", name="记下", exact=True).click()
    reader.settle()
    assert "item" not in query(reader)
    assert len(rows_of(page)) == before - 1
    reader.open("explore?actor=wenzhou:wyss2020")
    reader.open_tab("更正")
    page.get_by_role("button", name="撤销").click()
    reader.settle()
    reader.open("worklist")
    assert len(rows_of(page)) == before


def test_an_office_table_is_dropped_checked_loaded_found_and_taken_out(
    reader: Reader, tmp_path: Path
) -> None:
    page = reader.page
    reader.open("load")
    page.locator("input[type=file]").set_input_files(case_01_firms_title_row.build(tmp_path))
    expect(page.get_by_text("表头在第 3 行：认出企业")).to_be_visible()
    page.get_by_role("button", name=re.compile("^载入，新增")).click()
    expect(page.get_by_text("已载入“高新技术企业名单”：企业 5")).to_be_visible()
    reader.settle()
    firm = "温州启衡阀门科技有限公司"
    page.get_by_role("link", name="探索").click()
    reader.settle()
    page.get_by_label("查找").fill(firm)
    expect(page.get_by_role("button", name=re.compile(f"^{firm}"))).to_be_visible()
    page.get_by_role("link", name="载入", exact=True).click()
    reader.settle()
    reader.undo_load()
    expect(page.get_by_text("已撤销“高新技术企业名单”")).to_have_count(1)  # said once
    page.get_by_role("link", name="探索").click()
    reader.settle()
    page.get_by_label("查找").fill(firm)
    expect(page.get_by_text("没有找到")).to_be_visible()


def test_a_file_that_is_no_table_is_one_line(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "空.xlsx"
    file.write_bytes(b"this is no workbook")
    reader.open("load")
    expect(reader.page.get_by_role("button", name="选择文件")).to_be_visible()
    reader.page.locator("input[type=file]").set_input_files(file)
    expect(reader.page.get_by_text("读不懂这个文件")).to_be_visible()


def test_a_named_query_is_a_form_with_its_answer(reader: Reader) -> None:
    page = reader.page
    reader.open("query?question=places&query=enclaves")
    every = rows_of(page)
    assert every[0][:3] == ("飞地", "来源地", "所在地")
    reader.choose("只看此地（含下辖）派出的", "瑞安市")
    assert [row[0] for row in rows_of(page)[1:]] == ["瑞安安亭飞地创新港"]
    assert query(reader)["q_origin"] == ["delta:330381"]


def test_typed_cypher_only_reads_and_what_is_wrong_is_one_line(reader: Reader) -> None:
    page = reader.page
    reader.open("query?ask=cypher")
    assert rows_of(page)[0] == ("place", "actors")
    box = page.get_by_label("Cypher（只读）")
    for text in ("MATCH (n) DETACH DELETE n", "MATCH (n RETURN n"):
        box.fill(text)
        box.press("Control+Enter")
        reader.settle()
        expect(page.get_by_test_id("stAlert")).to_be_visible()
    box.fill("MATCH (p:Place {name: '温州市'}) RETURN p.adcode AS code")
    box.press("Control+Enter")
    reader.settle()
    assert rows_of(page) == [("code",), ("330300",)]


def test_a_wrong_place_is_corrected_by_hand_and_the_correction_undone(reader: Reader) -> None:
    page = reader.page
    reader.open("explore?actor=wenzhou:bigdata_wenzhou")
    reader.open_tab("更正")
    reader.settle()
    reader.choose("哪一条", "位于：温州市")
    page.get_by_label("位于（输入名称查找）").fill("台州市")
    reader.settle()
    page.get_by_label("理由").fill("去年搬了")
    page.get_by_label("理由").press("Enter")
    reader.settle()
    expect(page.get_by_label("选定")).to_be_visible()
    page.get_by_label("您的姓名").fill("王芳")
    page.get_by_label("您的姓名").press("Enter")
    reader.settle()
    page.get_by_role("button", name="提交更正").click()
    reader.settle()
    expect(
        page.get_by_text(re.compile("^王芳 .*位于：温州市 → 台州市（去年搬了）"))
    ).to_be_visible()
    expect(page.get_by_text("已更正。")).to_be_visible()
    expect(page.get_by_label("理由")).to_have_value("")
    expect(page.get_by_text("位于 台州市")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    reader.settle()
    expect(page.get_by_text("位于 温州市")).to_be_visible()
    expect(page.get_by_text("已撤销。")).to_be_visible()
    expect(page.get_by_text("王芳")).to_have_count(0)
    reader.open_tab("历史")
    steps = [row[1:3] for row in rows_of(page, -1)[1:]]
    assert [step for step, _ in steps] == ["撤销", "人工更正", "载入"]
    assert steps[1][1] == "人工更正"


@pytest.mark.parametrize("reader", [(1366, 768), (1920, 1080)], ids=str, indirect=True)
@pytest.mark.parametrize("path", [page.name for page in pages()])
def test_a_page_fits_the_screen(reader: Reader, path: str) -> None:
    reader.open(path)
    main = reader.page.locator("[data-testid=stMain]")
    width, inner = main.evaluate("e => [e.clientWidth, e.scrollWidth]")
    assert math.isclose(width, inner, abs_tol=1)


def test_an_empty_graph_says_what_to_do(newcomer: Reader) -> None:
    newcomer.open()
    expect(newcomer.page.get_by_text("make demo")).to_be_visible()
    expect(newcomer.page.get_by_text("triplehelix load")).to_be_visible()
