"""A workbook with macros (.xlsm): its cells are read, the macro is not run, and that is said."""

from pathlib import Path

from tests.office.faults import repacked, say
from tests.office.found import case

BASE = "case_01_firms_title_row"
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PART = (
    '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
)


def build(folder: Path) -> Path:
    path = case(BASE).build(folder)
    path = path.rename(path.with_suffix(".xlsm"))
    types = "[Content_Types].xml"
    repacked(path, [], {types: (PLAIN, MACROS)})
    return repacked(
        path,
        [("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))],
        {types: ("</Types>", PART + "</Types>")},
    )


MUST_SAY = [say("", "", "", ("macro", "宏"))]
STILL_LOADS = case(BASE).expected
