"""Where the values of a column come from, as a mapping says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.errors import UserError
from loaders import checked
from loaders.units import is_unit

TARGET_KEYS = frozenset(
    {*("from", "constant", "values", "other", "split", "first", "every", "together")}
    | {*("unit", "take", "of", "about", "join", "strip", "contains", "only")}
)
Files = dict[Path, Mapping[str, str]]  # of values that lie beside a mapping
TAKES = ("year", "date", "period", "since", "until", "name", "unit", "change", "ticked")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the value of one column comes from, in rows that are as `only` says; `otherwise` is
    what counts where nothing comes of it.
    """

    columns: tuple[str, ...]
    constant: str = ""
    values: Mapping[str, str] | None = None
    other: str | None = None
    split: tuple[str, ...] = ()  # what parts several values in a cell
    first: bool = False
    every: bool = False
    together: bool = False  # what stands in the columns is one text: 浙江省, 温州市, 乐清市
    unit: str = ""  # in which numbers of the column are, where the cell does not say
    take: str = ""  # what of the cell's text counts
    of: str = ""  # the year of a time that names none
    join: bool = False  # a text that is broken over lines is one
    about: bool = False  # a number that is only about right is taken as it stands
    strip: tuple[str, ...] = ()
    contains: Mapping[str, str] | None = None
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    otherwise: Target | None = None

    @property
    def plain(self) -> bool:
        """Whether cells stay as they are."""
        changes = (self.values, self.contains)
        other = self.split or self.first or self.take or self.strip or self.join
        return changes == (None, None) and not other

    @property
    def fields(self) -> tuple[str, ...]:
        """The foreign columns that it names."""
        more = self.otherwise.fields if self.otherwise else ()
        return (*self.columns, *self.only, *more)

    def value(self, text: str, otherwise: str) -> str:
        """Our value for theirs, or `otherwise` where no line of the mapping is about it."""
        if self.values is not None and text in self.values:
            return self.values[text]
        if self.contains is not None:
            return next((v for part, v in self.contains.items() if part in text), "")
        return otherwise


def target(path: Path, name: str, said: Any, files: Files) -> Target:
    """What a mapping says of the column `name`; `files` gathers those that it names.

    Raises `UserError`.
    """
    if isinstance(said, list) and said:
        first = target(path, name, said[0], files)
        return replace(first, otherwise=target(path, name, said[1:], files)) if said[1:] else first
    if isinstance(said, str):
        return Target((said,))
    if not isinstance(said, dict):
        raise UserError(f"{path}: {name} = {said!r}, expected a column or a table such as {{from}}")
    checked.known(path, name, said, TARGET_KEYS)
    if ("constant" in said) == ("from" in said):
        raise UserError(f"{path}: {name} needs either from or constant")
    source, strip = said.get("from", []), said.get("strip", [])
    return Target(
        tuple(checked.texts(path, name, [source] if isinstance(source, str) else source)),
        str(said.get("constant", "")),
        _values(path, name, "values", said, files),
        str(said["other"]) if "other" in said else None,
        _separators(path, said),
        bool(said.get("first", False)),
        bool(said.get("every", False)),
        bool(said.get("together", False)),
        _unit(path, name, said),
        _take(path, name, said),
        str(said.get("of", "")),
        bool(said.get("join", False)),
        bool(said.get("about", False)),
        tuple(checked.texts(path, name, [strip] if isinstance(strip, str) else strip)),
        _values(path, name, "contains", said, files),
        checked.value_sets(path, said, "only"),
    )


def _values(
    path: Path, name: str, key: str, target: Mapping[str, Any], files: Files
) -> Mapping[str, str] | None:
    """Their value → ours, as it stands there or in a file beside; None if neither."""
    said = target.get(key)
    if not isinstance(said, str):
        return None if said is None else _pairs(f"{path}: {name}.{key}", said)
    beside = path.parent / said
    if beside not in files:
        files[beside] = _pairs(str(beside), checked.toml(beside, checked.read(beside)))
    return files[beside]


def _pairs(where: str, said: Any) -> dict[str, str]:
    if not isinstance(said, dict) or any(isinstance(v, dict | list) for v in said.values()):
        raise UserError(f"{where}, expected a table of their value = our value")
    return {k: str(v) for k, v in said.items()}


def _separators(path: Path, said: dict[str, Any]) -> tuple[str, ...]:
    split = said.get("split", [])
    return tuple(
        t for t in checked.texts(path, "split", [split] if isinstance(split, str) else split) if t
    )


def _unit(path: Path, name: str, said: dict[str, Any]) -> str:
    unit = checked.text(path, said, "unit")
    if unit and not is_unit(unit):
        raise UserError(f"{path}: {name}.unit = {unit!r}, expected a unit such as 万元 or 平方米")
    return unit


def _take(path: Path, name: str, said: dict[str, Any]) -> str:
    take = checked.text(path, said, "take")
    if take and take not in TAKES:
        raise UserError(f"{path}: {name}.take = {take!r}, expected one of {', '.join(TAKES)}")
    return take
