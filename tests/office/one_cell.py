"""Every case that no module of `broken/` breaks, broken in one cell.

What goes with the cell: `link` only the relationship that it states, `figure` only its
observation, `row` all of its record. A figure that is wrong leaves its row's other figures.
"""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook

from tests.office.expectation import Item
from tests.office.faults import Broken, changed, only, repacked, say
from tests.office.found import Case, case, place
from tests.office.read import read, text_of
from tests.office.workbook import uscc

NUMBER = ("number", "数")
UNIT = ("unit", "单位")


class Slip(NamedTuple):
    """One cell changed to `new`, what goes with it, and what the line has to mention."""

    case: str
    at: str
    new: Any
    goes: str
    mentions: tuple[str | tuple[str, ...], ...]


SLIPS = [
    Slip(
        "case_03_park_tenants_subtotals",
        "入驻情况!D5",
        "鞋业类",
        "link",
        ("鞋业类", "perhaps 鞋业"),
    ),
    Slip("case_04_incubators_two_row_header", "孵化载体!G4", "详见附表", "row", (NUMBER,)),
    # The years of a project the wrong way round.
    Slip("case_06_projects_units_in_header", "Sheet1!F4", "2025.03-2022.02", "row", ("2022",)),
    Slip("case_09_months_across", "2024月度!E5", "l21", "figure", ("l21", NUMBER)),
    Slip("case_10_rd_three_row_header", "17-5!D6", "4,10,2", "figure", ("4,10,2", NUMBER)),
    Slip("case_11_yearbook_two_languages", "16-3!A7", "20l9", "row", ("20l9", ("year", "年"))),
    Slip("case_13_parks_by_year", "亩均!A5", "罗峰科创古", "row", ("罗峰科创古", "罗峰科创谷")),
    Slip("case_14_two_tables_stacked", "附表!E3", "欧海区", "link", ("欧海区", "瓯海区")),
    Slip("case_15_tables_side_by_side", "发明专利!E4", "平样县", "right", ("平样县", "平阳县")),
    # A capital O is no character of such a code.
    Slip("case_16_hidden_rows_columns_sheets", "瞪羚企业!C5", "9133O900MA0000163X", "row", ("18",)),
    Slip("case_18_xls_that_is_html", "!E4", "已毕叶", "row", ("已毕叶", ("status", "状态"))),
    # The last character is lost, as in a column that was too narrow for it.
    Slip("case_19_xls_that_is_text", "!C3", f"'{uscc(192)[:-1]}", "row", (("18",),)),
    Slip("case_20_wps_csv_with_notes", "!F5", "六百八", "figure", ("六百八", NUMBER)),
    Slip("case_22_sheet_a_county", "鹿城!A4", None, "row", (("indicator", "指标"),)),
    Slip("case_23_transposed", "对比!C3", "技术超市", "record", ("技术超市",)),
    # Two boxes are ticked where one can be.
    Slip("case_24_form_of_one_record", "登记表!D3", "☑产业化 ☑研发 □建设", "all", ("☑",)),
    Slip("case_25_header_on_every_page", "星创天地!A9", "泰顺乡", "link", ("泰顺乡", "泰顺县")),
    Slip("case_26_blank_rows_and_columns", "Sheet1!E8", "省部级", "row", ("省部级",)),
    Slip("case_27_comments_and_strikethrough", "隐形冠军!C5", "乐清市", "row", ("乐清市",)),
    # The header says 亿元, the cell 万元.
    Slip("case_28_ditto_and_nothing", "招引项目!E3", "12.5万元", "row", ("万元", "亿元")),
    Slip("case_29_units_beside_numbers", "数据摘录!B6", "2.8.1%", "figure", ("2.8.1%", NUMBER)),
    Slip("case_30_technology_contracts", "登记簿!D3", "罗锋大学", "link", ("罗锋大学", "罗峰大学")),
    Slip("case_31_vouchers_two_units", "创新券!C6", "#DIV/0!", "figure", ("#DIV/0!",)),
    Slip("case_32_firms_with_figures", "培育库!E5", "#REF!", "figure", ("#REF!",)),
    Slip("case_33_enclaves", "飞地!C4", "永加县", "link", ("永加县", "永嘉县")),
    Slip("case_34_bulletin_this_year_last_year", "主要指标!B8", None, "levels", (UNIT,)),
    Slip("case_35_month_and_months_so_far", "6月!B6", "4O120", "figure", ("4O120", NUMBER)),
    Slip("case_36_formulas_with_values", "研发!B4", "#N/A", "figure", ("#N/A",)),
    # Its county holds for the next row too: one line is enough.
    Slip("case_37_csv_blank_as_above", "!A5", "苍兰县", "below", ("苍兰县", "苍南县")),
    Slip("case_38_quarters", "季度!D3", "一季", "column", ("一季",)),
    Slip("case_39_technology_envoys", "特派员!D4", "罗锋技术研究院", "link", ("罗锋技术研究院",)),
    Slip("case_40_awards", "获奖项目!E4", "地级", "row", ("地级",)),
]
ENCODINGS = {
    "case_18_xls_that_is_html": "gb18030",
    "case_19_xls_that_is_text": "gb18030",
    "case_20_wps_csv_with_notes": "gb18030",
    "case_37_csv_blank_as_above": "utf-8",
}


