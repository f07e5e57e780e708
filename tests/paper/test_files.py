"""PDF by LibreOffice, pictures by Pillow; and one line where one of them cannot be."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageColor

from conftest import OPTIONAL
from graph.errors import UserError
from tests.paper.test_brief import BRIEFS, WENZHOU
from views.paper import fonts
from views.paper.compose import compose
from views.paper.files import written
from views.paper.material import Material
from views.paper.pdf import libreoffice, pdf
from views.paper.picture import SLIDE, sheet_of
from views.parts.drawing import Drawing, draw

needs_office = pytest.mark.skipif(
    libreoffice() is None,
    reason=f"{OPTIONAL}: no LibreOffice here; install libreoffice-writer-nogui to try the PDF",
)


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without LibreOffice and without Chinese fonts."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("views.paper.pdf.ELSEWHERE", ())
    monkeypatch.setattr(fonts, "WELL_KNOWN", ())
    fonts.chinese_font.cache_clear()
    yield
    fonts.chinese_font.cache_clear()


@needs_office
@pytest.mark.parametrize("name", ["city", "zone", "city in English", "two places", "long"])
def test_a_brief_is_one_page_of_pdf(material: Material, name: str) -> None:
    made = written(BRIEFS[name](material), ".pdf").content
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) == 1


@needs_office
def test_a_pdf_that_takes_too_long_is_given_up(material: Material) -> None:
    document = written(compose(material, WENZHOU, "zh"), ".docx").content
    begun = time.monotonic()
    with pytest.raises(UserError, match="more than 0 seconds"):
        pdf(document, seconds=0.05)
    assert time.monotonic() - begun < 20


@pytest.mark.usefixtures("nothing_installed")
def test_what_is_missing_is_said_in_one_line(material: Material) -> None:
    brief = compose(material, WENZHOU, "zh")
    document = written(brief, ".docx")
    assert document.content.startswith(b"PK") and "fonts-noto-cjk" in document.without
    with pytest.raises(UserError, match="LibreOffice"):
        written(brief, ".pdf")
    with pytest.raises(UserError, match="font"):
        written(brief, ".png")
    assert written(brief, ".svg").content.startswith(b"<svg")


def picture(material: Material) -> Drawing:
    found = compose(material, WENZHOU, "zh").picture
    assert found
    return found


def test_the_png_has_twice_the_pixels_and_the_colours_of_the_drawing(material: Material) -> None:
    drawing = picture(material)
    try:
        made = written(compose(material, WENZHOU, "zh"), ".png").content
    except UserError as error:
        pytest.skip(f"{error}")
    image = Image.open(io.BytesIO(made)).convert("RGB")
    assert image.size == (SLIDE[0] * 2, SLIDE[1] * 2)
    colours = {colour for _, colour in image.getcolors(1 << 24) or ()}
    assert {ImageColor.getrgb(dot.color) for dot in drawing.dots} <= colours
    sheet = sheet_of(drawing, "zh", title="温州市")
    for word in sheet.words[: len(drawing.dots)]:  # something dark is written at each name
        wide = int(word.size * len(word.text))
        box = (word.x * 2 - wide, word.y * 2 - word.size, word.x * 2 + wide, word.y * 2 + word.size)
        darkest, _ = image.crop(tuple(map(int, box))).convert("L").getextrema()
        assert darkest < 90, word


def test_no_two_names_of_a_drawing_lie_on_each_other(material: Material) -> None:
    words = sheet_of(picture(material), "zh").words[:-5]
    names = [w for w in words if not w.left]
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            apart = abs(one.y - other.y) >= one.size
            room = (len(one.text) + len(other.text)) / 2 * one.size
            assert apart or abs(one.x - other.x) >= room * 0.8, (one, other)


def test_the_svg_has_every_name_and_line(material: Material) -> None:
    drawing = picture(material)
    root = ElementTree.fromstring(  # noqa: S314
        written(compose(material, WENZHOU, "zh"), ".svg").content
    )
    space = "{http://www.w3.org/2000/svg}"
    said = {e.text for e in root.iter(f"{space}text")}
    assert {dot.label for dot in drawing.dots} <= said
    assert len(list(root.iter(f"{space}line"))) == len(drawing.lines) + 2  # of the legend
    hrefs = [name for e in root.iter() for name in e.attrib if "href" in name or "src" in name]
    assert hrefs == []  # nothing is fetched from elsewhere


def test_an_empty_drawing_is_an_empty_sheet(material: Material) -> None:
    sheet = sheet_of(draw((), (), material.model, "zh"), "zh")
    assert sheet.discs == () and len(sheet.strokes) == 2
