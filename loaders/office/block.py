"""One table of a sheet: where it lies, and what is said around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.office import words


@dataclass
class Block:
    """One table of a sheet; all numbers are those of the sheet.

    `names` are the joined names of the header by column, `lines` what is said above the header,
    `sums` the rows that are sums, `skipped` what else is no record, with the reason.
    """

    header: list[int]
    columns: list[int]
    names: dict[int, str]
    first: int
    last: int
    lines: list[str] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    beside: dict[int, str] = field(default_factory=dict)  # columns of a table to its side

    @property
    def title(self) -> str:
        """The first line above the header that is no remark on the table."""
        return next((t for t in self.lines if not words.is_note(t) and not words.unit_said(t)), "")

    @property
    def unit(self) -> str:
        """The unit that a line above the header says for all numbers."""
        return next((u for t in self.lines if (u := words.unit_said(t))), "")
