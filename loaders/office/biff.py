"""Finds in an old .xls which rows and columns are hidden, which no library here tells.

After [MS-XLS] (records BOUNDSHEET, COLINFO, ROW, FILEPASS) and [MS-CFB] (the container).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BOF, EOF, BOUNDSHEET, COLINFO, ROW = 0x0809, 0x000A, 0x0085, 0x007D, 0x0208
STREAMS = ("Workbook", "Book")
FREE = 0xFFFFFFFA  # sector numbers from here on are marks and no sectors


class Hidden(NamedTuple):
    """Numbers of hidden rows and columns, from 1."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


NOTHING = Hidden()


def hidden_parts(path: Path) -> dict[str, Hidden]:
    """Name of a sheet → what is hidden in it; nothing where the file is no old workbook."""
    try:
        streams = _streams(path.read_bytes())
        data = next((streams[n] for n in STREAMS if n in streams), b"")
        return {name: _of_sheet(data, start) for name, start in _sheets(data)}
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}  # the library that reads the cells says what is wrong


def is_encrypted(path: Path) -> bool:
    """Whether the file is a newer workbook under a password."""
    try:
        return "EncryptedPackage" in _streams(path.read_bytes())
    except (struct.error, IndexError, UnicodeDecodeError, OSError):
        return False


def _streams(data: bytes) -> dict[str, bytes]:
    """The large streams of a compound file; small ones are named and empty."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return {}
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    directory, cutoff = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 56)[0]
    listed = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<2I", data, 68)
    for _ in range(count):
        if following >= FREE:
            break
        numbers = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        listed += numbers[:-1]
        following = numbers[-1]
    table: list[int] = []
    for sector in listed:
        if sector < FREE:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)

    def chain(sector: int) -> bytes:
        parts, seen = [], set()
        while sector < FREE and sector not in seen:
            seen.add(sector)
            parts.append(data[(sector + 1) * size : (sector + 2) * size])
            sector = table[sector]
        return b"".join(parts)

    entries, found = chain(directory), {}
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le")
        start, bytes_ = struct.unpack_from("<II", entries, at + 116)
        found[name] = chain(start)[:bytes_] if bytes_ >= cutoff else b""
    return found


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<2H", data, at)
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(data: bytes) -> Iterator[tuple[str, int]]:
    for kind, body in _records(data, 0):
        if kind == EOF:
            return
        if kind == BOUNDSHEET:
            length, wide = body[6], body[7] & 1
            text = body[8 : 8 + length * (2 if wide else 1)]
            yield text.decode("utf-16-le" if wide else "latin-1"), struct.unpack_from("<I", body)[0]


def _of_sheet(data: bytes, start: int) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, body in _records(data, start):
        if kind == EOF:
            break
        if kind == ROW:
            row, options = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
            if options & 0x20:  # fDyZero
                rows.add(row + 1)
        elif kind == COLINFO:
            first, last, _, _, options = struct.unpack_from("<5H", body)
            if options & 1:
                columns |= set(range(first + 1, min(last, 0xFF) + 2))
    return Hidden(frozenset(rows), frozenset(columns))
