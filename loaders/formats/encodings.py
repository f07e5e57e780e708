"""Finds out how a text file is encoded, and what is broken in it."""

from __future__ import annotations

import codecs
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

BLOCK = 1 << 20  # bytes that are read at a time
ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that surrogateescape could not decode


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` is Python's; `sound` tells whether every byte could be decoded; `lines` is a count."""

    name: str
    sound: bool
    lines: int
    empty: bool


def open_bytes(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked if its name ends in `.gz`."""
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path))
    return path.open("rb")


def find_encoding(path: Path, told: str = "") -> Encoding:
    """The encoding of `path`: as told, by its byte-order mark, else UTF-8, else GB18030.

    Where neither decodes the whole file, the one that decodes more of it is taken, and `sound`
    is false: the reader then looks for the broken rows.
    """
    lines, empty, head = _look(path)
    if told:
        "".encode(told)  # a LookupError for codecs of anything but text
        name = codecs.lookup(told).name
        return Encoding(name, _broken(path, name)[0] == 0, lines, empty)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", _broken(path, "utf-16")[0] == 0, lines, empty)
    utf8_broken, utf8_wide = _broken(path, "utf-8-sig")
    if utf8_broken == 0:
        return Encoding("utf-8-sig", True, lines, empty)
    gb_broken, _ = _broken(path, "gb18030")
    # A Chinese text in GB18030 is nearly all broken as UTF-8; a UTF-8 text with a few bad bytes
    # may decode as GB18030 without an error, into wrong characters.
    if utf8_wide > 10 * utf8_broken or (gb_broken and utf8_wide > utf8_broken):
        return Encoding("utf-8-sig", False, lines, empty)
    return Encoding("gb18030", gb_broken == 0, lines, empty)


def broken_byte(text: str) -> str:
    """What to say of a text in which a byte could not be decoded; empty if there is none."""
    if found := ESCAPED.search(text):
        return f"byte 0x{ord(found[0]) - 0xDC00:02X}"
    return ""


def readable(text: str) -> str:
    """`text` with broken bytes as U+FFFD, so that it can be shown and written."""
    return ESCAPED.sub("�", text)


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unpacked, a block at a time."""
    with open_bytes(path) as file:
        while block := file.read(BLOCK):
            yield block


def _look(path: Path) -> tuple[int, bool, bytes]:
    lines, empty, head = 0, True, b""
    for block in blocks(path):
        lines += block.count(b"\n")
        head = head or block[:4]
        empty = empty and not block.strip(b"\xef\xbb\xbf \t\r\n\0")
    return lines, empty, head


def _broken(path: Path, name: str) -> tuple[int, int]:
    """How many bytes of `path` are broken in the encoding `name`, and how many are wide."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        for block in blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        pass
    else:
        return 0, 0
    if name == "utf-16":
        return 1, 0
    decoder = codecs.getincrementaldecoder(name)("surrogateescape")
    broken = wide = 0
    for block in blocks(path):
        text = decoder.decode(block)
        bad = len(ESCAPED.findall(text))
        broken += bad
        wide += len(text) - len(text.encode("ascii", "ignore")) - bad
    return broken, wide
