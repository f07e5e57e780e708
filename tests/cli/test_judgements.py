"""What a source says word by word; what was judged, and taking it back."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

USCC = "91330300145041661P"


def load(cli: Cli, folder: Path, name: str, text: str) -> None:
    table = folder / f"{name}.csv"
    table.write_text(f"id,name,uscc,founded\n{text}\n", encoding="utf-8")
    source = ("--title", name, "--publisher", "T", "--date", "2020-01-01", "--licence", "CC0-1.0")
    done = cli.run("load", table, "--kind", "Enterprise", *source)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def merged(cli: Cli, tmp_path: Path) -> Cli:
    load(cli, tmp_path, "j2", f"1,甲泵业,{USCC},1999")
    load(cli, tmp_path, "j5", f"7,甲泵业公司,{USCC},2005")
    return cli


def names(cli: Cli) -> set[str]:
    rows = cli.json("cypher", "MATCH (n:Enterprise) RETURN n.id AS id")
    return {row["id"] for row in rows}


def test_a_judgement_is_listed_and_can_be_taken_back(merged: Cli) -> None:
    assert names(merged) == {"j2:1"}
    (judged,) = merged.json("judgements")
    assert (judged["a"], judged["b"], judged["verdict"]) == ("j2:1", "j5:7", "same")
    assert (judged["rule"], judged["reason"]) == ("equal-uscc", USCC)

    number = str(judged["number"])
    assert merged.run("undo", number, said="n\n").returncode == 2
    assert names(merged) == {"j2:1"}
    done = merged.run("undo", number, "--yes")
    assert done.returncode == 0, done.stderr
    assert names(merged) == {"j2:1", "j5:7"}
    assert merged.json("judgements") == []
    (ended,) = merged.json("judgements", "--all")
    assert (ended["undone_by"], ended["counts"]) == (getpass.getuser(), False)

    again = merged.run("undo", number, "--yes")
    assert again.returncode == 2 and "triplehelix judgements" in again.stderr


def test_a_source_is_quoted_and_not_what_others_say(merged: Cli) -> None:
    said = merged.json("sources", "--facts", "j5")
    assert {s["subject"] for s in said} == {"j5:7"}
    assert {s["predicate"]: s["value"] for s in said} == {
        "kind": "Enterprise",
        "name": "甲泵业公司",
        "uscc": USCC,
        "founded": "2005",
    }
    assert all(s["locators"] and s["status"] == "actual" for s in said)
    assert "No source j9" in merged.run("sources", "--facts", "j9").stderr


def test_a_dispute_names_both_sides(merged: Cli) -> None:
    (row,) = merged.json("query", "disagreements")
    assert (row["property"], row["sources"]) == ("founded", ["j2", "j5"])
    assert sorted(row["values"]) == ["1999 (j2)", "2005 (j5)"]


def test_an_id_whose_source_is_gone_leads_to_what_it_was_one_with(merged: Cli) -> None:
    assert merged.run("retract", "j2", "--yes").returncode == 0
    done = merged.run("query", "partners-of-actor", "--actor", "j2:1")
    assert done.returncode == 0, done.stderr
    assert "j2:1: no source states it any more; it was judged one with j5:7" in done.stderr
    assert merged.run("retract", "j5", "--yes").returncode == 0
    done = merged.run("query", "partners-of-actor", "--actor", "j2:1")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "j2:1: no source states it any more, and it is one with nothing" in done.stderr
    assert (
        "'j9:1': there is no Actor or Place of this name or id"
        in merged.run("query", "partners-of-actor", "--actor", "j9:1").stderr
    )
