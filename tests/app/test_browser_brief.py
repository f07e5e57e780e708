"""The page Brief in a real browser: from the card to the file, for one thing and for two."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from docx import Document
from playwright.sync_api import expect

from tests.app.conftest import Reader

expect.set_options(timeout=90_000)
WENZHOU, JIADING, ENCLAVE = "delta:330300", "delta:310114", "wenzhou:enclave_anting"


def asked(reader: Reader) -> list[str]:
    return parse_qs(urlsplit(reader.page.url).query).get("actor", [])


def words_of(reader: Reader, path: Path) -> list[str]:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="下载 Word").click()
    assert waiting.value.suggested_filename.endswith(" 一页纸.docx")
    waiting.value.save_as(path)
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_from_the_card_to_the_page_to_the_file(reader: Reader, tmp_path: Path) -> None:
    reader.open(f"explore?actor={ENCLAVE}")
    reader.page.locator("[data-testid=stMain]").get_by_role("link", name="一页纸").click()
    reader.settle()
    assert "/brief" in reader.page.url and asked(reader) == [ENCLAVE]
    expect(reader.page.get_by_role("heading", name="瑞安安亭飞地创新港")).to_be_visible()
    expect(reader.page.get_by_test_id("stImage")).to_be_visible()
    assert words_of(reader, tmp_path / "a.docx")[0] == "瑞安安亭飞地创新港"
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="图片 PNG").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_find_one_and_another_for_the_link_between_them(reader: Reader, tmp_path: Path) -> None:
    page = reader.page
    reader.open("brief")
    expect(page.get_by_text("先在上面查找")).to_be_visible()
    page.get_by_label("查找").fill("jdq")
    page.get_by_role("button", name=re.compile("^嘉定区 地点")).first.click()
    reader.settle()
    assert asked(reader) == [JIADING]
    page.get_by_text("写两者之间的联系").click()
    reader.settle()
    expect(page.get_by_text("再查找另一个")).to_be_visible()
    page.get_by_label("查找").fill("wzs")
    page.get_by_role("button", name=re.compile("^温州市 地点")).first.click()
    reader.settle()
    assert asked(reader) == [JIADING, WENZHOU]
    words = words_of(reader, tmp_path / "b.docx")
    assert words[0] == "嘉定区 ↔ 温州市" and "两者之间（已实现）" in words
    reader.open("brief?actor=no:such")
    expect(page.get_by_text("不在图谱中")).to_be_visible()
