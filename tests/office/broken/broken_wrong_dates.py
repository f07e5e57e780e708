"""Dates that no calendar has (a 13th month, 30 February, a word): each is said, its row waits."""

from pathlib import Path

from openpyxl import Workbook

from tests.office.faults import changed, rows, say, without_rows
from tests.office.found import case

BASE = "case_07_agreements_serial_dates"


def build(folder: Path) -> Path:
    def change(book: Workbook) -> None:
        sheet = book["协议清单"]
        sheet["E4"] = "2020年13月18日"
        sheet["E5"] = "2019-02-30"
        sheet["E6"] = "春节前"

    return changed(case(BASE), folder, change)


MUST_SAY = [
    say("协议清单!E4", "签订时间", "2020年13月18日", "2020年13月18日", ("date", "日期")),
    say("协议清单!E5", "签订时间", "2019-02-30", "2019-02-30", ("date", "日期")),
    say("协议清单!E6", "签订时间", "春节前", "春节前", ("date", "日期")),
]
STILL_LOADS = without_rows(case(BASE), 4, 5, 6)
NOT_LOADED = rows(case(BASE), 4, 5, 6)
