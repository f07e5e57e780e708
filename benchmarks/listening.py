"""`python -m benchmarks.listening FILE …`: the command `triplehelix …`, its questions kept in FILE.

A line of FILE is JSON: the time (seconds since 1970), of what was asked (`graph`, `ledger`, or
`run` for the beginning of a page), the text and the values.  See `graph.asked`.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import NamedTuple

from graph.asked import LOG

VERSION = "SELECT max(revision.version)"  # by which a ledger knows whether what it keeps holds


class Question(NamedTuple):
    """What was asked of the graph or of the ledger, or that a page began anew (`run`)."""

    at: float
    of: str
    text: str
    values: str


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        of, text, values = record.args if isinstance(record.args, tuple) else ("", "", "")
        return json.dumps([record.created, of, text, repr(values)], ensure_ascii=False)


def listen(file: Path) -> None:
    """Writes what is asked in this process to `file`, from now on."""
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(_Lines())
    LOG.addHandler(handler)
    LOG.propagate = False
    LOG.setLevel(logging.DEBUG)


def questions(file: Path, after: float = 0.0) -> list[Question]:
    """What was asked after the time `after`; empty where nothing was written yet."""
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [Question(*json.loads(line)) for line in lines if line.endswith("]")]
    return [q for q in found if q.at > after]


def runs(asked: list[Question]) -> list[list[Question]]:
    """The questions of each run of a page, without the mark of its beginning."""
    found: list[list[Question]] = [[]]
    for question in asked:
        if question.of == "run":
            found.append([])
        else:
            found[-1].append(question)
    return found


def twice(asked: list[Question]) -> list[Question]:
    """What was asked again, with the same values, within one run."""
    again = []
    for run in runs(asked):
        known: set[tuple[str, str, str]] = set()
        for q in run:
            if q[1:] in known and not q.text.startswith(VERSION):
                again.append(q)
            known.add(q[1:])
    return again


if __name__ == "__main__":
    listen(Path(sys.argv[1]))
    from cli.main import main

    sys.argv[:2] = ["triplehelix"]
    main()
