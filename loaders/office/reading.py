"""Reads a file of any kind that offices pass on into grids, by what is in it and not by its name.

An .xls that is a web page or a text file in truth is what many systems export.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from loaders.formats import Unreadable
from loaders.office.grid import Grid, GridCell

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MARKED = re.compile(r"^'(?=[\dA-Z])|^=(?=\"[^\"]*\"$)")  # marks that keep a code a text
WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".et")


@dataclass
class Book:
    """The grids of a file, and what a person should know of it."""

    grids: list[Grid]
    warnings: list[str] = field(default_factory=list)


def read_book(path: Path, encoding: str = "", delimiter: str = "") -> Book:
    """All sheets of the file at `path`.  Raises `Unreadable` if it cannot be read as one."""
    # Imported where needed: each brings a library that takes a while to load.
    with path.open("rb") as file:
        head = file.read(2_048)
    if head.startswith(ZIP) and path.suffix.lower() != ".gz":
        if holds_workbook(path):
            from loaders.office import xlsx

            return xlsx.read(path)
        from loaders.office import calamine

        return calamine.read(path)
    if head.startswith(OLE):
        from loaders.office import calamine

        return calamine.read(path)
    named = path.suffix.lower() in WORKBOOKS
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"")[:1_024].lower()
    if start.startswith(b"<?xml") and b"office:spreadsheet" in head.replace(b"\0", b""):
        from loaders.office import spreadsheetml

        return spreadsheetml.read(path)
    if start.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")
    ) or (b"<html" in start):
        from loaders.office import pages

        book = pages.read(path)
        book.warnings += [f"{path.name} is a web page that is named a workbook"] if named else []
        return book
    from loaders.formats import separated

    if named and b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("an Excel workbook; this file is none, or is damaged")
    rows = [
        [GridCell(MARKED.sub("", t.strip()), kind) for t, kind in record]
        for record in separated.records(path, encoding, delimiter)
    ]
    warnings = [f"{path.name} is a text file that is named a workbook"] if named else []
    return Book([Grid("", rows)], warnings)


def holds_workbook(path: Path) -> bool:
    """Whether a file is what .xlsx and .xlsm are, whatever its name ends in."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
