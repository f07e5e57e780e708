"""The command map, on files as a person has them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli
from tests.office.workbook import save, workbook

TABLE = "企业名单,,\n序号,企业名称,信用代码\n1,甲公司,91350100M000100Y43\n合计,1,\n"


def test_a_draft_is_written_once_and_load_uses_it(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "名单.csv"
    table.write_text(TABLE, encoding="gb18030")
    done = cli.run("map", table)
    assert done.returncode == 0, done.stderr
    assert "header in row 2: Enterprise, 2 columns matched" in done.stderr
    draft = tmp_path / "名单.csv.mapping.toml"
    assert 'uscc = "信用代码"' in draft.read_text(encoding="utf-8")
    again = cli.run("map", table)
    assert again.returncode == 2 and "is there already" in again.stderr
    checked = cli.run("check", table)
    assert "checked 1 rows, 1 entities" in checked.stderr, checked.stderr


def test_a_draft_can_be_printed(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(TABLE, encoding="utf-8")
    done = cli.run("map", table, "--output", "-")
    assert done.stdout.startswith("# Drafted by triplehelix map t.csv")
    assert not (tmp_path / "t.csv.mapping.toml").exists()


def test_what_cannot_be_mapped_is_one_line(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"no workbook")
    (tmp_path / "t.pdf").write_bytes(b"%PDF")
    for name in ("t.xlsx", "t.pdf", "none.xlsx"):
        done = cli.run("map", tmp_path / name)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1 and name in done.stderr


def test_a_table_of_a_told_kind_without_a_name_is_begun(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "t.xlsx"
    book = workbook(Sheet1=[["菜名", "口味"], ["红烧肉", "咸"], ["青菜", "淡"]])
    save(book, table)
    untold = cli.run("map", table)
    assert untold.returncode == 2 and "of which kind are the rows?" in untold.stderr
    done = cli.run("map", table, "--kind", "Enterprise")
    assert done.returncode == 0 and "expected a column name" in done.stderr
    draft = tmp_path / "t.xlsx.mapping.toml"
    begun = draft.read_text(encoding="utf-8")
    assert "# not read: 菜名 (红烧肉; 青菜)" in begun
    draft.write_text(begun.replace("[columns]", '[columns]\nname = "菜名"'), encoding="utf-8")
    checked = cli.run("check", table)
    assert "checked 2 rows, 2 entities" in checked.stderr, checked.stderr
