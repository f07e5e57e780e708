"""Reads the rows of a data package as they are written, for a check that trusts no loader."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graph.model import Column, Model, load_model
from tests.seed.document import plain

SEPARATOR = ";"
NUMBERS = frozenset({"integer", "number", "year"})


@dataclass(frozen=True)
class Row:
    """One row: where it stands, what it is, its filled cells."""

    package: str
    file: str
    line: int
    kind: str  # the kind, or the type of relationship
    cells: Mapping[str, str]
    columns: Mapping[str, Column] = field(repr=False)

    def __str__(self) -> str:
        what = self.cells.get("id") or " → ".join(
            self.cells.get(end, "?") for end in ("from", "to")
        )
        return f"{self.file}:{self.line} {self.kind} {what}"

    @property
    def id(self) -> str:
        """Its whole id; a row may be about a thing of another package."""
        local = self.cells.get("id", "")
        return local if ":" in local else f"{self.package}:{local}"

    def many(self, column: str) -> list[str]:
        """The values of a cell that may hold several."""
        return [v.strip() for v in self.cells.get(column, "").split(SEPARATOR) if v.strip()]

    @property
    def locators(self) -> list[str]:
        return self.many("locator")

    @property
    def basis(self) -> str:
        return self.cells.get("basis") or "stated"

    @property
    def names(self) -> list[str]:
        return [n for n in (self.cells.get("name", ""), *self.many("aliases")) if n]

    @property
    def links(self) -> dict[str, list[str]]:
        """Column → what it refers to, for the cells that hold references."""
        return {
            name: self.many(name)
            for name in self.cells
            if name in self.columns and self.columns[name].role in {"link", "end"}
        }

    def numbers(self, years: bool) -> list[float]:
        """The years, or the other numbers, that the row says."""
        found = []
        for name, text in self.cells.items():
            column = self.columns.get(name)
            p = column.property if column else None
            if p and p.type in NUMBERS and (p.type == "year") == years:
                found.append(float(text))
        return found


@dataclass(frozen=True)
class LeftOut:
    """A line of `left_out.csv`: numerals of an item that are no row, and why."""

    line: int
    locator: str
    numeral: str
    reason: str


@dataclass(frozen=True)
class Package:
    """All rows of a folder with `datapackage.json`, and its `left_out.csv`."""

    name: str
    rows: list[Row]
    left_out: list[LeftOut]
    others: Mapping[str, Package] = field(default_factory=dict, repr=False)

    @cached_property
    def _by_name(self) -> Mapping[str, Row]:
        return {name: row for row in self.rows if "id" in row.cells for name in row.names}

    @cached_property
    def _by_id(self) -> Mapping[str, Row]:
        return {row.cells["id"]: row for row in self.rows if "id" in row.cells}

    def find(self, reference: str) -> Row | None:
        """The row that a reference (local id, whole id or name) means; None if there is none."""
        package, _, local = reference.rpartition(":")
        if package and package != self.name and reference not in self._by_id:
            return self.others[package].find(local) if package in self.others else None
        return self._by_id.get(reference) or self._by_id.get(local) or self._by_name.get(reference)

    @property
    def names(self) -> set[str]:
        """Every name and alias in it, normalised."""
        return {plain(name) for row in self.rows for name in row.names}


def read_package(folder: Path) -> Package:
    """The package in `folder`, with those that it needs from beside it.

    Raises `OSError`, `KeyError` or `ValueError` for a package that cannot be read at all.
    """
    model = load_model()
    declared = json.loads((folder / "datapackage.json").read_text("utf-8"))
    needs = declared.get("triplehelix", {}).get("needs", [])
    rows = [
        row
        for resource in declared["resources"]
        for row in _rows(folder / resource["path"], resource["kind"], model)
    ]
    left_out = [
        LeftOut(line, r.get("locator", ""), r.get("numeral", ""), r.get("reason", ""))
        for line, r in _table(folder / "left_out.csv")
    ]
    others = {name: read_package(folder.parent / name) for name in needs}
    return Package(declared["name"], rows, left_out, others)


def _table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for record in reader:
            yield reader.line_num, {k: v.strip() for k, v in record.items() if k and v}


def _rows(path: Path, kind: str, model: Model) -> Iterator[Row]:
    columns: dict[str, dict[str, Column]] = {}
    for line, cells in _table(path):
        own = cells.get("type") if kind == "relationships" else cells.get("kind")
        name = own or kind
        if name not in columns:
            columns[name] = {c.name: c for c in model.columns(name)}
        yield Row(path.parent.name, path.name, line, name, cells, columns[name])