def one_cell() -> list[Broken]:
    """The broken files of the table above."""
    return [broken_by(slip) for slip in SLIPS]


def broken_by(slip: Slip) -> Broken:
    """The case with the slip made in it."""
    base = case(slip.case)
    line = say(slip.at, header(base, slip.at), text_of(slip.new), *slip.mentions)
    kept = only(lambda item: not gone(base, slip, item), base.expected)
    lost = only(lambda item: gone(base, slip, item), base.expected)
    build = functools.partial(build_with, base, slip)
    return Broken(f"one_cell_{slip.case}", build, base, [line], kept, lost)


def header(base: Case, at: str) -> str:
    """The header of the cell's column (the label of a form's field)."""
    sheet, row, letter = place(at)
    if at in base.form:
        return base.form[at][1]
    for t in base.columns:
        key = str(row) if t["down"] else letter
        if t["sheet"] == sheet and key in t["columns"]:
            return str(t["columns"][key][0])
    raise LookupError(at)


def gone(base: Case, slip: Slip, item: Item) -> bool:
    """Whether the item goes with the cell."""
    sheet, row, letter = place(slip.at)
    item_sheet, item_row, item_letter = place(item["at"])
    if sheet != item_sheet:
        return False
    if slip.goes in ("link", "below"):
        value = right(base, slip)
        same = row <= item_row if slip.goes == "below" else row == item_row
        return "type" in item and same and value in (item["from"], item["to"])
    return {
        "all": True,
        "row": row == item_row,
        "figure": item["at"] == slip.at,
        "right": row == item_row and item_letter > letter,
        "record": item_letter == letter,
        "column": item_letter == letter,
        "levels": row == item_row and item.get("measure") == "level",
    }[slip.goes]


@functools.cache
def _right(name: str, at: str) -> Any:
    sheet, row, letter = place(at)
    with tempfile.TemporaryDirectory() as folder:
        return read(case(name).build(Path(folder)))[sheet].cells[(row, ord(letter) - 64)]


def right(base: Case, slip: Slip) -> str:
    """What the cell holds where nothing is broken."""
    return text_of(_right(base.name, slip.at))


def build_with(base: Case, slip: Slip, folder: Path) -> Path:
    """Write the case's file with the cell changed."""
    sheet, row, letter = place(slip.at)
    cell = f"{letter}{row}"
    if encoding := ENCODINGS.get(base.name):
        path = base.build(folder)
        text = path.read_bytes().decode(encoding)
        assert text.count(right(base, slip)) == 1, slip
        path.write_bytes(text.replace(right(base, slip), slip.new).encode(encoding))
        return path
    if base.name == "case_36_formulas_with_values":  # saved again, it would lose their values
        path = base.build(folder)
        old = f'<c r="{cell}" t="n"><v>{right(base, slip)}</v></c>'
        new = f'<c r="{cell}" t="e"><v>{slip.new}</v></c>'
        return repacked(path, [], {"xl/worksheets/sheet1.xml": (old, new)})

    def change(book: Workbook) -> None:
        book[sheet][cell] = slip.new

    return changed(base, folder, change)
