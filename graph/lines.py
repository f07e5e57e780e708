"""The rows of files as a person sees them: of which something is loaded, and which have a fault.

A mapping may read several things of one row, such as a firm and its figures; it is one row still.
"""

from __future__ import annotations

from graph.index import Place


class Lines:
    """Rows by file, sheet and number: a byte each, as a registry has millions of them."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], bytearray] = {}
        self._wrong: set[Place] = set()

    def said(self, place: Place) -> None:
        """Something of this row is loaded."""
        file, sheet, number = place
        rows = self._said.get((file, sheet))
        if rows is None:
            rows = self._said[file, sheet] = bytearray()
        if number >= len(rows):
            rows.extend(bytes(max(number + 1, 2 * len(rows)) - len(rows)))
        rows[number] = 1

    def wrong(self, place: Place) -> None:
        """Something of this row is not right; a file as a whole has no row."""
        if place[2]:
            self._wrong.add(place)

    def counted(self) -> tuple[int, int]:
        """How many rows have a fault: those of which nothing is loaded, and the others."""
        gaps = sum(self._is_said(place) for place in self._wrong)
        return len(self._wrong) - gaps, gaps

    def _is_said(self, place: Place) -> bool:
        rows = self._said.get(place[:2], b"")
        return place[2] < len(rows) and bool(rows[place[2]])
