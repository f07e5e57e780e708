"""One table of a draft, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from loaders.office import toml
from loaders.office.columns import Seen
from loaders.office.context import Context

SHOWN = 3  # values of a column that is not matched


@dataclass
class Section:
    """The mapping of one kind of record in one table.

    `targets` and `values` are as in the file. `remarks` are for a person. `doubts` are what a
    person has to say before anything is loaded, `left` is what is not read until one does, and
    `open` are lines that a person may take in.  One that is `begun` lacks a column that it must
    have: a person says which that is.
    """

    kind: str
    seen: list[Seen]
    targets: dict[str, Any] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    only: dict[str, list[str]] = field(default_factory=dict)
    ignore: list[str] = field(default_factory=list)
    remarks: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    name_column: int | None = None
    sheet: str = ""
    header: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    between: list[str] = field(default_factory=list)
    present: str = ""
    fill_down: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    empty: tuple[str, ...] = ()
    turned: bool = False
    form: bool = False
    about: Context | None = None  # what is said of the whole table
    begun: bool = False
    plain: bool = False  # it can be read row by row, as it is
    hidden: bool = False

    def used(self) -> set[str]:
        """Their columns that are read."""
        found = set(self.values)
        said = [t for v in self.values.values() for t in v.values() if isinstance(t, dict)]
        for target in (*self.targets.values(), *said):
            source = target.get("from", []) if isinstance(target, dict) else target
            found |= {source} if isinstance(source, str) else set(source)
        return found

    def text(self, above: str) -> str:
        """The section; `above` is the name of the table that it is in, with a point."""
        lines = [toml.line("kind", self.kind)]
        if self.sheet:
            lines.append(toml.line("sheet", self.sheet))
        if self.plain:
            lines.append("header = 1")
        elif self.form:
            lines.append(toml.line("form", True))
        else:
            lines += [toml.line("header", self.header), toml.line("rows", self.rows)]
        for name in ("between", "fill_down", "parts", "empty", "ignore"):
            if given := getattr(self, name):
                lines.append(toml.line(name, list(given)))
        if self.turned:
            lines.append(toml.line("turned", True))
        if self.hidden:
            lines.append("hidden = false   # true reads hidden rows and columns too")
        if self.present:
            lines.append(toml.line("present", self.present))
        if self.new:
            lines.append(f"{toml.line('new', self.new)}   # they are said to exist by this table")
        if self.only:
            lines += [f"[{above}only]", *(toml.line(k, v) for k, v in self.only.items())]
        lines.append(f"[{above}columns]")
        for name, target in self.targets.items():
            remark = f"   # {self.remarks[name]}" if name in self.remarks else ""
            lines.append(f"{toml.line(name, target)}{remark}")
        where = "values" if self.values or any(o.startswith('"') for o in self.open) else "columns"
        if where == "columns":
            lines += [toml.remark(o) for o in self.open]
        if where == "values":
            lines.append(f"[{above}values]")
            lines += [toml.remark(o) for o in self.open]
            for name, said in self.values.items():
                remark = f"   # {self.remarks[name]}" if name in self.remarks else ""
                lines.append(f"{toml.line(name, said)}{remark}")
        return "\n".join(lines)


def sample(seen: Seen) -> str:
    """A few of the values of a column, for a person to see what it is."""
    shown = list(dict.fromkeys(t[:20] for t in seen.texts))[:SHOWN]
    return "; ".join(shown) or "empty"
