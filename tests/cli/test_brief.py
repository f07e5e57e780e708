"""The command `brief`: printed, as a file, on one or two, and what is wrong in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Cli


@pytest.fixture
def loaded(cli: Cli, small: Path) -> Cli:
    assert cli.run("load", small).returncode == 0
    return cli


def test_it_is_printed_with_its_notes(loaded: Cli) -> None:
    done = loaded.run("brief", "奔腾激光")
    assert done.returncode == 0, done.stderr
    assert "# 奔腾激光" in done.stdout and "- 联合研发：温州大学[^" in done.stdout
    assert "计划 · 2020 年：合作（联合研发） 激光研究院[^" in done.stdout
    assert "A small region，Tests，2020年1月2日，c" in done.stdout


def test_it_is_written_as_a_document_in_either_language(loaded: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    done = loaded.run("brief", "温州大学", "奔腾激光", "--output", file, "--language", "en")
    assert done.returncode == 0 and f"Wrote {file}" in done.stderr
    words = [p.text for p in Document(str(file)).paragraphs]
    assert words[0] == "温州大学 ↔ 奔腾激光" and "Between them (actual)" in words
    assert loaded.run("brief", "温州大学", "-o", tmp_path / "a.svg").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("奔腾",), "奔腾激光"),
        (("奔腾激光", "-o", "a.txt"), ".docx, .pdf, .md, .png, .svg"),
        (("奔腾激光", "奔腾激光"), "two different ends"),
        (("奔腾激光", "-o", "none/a.docx"), "not a folder"),
    ],
)
def test_what_is_wrong_is_one_line(loaded: Cli, arguments: tuple[str, ...], said: str) -> None:
    done = loaded.run("brief", *arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and len(done.stderr.strip().splitlines()) == 1
