"""Corrections by hand in a package: a JSON object a line, as they were made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import UserError
from graph.ledger.correcting import Recorded
from graph.ledger.statement import Statement


def write(path: Path, given: Iterable[Recorded]) -> None:
    """Writes corrections to `path`; keys of statements are hexadecimal."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in given:
            row = one._asdict() | {
                "denied": [[key.hex(), *rest] for key, *rest in one.denied],
                "said": [[said.key.hex(), *said[1:]] for said in one.said],
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[Recorded]:
    """The corrections in `path`.  Raises `UserError` for a line that is none."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                denied = [(bytes.fromhex(key), *rest) for key, *rest in row.pop("denied")]
                said = [Statement(bytes.fromhex(key), *rest) for key, *rest in row.pop("said")]
                yield Recorded(denied=denied, said=said, **row)
            except (ValueError, TypeError, AttributeError, KeyError):
                raise UserError(f"{path.name}, line {number}: not a correction") from None
