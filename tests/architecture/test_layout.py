"""The house rules that import-linter cannot hold: size of files, where Cypher and SQL stand."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
WRITTEN_BY_TOOLS = {"requirements.txt", "requirements-test.txt", "LICENSE"}
SOURCE = {".py", ".sh", ".cypher", ".toml", ".yml", ".js", ".css", ".html", ""}
QUERY = re.compile(
    r"\b(MATCH|MERGE|UNWIND|OPTIONAL MATCH)\s*\(|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b", re.S
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        path for name in listed.stdout.split("\0") if name and (path := CHECKOUT / name).is_file()
    ]


def strings(path: Path) -> list[tuple[int, str]]:
    """String constants of a module, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_no_source_file_is_long() -> None:
    long = {}
    for path in tracked():
        inside = path.relative_to(CHECKOUT)
        if (
            path.suffix in SOURCE
            and inside.name not in WRITTEN_BY_TOOLS
            and not inside.name.endswith(".min.js")
            and inside.parts[0] != "data"
        ):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > MOST_LINES:
                long[str(inside)] = lines
    assert not long, f"over {MOST_LINES} lines, to be split: {long}"


@pytest.mark.parametrize("room", ["views", "cli", "loaders"])
def test_no_cypher_and_no_sql_outside_the_graph(room: str) -> None:
    found = [
        f"{path.relative_to(CHECKOUT)}:{line}: {text[:60]!r}"
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(CHECKOUT).parts[0] == room
        for line, text in strings(path)
        if QUERY.search(text)
    ]
    assert not found


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(CHECKOUT))
        for path in tracked()
        if path.suffix == ".py"
        and path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent
