"""What is remembered of a reader, and from where Today looks then."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from views.parts.looking import beginnings
from views.parts.marks import Marks, is_reader, new_reader
from views.parts.sizes import Size, largest

ANNA, BO = new_reader(), new_reader()


def test_marks_outlast_their_maker_and_keep_readers_apart(tmp_path: Path) -> None:
    path = tmp_path / "readers.json"
    marks = Marks(path)
    assert marks.place(ANNA) == "" and marks.seen(ANNA, "book", "") is None
    marks.choose(ANNA, "delta:330300")
    marks.see(ANNA, "book", "delta:330300", 3)
    again = Marks(path)  # another process
    assert again.place(ANNA) == "delta:330300" and again.place(BO) == ""
    assert again.seen(ANNA, "book", "delta:330300") == 3
    assert again.seen(ANNA, "book", "delta:310000") is None
    assert again.seen(ANNA, "another", "delta:330300") is None
    assert again.seen(BO, "book", "delta:330300") is None


def test_who_has_seen_everything_has_seen_each_place(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "readers.json")
    marks.see(ANNA, "book", "p", 2)
    marks.see(ANNA, "book", "", 5)
    assert marks.seen(ANNA, "book", "p") == 5 and marks.seen(ANNA, "book", "q") == 5
    marks.see(ANNA, "book", "p", 7)
    assert marks.seen(ANNA, "book", "p") == 7 and marks.seen(ANNA, "book", "") == 5


def test_a_damaged_file_of_marks_is_as_none(tmp_path: Path) -> None:
    path = tmp_path / "readers.json"
    path.write_text("{", encoding="utf-8")
    marks = Marks(path)
    assert marks.place(ANNA) == ""
    marks.choose(ANNA, "p")
    assert marks.place(ANNA) == "p"


def test_a_number_of_a_reader_is_told_from_anything_else() -> None:
    assert is_reader(ANNA) and ANNA != BO
    assert not is_reader("") and not is_reader("../../etc/passwd") and not is_reader("g" * 32)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (None, ["2", "4", "3", "1", "0"]),  # three loads back
        (4, ["4", "3", "2", "1", "0"]),
        (5, ["5", "4", "3", "2", "1", "0"]),  # everything
        (9, ["2", "4", "3", "1", "0"]),  # of a ledger that was put back to an earlier state
    ],
)
def test_one_looks_from_where_one_saw_last(seen: int | None, expected: list[str]) -> None:
    done = [SimpleNamespace(version=v, what="load") for v in range(1, 7)]
    assert beginnings(done, 5, seen) == expected


def test_corrections_do_not_hide_what_was_loaded() -> None:
    whats = ["load", "load", "load", "load", "correct", "undo", "judge", "correct"]
    done = [SimpleNamespace(version=v, what=w) for v, w in enumerate(whats, 1)]
    assert beginnings(done, 8, None)[0] == "1"


def test_sizes_come_the_largest_first_and_without_nothing() -> None:
    sizes = [Size("b", 2), Size("a", 2), Size("none", 0), Size("c", 9)]
    assert largest(sizes) == [Size("c", 9), Size("a", 2), Size("b", 2)]
