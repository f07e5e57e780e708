"""What must hold between a data set and its text.  Each check yields one line a failure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from tests.seed.document import FRACTION, Document, Numeral, numerals, plain, without
from tests.seed.package import Package, Row

LONGEST_RUN = 20  # characters that a cell may share with the text, names apart


def check_locators(document: Document, package: Package) -> Iterator[str]:
    """Every row has a locator, every locator an item; an inferred row names where it rests."""
    for row in package.rows:
        if not row.locators:
            yield f"{row}: no locator"
        for column in ("locator", "basis_at"):
            for locator in row.many(column):
                if locator not in document.items:
                    yield f"{row}: {column} {locator!r} is no item of the text"
        if row.basis == "inferred" and not row.many("basis_at"):
            yield f"{row}: inferred, but basis_at is empty"
    for line in package.left_out:
        if line.locator not in document.items:
            yield f"left_out.csv:{line.line}: {line.locator!r} is no item of the text"
        if not line.reason:
            yield f"left_out.csv:{line.line}: no reason"


def check_coverage(document: Document, package: Package) -> Iterator[str]:
    """Every numeral of an item is a number of a row there, part of a name, or left out."""
    for locator, missing, over in coverage(document, package):
        for numeral in missing:
            yield f"{locator}: numeral {numeral.text!r} is neither a row nor left out"
        for said in over:
            yield f"{locator}: {said} finds no numeral left in the item"


def coverage(
    document: Document, package: Package
) -> Iterator[tuple[str, list[Numeral], list[str]]]:
    """Per item: numerals that nothing covers, and left-out lines that cover nothing."""
    rows = defaultdict(list)
    for row in package.rows:
        for locator in row.locators:
            rows[locator].append(row)
    for locator, item in document.items.items():
        open_ = numerals(without(item, package.names))
        over = []
        for row in rows[locator]:
            for number in row.numbers(years=False):
                _take(open_, number)
        for line in package.left_out:
            if line.locator == locator:
                for said in numerals(line.numeral):
                    if not _take(open_, said.values[0]):
                        over.append(f"left_out.csv:{line.line} {said.text!r}")
        years = {year for row in rows[locator] for year in row.numbers(years=True)}
        yield locator, [n for n in open_ if n.values[0] not in years], over


def _take(open_: list[Numeral], number: float) -> bool:
    for numeral in open_:
        if numeral.matches(number):
            open_.remove(numeral)
            return True
    return False


def check_stated(document: Document, package: Package) -> Iterator[str]:
    """A row that is not inferred has its number, unit and name in each item that it locates.

    What it refers to is named in one of them, in a heading above it, or in its own name.
    """
    for row in package.rows:
        located = [at for at in row.locators if at in document.items]
        if row.basis == "inferred" or not located:
            continue
        for locator in located:
            for what in _absent(row, document.items[locator], document):
                yield f"{row} at {locator}: {what}"
        said = [document.with_headings(at) for at in located] + [plain(n) for n in row.names]
        for column, references in row.links.items():
            for reference in references:
                other = package.find(reference)
                if other is None:
                    yield f"{row}: {column} {reference!r} is in no table"
                elif column == "scope" and other.id == document.subject:
                    continue
                elif not any(_named(other, text, document) for text in said):
                    name = other.cells.get("name")
                    yield f"{row} at {', '.join(located)}: {column} {name!r} is not in the item"


def _absent(row: Row, item: str, document: Document) -> Iterator[str]:
    unit = plain(row.cells.get("unit", "")) if row.kind == "Observation" else ""
    if row.cells.get("measure") == "rank":
        unit = ""  # a rank is printed with and without 位
    for number in row.numbers(years=False):
        printed = [n for n in numerals(item) if n.matches(number)]
        if not printed:
            yield f"number {number:g} is not in the item"
        elif unit and not any(_with_unit(n, unit, item) for n in printed):
            yield f"number {number:g} is not followed by {unit!r} in the item"
    if "name" in row.cells and not _named(row, item, document):
        yield f"name {row.cells['name']!r} is not in the item, nor an alias"


def _with_unit(numeral: Numeral, unit: str, item: str) -> bool:
    if "/" in numeral.text:
        return unit == FRACTION
    number = numeral.text.rstrip("百千万亿") or numeral.text
    return any(
        f"{n}{more}{unit}" in item for n in (number, numeral.text) for more in ("", "多", "余")
    )


def _named(row: Row, item: str, document: Document) -> bool:
    names = [*row.names, *document.said_of.get(row.id, ())]
    sentences = re.split("[。;]", item)
    return any(
        plain(n) in item
        or (row.kind == "Indicator" and any(_scattered(plain(n), s) for s in sentences))
        for n in names
    )


def _scattered(name: str, sentence: str) -> bool:
    """Whether the characters of `name` stand in `sentence` in this order, as in "A and B firms"."""
    rest = iter(sentence)
    return all(character in rest for character in name)


def check_targets(document: Document, package: Package) -> Iterator[str]:
    """A figure that only a plan names is not an actual one."""
    for row in package.rows:
        planned = row.locators and all(at.startswith("2/") for at in row.locators)
        if row.kind == "Observation" and planned and row.cells.get("status", "actual") == "actual":
            yield f"{row}: a figure of the plan ({', '.join(row.locators)}) with status actual"


def check_years(document: Document, package: Package) -> Iterator[str]:
    """A figure of a year after the text's is not an actual one, and no earlier one is planned."""
    for row in package.rows:
        if row.kind != "Observation" or not row.cells.get("year"):
            continue
        later = int(row.cells["year"]) > document.year
        if later == (row.cells.get("status", "actual") == "actual"):
            yield f"{row}: year {row.cells['year']} with status {row.cells.get('status', 'actual')}"


def check_wording(document: Document, package: Package) -> Iterator[str]:
    """No cell repeats a run of the text, unless the run is a name."""
    text, names = document.text, package.names
    for row in package.rows:
        for column, value in row.cells.items():
            if column not in {"name", "aliases", "from", "to"}:
                shown = without(plain(value), names)
                for start in range(len(shown) - LONGEST_RUN):
                    run = shown[start : start + LONGEST_RUN + 1]
                    if run in text:
                        yield f"{row}: {column} repeats the text: {run!r}"
                        break


Check = Callable[[Document, Package], Iterator[str]]
COMMON: tuple[Check, ...] = (check_locators, check_coverage, check_stated, check_wording)
