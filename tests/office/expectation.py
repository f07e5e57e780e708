"""The words in which a case says what its file must give; they know no loader.

A place in a file is written `sheet!7` (a row) or `sheet!C7` (a cell). A CSV, and a page that only
calls itself a workbook, has one sheet without a name: `!7`.
"""

from __future__ import annotations

from typing import Any

Item = dict[str, Any]

# A column of a kind's table (docs/templates.md) → the relationship that it states, and whether
# the row is its second end.
REFERENCES = {
    "place": ("LOCATED_IN", False),
    "industry": ("OPERATES_IN", False),
    "serves": ("SERVES", False),
    "listed_in": ("LISTED_IN", False),
    "tenant_of": ("TENANT_OF", False),
    "affiliated_with": ("AFFILIATED_WITH", False),
    "part_of": ("PART_OF", False),
    "built_by": ("BUILT_BY", False),
    "concerns": ("CONCERNS", False),
    "origin": ("ORIGIN", False),
    "host": ("HOST", False),
    "works_at": ("WORKS_AT", False),
    "expert_in": ("EXPERT_IN", False),
    "managed_by": ("MANAGES", True),
    "parties": ("PARTY_TO", True),
    "participants": ("PARTICIPATES_IN", True),
    "investors": ("INVESTS_IN", True),
    "funded_by": ("FUNDS", True),
    "achieved_by": ("ACHIEVES", True),
}
STATEMENT = ("status", "since", "until")


def entity(kind: str, name: str, at: str, **said: Any) -> list[Item]:
    """An entity and the links that its row states.

    `said` has properties, what the row says of its status and years, and references by the
    column names of the templates (one name or a list of names). What the row says of status and
    years holds for its links too, as it does in every table.
    """
    row = {"status": said.pop("status", "actual")}
    row |= {key: said.pop(key) for key in STATEMENT if key in said}
    references = {key: said.pop(key) for key in list(said) if key in REFERENCES}
    items: list[Item] = [{"kind": kind, "name": name, **said, **row, "at": at}]
    for column, names in references.items():
        type_, inverse = REFERENCES[column]
        for other in [names] if isinstance(names, str) else names:
            start, end = (other, name) if inverse else (name, other)
            items.append({"type": type_, "from": start, "to": end, **row, "at": at})
    return items


def link(type_: str, start: str, end: str, at: str, status: str = "actual", **said: Any) -> Item:
    """One relationship; `said` has its properties and years."""
    return {"type": type_, "from": start, "to": end, "status": status, **said, "at": at}


def observation(
    indicator: str,
    value: float,
    unit: str,
    scope: str,
    year: int | None,
    at: str,
    *,
    measure: str = "level",
    comparator: str = "=",
    status: str = "actual",
    **said: Any,
) -> Item:
    """One figure, in the cell `at`; `said` has `period` and `among`.

    `period` is what the year does not say: `2024-06` a month, `2024-Q2` a quarter,
    `2024-01/2024-06` the months up to that one. `year` is None where the file says none.
    """
    return {
        "indicator": indicator,
        "value": value,
        "unit": unit,
        "comparator": comparator,
        "measure": measure,
        "scope": scope,
        "year": year,
        "status": status,
        **said,
        "at": at,
    }


def grid(
    corner: str, scopes: list[str], columns: list[dict[str, Any]], values: list[list[float | None]]
) -> list[Item]:
    """Observations of a block: a scope a row, an observation's other words a column.

    `corner` is the first cell; the rows and columns follow it without a gap. None is a cell
    that gives nothing.
    """
    sheet, cell = corner.split("!")
    first, row = cell[0], int(cell[1:])
    found = []
    for down, (scope, line) in enumerate(zip(scopes, values, strict=True)):
        for right, (words, value) in enumerate(zip(columns, line, strict=True)):
            if value is not None:
                at = f"{sheet}!{chr(ord(first) + right)}{row + down}"
                found.append(observation(value=value, at=at, **{"scope": scope} | words))
    return found


def expected(*items: Item | list[Item]) -> dict[str, list[Item]]:
    """The items of a case, sorted into entities, links and observations."""
    flat = [i for item in items for i in (item if isinstance(item, list) else [item])]
    return {
        "entities": [i for i in flat if "kind" in i],
        "links": [i for i in flat if "type" in i],
        "observations": [i for i in flat if "indicator" in i],
    }


def table(
    sheet: str,
    header: tuple[int, int],
    rows: tuple[int, int],
    columns: dict[str, tuple[Any, ...]],
    *,
    down: bool = False,
) -> Item:
    """One table: its sheet, first and last row of header and records, and what its columns mean.

    `columns`: letter → (header, meaning[, factor]). The header is what its rows say, from above,
    joined by `/`. The meaning is a column of the model, `kind`, a dict of an observation's words,
    or None for what the model does not hold; the factor brings the cell's number to the model's
    unit. With `down` the table is turned: `header` and `rows` count columns (A is 1), and
    `columns` is keyed by row number.
    """
    return {"sheet": sheet, "header": header, "rows": rows, "columns": columns, "down": down}


def said(
    word: str, value: Any, at: str, text: str, rows: tuple[int, int] | None = None, sheet: str = ""
) -> Item:
    """What a cell outside the table says of its rows: a title's year, a line with the unit.

    `text` is the part of the cell `at` that says so. It holds for `sheet` (that of `at`, if not
    given) and, with `rows`, for those alone.
    """
    sheet = sheet or at.split("!")[0]
    return {"word": word, "value": value, "at": at, "text": text, "sheet": sheet, "rows": rows}
