"""Tells, before a table is read, whether it has to be read as offices make it.

Plain tables are streamed, whatever their size. What has merged or hidden cells, a sum, notes, or
no header in its first row is read whole, to be understood.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model import Model
from loaders.accepted import accept
from loaders.formats import WHOLE, Unreadable, open_table, suffix
from loaders.formats.encodings import find_encoding, open_bytes
from loaders.headers import WrongHeader, match_header
from loaders.packages import Table

WHOLE_LIMIT = 48 << 20  # bytes; a larger table is a register, and is streamed
HEADER_LIMIT = 1 << 20  # bytes of a workbook that is opened twice
BLOCK = 1 << 20
WORDS = (
    "合计",
    "小计",
    "总计",
    "合 计",
    "总 计",
    "小 计",
    "注：",
    "注:",
    "填表人",
    "填报人",
    "来源",
)
TAGS = (b"<mergeCell ", b'hidden="1"', b'hidden="true"', b"<f>", b"<f ")
BEFORE_XML, BEFORE_TEXT = rb">\s*", rb"(?:^|[,;\t|\"])\s*"  # what stands before a cell's text


def lies_as_offices_do(path: Path, table: Table, model: Model) -> bool:
    """Whether the layout of a table has to be found first."""
    kind = suffix(path)
    if kind in WHOLE:
        return True
    if kind in (".jsonl", ".ndjson", ".parquet") or path.suffix == ".gz" or not path.is_file():
        return False
    size = path.stat().st_size
    if not size or size > WHOLE_LIMIT:
        return False
    try:
        if kind in (".xlsx", ".xlsm"):
            marked = _workbook_is_marked(path, table.sheet)
        else:
            marked = _text_is_marked(path)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError):
        return False  # the reader says what is wrong
    # To open a large workbook takes seconds; one without any mark of an office is plain.
    large = kind in (".xlsx", ".xlsm") and size > HEADER_LIMIT
    return marked or not (large or _header_is_first(path, table, model))


def _header_is_first(path: Path, table: Table, model: Model) -> bool:
    """Whether the first row names the columns that a table of the kind must have."""
    accepted = accept(table.kind, model)
    try:
        sheet = open_table(path, table.sheet)
        found = match_header(sheet.header, accepted.columns, accepted.required)
    except (Unreadable, WrongHeader):
        return False
    return bool(found.places)


def _workbook_is_marked(path: Path, sheet: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if sum(archive.getinfo(n).file_size for n in names) > 4 * WHOLE_LIMIT:
            return False
        if "xl/workbook.xml" not in names:
            return False
        if "xl/vbaProject.bin" in names:
            return True
        first = re.search(rb"<(?:\w+:)?sheet [^>]*>", archive.read("xl/workbook.xml"))
        if not sheet and first and b'state="' in first[0] and b'state="visible"' not in first[0]:
            return True
        parts = [n for n in names if n == "xl/sharedStrings.xml" or _is_sheet(n)]
        # A template has its codes on a sheet that is hidden, and no row of it is.
        said = tuple(w.encode() for w in WORDS)
        return any(_found(said, BEFORE_XML, _blocks(archive, n), TAGS) for n in parts)


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            yield block


def _text_is_marked(path: Path) -> bool:
    found = find_encoding(path)
    if found.name == "utf-16":
        return False
    encoding = found.name.removesuffix("-sig")
    said = tuple(w.encode(encoding) for w in WORDS)

    def blocks() -> Iterator[bytes]:
        with open_bytes(path) as file:
            while block := file.read(BLOCK):
                yield block

    return _found(said, BEFORE_TEXT, blocks())


def _found(
    said: tuple[bytes, ...],
    before: bytes,
    blocks: Iterable[bytes],
    tags: tuple[bytes, ...] = (),
) -> bool:
    """Whether a tag occurs, or a cell begins with one of the words.  Fast: a register is large."""
    begins = re.compile(before + rb"(?:" + b"|".join(map(re.escape, said)) + rb")", re.M)
    tail = b""
    for block in blocks:
        whole = tail + block
        if any(tag in whole for tag in tags):
            return True
        if any(word in whole for word in said) and begins.search(whole):
            return True
        tail = block[-64:]
    return False
