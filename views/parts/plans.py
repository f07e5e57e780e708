"""What was promised, and whether its time is over.  Pure functions over rows of `worklist`."""

from __future__ import annotations

from typing import Any


def is_overdue(row: Any, this_year: int) -> bool:
    """Planned for an earlier year; of what is agreed or under way the year is when it began."""
    return row.status == "planned" and row.since is not None and row.since < this_year
