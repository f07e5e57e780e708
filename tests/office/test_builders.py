"""The cases against their own files: what a case expects stands where it says that it does."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from openpyxl.utils import column_index_from_string, get_column_letter

from tests.office.expectation import REFERENCES, Item
from tests.office.found import Case, cases, observation_key, place
from tests.office.read import Sheet, read, text_of

CHECKOUT = Path(__file__).resolve().parents[2]
KNOWN = {
    "Place": CHECKOUT / "data/delta/places.csv",
    "Industry": CHECKOUT / "data/wenzhou/industries.csv",
}
BY_TYPE = {type_: column for column, (type_, _) in REFERENCES.items()}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
LESS = re.compile(r"下降|负增长|减少|△|▲|^-|−|^\([\d.]+\)$")
YEARS = {"year", "since", "until", "founded", "closed"}
NOTHING = {"", "-", "—", "...", "/", "无", "暂无", "待定", "持平"}
EPOCH = date(1899, 12, 30)
CASES = cases()


def plain(value: Any) -> str:
    """Text without width, spaces and line breaks."""
    return "".join(unicodedata.normalize("NFKC", text_of(value)).split())


def numbers(value: Any) -> list[float]:
    """The numbers of a cell, with their sign."""
    text = plain(value).replace(",", "")
    sign = -1 if LESS.search(text) else 1
    return [sign * float(n) for n in NUMBER.findall(text)]


class Opened:
    """A case's file, opened again."""

    def __init__(
        self, case: Case, folder: Path, build: Callable[[Path], Path] | None = None
    ) -> None:
        self.case = case
        self.path = (build or case.build)(folder)
        self.sheets = read(self.path)

    def cell(self, at: str) -> Any:
        if at.endswith("!"):  # the sheet's name
            return at.removesuffix("!") if at.removesuffix("!") in self.sheets else None
        sheet, row, column = place(at)
        return self.sheets[sheet].at(row, column)

    def value(self, t: Item, row: int, letter: str) -> Any:
        """The cell's value, or that of the first cell above it where the case says so."""
        value = self.sheets[t["sheet"]].at(row, letter)
        while value is None and letter in self.case.as_above and row > t["rows"][0]:
            row -= 1
            value = self.sheets[t["sheet"]].at(row, letter)
        return value

    def tables(self, sheet: str, row: int) -> Iterator[Item]:
        for t in self.case.columns:
            if t["sheet"] == sheet and (t["down"] or t["rows"][0] <= row <= t["rows"][1]):
                yield t

    def meant(self, item: Item) -> list[tuple[str, Any, Any, float]]:
        """Each cell of the item's record: where, its value, its meaning, its factor."""
        sheet, row, column = place(item["at"])
        found = [(at, self.cell(at), meaning, 1) for at, (_, _, meaning) in self.case.form.items()]
        for t in self.tables(sheet, row):
            if t["down"]:
                for number, (_, meaning, *factor) in t["columns"].items():
                    value = self.sheets[sheet].at(int(number), column)
                    found.append((f"{column}{number}", value, meaning, *(factor or [1])))
            elif not column or column in t["columns"]:
                for letter, (_, meaning, *factor) in t["columns"].items():
                    value = self.value(t, row, letter)
                    found.append((f"{letter}{row}", value, meaning, *(factor or [1])))
        return found

    def elsewhere(self, item: Item, word: str) -> list[tuple[Any, str]]:
        """What stands outside the item's table about `word`: the value, the text that says it."""
        sheet, row, _ = place(item["at"])
        found = [
            (s["value"], s["text"])
            for s in self.case.said_elsewhere
            if s["word"] == word
            and s["sheet"] == sheet
            and (s["rows"] is None or s["rows"][0] <= row <= s["rows"][1])
        ]
        if word in self.case.constants:
            found.append((self.case.constants[word], ""))
        return found

    def says(self, value: Any, word: str, expected: Any, factor: float = 1) -> bool:
        """Whether a cell with `value` says `expected` of `word`."""
        if expected in self.case.words.values():
            parts = [plain(value), *re.split(r"[、；;,，/\s]", text_of(value))]
            if any(self.case.words.get(plain(p)) == expected for p in parts):
                return True
        if word == "comparator":
            text = plain(value)
            return any(w in text for w, code in self.case.words.items() if code == expected)
        if isinstance(expected, list):
            return all(self.says(value, word, one) for one in expected)
        if isinstance(expected, int | float):
            if any(abs(n * factor - expected) < 1e-6 for n in numbers(value)):
                return True
            if word in YEARS and re.search(rf"(?<!\d){expected}(?!\d)", text_of(value)):
                return True
            return isinstance(value, int | float) and day(value).year == expected
        if word in ("signed", "date"):
            shown = text_of(day(value) if isinstance(value, int) else value)
            parts = [int(n) for n in re.findall(r"\d+", shown)]
            return parts[: expected.count("-") + 1] == [int(n) for n in expected.split("-")]
        return bool(expected) and plain(expected) in plain(value)

    def header(self, t: Item, key: str) -> str:
        """The header of a column (of a row, in a turned table), from above."""
        sheet: Sheet = self.sheets[t["sheet"]]
        parts: list[str] = []
        for n in range(t["header"][0], t["header"][1] + 1):
            value = sheet.at(int(key), n) if t["down"] else sheet.at(n, key)
            text = plain(value)
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        return "/".join(parts)


