"""Loads tables: a data-package folder, or a single file with a kind or a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.errors import UserError
from graph.model import Model, Refusal
from loaders.accepted import ANY_RELATIONSHIP
from loaders.formats import Fault, Sheet, Unreadable, is_table, open_table
from loaders.headers import WrongHeader
from loaders.mapping import find_mapping, read_mapping
from loaders.packages import (
    DESCRIPTION,
    Table,
    describe,
    read_package,
    with_kind,
)
from loaders.sheets import TableReader, as_read
from loaders.source import Opened, Options, Progress, Row, SourceData
from loaders.values import Wrong

STEP = 2_000  # rows between two calls of progress


def reads(path: Path) -> bool:
    """Data-package folders (or their `datapackage.json`), and table files."""
    return (path / DESCRIPTION).is_file() or path.name == DESCRIPTION or is_table(path)


def open_source(path: Path, model: Model, options: Options) -> Opened:
    """The source at `path`.  Raises `UserError` if its description does not do."""
    if path.name == DESCRIPTION:
        path = path.parent
    refusals: list[Refusal] = []
    files: list[Path] = []
    warnings: list[str] = []
    if (path / DESCRIPTION).is_file():
        folder = path
        source, tables, refusals = read_package(folder, model, options)
        files = [folder / DESCRIPTION]
    else:
        folder = path.parent
        source, tables = _single(path, model, options, warnings)
    for table in tables:
        files += [table.path] if table.path.is_file() else []
        files += [table.mapping.path] if table.mapping else []
    tables = [replace(t, needs=source.needs or (), exact=source.exact) for t in tables]
    # Entities first: what relates them can then be checked as it is read.
    relating = {ANY_RELATIONSHIP, *model.relationships}
    ordered = sorted(tables, key=lambda t: t.kind in relating)

    def rows(progress: Progress | None) -> Iterator[Row]:
        yield from map(_of_file, refusals)
        yield from _read_all(ordered, model, source.id, warnings, progress)

    def reread(file: str, sheet: str, numbers: set[int]) -> dict[int, dict[str, str]]:
        return _reread(next(t for t in tables if t.label == file), sheet, numbers)

    return Opened(source, tuple(files), rows, reread, folder, warnings)


def _single(
    path: Path, model: Model, options: Options, warnings: list[str]
) -> tuple[SourceData, list[Table]]:
    """A table outside a data package: described by options, its mapping, and its own name."""
    found = find_mapping(path)
    mapping = read_mapping(found) if found else None
    if not options.kind and not (mapping and mapping.kind):
        raise UserError(f"{path}: of which kind are its rows? Say it with --kind, or in a mapping")
    stem = path.name.split(".")[0]
    said = {"id": _id_of_name(stem), "title": stem} | dict(mapping.source if mapping else {})
    source = describe(said, options, str(path), {})
    unsaid = [n for n in ("publisher", "date", "licence") if not getattr(source, n)]
    if unsaid:
        warnings.append(f"{path.name}: nobody says of it {', '.join(unsaid)}; options can say so")
    table = Table(path, path.name, options.kind, options.sheet, mapping=mapping)
    try:
        return source, [with_kind(table, model)]
    except Wrong as wrong:
        raise UserError(f"{path}: expected {wrong.expected}") from None


def _id_of_name(stem: str) -> str:
    """A data set's id from a file's name; Chinese is written in pinyin."""
    if not stem.isascii():
        from pypinyin import lazy_pinyin  # takes half a second and 40 MB

        stem = "".join(lazy_pinyin(stem))
    return re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-._")[:64]


def _open(table: Table, sheet: str = "") -> Sheet:
    said = table.mapping
    return open_table(
        table.path,
        sheet or table.sheet or (said.sheet if said else ""),
        table.encoding or (said.encoding if said else ""),
        table.delimiter or (said.delimiter if said else ""),
        said.header if said else 1,
    )


def _read_all(
    tables: list[Table], model: Model, source: str, warnings: list[str], progress: Progress | None
) -> Iterator[Row]:
    opened: list[tuple[Table, Sheet]] = []
    total: int | None = 0
    for table in tables:
        try:
            sheet = _open(table)
        except Unreadable as e:
            refusal = Refusal(table.label, table.sheet, e.row, "", e.value, e.expected)
            yield _of_file(refusal)
        else:
            opened.append((table, sheet))
            total = None if total is None or sheet.total is None else total + sheet.total
    done = 0
    for table, sheet in opened:
        warnings += sheet.warnings
        said = False
        for row in _read_table(table, sheet, model, source, warnings):
            if row is not None:
                said = True
                yield row
            done += 1
            if progress and done % STEP == 0:
                progress(done, total)
        if not said:
            warnings.append(f"{table.label}: no rows under the header")
    if progress:
        progress(done, done)


def _read_table(
    table: Table, sheet: Sheet, model: Model, source: str, warnings: list[str]
) -> Iterator[Row | None]:
    """The rows of one table; None for a row that says nothing."""
    try:
        reader = TableReader(table, sheet, model, source, warnings)
    except WrongHeader as e:
        yield _of_file(Refusal(table.label, sheet.name, sheet.first, e.column, "", e.expected))
        return
    read = reader.read
    try:
        for number, cells in sheet.rows:
            yield read(number, cells)
    except Unreadable as e:
        yield _of_file(Refusal(table.label, sheet.name, e.row, "", e.value, e.expected))


def _of_file(refusal: Refusal) -> Row:
    return Row(refusal.file, refusal.sheet, 0, [], refusal)


def _reread(table: Table, sheet: str, numbers: set[int]) -> dict[int, dict[str, str]]:
    opened = _open(table, sheet)
    found: dict[int, dict[str, str]] = {}
    for number, cells in opened.rows:
        if number in numbers and not isinstance(cells, Fault):
            found[number] = as_read(opened.header, cells)
            if len(found) == len(numbers):
                break
    return found
