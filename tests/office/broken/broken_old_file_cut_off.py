"""An old workbook (.xls) of which half is missing: said for the file, nothing loads."""

from pathlib import Path

from tests.office.faults import nothing, say
from tests.office.found import case

BASE = "case_17_old_xls"


def build(folder: Path) -> Path:
    path = case(BASE).build(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


MUST_SAY = [say("", "", "", ("damaged", "损坏"))]
STILL_LOADS = nothing()
NOT_LOADED = case(BASE).expected
