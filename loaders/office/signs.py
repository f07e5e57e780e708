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
from loaders.formats import NESTED, WHOLE, Unreadable, open_table, suffix
from loaders.formats.encodings import BLOCK, blocks, find_encoding
from loaders.headers import WrongHeader, has_other_names, match_header
from loaders.packages import Table

WHOLE_LIMIT = 48 << 20  # bytes; a larger table is a register, and is streamed
HEADER_LIMIT = 1 << 20  # bytes of a workbook that is opened twice
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
    "数据来源",
)
EMPTY_LINE = re.compile(rb"\n[,;\t \"]*\r?\n(?=[^\n]*[^,;\t\s\"])")
ROW_NUMBER = re.compile(rb'^[^>]*\br="(\d+)"')
TAGS = (b"<mergeCell ", b'hidden="1"', b'hidden="true"', b"<f>", b"<f ")
BEFORE_XML, BEFORE_TEXT = rb">\s*", rb"(?:^|[,;\t|\"])\s*"  # what stands before a cell's text


def lies_as_offices_do(path: Path, table: Table, model: Model) -> bool:
    """Whether the layout of a table has to be found first."""
    kind = suffix(path)
    if kind in WHOLE:
        return True
    if kind in NESTED or path.suffix == ".gz" or not path.is_file():
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
    """Whether the first row names the columns that a table of the kind must have, as they are."""
    accepted = accept(table.kind, model)
    try:
        sheet = open_table(path, table.sheet)
        found = match_header(sheet.header, accepted.columns, accepted.required)
    except (Unreadable, WrongHeader):
        return False
    return bool(found.places) and not has_other_names(sheet.header, accepted.columns)


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
        small = path.stat().st_size <= HEADER_LIMIT
        if small and any(map(_has_gap, (archive.read(n) for n in parts if _is_sheet(n)))):
            return True
        # A template has its codes on a sheet that is hidden, and no row of it is.
        said = tuple(w.encode() for w in WORDS)
        return any(_found(said, BEFORE_XML, _blocks(archive, n), TAGS) for n in parts)


def _has_gap(sheet: bytes) -> bool:
    """Whether there is an empty row between others: another table may follow it."""
    gap = False
    before = 0
    for row in sheet.split(b"<row ")[1:]:
        if b"<v" not in row and b"<t" not in row and b"<is>" not in row:
            gap = True
            continue
        number = ROW_NUMBER.search(row)
        at = int(number[1]) if number else before + 1
        if before and (gap or at > before + 1):
            return True
        before, gap = at, False
    return False


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
    if path.stat().st_size <= HEADER_LIMIT and EMPTY_LINE.search(path.read_bytes()):
        return True
    return _found(said, BEFORE_TEXT, blocks(path))


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
