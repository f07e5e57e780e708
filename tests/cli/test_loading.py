"""From a table to the graph and out again, as a person does it at the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Cli

SOURCE = (
    "--title",
    "Firms",
    "--publisher",
    "Tests",
    "--date",
    "2020-01-01",
    "--licence",
    "CC0-1.0",
)


def names(cli: Cli, kind: str) -> set[str]:
    rows = cli.json("cypher", f"MATCH (n:{kind}) RETURN n.name AS name")
    return {row["name"] for row in rows}


def test_what_is_loaded_is_answered_and_can_be_taken_out(cli: Cli, small: Path) -> None:
    loaded = cli.run("load", small)
    assert loaded.returncode == 0, loaded.stderr
    assert loaded.stdout == ""

    partners = cli.json("query", "partners-of-actor", "--actor", "奔腾激光")
    assert {(r["partner"], tuple(r["statuses"])) for r in partners} == {
        ("温州大学", ("actual",)),
        ("激光研究院", ("planned",)),
    }
    assert [s["id"] for s in cli.json("sources")] == ["small"]

    asked = cli.run("retract", "small", said="n\n")
    assert asked.returncode == 2
    assert names(cli, "University") == {"温州大学"}
    assert cli.run("retract", "small").returncode == 2  # nobody there to answer
    assert cli.run("retract", "small", "--yes").returncode == 0
    assert names(cli, "University") == set()
    assert cli.json("sources") == []


def test_loading_again_writes_only_what_differs(cli: Cli, small: Path) -> None:
    cli.run("load", small)
    again = cli.run("load", small)
    assert again.returncode == 0
    assert "unchanged, nothing written" in again.stderr
    assert "version 1" in again.stderr

    with (small / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("new,Park,高教园区,P,g\n")
    more = cli.run("load", small)
    assert "0 ended" in more.stderr
    assert names(cli, "Park") == {"高教园区"}


def test_a_refused_row_is_said_kept_in_a_file_and_the_rest_loads(cli: Cli, small: Path) -> None:
    with (small / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("bad,Spaceship,某公司,P,g\n")
    done = cli.run("load", small)
    assert done.returncode == 1
    assert "actors.csv, row 5, kind: 'Spaceship'" in done.stderr
    assert "rows not loaded: 1; mend and load again" in done.stderr
    refused = (small / "small.rejected.csv").read_text(encoding="utf-8-sig")
    assert [row["value"] for row in csv.DictReader(io.StringIO(refused))] == ["Spaceship"]
    assert names(cli, "Enterprise") == {"奔腾激光"}


def test_check_says_the_same_and_writes_nothing(cli: Cli, small: Path) -> None:
    with (small / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("bad,Spaceship,某公司,P,g\n")
    done = cli.run("check", small)
    assert done.returncode == 1
    assert "actors.csv, row 5, kind: 'Spaceship'" in done.stderr
    assert "small: rows that cannot be loaded: 1\n" in done.stderr
    assert not (small / "small.rejected.csv").exists()
    assert not (cli.folder / "ledger.db").exists()


def test_check_tells_what_is_called_as_others_are(cli: Cli, small: Path, tmp_path: Path) -> None:
    assert cli.run("load", small).returncode == 0
    table = tmp_path / "list.csv"
    table.write_text("name\n温州大学\n某某大学\n", encoding="utf-8")
    done = cli.run("check", table, "--kind", "University")
    assert done.returncode == 0
    (told,) = (text for text in done.stderr.splitlines() if "perhaps the same" in text)
    assert "perhaps the same: 1, such as 温州大学 (small:" in told


def test_check_takes_what_load_takes(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "firms.csv"
    table.write_text("id,name\nf1,温州公司\n", encoding="utf-8")
    done = cli.run("check", table, "--kind", "Enterprise", "--url", "https://a.cn", "--rank", "2")
    assert "firms.csv: nobody says of it publisher, date, licence" in done.stderr
    done = cli.run("check", table, "--kind", "Enterprise", "--id", "mine", *SOURCE)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "mine (Firms): checked 1 rows, 1 entities, 0 relationships\n"


def test_what_is_wrong_with_an_option_is_said_of_the_option(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "firms.csv"
    table.write_text("id,name\nf1,温州公司\n", encoding="utf-8")
    for option, value in (("--id", "bad id:x"), ("--date", "soon")):
        done = cli.run("check", table, "--kind", "Enterprise", option, value)
        assert done.returncode == 2
        assert done.stderr.startswith(f"triplehelix: {option} {value!r}, expected ")


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("COOPERATES_WIT", "COOPERATES_WITH"),
        ("cooperate with", "COOPERATES_WITH"),
        ("Enterprize", "Enterprise"),
    ],
)
def test_an_unknown_kind_or_type_is_told_with_the_nearest(
    cli: Cli, tmp_path: Path, kind: str, meant: str
) -> None:
    table = tmp_path / "firms.csv"
    table.write_text("id,name\nf1,温州公司\n", encoding="utf-8")
    assert f"perhaps {meant}" in cli.run("check", table, "--kind", kind).stderr
    assert f"perhaps {meant}" in cli.run("template", kind).stderr


def test_a_csv_template_loads_when_filled(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "firms.csv"
    assert cli.run("template", "Enterprise", table).returncode == 0
    header = next(csv.reader(table.open(encoding="utf-8-sig")))
    row = {"id": "f1", "name": "温州公司", "founded": "2001"}
    with table.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([row.get(column, "") for column in header])
    done = cli.run("load", table, "--kind", "Enterprise", "--id", "firms", *SOURCE)
    assert done.returncode == 0, done.stderr
    assert names(cli, "Enterprise") == {"温州公司"}


def test_an_excel_template_loads_when_filled(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "parks.xlsx"
    assert cli.run("template", "Park", table).returncode == 0
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    for column, value in {"id": "p1", "name": "高新区", "status": "计划"}.items():
        sheet.cell(3, header.index(column) + 1, value)
    book.save(table)
    done = cli.run("load", table, "--kind", "Park", "--id", "parks", *SOURCE)
    assert done.returncode == 0, done.stderr
    rows = cli.json("cypher", "MATCH (p:Park) RETURN p.id AS id, p.status AS status")
    assert rows == [{"id": "parks:p1", "status": "planned"}]


def test_a_template_never_replaces_a_file(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("my work")
    assert cli.run("template", "Park", table).returncode == 2
    assert table.read_text() == "my work"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("load",), "Missing argument"),
        (("load", "nowhere"), "nowhere: not found"),
        (("frobnicate",), "No such command"),
        (("template", "Spaceship"), "'Spaceship': no kind"),
        (("template", "Park", "park.pdf"), ".xlsx or .csv"),
        (("template", "Park", "nowhere/park.csv"), "nowhere/park.csv: not there"),
        (("query", "partners"), "did you mean"),
        (("query", "partners-of-actor"), "needs actor"),
        (("query", "partners-of-actor", "--actress", "x"), "--actor"),
        (("query", "partners-of-actor", "--actor"), "needs a value"),
        (("cypher", "MATCH (n"), ""),
        (("cypher", "CREATE (n) RETURN n"), "CREATE"),
        (("retract", "nothing", "--yes"), "No source nothing"),
        (("sources", "--format", "yaml"), "yaml"),
    ],
)
def test_a_mistake_is_one_message_and_exit_2(
    cli: Cli, arguments: tuple[str, ...], said: str
) -> None:
    done = cli.run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_table_is_read_by_a_mapping_that_lies_elsewhere(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    table = tmp_path / "data" / "list.csv"
    table.write_text("nr,firm\n1,温州公司\n", encoding="utf-8")
    mapping = tmp_path / "own.toml"
    mapping.write_text(
        'kind = "Enterprise"\n[source]\nid = "own"\n[columns]\nid = "nr"\nname = "firm"\n',
        encoding="utf-8",
    )
    done = cli.run("load", table, "--mapping", mapping, *SOURCE)
    assert done.returncode == 0, done.stderr
    assert names(cli, "Enterprise") == {"温州公司"}
    assert "own (Firms): unchanged" in cli.run("load", table, "--mapping", mapping, *SOURCE).stderr
    assert cli.run("check", table, "--mapping", mapping, *SOURCE).returncode == 0
    done = cli.run("load", table, "--mapping", "rorr")
    assert done.returncode == 2
    assert "no mapping 'rorr', perhaps ror; there are: ror, small-yrd" in done.stderr


def test_a_load_is_listed_and_can_be_taken_back(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "firms.csv"
    told = ("--publisher", "T", "--date", "2020-01-01", "--licence", "CC0-1.0")
    for rows in ("1,甲泵业\n", "1,甲泵业\n2,乙泵业\n"):
        table.write_text(f"id,name\n{rows}", "utf-8")
        assert cli.run("load", table, "--kind", "Enterprise", *told).returncode == 0
    first, second = cli.json("loads")
    assert (first["added"], second["added"]) == (2, 2)
    assert first["counts"] and second["counts"]

    number = str(second["version"])
    asked = cli.run("loads", "--undo", number, said="n\n")
    assert asked.returncode == 2
    assert "2 statements end, 0 count again" in asked.stderr + asked.stdout
    again = cli.run("loads", "--undo", str(first["version"]), "--yes")
    assert again.returncode == 2 and "loaded again since" in again.stderr
    done = cli.run("loads", "--undo", number, "--yes")
    assert done.returncode == 0, done.stderr
    rows = cli.json("cypher", "MATCH (n:Enterprise) RETURN n.id AS id")
    assert [row["id"] for row in rows] == ["firms:1"]
    assert [load["counts"] for load in cli.json("loads")] == [True, False]
    assert "taken back already" in cli.run("loads", "--undo", number, "--yes").stderr
    assert "triplehelix loads" in cli.run("loads", "--undo", "99", "--yes").stderr
