"""The pages for everyone: axe-core finds nothing serious, and the keyboard alone is enough."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.conftest import Reader
from views.pages import pages

expect.set_options(timeout=90_000)
WENZHOU, SHANGHAI = "delta:330300", "delta:310000"
VIEWS = (  # addresses with more on the page than it shows at first
    f"explore?actor={WENZHOU}&lang=en",
    *(
        f"explore?actor={WENZHOU}&tab={tab}"
        for tab in ("partners", "links", "figures", "timeline", "correct", "history")
    ),
    f"explore?actor={WENZHOU}&to={SHANGHAI}",
    "serves?view=help&firm=wenzhou:zhongchuang",
    f"delta?a={SHANGHAI}&b={WENZHOU}&list=matrix&between=timeline",
    "today?since=0&tab=size",
    "worklist?item=wenzhou:wyss2020|||summit",
    "worklist?status=no&kinds=such&kinds=Event&lang=en",
    f"brief?actor={WENZHOU}",
    "query?ask=cypher",
)
FAR = 200  # presses of Tab
UNMARKED = ("BODY", "MAIN", "TD")  # the page itself; a table draws a ring around its cell
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  return {
    tag: at.tagName, id: at.dataset.testid || "", words: (at.innerText || "").trim(),
    label: at.getAttribute("aria-label") || at.labels?.[0]?.innerText || "",
    role: at.getAttribute("role") || "",
    seen: box.width > 0 && (style.outlineStyle !== "none" || style.boxShadow !== "none"
      || at.tagName === "IFRAME"),  // its own page shows where the focus is
  };
}"""


def serious(page: Any) -> list[str]:
    """What axe-core calls serious or critical, a line for each element.

    What was drawn anew is pale for a moment, so what it finds has to last.
    """
    found: list[str] = []
    for _ in range(4):
        found = [
            f"{violation['id']}: {node['target']} {node['html'][:120]}"
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]
        if not found:
            break
        page.wait_for_timeout(1_500)
    return found


@pytest.mark.parametrize("path", [*(page.name for page in pages()), *VIEWS])
def test_nothing_serious_stands_between_a_page_and_anyone(reader: Reader, path: str) -> None:
    reader.open(path)
    assert serious(reader.page) == []
    levels = reader.page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1 and levels.count(1) == 1


def test_nor_in_the_picture_or_an_empty_app(reader: Reader, newcomer: Reader) -> None:
    reader.open("explore")
    assert serious(reader.picture()) == []
    newcomer.open()
    expect(newcomer.page.get_by_text("make demo")).to_be_visible()
    assert serious(newcomer.page) == []


def test_a_page_names_the_language_that_is_chosen(reader: Reader) -> None:
    html = reader.page.locator("html")
    reader.open("explore")
    expect(html).to_have_attribute("lang", "zh-CN")
    reader.page.get_by_role("radio", name="English").click()
    expect(html).to_have_attribute("lang", "en")


def tab_to(page: Page, tag: str, words: str) -> None:
    """Presses Tab until what `words` name has the focus, which is seen at each stop."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        assert at["seen"] or at["tag"] in UNMARKED, at
        if at["tag"] == tag and re.search(words, f"{at['label']}\n{at['words']}\n{at['id']}"):
            return
    raise AssertionError(f"Tab does not come to {words}")


def test_from_the_menu_to_a_download_with_the_keyboard_alone(reader: Reader) -> None:
    page = reader.page
    reader.open("today")
    tab_to(page, "A", "探索")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/explore"))
    reader.settle()
    expect(page.get_by_label("查找")).to_be_visible()
    tab_to(page, "INPUT", "查找")
    page.keyboard.type("wzs")
    expect(page.get_by_role("button", name=re.compile("^温州市 地点")).first).to_be_visible()
    reader.settle()
    tab_to(page, "BUTTON", "^温州市 地点|\n温州市 地点")
    page.keyboard.press("Enter")
    reader.settle()
    expect(page.get_by_role("heading", name="温州市")).to_be_visible()
    tab_to(page, "DIV", "^\n?事实（")
    tab_to(page, "CANVAS", "data-grid-canvas")
    tab_to(page, "BUTTON", "下载 Excel")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")


def test_a_row_of_the_table_leads_where_a_dot_of_the_picture_does(reader: Reader) -> None:
    page = reader.page
    reader.open("explore")
    tab_to(page, "CANVAS", "data-grid-canvas")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")  # chooses the row
    reader.settle()
    assert len(parse_qs(urlsplit(page.url).query)["actor"]) == 1
    reader.open(f"explore?actor={WENZHOU}")
    tab_to(page, "DIV", "^\n?事实（")
    page.keyboard.press("ArrowRight")  # the next tab: partners
    expect(page.get_by_role("tab", name=re.compile("^伙伴"), selected=True)).to_be_visible()
    tab_to(page, "CANVAS", "data-grid-canvas")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    reader.settle()
    actors = parse_qs(urlsplit(unquote(page.url)).query)["actor"]
    assert actors[0] == WENZHOU and len(actors) == 2
