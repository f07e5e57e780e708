"""Tables to fill in: a header, a row of Chinese labels, and for Excel lists of codes and notes.

A filled template loads as it is: the row of labels is recognised and skipped.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from graph.errors import UserError
from graph.model import Column, Kind, Model, Relationship
from loaders.accepted import Accepted, accept, canonical_kind, near_kinds
from loaders.formats import NOTES

ROWS = 1_000  # rows of a workbook to which the lists of codes apply
BOOLEAN_ZH = {True: "是", False: ""}
TYPES_ZH = {
    "text": "文字",
    "integer": "整数",
    "number": "数值",
    "year": "年份（四位）",
    "date": "日期（2019-05-01）",
    "url": "网址",
    "longitude": "经度",
    "latitude": "纬度",
    "code": "从列表选",
}


def template_columns(kind: str, model: Model) -> list[Column]:
    """The columns of the template for a kind or relationship type, by name or label.

    Raises `UserError` if there is no such kind or type.
    """
    return list(_accepted(kind, model).columns.values())


def csv_template(kind: str, model: Model) -> bytes:
    """The template as CSV in UTF-8 with a byte-order mark, as Excel and WPS want it."""
    columns = template_columns(kind, model)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([c.name for c in columns])
    writer.writerow([c.zh for c in columns])
    return text.getvalue().encode("utf-8-sig")


def xlsx_template(kind: str, model: Model) -> bytes:
    """The template as an Excel workbook: text columns as text, codes to choose, notes beside."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    accepted = _accepted(kind, model)
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = canonical_kind(kind, model).replace("*", "all")[:31]
    notes = book.create_sheet(NOTES)
    codes = book.create_sheet("codes")
    codes.sheet_state = "hidden"
    notes.append(["列", "中文", "English", "必填", "可多值", "类型", "含义", "Meaning", "示例"])
    for number, column in enumerate(accepted.columns.values(), 1):
        letter = get_column_letter(number)
        sheet.cell(1, number, column.name).font = Font(bold=column.required)
        label = sheet.cell(2, number, column.zh)
        label.fill = PatternFill("solid", fgColor="EEEEEE")
        sheet.column_dimensions[letter].width = 18
        numeric = column.property is not None and column.property.type in ("integer", "number")
        if not numeric:  # or Excel makes 9.1E+17 of a social credit code
            sheet.column_dimensions[letter].number_format = "@"
        notes.append(_note(column))
        if listed := _codes(column, accepted, model):
            for row, code in enumerate(listed, 1):
                codes.cell(row, number, code)
            where = f"codes!${letter}$1:${letter}${len(listed)}"
            check = DataValidation("list", formula1=where, allow_blank=True, showErrorMessage=True)
            check.add(f"{letter}3:{letter}{ROWS}")
            sheet.add_data_validation(check)
    sheet.freeze_panes = "A3"
    notes.freeze_panes = "A2"
    for number, width in enumerate((20, 18, 24, 6, 8, 18, 50, 60, 30), 1):
        notes.column_dimensions[get_column_letter(number)].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _accepted(kind: str, model: Model) -> Accepted:
    found = canonical_kind(kind, model)
    if not found:
        kinds = ", ".join(k.name for k in model.kinds.values() if k.table)
        near = near_kinds(kind, model)
        raise UserError(f"{kind!r}: no kind or relationship type{near}; kinds are {kinds}")
    return accept(found, model)


def _codes(column: Column, accepted: Accepted, model: Model) -> list[str]:
    """What may be chosen in a column: Chinese labels, which the loader understands."""
    if column.role == "chooser":
        declared: dict[str, Kind | Relationship] = {**model.kinds, **model.relationships}
        return [declared[n].zh for n in dict.fromkeys(accepted.choices.values())]
    p = column.property
    # A column that differs by kind (form) has no one list to choose from.
    if p is None or not p.list or (accepted.chooser and column.role == "property"):
        return []
    found = model.lists[p.list]
    return [found.label(code, "zh") for code in found.codes]


def _note(column: Column) -> list[str]:
    kinds = "、".join(column.kinds)
    type_ = TYPES_ZH[column.property.type] if column.property else f"编号或名称：{kinds}"
    if column.role in ("id", "chooser"):
        type_ = "文字" if column.role == "id" else "从列表选"
    return [
        column.name,
        column.zh,
        column.en,
        BOOLEAN_ZH[column.required],
        BOOLEAN_ZH[column.many] and "用分号隔开",
        type_,
        column.meaning_zh,
        column.meaning,
        column.example,
    ]
