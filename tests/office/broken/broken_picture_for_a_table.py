"""A sheet that holds a picture of a table and no cells: said for the sheet, nothing loads."""

import io
from pathlib import Path

from openpyxl.drawing.image import Image
from PIL import Image as Picture

from tests.office.faults import nothing, say
from tests.office.workbook import save, workbook

BASE = None


def build(folder: Path) -> Path:
    drawn = io.BytesIO()
    Picture.new("RGB", (640, 360), "white").save(drawn, "PNG")
    drawn.seek(0)
    book = workbook(Sheet1=[])
    book["Sheet1"].add_image(Image(drawn), "B2")
    return save(book, folder / "名单扫描件.xlsx")


MUST_SAY = [say("Sheet1!", "", "", ("picture", "image", "图片"))]
STILL_LOADS = nothing()
