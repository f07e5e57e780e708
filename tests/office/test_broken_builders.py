"""The broken files against themselves: what must be said is there, and one thing alone differs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.office.faults import Broken
from tests.office.found import cases, place
from tests.office.found_broken import broken, modules
from tests.office.read import Sheet, read
from tests.office.test_builders import Opened, plain
from tests.office.test_builders import test_entities_stand_in_their_rows as check_entities
from tests.office.test_builders import test_links_stand_in_their_rows as check_links
from tests.office.test_builders import test_observations_stand_in_their_cells as check_observations

BROKEN = broken()
UNREADABLE = {"broken_password", "broken_cut_off", "broken_old_file_cut_off"}
READABLE = [b for b in BROKEN if b.name not in UNREADABLE]
BASED = [b for b in READABLE if b.base]
UNTOUCHED = {"broken_macro_file"}  # differs in its parts, not in a cell


def test_every_case_is_broken_once_at_least() -> None:
    assert {b.base.name for b in BROKEN if b.base} == {c.name for c in cases()}
    assert all(module.__doc__ for module in modules())


def ids(fault: Broken) -> str:
    return fault.name


@pytest.mark.parametrize("fault", BROKEN, ids=ids)
def test_each_says_what_must_be_said(fault: Broken, tmp_path: Path) -> None:
    assert fault.must_say
    assert fault.build(tmp_path).is_file()
    for line in fault.must_say:
        assert line["mentions"], line


@pytest.mark.parametrize("fault", READABLE, ids=ids)
def test_the_wrong_value_stands_where_the_line_says(fault: Broken, tmp_path: Path) -> None:
    sheets = read(fault.build(tmp_path))
    for line in fault.must_say:
        if not line["at"]:
            continue
        if line["at"].endswith("!"):
            assert line["at"].removesuffix("!") in sheets
            continue
        sheet, row, column = place(line["at"])
        assert plain(line["value"]) in plain(sheets[sheet].at(row, column)), line


def cells_of(sheets: dict[str, Sheet]) -> dict[tuple[str, int, int], str]:
    return {
        (name, row, column): plain(sheet.at(row, column))
        for name, sheet in sheets.items()
        for row, column in sheet.cells
    }


@pytest.mark.parametrize("fault", BASED, ids=ids)
def test_the_file_differs_from_its_case(fault: Broken, tmp_path: Path) -> None:
    assert fault.base
    (tmp_path / "right").mkdir()
    right, wrong = fault.base.build(tmp_path / "right"), fault.build(tmp_path)
    same = cells_of(read(right)) == cells_of(read(wrong))
    assert same == (fault.name in UNTOUCHED)


@pytest.mark.parametrize("fault", BASED, ids=ids)
def test_what_must_still_load_stands_in_the_broken_file(fault: Broken, tmp_path: Path) -> None:
    assert fault.base
    columns = [t | {"rows": tuple(n + fault.down for n in t["rows"])} for t in fault.base.columns]
    case = fault.base._replace(expected=fault.still_loads, columns=columns)
    opened = Opened(case, tmp_path, fault.build)
    check_entities(opened)
    check_links(opened)
    check_observations(opened)


@pytest.mark.parametrize("fault", BROKEN, ids=ids)
def test_nothing_both_loads_and_does_not(fault: Broken) -> None:
    for group, items in fault.still_loads.items():
        assert not [i for i in items if i in fault.not_loaded[group]]


def test_a_macro_file_has_its_macros(tmp_path: Path) -> None:
    (fault,) = (b for b in BROKEN if b.name == "broken_macro_file")
    with zipfile.ZipFile(fault.build(tmp_path)) as archive:
        assert "xl/vbaProject.bin" in archive.namelist()
        assert b"macroEnabled" in archive.read("[Content_Types].xml")


def test_a_picture_is_in_the_sheet_without_cells(tmp_path: Path) -> None:
    (fault,) = (b for b in BROKEN if b.name == "broken_picture_for_a_table")
    path = fault.build(tmp_path)
    assert not any(sheet.cells for sheet in read(path).values())
    with zipfile.ZipFile(path) as archive:
        assert any(name.startswith("xl/media/") for name in archive.namelist())


def test_the_unreadable_cannot_be_read(tmp_path: Path) -> None:
    for fault in BROKEN:
        if fault.name in UNREADABLE:
            with pytest.raises(Exception, match=r"(?i)password|zip|cfb|ole|xls|end|range"):
                read(fault.build(tmp_path))
