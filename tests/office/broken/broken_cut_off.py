"""A workbook that was cut off in the middle, as after a broken copy: said for the file."""

from pathlib import Path

from tests.office.faults import nothing, say
from tests.office.found import case

BASE = "case_02_smes_merged_county"


def build(folder: Path) -> Path:
    path = case(BASE).build(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


MUST_SAY = [say("", "", "", ("damaged", "损坏"))]
STILL_LOADS = nothing()
NOT_LOADED = case(BASE).expected
