"""What a load calls as others are called already is told, and nothing is merged by that."""

from __future__ import annotations

from pathlib import Path

from graph import ingest
from graph.ledger import Ledger
from graph.namesakes import Namesake
from loaders import Options

FIRMS = Options(kind="Enterprise")


def table(folder: Path, name: str, *rows: str) -> Path:
    file = folder / f"{name}.csv"
    file.write_text("\n".join(["id,name", *rows]), "utf-8")
    return file


def found(file: Path, ledger: Ledger, options: Options = FIRMS) -> list[Namesake]:
    """What a look at the file beforehand tells."""
    return ingest.load(file, ledger, options, dry_run=True).namesakes


def test_the_same_name_in_another_table_is_told_until_a_person_judges_it(
    ledger: Ledger, tmp_path: Path
) -> None:
    one = table(tmp_path, "one", "1,甲泵业", "2,乙(集团)", "3,丙")
    two = table(tmp_path, "two", "7,甲泵业", "8,乙（集团）", "9,丁")
    assert found(one, ledger) == []
    ingest.load(one, ledger, FIRMS)
    assert found(one, ledger) == []
    told = [
        Namesake("two:8", "乙（集团）", "Enterprise", ("one:2",)),
        Namesake("two:7", "甲泵业", "Enterprise", ("one:1",)),
    ]
    assert found(two, ledger) == told
    assert ingest.load(two, ledger, FIRMS).namesakes == []
    assert ledger.resolve("two:7") == "two:7"  # nothing merges by itself
    two = table(tmp_path, "two", "7,甲泵业", "8,乙（集团）", "9,戊")
    assert found(two, ledger) == told
    ledger.judge("two:7", "one:1", "same", by="王芳")
    assert [n.id for n in found(two, ledger)] == ["two:8"]
    number = ledger.judge("one:2", "two:8", "differ", by="王芳")
    assert found(two, ledger) == []
    ledger.undo(number, by="王芳")
    assert [n.id for n in found(two, ledger)] == ["two:8"]
    three = table(tmp_path, "three", "1,甲泵业")
    assert found(three, ledger) == [Namesake("three:1", "甲泵业", "Enterprise", ("one:1",))]


def test_another_kind_and_what_is_no_actor_may_be_called_so(ledger: Ledger, tmp_path: Path) -> None:
    ingest.load(table(tmp_path, "one", "1,甲"), ledger, FIRMS)
    two = table(tmp_path, "two", "1,甲")
    assert found(two, ledger, Options(kind="University")) == []
    places = table(tmp_path, "places", "1,鼓楼区")
    ingest.load(places, ledger, Options(kind="Place"))
    assert found(table(tmp_path, "more", "1,鼓楼区"), ledger, Options(kind="Place")) == []


CODES = ("91330300145041661P", "91330382MA2ABCDE0R")


def coded(folder: Path, name: str, *rows: str) -> Path:
    file = folder / f"{name}.csv"
    file.write_text("\n".join(["id,name,uscc", *rows]), "utf-8")
    return file


def test_equal_and_different_credit_codes_leave_nothing_to_ask(
    ledger: Ledger, tmp_path: Path
) -> None:
    one, other = CODES
    ingest.load(coded(tmp_path, "one", f"1,甲泵业,{one}", "2,乙泵业,"), ledger, FIRMS)
    same = coded(tmp_path, "same", f"1,甲泵业,{one}", "2,乙泵业,")
    assert [n.name for n in found(same, ledger)] == ["乙泵业"]  # of which nothing tells
    ingest.load(same, ledger, FIRMS)
    assert ledger.resolve("same:1") == ledger.resolve("one:1")  # by rule
    another = coded(tmp_path, "another", f"1,甲泵业,{other}")
    assert found(another, ledger) == []
    ingest.load(another, ledger, FIRMS)
    assert ledger.resolve("another:1") == "another:1"
    bare = coded(tmp_path, "bare", "1,甲泵业,")
    assert [n.others for n in found(bare, ledger)] == [("another:1", "one:1")]


def test_the_code_counts_that_another_member_of_the_node_has(
    ledger: Ledger, tmp_path: Path
) -> None:
    ingest.load(coded(tmp_path, "one", "1,甲泵业,"), ledger, FIRMS)
    ingest.load(coded(tmp_path, "two", f"1,甲泵业,{CODES[0]}"), ledger, FIRMS)
    ledger.judge("one:1", "two:1", "same", by="王芳")
    three = coded(tmp_path, "three", f"1,甲泵业,{CODES[0]}")
    assert found(three, ledger) == []
