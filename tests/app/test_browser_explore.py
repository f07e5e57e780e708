"""Explore in a real browser: two at once, filters, hiding, what is taken away."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import networkx as nx
import openpyxl
from PIL import Image
from playwright.sync_api import expect

from tests.app.conftest import Reader

expect.set_options(timeout=90_000)
WENZHOU, SHANGHAI, HANGZHOU = "delta:330300", "delta:310000", "delta:330100"
MOBILE = "wenzhou:china_mobile"


def query(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.page.url).query)


def saved(reader: Reader, name: str, which: int = 0) -> bytes:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=name).nth(which).click()
    return Path(waiting.value.path()).read_bytes()


def test_how_two_are_connected_and_what_they_have_in_common(reader: Reader) -> None:
    page = reader.page
    reader.open(f"explore?actor={WENZHOU}")
    page.get_by_role("button", name=re.compile("怎样相连")).click()
    page.get_by_label("查找另一个").fill("中国移动")
    page.get_by_role("button", name=re.compile("^中国移动 企业")).first.click()
    reader.settle()
    assert query(reader)["to"] == [MOBILE]
    expect(page.get_by_text(re.compile(r"同样短的路径 \d+ 条"))).to_be_visible()
    sheet = openpyxl.load_workbook(io.BytesIO(saved(reader, "下载 Excel"))).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    steps = [dict(zip(head, row, strict=True)) for row in rows if row[0] == 1]
    assert steps[0]["起点"] == "温州市" and steps[-1]["终点"] == "中国移动"
    assert all(row["关系"] and row["状态"] and row["来源"] for row in steps)
    page.get_by_role("radio", name="有何异同").click()
    reader.settle()
    assert query(reader)["pair"] == ["compare"]
    expect(page.get_by_text("看哪些")).to_be_visible()
    page.go_back()
    reader.settle()
    expect(page.get_by_text(re.compile("同样短的路径"))).to_be_visible()
    page.get_by_role("button", name="只看一个").click()
    reader.settle()
    assert "to" not in query(reader)
    expect(page.get_by_role("tab", name=re.compile("^事实"))).to_be_visible()


def test_two_in_an_address_that_are_not_two_have_a_way_out(reader: Reader) -> None:
    page = reader.page
    reader.open(f"explore?actor={WENZHOU}&to=x:nobody")
    expect(page.get_by_text("“x:nobody”不在图谱中")).to_be_visible()
    page.get_by_role("button", name="只看一个").click()
    reader.settle()
    assert "to" not in query(reader)
    reader.open(f"explore?actor={WENZHOU}&to={WENZHOU}")
    expect(page.get_by_text("两个编号是同一个")).to_be_visible()


def test_filters_and_what_is_hidden_are_in_the_address_and_undone(reader: Reader) -> None:
    page = reader.page
    reader.open(
        f"explore?actor={WENZHOU}&types=PARTNER_OF&since=2019&until=19&hide={SHANGHAI}&sources=no-such-source"
    )
    expect(page.get_by_text("“19”未用作筛选")).to_be_visible()
    expect(page.get_by_text("“no-such-source”不在“来源”之列")).to_be_visible()
    gone = page.get_by_role("button", name="上海市", exact=True)
    expect(gone).to_be_visible()
    drawn = "id => Boolean(window.drawnAt(id))"
    frame = reader.picture()
    assert not frame.evaluate(drawn, SHANGHAI) and frame.evaluate(drawn, HANGZHOU)
    gone.click()
    reader.settle()
    assert "hide" not in query(reader)
    frame.wait_for_function(drawn, arg=SHANGHAI)
    page.get_by_role("button", name="清除这些筛选").click()
    reader.settle()
    assert query(reader).keys() == {"actor"}


def test_who_asks_for_a_kind_at_first_is_shown_it(reader: Reader) -> None:
    """Firms that nothing links among each other, too; and what is left of nothing is told."""
    page = reader.page
    reader.open("explore?kinds=Enterprise")
    expect(page.get_by_text("彼此之间没有已知的联系")).to_be_visible()
    assert reader.picture().evaluate("() => Boolean(window.whereIs('wenzhou:china_mobile'))")
    for asked in (
        "since=1900&until=1901",
        "types=USES&kinds=Park",
        "links=partners&kinds=Industry",
    ):
        reader.open(f"explore?{asked}")
        expect(page.get_by_text("这样筛选后没有可画的联系")).to_be_visible()


def test_what_found_no_room_is_offered_by_kind(reader: Reader) -> None:
    reader.open(f"explore?actor={WENZHOU}")
    reader.page.get_by_test_id("stMain").get_by_role(
        "button", name=re.compile(r"^企业 \d+$")
    ).click()
    reader.settle()
    assert query(reader)["kinds"] == ["Enterprise"]


def test_the_picture_is_taken_as_png_workbook_and_graphml(reader: Reader, tmp_path: Path) -> None:
    reader.open(f"explore?actor={WENZHOU}")
    reader.picture()
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="存为图片（PNG）").click()
    assert waiting.value.suggested_filename == "温州市.png"
    image = Image.open(waiting.value.path())
    assert image.width >= 2_000  # as wide as the other pictures, whatever the screen
    colours = image.convert("RGB").getcolors(1 << 24)
    assert colours and len(colours) > 50  # something is drawn
    book = openpyxl.load_workbook(io.BytesIO(saved(reader, "图中网络（Excel）")))
    assert book.sheetnames == ["节点", "联系"]
    names = [row[0] for row in book["节点"].iter_rows(min_row=2, values_only=True)]
    file = tmp_path / "network.graphml"
    file.write_bytes(saved(reader, "图中网络（GraphML）"))
    graph = nx.read_graphml(file)
    assert sorted(name for _, name in graph.nodes(data="name")) == sorted(map(str, names))
    assert graph.number_of_edges() > 20


def test_groups_open_dots_stay_where_they_are_put_and_all_of_it_is_in_the_address(
    reader: Reader,
) -> None:
    page = reader.page
    reader.open(f"explore?actor={WENZHOU}")
    page.get_by_test_id("stMain").get_by_role("button", name="按类别").click()
    reader.settle()
    assert query(reader)["group"] == ["kind"]
    places, parks = f"group:Place@{WENZHOU}", f"group:Park@{WENZHOU}"
    drawn = "id => Boolean(window.drawnAt && window.drawnAt(id))"
    frame = reader.picture()
    frame.wait_for_function(drawn, arg=places)
    page.locator("iframe[src*='picture.network']").scroll_into_view_if_needed()
    stood = frame.evaluate("id => window.drawnAt(id)", parks)
    reader.click_node(places)
    frame = reader.picture()
    frame.wait_for_function(drawn, arg=HANGZHOU)
    assert query(reader)["open"] == [f"Place@{WENZHOU}"]
    assert frame.evaluate("id => window.drawnAt(id)", parks) == stood
    at = frame.evaluate("id => window.whereIs(id)", parks)
    box = page.locator("iframe[src*='picture.network']").bounding_box()
    assert box
    x, y = box["x"] + at["x"], box["y"] + at["y"]
    page.mouse.move(x, y)
    page.wait_for_timeout(200)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=8)
    page.mouse.up()
    reader.settle()
    assert query(reader)["pin"][0].endswith(parks) and query(reader)["open"] == [f"Place@{WENZHOU}"]
    expect(page.get_by_text("已固定 1 个")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="矢量图（SVG）").first.click()
    drawing = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert waiting.value.suggested_filename == "温州市.svg"
    assert "<text" in drawing and "杭州市" in drawing and "计划、签约或推进中" in drawing
    page.go_back()
    reader.settle()
    assert "pin" not in query(reader)
    page.go_back()
    reader.settle()
    assert "open" not in query(reader)
    book = openpyxl.load_workbook(io.BytesIO(saved(reader, "图中网络（Excel）")))
    assert "杭州市" in [row[0] for row in book["节点"].iter_rows(values_only=True)]


def test_a_timeline_on_the_card(reader: Reader) -> None:
    page = reader.page
    reader.open(f"explore?actor={WENZHOU}")
    facts = page.locator("[class*='st-key-rows_facts']")
    expect(facts.first).to_be_visible()
    reader.open_tab("时间线")
    expect(page.get_by_alt_text(re.compile("^时间线"))).to_be_visible()
    expect(facts).to_have_count(0)  # what is not open is not drawn
    assert query(reader)["tab"] == ["timeline"]
    page.reload()
    page.wait_for_selector("h1")
    reader.settle()
    expect(page.get_by_alt_text(re.compile("^时间线"))).to_be_visible()
    expect(page.get_by_role("tab", name=re.compile("^时间线"), selected=True)).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_test_id("stMain").get_by_role("button", name="图片（PNG）").last.click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")
