"""What a loader yields: things said in the model's words, and rows that it had to refuse.

Plain tuples, because a large registry makes millions of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Entity(NamedTuple):
    """That something exists, and its properties, as one row of a source says it.

    `id` is whole (`<data set>:<local id>`).  `properties` maps a declared property to its typed
    value, or to a tuple of values where the model says `many`; empty values are left out.
    Where more is said of a thing that another source states, it comes to the ledger without kind.
    """

    kind: str
    id: str
    properties: dict[str, Any]
    status: str = "actual"
    since: int | None = None
    until: int | None = None
    basis: str = "stated"
    basis_at: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()


class Link(NamedTuple):
    """One relationship as one row of a source says it.

    `properties` holds the declared properties, the qualifier (`form`, `role`) among them.
    An end is a whole id.  `cell` is where in the file the row stands, for a later refusal.
    """

    type: str
    start: str
    end: str
    properties: dict[str, Any]
    status: str = "actual"
    since: int | None = None
    until: int | None = None
    basis: str = "stated"
    basis_at: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()
    cell: Cell | None = None


class Cell(NamedTuple):
    """A cell of a file: what an error message and the refused-rows file point at.

    `column` is the model's; `written` gives the model's columns as the table's header has them.
    """

    file: str
    sheet: str
    row: int
    column: str
    written: Mapping[str, str]


class Refusal(NamedTuple):
    """A row (or a file) that is not loaded, and a cell that is a reason for it.

    `expected` is a whole phrase that tells a person what would have been right.
    `record` is the refused row as it was read, so that it can be mended and loaded again.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    expected: str
    record: dict[str, Any] | None = None
