"""Drafts the mapping of an office table: what is found, and for a person what is not.

The draft is a text that a person corrects; a plain load uses it as it is where it has no doubts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import UserError
from graph.model import Model
from loaders.accepted import accept, canonical_kind, near_kinds
from loaders.formats import STREAMED, Unreadable, suffix
from loaders.headers import WrongHeader, match_header
from loaders.mapping import ColumnMapping, parse_mappings
from loaders.office import toml, words
from loaders.office.block import Block
from loaders.office.columns import Seen, is_label, labels, see
from loaders.office.context import Context, Familiar, Nobody, context
from loaders.office.entities import draft_entities
from loaders.office.forms import is_form, pairs, unfold
from loaders.office.grid import Grid, letters
from loaders.office.kinds import as_told, kind_of
from loaders.office.layout import find_blocks
from loaders.office.observations import draft_figures, is_of_figures
from loaders.office.section import Section, sample
from loaders.office.tables import book_of, empty_sheet, has_cells, sheet_of
from loaders.packages import id_of_name
from loaders.source import Names
from loaders.transform import one_line

MOST_TURNED = 30  # columns of a table that is turned: a longer one is not


@dataclass
class Draft:
    """The sections of a mapping, what was noticed, and what a person has to decide.

    Where there is none, `begun` are those of tables whose kind was said: each lacks a column that
    it must have.
    """

    path: Path
    sections: list[Section]
    notices: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unread: int = 0  # the first header of which nothing could be made
    begun: list[Section] = field(default_factory=list)

    @property
    def tables(self) -> list[Section]:
        """What a person is shown, to be corrected."""
        return self.sections or self.begun

    def text(self) -> str:
        """The mapping file.  With one section it is one table, otherwise sections `[[table]]`."""
        parts = [toml.remark(f"Drafted by triplehelix map {self.path.name}; correct it, then load")]
        parts += [toml.remark(n) for n in (*self.notices, *self.left, *self.doubts)]
        several = len(self.tables) > 1
        body = [s.text("table." if several else "") for s in self.tables]
        if several:
            return "\n".join([*parts, *(f"\n[[table]]\n{b}" for b in body)]) + "\n"
        return "\n".join([*parts, *body]) + "\n"

    def mappings(self) -> tuple[ColumnMapping, ...]:
        """The draft as it would be read from a file."""
        return parse_mappings(Path(f"{self.path}.mapping.toml"), self.text())


def draft(
    path: Path,
    model: Model,
    names: Names | None = None,
    kind: str = "",
    sheet: str = "",
    encoding: str = "",
    own: str = "",
) -> Draft:
    """The mapping of the tables in `path`; `names` tells what is known already, and `own` is the
    id of the source that the file is, where it is not its name.

    `kind` and `sheet` where a person has said them. Raises `UserError` for a kind that there is
    not, `Unreadable` for a file that cannot be read.
    """
    told = canonical_kind(kind, model) if kind else ""
    if kind and not told:
        raise UserError(f"{kind!r}: no kind or relationship type{near_kinds(kind, model)}")
    book = book_of(path, encoding)
    grids = [sheet_of(book, sheet)] if sheet else [g for g in book.grids if not g.hidden]
    drafted = Draft(path, [], list(book.warnings))
    if not grids:
        raise Unreadable("a workbook with a sheet of cells")
    for grid in () if sheet else [g for g in book.grids if g.hidden and has_cells(g)]:
        drafted.notices.append(
            f"sheet {grid.name} is hidden and left out; a [[table]] with sheet = "
            f"{toml.text(grid.name)} reads it"
        )
    known = Familiar(names or Nobody(), own or id_of_name(path.name.split(".")[0]))
    for grid in grids:
        _sheet(drafted, grid, model, known, told)
    if not drafted.sections and not drafted.doubts:
        raise Unreadable(_nothing(grids))
    return drafted


def _nothing(grids: Sequence[Grid]) -> str:
    if not any(has_cells(g) for g in grids):
        return empty_sheet(grids[0])
    return "a table with a header row and records under it; there is none"


def _sheet(drafted: Draft, grid: Grid, model: Model, known: Familiar, told: str) -> None:
    """Adds the tables of one sheet."""
    if not has_cells(grid):
        if grid.pictures:
            drafted.notices.append(f"sheet {grid.name}: {empty_sheet(grid)}")
        return
    named = labels(model)
    if is_form(grid, lambda text: is_label(text, named)):
        form = unfold(grid)
        columns = list(range(1, form.width + 1))
        names = {c: one_line(form.at(1, c).text) for c in columns}
        block = Block([1], columns, names, 2, 2, [t for t in _above(grid) if t])
        for section in _block(drafted, form, block, model, known, told):
            section.sheet, section.form = grid.name, True
            _add(drafted, section)
        return
    grid = _turned(grid, named) or grid
    blocks = find_blocks(grid, lambda text: is_label(text, named))
    blocks = [b for b in blocks if b.last >= b.first]
    if not blocks:
        drafted.notices.append(f"sheet {grid.name or 1}: no table found on it")
        return
    for block in blocks:
        sections = _block(drafted, grid, block, model, known, told)
        for section in sections:
            streams = suffix(drafted.path) in STREAMED and not drafted.notices
            _lies(section, grid, block, len(blocks) > 1, streams)
            _add(drafted, section)


def _add(drafted: Draft, section: Section) -> None:
    (drafted.begun if section.begun else drafted.sections).append(section)


def _above(grid: Grid) -> list[str]:
    """The lines of a form above its first label."""
    first = pairs(grid)[0][0]
    return [grid.at(r, c).text for r in range(1, first) for c in range(1, grid.width + 1)]


def _turned(grid: Grid, named: frozenset[str]) -> Grid | None:
    """The sheet on its side, if the names of its columns stand below each other."""
    if grid.width > MOST_TURNED or grid.height > MOST_TURNED:
        return None
    down = max(
        (sum(is_label(c.text, named) for c in column if c.text)
         for column in ([grid.at(r, n) for r in range(1, grid.height + 1)] for n in (1, 2))),
        default=0,
    )  # fmt: skip
    across = max(
        (sum(is_label(c.text, named) for c in row if c.text) for row in grid.rows), default=0
    )
    return grid.turn() if down >= 3 and across <= 1 else None


def _block(
    drafted: Draft, grid: Grid, block: Block, model: Model, known: Familiar, told: str
) -> list[Section]:
    records = _records(grid, block)
    empty = frozenset(
        t for r in records for c in block.columns if (t := grid.at(r, c).text) in words.NOTHING
    )
    seen = see(grid, block, records, empty)
    drafted.notices += [f"{grid.name}, {n}" if grid.name else n for n in block.notices]
    lines = [t for t in block.lines if not words.is_signature(t)]
    title = block.title if block.title in lines else ""
    ctx = context(title, lines, grid.name, block.unit, known)
    found = kind_of(seen, ctx, grid.name, model, told)
    if told == "Observation" or (not told and is_of_figures(seen, ctx, model, known, found)):
        sections = draft_figures(seen, ctx, model, known)
    elif not found:
        name = f"sheet {grid.name}, " if grid.name else ""
        missing = _missing(seen, told, model)
        drafted.doubts.append(f"{name}row {block.header[-1]}: {missing}")
        drafted.unread = min(drafted.unread or block.header[0], block.header[0])
        sections = _begun(seen, told, ctx, model, known) if told else []
    else:
        sections = draft_entities(seen, found, ctx, model, known)
    where = f"{grid.name}: " if grid.name else ""
    for section in sections:
        section.empty, section.about = tuple(sorted(empty)), ctx
        drafted.doubts += [f"{where}{d}" for d in section.doubts]
        drafted.left += [f"{where}{d}" for d in section.left]
    return sections


def _begun(
    seen: list[Seen], told: str, ctx: Context, model: Model, known: Familiar
) -> list[Section]:
    """The table of a kind that was said, as far as its columns say what they are."""
    section, *_ = draft_entities(seen, as_told(seen, told, model)[0], ctx, model, known)
    section.begun = True
    section.open += [
        f"not read: {s.name} ({sample(s)})"
        for s in seen
        if not s.blank and s.name not in section.used()
    ]
    return [section]


def _records(grid: Grid, block: Block) -> list[int]:
    """The rows of a table that are its records."""
    return [
        r
        for r in grid.shown_rows()
        if block.first <= r <= block.last and r not in block.skipped and r not in block.sums
    ]


def _missing(seen: list[Seen], told: str, model: Model) -> str:
    """Why nothing can be made of a table: its kind is not known, or a column of it is missing."""
    if told:
        accepted = accept(told, model)
        try:
            match_header([s.name for s in seen], accepted.columns, accepted.required)
        except WrongHeader as wrong:
            return f"expected {wrong.expected}"
    return "of which kind are the rows? Say the kind"


def _lies(section: Section, grid: Grid, block: Block, several: bool, streams: bool) -> None:
    """Says how the table lies on its sheet."""
    section.sheet = grid.name
    section.header = list(block.header)
    section.turned = grid.turned
    after = [r for r in range(block.last + 1, grid.height + 1)
             if any(c.text for c in grid.rows[r - 1])]  # fmt: skip
    section.rows = [block.first, block.last] if several or after else [block.first]
    used = [
        c for c in range(1, grid.width + 1) if any(c <= len(r) and r[c - 1].text for r in grid.rows)
    ]
    outside = [c for c in used if not block.columns[0] <= c <= block.columns[-1]]
    if outside:
        section.between = [letters(block.columns[0]), letters(block.columns[-1])]
    section.hidden = bool(grid.hidden_rows or grid.hidden_columns)
    section.fill_down = _fill_down(grid, block, section)
    marks = (grid.merged, grid.hidden_rows, grid.hidden_columns, grid.struck, grid.turned, after,
             block.sums, block.skipped, several, outside, section.fill_down, section.values,
             section.empty, section.parts, section.new, section.present)  # fmt: skip
    section.plain = block.header == [1] and streams and not any(marks)


def _fill_down(grid: Grid, block: Block, section: Section) -> list[str]:
    """Columns before the name in which, without merged cells, empty means "as above"."""
    if section.name_column is None:
        return []
    records = _records(grid, block)
    found = []
    for seen in section.seen:
        column = seen.column
        if column >= section.name_column or seen.name not in section.used():
            continue
        empty = [r for r in records if not grid.seen(r, column).text]
        if empty and records and grid.seen(records[0], column).text and len(seen.texts) > 0:
            found.append(seen.name)
    return found
