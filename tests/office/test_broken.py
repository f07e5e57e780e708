"""Office files with one thing wrong: one clear line each, and the good rows are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.faults import Broken
from tests.office.found import place
from tests.office.found_broken import broken
from tests.office.loading import loaded, mapped, region, wanted, with_needs
from tests.office.test_cases import CORRECTED

BROKEN = broken()
# The status is that of the tenancy, which is refused; the firm is a record of its own.
RIGHT_ALL_THE_SAME = {
    "one_cell_case_18_xls_that_is_html": {
        "kind=Enterprise, name=温州墨象设计有限公司, status=actual, uscc=91339900MA00001829"
    }
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return region(tmp_path_factory.mktemp("region"))


@pytest.mark.parametrize("fault", BROKEN, ids=lambda b: b.name)
def test_one_line_and_the_good_rows(fault: Broken, known: Path, tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    path = fault.build(tmp_path / "file")
    kind = fault.base.constants.get("kind", "") if fault.base else ""
    corrected = CORRECTED / f"{fault.base.name}.toml" if fault.base else None
    with with_needs(known, fault.base, tmp_path) as ledger:
        said = mapped(path, ledger, kind)
        mapping = path.with_name(f"{path.name}.mapping.toml")
        if corrected and corrected.exists():
            mapping.write_text(corrected.read_text(encoding="utf-8"), encoding="utf-8")
        groups = [*fault.still_loads.values(), *fault.not_loaded.values()]
        expected = [item for group in groups for item in group]
        found = loaded(path, ledger, "" if mapping.exists() else kind, expected)
    said += found.said
    assert wanted(fault.still_loads) <= found.items, said
    assert not (wanted(fault.not_loaded) - RIGHT_ALL_THE_SAME.get(fault.name, set())) & found.items
    for line in fault.must_say:
        told = [s for s in said if _mentions(s, line["mentions"])]
        assert told, (line, said)
        assert all("\n" not in s for s in told)
        is_form = fault.base and fault.base.form  # whose one record stands in its first row
        if any(", row " in s for s in told) and not is_form:
            assert any(f", row {place(line['at'])[1]}, " in s for s in told), told


def _mentions(said: str, asked: list[tuple[str, ...]]) -> bool:
    folded = said.casefold()
    return all(any(word.casefold() in folded for word in words) for words in asked)