def day(serial: float) -> date:
    """The date of a spreadsheet's serial number, as a cell without a date format holds it."""
    return EPOCH + timedelta(days=int(serial)) if 20_000 < serial < 60_000 else date.min


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return Opened(request.param, tmp_path_factory.mktemp("case"))


def test_there_are_thirty_and_each_says_what_it_is() -> None:
    assert len(CASES) >= 30
    for case in CASES:
        assert case.module.__doc__ and len(case.module.__doc__.split("\n")) > 2, case.name
        assert any(case.expected.values()), case.name


def test_headers_stand_where_the_case_says(opened: Opened) -> None:
    for t in opened.case.columns:
        for key, (header, *_) in t["columns"].items():
            assert opened.header(t, key) == plain(header), (t["sheet"], key)


def test_labels_of_a_form_stand_where_the_case_says(opened: Opened) -> None:
    for label, text, _ in opened.case.form.values():
        assert plain(opened.cell(label)) == plain(text)


def test_no_column_of_a_table_is_forgotten(opened: Opened) -> None:
    for t in opened.case.columns:
        sheet = opened.sheets[t["sheet"]]
        one_of_many = sum(o["sheet"] == t["sheet"] and o["rows"] == t["rows"]
                          for o in opened.case.columns) > 1  # fmt: skip
        if one_of_many or t["down"]:
            continue
        used = {
            get_column_letter(column)
            for row, column in sheet.cells
            if t["header"][0] <= row <= t["rows"][1] and row not in left_out(opened, t["sheet"])
        }
        assert used <= set(t["columns"]), t["sheet"]


def left_out(opened: Opened, sheet: str) -> dict[int, str]:
    return opened.case.left_out.get(sheet, {})


def test_every_row_is_header_record_or_left_out(opened: Opened) -> None:
    items = [i for group in opened.case.expected.values() for i in group]
    for name, sheet in opened.sheets.items():
        if left_out(opened, name).get(0):  # the whole sheet
            continue
        known = set(left_out(opened, name))
        known |= {place(i["at"])[1] for i in items if place(i["at"])[0] == name}
        known |= {
            row for at in opened.case.form for sheet_, row, _ in [place(at)] if sheet_ == name
        }
        for t in opened.case.columns:
            if t["sheet"] == name and not t["down"]:
                known |= set(range(t["header"][0], t["header"][1] + 1))
            elif t["sheet"] == name:
                known |= {int(key) for key in t["columns"]}
        assert set(sheet.rows()) <= known, name


def test_sums_add_up(opened: Opened) -> None:
    for name, rows in opened.case.left_out.items():
        for row, why in rows.items():
            if not why.startswith("sum of "):
                continue
            first, last = (int(n) for n in why.removeprefix("sum of ").split("-"))
            sheet = opened.sheets[name]
            others = set(rows)
            for (at, column), total in sheet.cells.items():
                if at != row or not NUMBER.fullmatch(plain(total).replace(",", "")):
                    continue
                parts = [
                    numbers(sheet.cells.get((r, column)))
                    for r in range(first, last + 1)
                    if r not in others
                ]
                assert sum(p[0] for p in parts if p) == pytest.approx(numbers(total)[0]), (
                    name,
                    row,
                )


def test_entities_stand_in_their_rows(opened: Opened) -> None:
    for item in opened.case.expected["entities"]:
        cells = opened.meant(item)
        names = [c for c in cells if c[2] is not None and opened.says(c[1], "name", item["name"])]
        assert names or opened.elsewhere(item, "name"), item
        for word, value in item.items():
            if word in ("name", "at") or (word == "status" and value == "actual"):
                continue
            assert said_of(opened, item, cells, word, value), (item, word)


def said_of(opened: Opened, item: Item, cells: list[Any], word: str, value: Any) -> bool:
    """Whether a cell of the record with this meaning, or a line elsewhere, says so."""
    for _, cell, meaning, factor in cells:
        if word in words_of(meaning) and opened.says(cell, word, value, factor):
            return True
        if isinstance(meaning, dict) and meaning.get(word) == value:
            return True
        if f"{word}={value}" in words_of(meaning):
            return True
    if word in ("unit", "budget_unit", "amount_unit", "size_unit"):
        of = word.removesuffix("_unit") if word != "unit" else "value"
        if any(of in words_of(c[2]) and plain(value) in plain(c[1]) for c in cells):
            return True
    given = [v for v, _ in opened.elsewhere(item, word)]
    kinds = [v for k, v in opened.case.constants.items() if k.startswith(f"{word} of ")]
    return value in given or value in kinds


def words_of(meaning: Any) -> tuple[str, ...]:
    """The model's words in a column's meaning: `since until` are two, `role=member` gives one."""
    return tuple(str(meaning).split()) if isinstance(meaning, str) else ()


