"""Every office file through `map`, a person's corrections where it needs any, and `load`.

`mappings/` has the corrected mappings: a case without one there loads right by its draft alone.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from graph.ledger import Ledger
from loaders.mapping import ColumnMapping, parse_mappings
from tests.office.expectation import Item
from tests.office.found import Case, cases, place
from tests.office.loading import Loaded, loaded, mapped, region, wanted, with_needs

CASES = cases()
CORRECTED = Path(__file__).parent / "mappings"
LINES_CORRECTED = 16  # of a mapping, at most: no more than to strike out one [[table]]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return region(tmp_path_factory.mktemp("region"))


def draft_of(case: Case, path: Path, ledger: Ledger) -> tuple[str, list[str]]:
    """The draft for a case, and what was said; with `--kind` where only a person knows it."""
    said = mapped(path, ledger)
    file = path.with_name(f"{path.name}.mapping.toml")
    if not file.exists() or _is_told(case):
        file.unlink(missing_ok=True)
        said = mapped(path, ledger, case.constants.get("kind", ""))
    return file.read_text(encoding="utf-8"), said


def _is_told(case: Case) -> bool:
    return (CORRECTED / f"{case.name}.toml").exists() and "kind" in case.constants


@pytest.fixture(params=CASES, ids=lambda c: c.name, scope="module")
def run(
    request: pytest.FixtureRequest, known: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Case, str, Loaded]:
    """A case, its draft, and what the load gave."""
    case: Case = request.param
    folder = tmp_path_factory.mktemp(case.name)
    path = case.build(folder)
    with with_needs(known, case, tmp_path_factory.mktemp("ledger")) as ledger:
        text, _ = draft_of(case, path, ledger)
        corrected = CORRECTED / f"{case.name}.toml"
        if corrected.exists():
            mapping = path.with_name(f"{path.name}.mapping.toml")
            mapping.write_text(corrected.read_text(encoding="utf-8"), encoding="utf-8")
        items = [i for group in case.expected.values() for i in group]
        return case, text, loaded(path, ledger, expected=items)


def test_the_load_gives_exactly_the_expected_rows(run: tuple[Case, str, Loaded]) -> None:
    case, _, found = run
    assert found.items == wanted(case.expected), found.said


def test_the_draft_finds_the_header(run: tuple[Case, str, Loaded]) -> None:
    case, text, _ = run
    tables = parse_mappings(Path(f"{case.name}.toml"), text)
    for expected in case.columns:
        assert any(_has_header(t, expected) for t in tables), expected["sheet"]


def _has_header(mapping: ColumnMapping, table: Item) -> bool:
    assert mapping.layout
    first, last = table["header"]
    same = list(mapping.layout.header) == list(range(first, last + 1))
    return same and mapping.sheet == table["sheet"] and mapping.layout.turned == table["down"]


def test_a_correction_is_small(run: tuple[Case, str, Loaded]) -> None:
    case, text, _ = run
    corrected = CORRECTED / f"{case.name}.toml"
    if corrected.exists():
        lines = corrected.read_text(encoding="utf-8").splitlines()
        changed = [x for x in difflib.ndiff(text.splitlines(), lines) if x[0] in "+-"]
        assert 0 < len(changed) <= LINES_CORRECTED, changed


def test_places_are_those_of_the_file(run: tuple[Case, str, Loaded]) -> None:
    """A figure is found by its cell, a thing by its sheet and name."""
    case, _, found = run
    for item in case.expected["observations"]:
        sheet, row, letter = place(item["at"])
        (text,) = wanted({"observations": [item]})
        at = found.places[text][0]
        assert at.endswith(f"{sheet}!{letter}{row}" if sheet else f"#{letter}{row}"), at
    for item in case.expected["entities"]:
        (text,) = wanted({"entities": [item]})
        assert f"#{place(item['at'])[0]}" in found.places[text][0]


def test_the_drafts_are_right_for_most_files_as_they_are() -> None:
    """So many need no correction; the number may only grow."""
    corrected = {path.stem for path in CORRECTED.glob("*.toml")}
    assert corrected <= {case.name for case in CASES}
    assert len(CASES) - len(corrected) >= 36


def test_loading_again_writes_nothing(known: Path, tmp_path: Path) -> None:
    case = CASES[2]
    (tmp_path / "file").mkdir()
    path = case.build(tmp_path / "file")
    with with_needs(known, case, tmp_path) as ledger:
        mapped(path, ledger)
        loaded(path, ledger)
        version = ledger.version
        loaded(path, ledger)
        assert ledger.version == version
