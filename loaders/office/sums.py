"""Checks the sum rows of a table against its records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from loaders.office import words
from loaders.office.grid import Grid
from loaders.office.layout import Block
from loaders.units import measured, squeeze

# Figures of which nobody makes a sum, by what their column is called.
NOT_ADDED = re.compile(
    "%|％|率|占比|比重|比例|增速|增长|同比|环比|平均|均|年份|年度|时间|日期|序号|编号|排名|位次|名次"
    "|代码|电话|密度|强度|指数|倍"
)


def check(grid: Grid, block: Block, records: Sequence[int], where: str) -> list[str]:
    """One line for each stated sum that the records do not add up to.

    `records` are the rows that are read; `where` names the file and sheet.
    """
    wrong = []
    for row in block.sums:
        label = next((t for c in block.columns if words.is_sum(t := grid.at(row, c).text)), "合计")
        for column in block.columns:
            stated = _number(grid, row, column)
            name = block.names.get(column, "")
            if stated is None or NOT_ADDED.search(squeeze(name)):
                continue
            found = [
                total
                for rows in _parts(block, records, row, words.is_partial(label))
                if (total := _total(grid, rows, column)) is not None
            ]
            # A list that goes on beside itself has one sum for both.
            beside = [also for c, n in block.beside.items() if n == name
                      if (also := _total(grid, _around(records), c)) is not None]  # fmt: skip
            found += [found[0] + sum(beside)] if found and beside else []
            if not found or any(_close(stated, total, grid, records, column) for total in found):
                continue
            hidden = [r for r in range(block.first, block.last + 1) if r in grid.hidden_rows]
            with_hidden = _total(grid, [*records, *hidden], column) if hidden else None
            adds = with_hidden is not None and _close(stated, with_hidden, grid, records, column)
            hint = "; with the hidden rows it adds up" if adds else ""
            wrong.append(
                f"{where}, row {row}, {name or grid.address(row, column)}: "
                f"{squeeze(label)} says {_plain(stated)}, the rows add up to "
                f"{_plain(found[0])}{hint}"
            )
    return wrong


def _around(records: Sequence[int]) -> range:
    return range(records[0], records[-1] + 1) if records else range(0)


def _parts(block: Block, records: Sequence[int], row: int, partial: bool) -> Iterator[list[int]]:
    """The rows that a sum may be of: its part above or below; all, if it is not of a part."""
    marks = [r for r in block.sums if r != row]
    before = max((r for r in marks if r < row), default=0)
    after = min((r for r in marks if r > row), default=1 << 30)
    above = [r for r in records if before < r < row]
    below = [r for r in records if row < r < after]
    if not partial:
        yield list(records)
    if above and (partial or len(above) < len(records)):
        yield above
    if below and (partial or len(below) < len(records)):
        yield below


def _total(grid: Grid, rows: Iterable[int], column: int) -> Decimal | None:
    """The sum of a column; None where a cell is no number or none is there."""
    total, some = Decimal(0), False
    for row in rows:
        area = grid.area(row, column)
        if area and (area.top != row or area.left != column):
            continue  # counted once
        text = grid.at(row, column).text
        if not text or text in words.NOTHING:
            continue
        number = _number(grid, row, column)
        if number is None:
            return None
        total, some = total + number, True
    return total if some else None


def _number(grid: Grid, row: int, column: int) -> Decimal | None:
    cell = grid.at(row, column)
    if cell.kind in ("date", "error", "formula") or not cell.text:
        return None
    found = measured(cell.text)
    if found is None or found.comparator:
        return None
    try:
        return Decimal(found.number)
    except InvalidOperation:
        return None


def _close(stated: Decimal, total: Decimal, grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether the two agree as far as numbers are rounded in the column."""
    digits = max(
        (
            -int(exponent)
            for row in rows
            if (n := _number(grid, row, column)) is not None
            and (exponent := n.as_tuple().exponent) not in ("n", "N", "F")
        ),
        default=0,
    )
    if digits <= 0 and stated == stated.to_integral_value():
        return stated == total
    half = Decimal(5).scaleb(-max(min(digits, 6), 0) - 1)
    return abs(stated - total) <= half * (len(rows) + 1)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
