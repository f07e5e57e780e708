"""Checks the sum rows of a table against its records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from loaders.office import words
from loaders.office.block import Block
from loaders.office.grid import Grid
from loaders.units import factor, measured, split_unit, squeeze

# Figures of which nobody makes a sum, by what their column is called.
NOT_ADDED = re.compile(
    "%|％|率|占比|比重|比例|增速|增长|同比|环比|平均|均|年份|年度|时间|日期|序号|编号|排名|位次|名次"
    "|代码|电话|密度|强度|指数|倍"
)


def check(grid: Grid, block: Block, records: Sequence[int], where: str) -> list[str]:
    """One line for each stated sum that the records do not add up to, or that cannot be checked.

    `records` are the rows that are read; `where` names the file and sheet.
    """
    said = []
    for row in block.sums:
        label = next((t for c in block.columns if words.is_sum(t := grid.at(row, c).text)), "合计")
        parts = list(_parts(block, records, row, words.is_partial(label)))
        for number in block.columns:
            name = block.names.get(number, "")
            column = _Column(grid, number, _unit(grid, block, row, number))
            stated = column.number(row)
            if stated is None or NOT_ADDED.search(squeeze(name)):
                continue
            told = _told(column, stated, block, records, parts)
            if told:
                place = name or grid.address(row, number)
                said.append(f"{where}, row {row}, {place}: {squeeze(label)} {told}")
    return said


def _told(
    column: _Column,
    stated: Decimal,
    block: Block,
    records: Sequence[int],
    parts: Sequence[Sequence[int]],
) -> str:
    """What is to be said of a sum; nothing where one of the parts adds up to it."""
    grid = column.grid
    found = [total for rows in parts if (total := column.total(rows)) is not None]
    # A list that goes on beside itself has one sum for both.
    name = block.names.get(column.column, "")
    beside = [
        also
        for c, n in block.beside.items()
        if n == name and (also := _Column(grid, c, column.unit).total(_around(records))) is not None
    ]
    found += [found[0] + sum(beside)] if found and beside else []
    if not found:
        bad = next((r for rows in parts if (r := column.in_the_way(rows))), 0)
        address = grid.address(bad, column.column)
        text = grid.at(bad, column.column).text
        return f"is not checked, as {address} says {text}" if bad else ""
    if any(column.close(stated, total, records) for total in found):
        return ""
    hidden = [r for r in range(block.first, block.last + 1) if r in grid.hidden_rows]
    with_hidden = column.total([*records, *hidden]) if hidden else None
    silent = any(grid.at(r, column.column).text in words.NOTHING for r in records)
    hint = "; cells that say nothing are not in it" if silent else ""
    if with_hidden is not None and column.close(stated, with_hidden, records):
        hint = "; with the hidden rows it adds up"
    return f"says {_plain(stated)}, the rows add up to {_plain(found[0])}{hint}"


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


@dataclass(frozen=True)
class _Column:
    """The numbers of a column, all brought to `unit`."""

    grid: Grid
    column: int
    unit: str

    def total(self, rows: Iterable[int]) -> Decimal | None:
        """The sum of `rows`; None where a cell is no number or none is there."""
        total, some = Decimal(0), False
        for row in rows:
            area = self.grid.area(row, self.column)
            if area and (area.top != row or area.left != self.column):
                continue  # counted once
            text = self.grid.at(row, self.column).text
            if not text or text in words.NOTHING:
                continue
            number = self.number(row)
            if number is None:
                return None
            total, some = total + number, True
        return total if some else None

    def in_the_way(self, rows: Iterable[int]) -> int:
        """The first row whose cell is no exact number, where others are; 0 if there is none."""
        texts = {r: t for r in rows if (t := self.grid.at(r, self.column).text)}
        said = [r for r, text in texts.items() if text not in words.NOTHING]
        bad = [r for r in said if self.number(r) is None]
        return bad[0] if bad and len(bad) < len(said) else 0

    def number(self, row: int) -> Decimal | None:
        """The number in a cell; None for none, for a vague one, and for one of another unit."""
        cell = self.grid.at(row, self.column)
        if cell.kind in ("date", "error", "formula") or not cell.text:
            return None
        found = measured(cell.text)
        if found is None or found.comparator:
            return None
        by = factor(found.unit, self.unit) if found.unit else Decimal(1)
        try:
            return None if by is None else Decimal(found.number) * by
        except InvalidOperation:
            return None

    def close(self, stated: Decimal, total: Decimal, rows: Sequence[int]) -> bool:
        """Whether the two agree as far as numbers are rounded in the column."""
        digits = max(
            (
                -int(exponent)
                for row in rows
                if (n := self.number(row)) is not None
                and (exponent := n.as_tuple().exponent) not in ("n", "N", "F")
            ),
            default=0,
        )
        if digits <= 0 and stated == stated.to_integral_value():
            return stated == total
        half = Decimal(5).scaleb(-max(min(digits, 6), 0) - 1)
        return abs(stated - total) <= half * (len(rows) + 1)


def _unit(grid: Grid, block: Block, row: int, column: int) -> str:
    """The unit of a column: what its header says, or else the cell of the sum."""
    said = split_unit(block.names.get(column, ""))[1]
    found = measured(grid.at(row, column).text)
    return said or (found.unit if found else "")


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
