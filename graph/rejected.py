"""Writes the file of refused rows: which cell, what was expected, and the row as it was read."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TextIO

from graph.model import Refusal

COLUMNS = ("file", "sheet", "row", "column", "value", "expected", "as_read")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """`text` so that a spreadsheet shows it and does not compute it."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def line(refusal: Refusal) -> str:
    """A refusal as one line: where, what, and what was expected."""
    where = [refusal.file, refusal.sheet]
    where += [f"row {refusal.row}"] if refusal.row else []
    where += [refusal.column]
    value = refusal.value if len(refusal.value) <= 80 else f"{refusal.value[:77]}…"
    shown = f" {value!r}," if value else ""
    return f"{', '.join(w for w in where if w)}:{shown} expected {refusal.expected}"


class RejectedFile:
    """`<source>.rejected.csv` in a folder: begun at the first refusal, in place when kept.

    A load that fails leaves neither a part of it nor another one than before.
    """

    def __init__(self, folder: Path, source: str) -> None:
        self.path = folder / f"{source}.rejected.csv"
        self.count = 0
        self._part = folder / f".{source}.rejected.part"
        self._file: TextIO | None = None

    def write(self, refusal: Refusal) -> None:
        """Adds one refusal.  Raises `OSError` where the folder cannot be written to."""
        if self._file is None:
            # With a byte-order mark, so that Excel reads the Chinese in it.
            self._file = self._part.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(COLUMNS)
        self.count += 1
        record = json.dumps(refusal.record, ensure_ascii=False) if refusal.record else ""
        cells = [refusal.file, refusal.sheet, str(refusal.row or ""), refusal.column]
        cells += [refusal.value, refusal.expected, record]
        csv.writer(self._file).writerow([harmless(c) for c in cells])

    def close(self) -> bool:
        """Ends writing; tells whether nothing was refused.  Raises `OSError` on a full disk."""
        if self._file is not None:
            self._file.close()
        return self._file is None

    def keep(self) -> Path | None:
        """Puts the file in place; without any refusal an older one goes.  Its path, if any."""
        if self._file is None:
            self.path.unlink(missing_ok=True)
            return None
        self.close()
        self._part.replace(self.path)
        return self.path

    def drop(self) -> None:
        """Leaves things as they were."""
        if self._file is not None:
            self._file.close()
            self._part.unlink(missing_ok=True)
