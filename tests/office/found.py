"""The cases, found by themselves: every module of `cases/` is one."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from tests.office.expectation import Item

HERE = Path(__file__).parent


class Case(NamedTuple):
    """One office file, and what has to come out of it.

    `expected` has `entities`, `links`, `observations`, each with `at`, its place in the file.
    `columns` are the tables of the file (`expectation.table`), `left_out` its other rows (sheet →
    row → why), `needs` what the links point to and the file does not make itself (kind, name),
    `words` what a word of the file means in the model, `said_elsewhere` what stands outside the
    tables, `constants` what no cell says and a person has to, `as_above` the columns
    whose empty cells mean the cell above, and `form` the
    fields of a form: the cell of the value → that of its label, the label, its meaning.
    """

    name: str
    module: ModuleType
    expected: dict[str, list[Item]]
    columns: list[Item]
    left_out: dict[str, dict[int, str]]
    needs: list[tuple[str, str]]
    words: dict[str, Any]
    said_elsewhere: list[Item]
    constants: dict[str, Any]
    form: dict[str, tuple[str, str, Any]]
    as_above: list[str]

    def build(self, folder: Path) -> Path:
        """Write the file into `folder` and return its path."""
        path = self.module.build(folder)
        assert isinstance(path, Path)
        return path

    @property
    def row_of(self) -> dict[tuple[Any, ...], tuple[str, int]]:
        """The sheet and row of each entity (kind, name) and observation (its words)."""
        rows: dict[tuple[Any, ...], tuple[str, int]] = {}
        for item in self.expected["entities"]:
            rows[(item["kind"], item["name"])] = place(item["at"])[:2]
        for item in self.expected["observations"]:
            rows[observation_key(item)] = place(item["at"])[:2]
        return rows


def place(at: str) -> tuple[str, int, str]:
    """Sheet, row and column letter (or "") of `sheet!C7`."""
    sheet, _, cell = at.rpartition("!")
    letters = cell.rstrip("0123456789")
    return sheet, int(cell[len(letters) :]), letters


def observation_key(item: Item) -> tuple[Any, ...]:
    """What makes an observation another one: all its words but the number."""
    words = ("indicator", "scope", "year", "period", "measure", "status", "unit", "among")
    return tuple(item.get(word) for word in words)


def cases() -> list[Case]:
    """All cases, in the order of their names."""
    return [case(path.stem) for path in sorted((HERE / "cases").glob("case_*.py"))]


def case(name: str) -> Case:
    """The case of this name."""
    module = importlib.import_module(f"tests.office.cases.{name}")
    return Case(
        name,
        module,
        module.EXPECTED,
        module.COLUMNS,
        module.LEFT_OUT,
        getattr(module, "NEEDS", []),
        getattr(module, "WORDS", {}),
        getattr(module, "SAID_ELSEWHERE", []),
        getattr(module, "CONSTANTS", {}),
        getattr(module, "FORM", {}),
        getattr(module, "AS_ABOVE", []),
    )
