"""Who serves what and Delta links in a real browser: folding, help, borders, two places."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from tests.app.conftest import Reader
from tests.app.test_browser import SHANGHAI, WENZHOU, query, rows_of

JIADING = "delta:310114"
FIRM = "浙江中创生物医药有限公司"


def test_a_click_on_an_industry_unfolds_it_and_the_address_keeps_that(reader: Reader) -> None:
    page = reader.page
    reader.open("serves")
    grid = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert grid
    x, y = grid["x"] + 60, grid["y"] + 35 + 16
    page.mouse.move(x, y)
    page.wait_for_timeout(200)
    page.mouse.click(x, y)
    reader.settle()
    assert query(reader)["open"] == query(reader)["industry"]
    page.get_by_role("button", name="全部收起").click()
    reader.settle()
    assert "open" not in query(reader)


def test_what_one_alone_serves_can_be_shown_alone(reader: Reader) -> None:
    reader.open("serves?show=alone")
    head, *rows = rows_of(reader.page)
    assert rows and {row[1] for row in rows} == {"只有一家"} and head[2] == "已实现"
    assert {row[2] for row in rows} == {1}


def test_what_is_missing_is_judged_by_all_when_only_a_part_is_shown(reader: Reader) -> None:
    page = reader.page
    for progress, sign, other in (("so", "●", "○"), ("planned", "○", "●")):
        reader.open(f"serves?progress={progress}&open=*")
        head, *rows = rows_of(page)
        for row in rows:
            told = {
                "无人、无计划": row[2] == row[3] == 0,
                "仅有计划": row[2] == 0 and row[3],
                "只有一家": row[2] == 1,
            }
            assert told.get(str(row[1]), row[2] > 1), row
        signs = {cell for row in rows for cell in row[4:]}
        assert sign in signs and not any(other in str(cell) for cell in signs)
        assert f"{len(head) - 4} 个服务者；“缺口”" in page.get_by_text("表中只画").inner_text()


def test_a_firm_learns_who_can_help_and_what_to_do_where_nobody_can(reader: Reader) -> None:
    page = reader.page
    reader.open("serves?view=help")
    expect(page.get_by_text("选一家企业；或选一个产业和一个地点")).to_be_visible()
    page.get_by_role("combobox", name="企业").fill(FIRM)
    page.get_by_role("option", name=FIRM).click()
    reader.settle()
    assert query(reader)["firm"] == ["wenzhou:zhongchuang"]
    head, *rows = rows_of(page)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert found[0]["谁"] == "复旦大学温州生命健康创新中心"
    assert found[0]["远近"] == "同在温州市" and found[0]["理由"] == "服务生命健康"
    assert found[0]["状态"] == "○ 计划" and all(row["来源"] for row in found)
    reader.open("serves?view=help&firm=wenzhou:penta")
    expect(page.get_by_text("没有来源说有谁服务 激光与光电")).to_be_visible()
    page.get_by_role("button", name="新能源汽车").click()
    reader.settle()
    assert query(reader)["need"] == ["wenzhou:nev"]
    assert any(row[0] == "北航浙江新能源汽车研究院" for row in rows_of(page))


def test_everything_between_two_places_and_enclaves_alone(reader: Reader) -> None:
    page = reader.page
    reader.open("delta?lines=enclaves")
    assert ("上海市", "温州市") not in [row[:2] for row in rows_of(page)]
    assert ("温州市", "上海市") in [row[:2] for row in rows_of(page)]
    reader.choose("地点甲", "上海市")
    reader.choose("地点乙", "温州市")
    assert query(reader)["a"] == [SHANGHAI] and query(reader)["b"] == [WENZHOU]
    reader.open_tab("飞地与入驻")
    told = {row[0]: row for row in rows_of(page, 1)[1:]}
    assert told["瑞安安亭飞地创新港"][4] == "瑞安市"
    assert told["奔腾激光"][3] == "温州(嘉定)科技创新园"
    reader.open_tab("活动与项目")
    assert "第二届长三角科博会" in {row[3] for row in rows_of(page, 1)[1:]}
    reader.open_tab("时间线")
    assert {row[0] for row in rows_of(page, 1)[1:]} >= {2019, 2020}
    page.get_by_role("link", name="一页纸：两者之间").click()
    reader.settle()
    assert query(reader)["actor"] == [SHANGHAI, WENZHOU]
    expect(page.get_by_role("heading", name="上海市 ↔ 温州市")).to_be_visible()


def test_the_level_follows_the_places_chosen_and_the_heading_counts_what_there_is(
    reader: Reader,
) -> None:
    page = reader.page
    reader.open(f"delta?a={JIADING}&b={WENZHOU}")
    expect(page.get_by_role("radio", name="县", exact=True)).to_be_checked()
    heading = page.get_by_text(re.compile(r"含下辖共 \d+ 项，图上计入 \d+ 项")).inner_text()
    everything, counted = map(int, re.findall(r"\d+", heading))
    assert everything > counted > 0
    assert len(rows_of(page, 1)) == counted + 1
    reader.open(f"delta?a={JIADING}&b={WENZHOU}&level=city")
    expect(page.get_by_text(f"含下辖共 {everything} 项，图上计入 0 项")).to_be_visible()
    assert len(rows_of(page, 1)) > 1  # the first part that holds something is open


def test_filters_of_links_are_in_the_address(reader: Reader) -> None:
    reader.open("delta?form=ORIGIN&status=planned&since=2020&level=county&lines=links")
    assert [row[:4] for row in rows_of(reader.page)[1:]] == [("嘉定区", "温州市", 1, 1)]
    reader.open("delta?form=co_publication&lines=links")
    expect(reader.page.get_by_text("这些条件下没有联系")).to_be_visible()


def unfold(page: Page, title: str) -> None:
    """Opens the part of the page under `title` where it is folded."""
    part = page.locator("details").filter(has_text=title)
    if part.get_attribute("open") is None:
        part.locator("summary").click()


def test_own_borders_lie_beneath_and_a_bad_file_is_one_line(reader: Reader) -> None:
    page = reader.page
    reader.open("delta")
    before = page.url
    unfold(page, "在图下垫自己的边界")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(
        {"name": "坏.geojson", "mimeType": "application/json", "buffer": b"no borders"}
    )
    reader.settle()
    expect(page.get_by_text("不是 JSON 文件")).to_have_count(1)
    ring = [[119, 27], [122, 27], [122, 32], [119, 32], [119, 27]]
    good = {
        "type": "Feature",
        "properties": {"name": "<img src=x onerror=alert(1)>"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    chooser.set_input_files(
        {
            "name": "边界.geojson",
            "mimeType": "application/json",
            "buffer": json.dumps(good).encode(),
        }
    )
    reader.settle()
    unfold(page, "在图下垫自己的边界")
    expect(page.get_by_text(re.compile("已垫上 边界.*1 个图形"))).to_be_visible()
    assert page.url == before
    assert page.locator("img[src='x']").count() == 0
    page.get_by_role("link", name="谁服务什么").click()
    reader.settle()
    page.get_by_role("link", name="长三角联系").click()
    reader.settle()
    unfold(page, "在图下垫自己的边界")
    expect(page.get_by_text(re.compile("已垫上 边界"))).to_be_visible()
