"""Loads tables: a data-package folder, or a single file with a kind or a mapping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.errors import UserError
from graph.model import Model, Refusal
from loaders import foreign
from loaders import transform as transforms
from loaders.accepted import ANY_RELATIONSHIP
from loaders.formats import WHOLE, Fault, Sheet, Unreadable, is_table, open_table, suffix
from loaders.headers import WrongHeader
from loaders.mapping import ColumnMapping, Layout, find_mapping, read_mappings
from loaders.office import signs
from loaders.office.tables import book_of, open_office
from loaders.packages import (
    DESCRIPTION,
    Table,
    describe,
    id_of_name,
    mapped,
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
    unsaid: tuple[str, ...] = ()
    mapping = foreign.find(options.mapping) if options.mapping else None
    if mapping is None and (path / DESCRIPTION).is_file():
        folder = path
        source, tables, refusals = read_package(folder, model, options)
        files = [folder / DESCRIPTION]
    else:
        folder = path if path.is_dir() else path.parent
        source, tables = _single(path, model, options, mapping or find_mapping(path))
        unsaid = tuple(n for n in ("publisher", "date", "licence") if not getattr(source, n))
    warnings: list[str] = []
    for table in tables:
        files += [table.path] if table.path.is_file() else []
        files += [f for f in table.mapping.files if f.is_file()] if table.mapping else []
    tables = [replace(t, needs=source.needs or (), exact=source.exact) for t in tables]
    # Entities first: what relates them can then be checked as it is read.
    relating = {ANY_RELATIONSHIP, *model.relationships}
    ordered = sorted(tables, key=lambda t: t.kind in relating)

    def rows(progress: Progress | None) -> Iterator[Row]:
        yield from map(_of_file, refusals)
        yield from _read_all(ordered, model, source.id, warnings, progress)

    def reread(file: str, sheet: str, numbers: set[int]) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        here = [t for t in tables if t.label == file]
        for table in [t for t in here if sheet and _each(t) == sheet] or here:
            if wanted := numbers - found.keys():
                found |= _reread(table, model, sheet, wanted)
        return found

    unique = tuple(dict.fromkeys(files))
    return Opened(source, unique, rows, reread, folder, warnings, unsaid)


def _single(
    path: Path, model: Model, options: Options, mapping: Path | None
) -> tuple[SourceData, list[Table]]:
    """Tables outside a data package: described by options, a mapping, and their own name."""
    mappings = read_mappings(mapping) if mapping else ()
    if not options.kind and not (mappings and all(m.kind for m in mappings)):
        raise UserError(
            f"{path}: of which kind are its rows? Say it with --kind, or in a mapping, which "
            f"triplehelix map {path.name} drafts"
        )
    stem = path.name.split(".")[0]
    said = {"id": id_of_name(stem), "title": stem} | dict(mappings[0].source if mappings else {})
    source = describe(said, options, str(path), {})
    if mapping and (path.is_dir() or any(m.file for m in mappings)):
        return source, foreign.tables(path, mapping, mappings, model, options)
    table = Table(path, path.name, options.kind, options.sheet)
    try:
        table = with_kind(table, model) if options.kind else table
        if not mappings and signs.lies_as_offices_do(path, table, model):
            mappings = _drafted(path, model, table.kind, options, source.id)
        return source, mapped(table, mappings, model)
    except Wrong as wrong:
        raise UserError(f"{path}: expected {wrong.expected}") from None


def _drafted(
    path: Path, model: Model, kind: str, options: Options, own: str
) -> tuple[ColumnMapping, ...]:
    """What `triplehelix map` would draft, where nothing of it is in doubt.

    Raises `UserError` where something is.
    """
    from loaders.office.draft import draft  # most tables need none

    try:
        drafted = draft(path, model, options.names, kind, options.sheet, own=own)
    except Unreadable:
        return ()  # whoever reads the table says what is wrong with it
    first = drafted.unread == 1 and not drafted.sections and suffix(path) not in WHOLE
    if first or not (drafted.sections or drafted.doubts):
        return ()  # a plain table with a wrong header
    if drafted.doubts:
        raise UserError(
            f"{path}: {drafted.doubts[0]}; run triplehelix map {path.name}, correct the file that "
            "it writes, and load again"
        )
    return drafted.mappings()


def _each(table: Table) -> str:
    return table.mapping.each if table.mapping else ""


def open_sheet(table: Table, model: Model, sheet: str = "", each: str = "") -> Sheet:
    """The sheet of a table as its mapping has it, or as it is.  Raises `Unreadable`."""
    said = table.mapping
    name = sheet or table.sheet or (said.sheet if said else "")
    encoding = table.encoding or (said.encoding if said else "")
    delimiter = table.delimiter or (said.delimiter if said else "")
    layout = said.layout if said else None
    if layout is None and suffix(table.path) not in WHOLE:
        first, fields = (said.header, said.fields) if said else (1, ())
        return open_table(table.path, name, encoding, delimiter, first, fields, each)
    used = {c for t in said.targets.values() for c in t.columns} if said else set()
    book = book_of(table.path, encoding, delimiter)
    targets = said.targets if said else {}
    called = next((c for t in ("name",) if t in targets for c in targets[t].columns), "")
    codes = [c for t in ("id", *model.identifiers) if t in targets for c in targets[t].columns]
    return open_office(table.path, name, layout or Layout(), used, book, called, codes)


def _read_all(
    tables: list[Table], model: Model, source: str, warnings: list[str], progress: Progress | None
) -> Iterator[Row]:
    opened: list[tuple[Table, Sheet]] = []
    total: int | None = 0
    for table in tables:
        try:
            sheet = open_sheet(table, model, each=_each(table))
        except Unreadable as e:
            refusal = Refusal(table.label, table.sheet, e.row, "", e.value, e.expected)
            yield _of_file(refusal)
        else:
            opened.append((table, sheet))
            total = None if total is None or sheet.total is None else total + sheet.total
    done = 0
    _say_once(warnings, _unused(opened))
    for table, sheet in opened:
        _say_once(warnings, sheet.warnings)
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
        made: set[tuple[str, str]] = set()
        each = list(transforms.pieces(table.mapping)) if table.mapping else [None]
        read, *others = [
            TableReader(replace(table, mapping=m), sheet, model, source, warnings, made).read
            for m in each
        ]
    except WrongHeader as e:
        yield _of_file(Refusal(table.label, sheet.name, sheet.first, e.column, "", e.expected))
        return
    try:
        for number, cells in sheet.rows:
            row = read(number, cells)
            yield row
            if others and not isinstance(cells, Fault):
                told = _wrong(row)
                for more in others:
                    row = _untold(more(number, cells), told)
                    told |= _wrong(row)
                    yield row
    except Unreadable as e:
        yield _of_file(Refusal(table.label, sheet.name, e.row, "", e.value, e.expected))


def _wrong(row: Row | None) -> set[tuple[str, str]]:
    """The wrong cells of a row: column and value of each."""
    refusals = (row.refused, *row.more) if row and row.refused else ()
    return {(r.column, r.value) for r in refusals if r}


def _untold(row: Row | None, told: set[tuple[str, str]]) -> Row | None:
    """A row without the wrong cells that were told of it; None where it has no others.

    One row of a file gives several, which have cells in common.
    """
    if row is None or not row.refused or not told:
        return row
    left = [r for r in (row.refused, *row.more) if (r.column, r.value) not in told]
    return row._replace(refused=left[0], more=tuple(left[1:])) if left else None


def _unused(opened: list[tuple[Table, Sheet]]) -> list[str]:
    """Columns that no mapping of their sheet uses or ignores: one line a table."""
    left: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for table, sheet in opened:
        if table.mapping:
            at = (table.label, sheet.name, tuple(sheet.header))
            unused = transforms.unused(table.mapping, [h.strip() for h in sheet.header])
            left[at] = [c for c in left.get(at, unused) if c in unused]
    return [
        f"{label}: columns not used: {', '.join(columns)}"
        for (label, _, _), columns in left.items()
        if columns
    ]


def _say_once(warnings: list[str], new: list[str]) -> None:
    warnings += [w for w in dict.fromkeys(new) if w not in warnings]


def _of_file(refusal: Refusal) -> Row:
    return Row(refusal.file, refusal.sheet, 0, [], refusal)


def _reread(table: Table, model: Model, sheet: str, numbers: set[int]) -> dict[int, dict[str, str]]:
    opened = open_sheet(table, model, sheet)
    found: dict[int, dict[str, str]] = {}
    for number, cells in opened.rows:
        if number in numbers and not isinstance(cells, Fault):
            found[number] = as_read(opened.header, cells)
            if len(found) == len(numbers):
                break
    return found
