"""A workbook that asks for a password (made-up): said for the file, nothing loads."""

import shutil
from pathlib import Path

from tests.office.faults import nothing, say

BASE = None
FILE = Path(__file__).parents[1] / "files" / "password_protected.xlsx"


def build(folder: Path) -> Path:
    return Path(shutil.copy(FILE, folder / "加密名单.xlsx"))


MUST_SAY = [say("", "", "", ("password", "密码"))]
STILL_LOADS = nothing()
