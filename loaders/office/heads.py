"""What makes a row a header, how many rows a header has, and what they name together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from loaders.office import words
from loaders.office.grid import Grid
from loaders.transform import one_line
from loaders.units import is_unit as is_declared_unit
from loaders.units import squeeze

HEADER_ROWS = 4
NAME_LIMIT = 40  # characters of the name of a column
YEAR = re.compile(r"(?:19|20)\d\d年?")
NUMBER = re.compile(r"[（(]?[+-]?[\d,.]+[）)]?\s*(?:%|％|‰|万|亿|元|万元|亿元|家|个|人|项|户)?")


def looks_numeric(text: str) -> bool:
    """Whether a text is a number, perhaps with a short unit."""
    return NUMBER.fullmatch(squeeze(text)) is not None


def head_like(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row could be the first of a header: at least two short names, no figures."""
    own = [c for c in columns if grid.at(row, c).text]
    texts = [grid.at(row, c).text for c in own]
    if len(texts) < 2:
        return False
    if any(words.is_sum(t) for t in texts[:2]) or all(words.is_note(t) for t in texts):
        return False
    if any(words.unit_said(t) or words.is_signature(t) for t in texts) and len(texts) <= 4:
        return False
    if all(":" in t or "：" in t for t in texts):
        return False
    names = [t for t in texts if _is_name(t)]
    if len(names) < len(texts):
        return False
    return any(not YEAR.fullmatch(squeeze(t)) for t in texts)


def _is_name(text: str) -> bool:
    plain = squeeze(text)
    if YEAR.fullmatch(plain):
        return True
    limit = NAME_LIMIT if not plain.isascii() else 3 * NAME_LIMIT  # English takes more room
    return len(plain) <= limit and not looks_numeric(plain)


def header_height(
    grid: Grid, rows: Sequence[int], at: int, columns: Sequence[int], known: Callable[[str], bool]
) -> int:
    """How many rows the header has that begins in `rows[at]`."""
    height = 1
    while height < HEADER_ROWS and at + height < len(rows):
        if not _goes_on(grid, rows[at : at + height], rows[at + height], columns, known):
            break
        height += 1
    return height


def _goes_on(
    grid: Grid,
    header: Sequence[int],
    row: int,
    columns: Sequence[int],
    known: Callable[[str], bool],
) -> bool:
    """Whether `row` belongs to the header above it."""
    own = [c for c in columns if grid.at(row, c).text]
    texts = [grid.at(row, c).text for c in own]
    if not texts:
        return any((a := grid.area(row, c)) and a.top in header and a.bottom >= row
                   for c in columns)  # fmt: skip
    if not all(_is_name(t) or is_unit(t) for t in texts) or words.is_sum(texts[0]):
        return False
    if all(is_unit(t) for t in texts):
        return True  # a row of units under the names
    last = header[-1]
    reaching = [
        c for c in columns if (a := grid.area(row, c)) and a.top in header and a.bottom >= row
    ]
    if _in_english(grid, header, row, own) or split_names(grid, last, row, own, known):
        return True
    spanned = [
        c for c in columns if (a := grid.area(last, c)) and a.bottom == last and a.right > a.left
    ]
    if spanned and all(c in spanned or not grid.at(row, c).text for c in columns):
        return True
    if reaching and not spanned:
        return len(own) < len(columns)
    if spanned:
        under = [c for c in own if c in spanned]
        return len(under) >= len(own) / 2 and len(under) >= 2
    if grid.merged and any(a.top < row for a in grid.merged if a.top in header):
        return False
    # Without merged cells: the row fills the gaps that the row above leaves.
    gaps = [c for c in columns if not grid.at(last, c).text and _left_of(grid, last, c, columns)]
    inside = [c for c in own if c in gaps or (c + 1) in gaps]
    beside = [c for c in own if c not in inside]
    return len(gaps) >= 1 and len(inside) >= 2 and not beside


def _in_english(grid: Grid, header: Sequence[int], row: int, own: Sequence[int]) -> bool:
    """Whether a row says the names above it again in English."""
    texts = [grid.at(row, c).text for c in own]
    above = [grid.seen(header[-1], c).text for c in own]
    return (
        len(texts) > 1
        and all(t.isascii() and re.search("[A-Za-z]{3}", t) for t in texts)
        and all(a and not a.isascii() for a in above)
    )


def split_names(
    grid: Grid, above: int, row: int, own: Sequence[int], known: Callable[[str], bool]
) -> list[int]:
    """The columns whose name is broken over two cells: only both together are known."""
    broken = [
        c
        for c in own
        if (upper := grid.at(above, c).text)
        and not grid.area(above, c)
        and not known(upper)
        and known(upper + grid.at(row, c).text)
    ]
    return broken if broken and len(broken) == len(own) else []


def _left_of(grid: Grid, row: int, column: int, columns: Sequence[int]) -> bool:
    return any(grid.at(row, c).text for c in columns if c < column)


def is_unit(text: str) -> bool:
    """Whether a header's cell is a unit and nothing else: 万元, (平方米), %."""
    return is_declared_unit(squeeze(text).strip("()（）"))


def join_header(
    grid: Grid,
    header: Sequence[int],
    columns: Sequence[int],
    known: Callable[[str], bool] = lambda name: False,
) -> dict[int, str]:
    """Column → its name: what the header's rows say of it from above, joined by `/`.

    A row of units goes in brackets. Without merged cells a name also holds for the gaps right of
    it, where a row below names those.
    """
    units = [r for r in header[1:] if _all_units(grid, r, columns)]
    named = [r for r in header if r not in units]
    broken = {
        (row, c)
        for above, row in itertools.pairwise(named)
        for c in split_names(grid, above, row, [c for c in columns if grid.at(row, c).text], known)
    }
    names: dict[int, str] = {}
    for column in columns:
        parts: list[str] = []
        for place, row in enumerate(named):
            text = one_line(grid.seen(row, column).text)
            if not text and place < len(named) - 1:
                text = _from_left(grid, row, named[place + 1], column, columns)
            if (row, column) in broken:
                parts[-1] += text
            elif text and (not parts or squeeze(parts[-1]) != squeeze(text)):
                parts.append(text)
        name = "/".join(parts)
        unit = next((t for r in units if (t := one_line(grid.at(r, column).text))), "")
        if name and unit:
            name = f"{name}({unit.strip('()（）')})"
        if name:
            names[column] = name
    return names


def _all_units(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    texts = [t for c in columns if (t := grid.at(row, c).text)]
    return bool(texts) and all(is_unit(t) for t in texts)


def _from_left(grid: Grid, row: int, below: int, column: int, columns: Sequence[int]) -> str:
    """The name to the left that reaches over an unmerged gap."""
    if grid.area(row, column) or not grid.at(below, column).text:
        return ""
    for c in reversed([c for c in columns if c < column]):
        if text := grid.at(row, c).text:
            under = grid.at(below, c).text
            return one_line(text) if under and not grid.area(row, c) else ""
    return ""


def body_starts(grid: Grid, rows: Sequence[int], at: int, columns: Sequence[int]) -> bool:
    """Whether figures stand under a row of names."""
    below = rows[at + 1] if at + 1 < len(rows) else 0
    return any(
        grid.at(below, c).kind in ("number", "date") or looks_numeric(grid.at(below, c).text)
        for c in columns
        if below and grid.at(below, c).text
    )
