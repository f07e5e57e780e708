"""Tables that lie beside each other, and lists that go on beside themselves.  Pure, over a grid."""

from __future__ import annotations

from loaders.office import words
from loaders.office.block import Block
from loaders.office.grid import Grid
from loaders.units import squeeze


def side_by_side(grid: Grid, block: Block) -> list[Block]:
    """The tables that a block is of, where an empty column keeps two apart."""
    parts: list[list[int]] = [[]]
    for column in range(block.columns[0], block.columns[-1] + 1):
        if column in block.columns:
            parts[-1].append(column)
        elif parts[-1] and column not in grid.hidden_columns:
            parts.append([])
    parts = [p for p in parts if p]
    if len(parts) == 1:
        parts = _again(block)
    if len(parts) < 2 or any(len(p) < 2 for p in parts):
        return [block]
    found = []
    for part in parts:
        filled = [
            r
            for r in range(block.first, block.last + 1)
            if r not in block.skipped and any(grid.seen(r, c).text for c in part)
        ]
        sums = [r for r in filled if any(words.is_sum(grid.at(r, c).text) for c in part[:2])]
        lines = [t for t in block.lines if len(parts) == 1 or _over(grid, t, block, part)]
        names = {c: n for c, n in block.names.items() if c in part}
        last = max(filled, default=block.first - 1)
        found.append(
            Block(block.header, part, names, block.first, last, lines or block.lines, sums,
                  dict(block.skipped), block.notes)
        )  # fmt: skip
    return found


def _again(block: Block) -> list[list[int]]:
    """The columns of a list that goes on beside itself: its names come again, all in order."""
    columns = block.columns
    names = [squeeze(block.names.get(c, "")) for c in columns]
    for width in range(2, len(columns) // 2 + 1):
        own = names[:width]
        if all(own) and len(set(own)) == width and names == own * (len(names) // width):
            return [columns[i : i + width] for i in range(0, len(columns), width)]
    return [columns]


def _over(grid: Grid, text: str, block: Block, part: list[int]) -> bool:
    """Whether a line above stands over these columns, or over all."""
    for row in range(1, block.header[0]):
        for c in range(1, grid.width + 1):
            if grid.at(row, c).text.strip() == text:
                area = grid.area(row, c)
                left, right = (area.left, area.right) if area else (c, c)
                return any(left <= p <= right for p in part) or right - left >= len(block.columns)
    return False
