"""Makes the cells of a foreign row those of the model, as a mapping says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loaders.formats import Text
from loaders.formats.nested import root
from loaders.headers import WrongHeader
from loaders.mapping import ColumnMapping, Target
from loaders.values import fold

Transform = Callable[[list[Text]], list[Text] | None]
Getter = Callable[[list[Text]], Text]


def apply(mapping: ColumnMapping, header: Sequence[str]) -> tuple[list[str], list[str], Transform]:
    """The columns that the mapping makes, the foreign column of each, and the row function.

    The function gives the new cells of a row, or None for a row that `only` leaves out. What is
    the name already is not among the aliases.
    Raises `WrongHeader` for a foreign column that the table does not have.
    """
    where = {fold(name): index for index, name in reversed(list(enumerate(header)))}

    def place(column: str) -> int:
        if fold(column) not in where:
            raise WrongHeader(column, f"a column {column}, which {mapping.path.name} names")
        return where[fold(column)]

    names = list(mapping.targets)
    shown = [next((c for t in some for c in t.columns), "") for some in mapping.targets.values()]
    getters = [_first([_getter(t, place) for t in some]) for some in mapping.targets.values()]
    only = [(place(c), values) for c, values in mapping.only.items()]
    reverse = [(place(c), values) for c, values in mapping.reverse.items()]
    if reverse and not {"from", "to"} <= set(names):
        raise WrongHeader("from", f"columns from and to, which [reverse] in {mapping.path} turns")
    aliases = names.index("aliases") if "aliases" in names else 0
    called = [names.index(n) for n in ("name", "name_en") if n in names and aliases]
    ends = (names.index("from"), names.index("to")) if reverse else (0, 0)

    def transform(cells: list[Text]) -> list[Text] | None:
        for index, values in only:
            if not _has(cells[index], values):
                return None
        row = [get(cells) for get in getters]
        for index, values in reverse:
            if _has(cells[index], values):
                a, b = ends
                row[a], row[b] = row[b], row[a]
        if called and isinstance(others := row[aliases], list):
            row[aliases] = [a for a in others if a not in [row[i] for i in called]]
        return row

    return names, shown, transform


def unused(mapping: ColumnMapping, header: Sequence[str]) -> list[str]:
    """The columns of a table that the mapping neither uses nor ignores."""
    used = {fold(c) for c in (*mapping.ignore, *mapping.fields, mapping.each)}
    used |= {fold(root(c)) for c in (*mapping.fields, mapping.each)}
    return [c for c in header if c and fold(c) not in used]


def _first(getters: list[Getter]) -> Getter:
    """The first value that one of `getters` gives."""
    if len(getters) == 1:
        return getters[0]
    return lambda cells: next((found for get in getters if (found := get(cells))), "")


def _has(cell: Text, values: frozenset[str]) -> bool:
    return cell in values if isinstance(cell, str) else not values.isdisjoint(cell or [""])


def _getter(target: Target, place: Callable[[str], int]) -> Getter:
    get = _unconditional(target, [place(c) for c in target.columns])
    if not target.only:
        return get
    only = [(place(c), values) for c, values in target.only.items()]
    return lambda cells: get(cells) if all(_has(cells[i], some) for i, some in only) else ""


def _unconditional(target: Target, places: list[int]) -> Getter:
    if not places:
        return lambda cells: target.constant
    if len(places) == 1 and target.plain:
        (only,) = places
        return lambda cells: cells[only]
    other = target.other

    def change(text: str) -> list[str]:
        parts = [p.strip() for p in text.split(target.split)] if target.split else [text.strip()]
        for start in target.strip:
            parts = [p.removeprefix(start) for p in parts]
        if other is None:
            changed = [target.value(p, p) for p in parts]
        else:
            changed = [v for p in parts if (v := target.value(p, ""))] or [other]
        return [c for c in changed if c]

    def get(cells: list[Text]) -> Text:
        found: list[str] = []
        for place in places:
            cell = cells[place]
            for text in [cell] if isinstance(cell, str) else cell:
                if text.strip():
                    found += change(text)
            if found and not target.every:
                break
        if not found and other is not None:
            found = [other]
        if target.first or len(found) < 2:
            return found[0] if found else ""
        return found

    return get
