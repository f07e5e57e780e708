"""A font with Chinese characters, as this machine has one."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graph.errors import UserError

LISTING = ["fc-list", "-f", "%{file}|%{index}|%{family[0]}|%{style[0]}\n", ":lang=zh-cn"]
SECONDS = 20.0
WELL_KNOWN = (  # where there is no fontconfig
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)
NONE = (
    "No font with Chinese characters here, and a PNG needs one; install one "
    "(Debian: fonts-noto-cjk) or take the SVG"
)


class FontFile(NamedTuple):
    """A font, and which of those in its file it is."""

    path: str
    face: int = 0


@cache
def chinese_font() -> FontFile:
    """The plainest font for simplified Chinese.  Raises `UserError` where there is none."""
    listed = sorted(_listed(), key=_plainness)
    if listed:
        return FontFile(listed[0][0], int(listed[0][1] or 0))
    for path in WELL_KNOWN:
        if Path(path).is_file():
            return FontFile(path)
    raise UserError(NONE)


def _listed() -> list[tuple[str, ...]]:
    """(file, index, family, style) of each font that fontconfig knows for Chinese."""
    if not shutil.which(LISTING[0]):
        return []
    try:
        done = subprocess.run(LISTING, capture_output=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    found = [tuple(line.split("|")) for line in lines if line.count("|") == 3]
    return [
        font
        for font in found
        if font[0].lower().endswith((".ttf", ".ttc", ".otf", ".otc"))
        and (font[1] or "0").isdigit()
        and int(font[1] or 0) < 1 << 16  # above: a named instance of a variable font
    ]


def _plainness(font: tuple[str, ...]) -> tuple[object, ...]:
    file, _, family, style = font
    lower = family.lower()
    return (
        style.lower() not in {"regular", "normal", "medium", "book"},
        "serif" in lower or "ming" in lower or "song" in lower,
        "mono" in lower,
        "sc" not in lower.split(),
        file,
        font[1],
    )