def test_links_stand_in_their_rows(opened: Opened) -> None:
    entities = {i["name"] for i in opened.case.expected["entities"]}
    needed = {name for _, name in opened.case.needs}
    for item in opened.case.expected["links"]:
        assert {item["from"], item["to"]} <= entities | needed, item
        cells = [c for c in opened.meant(item) if c[2] is not None]
        ends = (item["from"], item["to"])
        outside = {s["value"] for s in opened.case.said_elsewhere}
        for end in ends:
            assert end in outside or any(opened.says(c[1], "name", end) for c in cells), item
        stated = BY_TYPE[item["type"]]
        own = [c for c in cells if stated in words_of(c[2])]
        said = any(opened.says(c[1], "name", end) for c in own for end in ends)
        assert said or opened.elsewhere(item, stated), item
        for word in set(item) - {"type", "from", "to", "at"}:
            if item[word] != "actual":
                assert said_of(opened, item, cells, word, item[word]), (item, word)


def test_observations_stand_in_their_cells(opened: Opened) -> None:
    seen = set()
    for item in opened.case.expected["observations"]:
        _, row, column = place(item["at"])
        assert observation_key(item) not in seen, item
        seen.add(observation_key(item))
        cells = opened.meant(item)
        _, cell, meaning, factor = next(c for c in cells if c[0] == f"{column}{row}")
        assert meaning is not None, item
        assert any(n * factor == pytest.approx(item["value"]) for n in numbers(cell)), item
        mine = meaning if isinstance(meaning, dict) else {}
        for word, value in item.items():
            default = {"measure": "level", "comparator": "=", "status": "actual", "unit": ""}
            if word in ("value", "at") or value is None or default.get(word) == value:
                continue
            told = mine.get(word) == value
            if not told and word == "scope":
                told = said_of(opened, item, cells, "name", value)
            if not told and word in ("comparator", "unit"):
                told = opened.says(cell, word, value)
            others = [c for c in cells if not isinstance(c[2], dict)]
            assert told or said_of(opened, item, others, word, value), (item, word)


def test_no_value_of_a_record_is_forgotten(opened: Opened) -> None:
    """Each filled cell of a column that means something is in what is expected of its row."""
    items = [i for group in opened.case.expected.values() for i in group]
    for t in opened.case.columns:
        sheet, (first, last) = t["sheet"], t["rows"]
        for row in range(first, last + 1) if not t["down"] else ():
            if row in left_out(opened, sheet):
                continue
            own = [i for i in items if place(i["at"])[:2] == (sheet, row)]
            for letter, (_, meaning, *_rest) in t["columns"].items():
                cell = opened.sheets[sheet].at(row, letter)
                if meaning is None or plain(cell) in NOTHING:
                    continue
                if isinstance(meaning, dict):
                    assert any(i["at"] == f"{sheet}!{letter}{row}" for i in own), (row, letter)
                for word in set(words_of(meaning)) - {"id", "status"}:
                    type_ = REFERENCES.get(word, ("",))[0]
                    if "=" not in word:
                        assert any(word in i or i.get("type") == type_ for i in own), (row, word)


def test_a_columns_words_are_in_its_header(opened: Opened) -> None:
    outside = "".join(plain(s["text"]) + plain(s["value"]) for s in opened.case.said_elsewhere)
    for t in opened.case.columns:
        previous = ""
        for key, (_, meaning, *_rest) in t["columns"].items():
            if not isinstance(meaning, dict):
                continue
            header = previous + (previous := opened.header(t, key))  # 同比 is of the one before
            for word in ("indicator", "unit", "year"):
                if word not in meaning:
                    continue
                text = plain(meaning[word])
                if text == "%" and shown_in_per_cent(opened, t, key):
                    continue
                assert all(c in header + outside for c in text), (key, word)


def shown_in_per_cent(opened: Opened, t: Item, letter: str) -> bool:
    column = column_index_from_string(letter)
    rows = range(t["rows"][0], t["rows"][1] + 1)
    return all((row, column) in opened.sheets[t["sheet"]].percent for row in rows)


def test_a_second_reader_sees_the_same_cells(opened: Opened) -> None:
    """openpyxl and calamine agree on every cell, so that no case rests on one of them."""
    if opened.path.suffix != ".xlsx":
        return
    book = python_calamine.CalamineWorkbook.from_path(str(opened.path))
    for name, sheet in opened.sheets.items():
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        seen = {
            (down, right): plain(value)
            for down, row in enumerate(rows, 1)
            for right, value in enumerate(row, 1)
            if plain(value)
        }
        assert seen == {at: plain(v) for at, v in sheet.cells.items() if plain(v)}, name


def test_what_stands_elsewhere_does(opened: Opened) -> None:
    for s in opened.case.said_elsewhere:
        assert plain(s["text"]) in plain(opened.cell(s["at"])), s


@pytest.mark.parametrize("kind", KNOWN)
def test_places_and_industries_are_those_of_the_data(kind: str) -> None:
    with KNOWN[kind].open(encoding="utf-8") as file:
        known = {row["name"] for row in csv.DictReader(file)}
    for case in CASES:
        assert {name for k, name in case.needs if k == kind} <= known, case.name
