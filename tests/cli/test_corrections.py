"""What was corrected by hand, and taking it back."""

from __future__ import annotations

from pathlib import Path

from graph.ledger import Ledger
from tests.cli.conftest import Cli
from tests.cli.test_judgements import load, names


def test_a_correction_is_listed_and_can_be_taken_back(cli: Cli, tmp_path: Path) -> None:
    load(cli, tmp_path, "j2", "1,甲泵业,,1999")
    with Ledger.open(cli.folder / "ledger.db") as ledger:
        (wrong,) = [f.key for f in ledger.facts("j2:1") if f.predicate == "kind"]
        ledger.correct("王芳", "closed", [wrong])
    assert cli.run("project").returncode == 0
    assert names(cli) == set()
    (made,) = cli.json("corrections")
    assert (made["by"], made["reason"], made["called_wrong"], made["said"]) == (
        "王芳",
        "closed",
        1,
        0,
    )

    number = str(made["number"])
    assert cli.run("corrections", "--undo", number, said="n\n").returncode == 2
    assert names(cli) == set()
    done = cli.run("corrections", "--undo", number, "--yes")
    assert done.returncode == 0, done.stderr
    assert names(cli) == {"j2:1"}
    assert cli.json("corrections") == []
    (ended,) = cli.json("corrections", "--all")
    assert ended["counts"] is False and ended["undone_by"]
    again = cli.run("corrections", "--undo", number, "--yes")
    assert again.returncode == 2 and "triplehelix corrections" in again.stderr
