"""Reads CSV and its kin: any delimiter, UTF-8 with and without BOM, UTF-16, GB18030."""

from __future__ import annotations

import csv
import io
import itertools
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders.formats import Fault, Sheet, Text, Unreadable
from loaders.formats.encodings import Encoding, broken_byte, find_encoding, open_bytes, readable

DELIMITERS = ",;\t|"
LINES_TRIED = 20  # of which the delimiter is told
CELL_LIMIT = 1 << 20  # characters; more than this is a quote that was never closed
# A line after the last one: a quotation mark within it is text, unless one is still open.
END = '\x1e"\x1e'


def read(path: Path, encoding: str = "", delimiter: str = "", first: int = 1) -> Sheet:
    """The table in the text file `path`, its header in row `first`.  Raises `Unreadable`."""
    found = _encoding(path, encoding)
    line = _lines(path, found, first)[-1]
    if "\0" in line:
        raise Unreadable("a text file; this one has NUL bytes in its first line", first)
    rows = _records(path, found, delimiter or _delimiter(line))
    for _ in range(1, first):
        next(rows, None)
    header = next(rows, [])
    if broken := broken_byte("".join(header)):
        raise Unreadable(f"text in UTF-8 or GB18030; {broken} in the header is neither", first)
    total = max(found.lines - first, 0)
    return Sheet("", header, _numbered(rows, found, first + 1), total, first=first)


def records(path: Path, encoding: str = "", delimiter: str = "") -> Iterator[list[tuple[str, str]]]:
    """All records of the text file `path`, each cell with its kind: `text`, or `broken`.

    The delimiter is the one that most of the first lines have.  Raises `Unreadable`.
    """
    found = _encoding(path, encoding)
    lines = _lines(path, found, LINES_TRIED) if not delimiter else []
    if any("\0" in line for line in lines):
        raise Unreadable("a text file; this one has NUL bytes in it")
    for record in _records(path, found, delimiter or _delimiter(*lines)):
        yield [(readable(t), "broken") if broken_byte(t) else (t, "text") for t in record]


def rewritten(
    path: Path, cells: Mapping[tuple[int, int], str], encoding: str = "", delimiter: str = ""
) -> bytes:
    """The text file `path` with `cells` (by row and column, from 1) in place of its own.

    Bytes that are no text of its encoding stay as they are.  Raises `Unreadable`.
    """
    found = _encoding(path, encoding)
    lines = _lines(path, found, LINES_TRIED) if not delimiter else []
    chosen = delimiter or _delimiter(*lines)
    said: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        said.setdefault(row, {})[column] = text
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=chosen)
    for number, record in enumerate(_records(path, found, chosen), 1):
        new = said.get(number, {})
        padded = [*record, *[""] * (max(new, default=0) - len(record))]
        writer.writerow([new.get(c, text) for c, text in enumerate(padded, 1)])
    errors = "strict" if found.name == "utf-16" else "surrogateescape"
    return made.getvalue().encode(found.name, errors)


def _encoding(path: Path, told: str) -> Encoding:
    try:
        found = find_encoding(path, told)
    except LookupError:
        raise Unreadable(f"an encoding such as utf-8 or gb18030, not {told!r}") from None
    except (EOFError, OSError, zlib.error) as error:
        raise Unreadable(f"a file that can be unpacked; {error}") from None
    if found.empty:
        raise Unreadable("a table with a header row; the file is empty")
    return found


def _records(path: Path, found: Encoding, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(CELL_LIMIT)
    errors = "strict" if found.name == "utf-16" else "surrogateescape"
    row = 0
    with (
        open_bytes(path) as raw,
        io.TextIOWrapper(raw, encoding=found.name, errors=errors, newline="") as text,
    ):
        ended = False

        def end() -> Iterator[str]:
            nonlocal ended
            ended = True
            yield END

        records = csv.reader(itertools.chain(text, end()), delimiter=delimiter)
        try:
            for row, record in enumerate(records, 1):
                if ended:
                    if record != [END]:
                        raise _left_open(row, record[-1])
                    return
                yield record
        except csv.Error:
            raise Unreadable(
                "cells below a million characters; a quotation mark is probably not closed", row + 1
            ) from None
        except UnicodeDecodeError as error:
            broken = f"byte 0x{error.object[error.start]:02X}"
            raise Unreadable(
                f"text in {found.name}; {broken} is not, the rest is unread", row + 1
            ) from None


def _left_open(row: int, cell: str) -> Unreadable:
    expected = "a closing quotation mark; the file ends within this cell, from here it is unread"
    return Unreadable(expected, row, readable(cell.splitlines()[0]))


def _numbered(
    rows: Iterator[list[str]], found: Encoding, start: int
) -> Iterator[tuple[int, list[Text] | Fault]]:
    if found.sound:
        for number, row in enumerate(rows, start):
            yield number, row  # type: ignore[misc]
        return
    name = "UTF-8" if found.name.startswith("utf-8") else found.name.upper()
    for number, row in enumerate(rows, start):
        for index, cell in enumerate(row):
            if broken := broken_byte(cell):
                clean: list[Text] = [readable(c) for c in row]
                yield (
                    number,
                    Fault(f"#{index}", readable(cell), f"{name} text, not {broken}", clean),
                )
                break
        else:
            yield number, list(row)


def _lines(path: Path, found: Encoding, count: int) -> list[str]:
    """The first `count` lines; empty ones where the file has fewer."""
    with (
        open_bytes(path) as raw,
        io.TextIOWrapper(raw, encoding=found.name, errors="replace") as text,
    ):
        return [text.readline(CELL_LIMIT) for _ in range(count)]


def _delimiter(*lines: str) -> str:
    """The delimiter that occurs most often in the first lines, outside quotation marks."""
    outside = "".join(map(_outside, lines))
    return max(DELIMITERS, key=outside.count)


def _outside(line: str) -> str:
    """What of a line is outside quotation marks."""
    return "".join(line.split('"')[::2])
