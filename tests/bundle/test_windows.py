"""The files for Windows, as text: the project has no Windows machine to run them on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph import settings

FILES = sorted((settings.CHECKOUT / "scripts" / "bundle").glob("*.bat"))
OF_WINDOWS = {"ERRORLEVEL"}
COMMANDS = {"call", "cd", "echo", "exit", "findstr", "for", "goto", "if", "py", "rem", "set",
            "setlocal"}  # fmt: skip


def lines(file: Path) -> list[str]:
    return file.read_bytes().decode("ascii").split("\r\n")


def test_there_are_two() -> None:
    assert [file.name for file in FILES] == ["install.bat", "start.bat"]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_it_is_text_of_windows(file: Path) -> None:
    text = file.read_bytes()
    assert text.isascii()  # whatever the code page
    assert text.count(b"\n") == text.count(b"\r\n") > 10
    assert text.endswith(b"\r\n")
    assert not text.startswith(b"\xef\xbb\xbf")
    assert b"\t" not in text


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_it_is_no_shell_script(file: Path) -> None:
    for line in lines(file):
        code = line.strip()
        if not code or code.startswith((":", "rem ", ")")):
            continue
        first = re.split(r"[ (]", code.removeprefix("@"))[0].lower()
        assert first in COMMANDS or first.startswith(".venv\\scripts\\"), line
        assert (
            "$" not in code
            and "/dev/null" not in code
            and "'" not in code.replace("('findstr", "").replace("bundle.txt')", "")
        ), line
        # Options begin with / or -; paths are written with \.
        assert not re.search(r"\w/\w", code.split("echo ", 1)[0].replace("://", "")), line
        if code.startswith("set ") or " set " in code.partition("echo")[0]:
            assert re.search(r'set "\w+=[^"]*"', code), line  # no blank gets into the value


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_every_jump_has_its_label_and_every_variable_a_value(file: Path) -> None:
    text = "\n".join(lines(file))
    labels = set(re.findall(r"^:(\w+)$", text, re.M))
    assert set(re.findall(r"goto (\w+)", text)) == labels
    code = re.sub(r"^rem .*$", "", text, flags=re.M)
    set_ = set(re.findall(r'set "(\w+)=', code))
    assert set(re.findall(r"(?<!%)%(\w+)%", code)) <= set_ | OF_WINDOWS
    known = {setting.name for setting in settings.SETTINGS}
    assert set(re.findall(r"TRIPLEHELIX_\w+", text)) <= known
    for label in labels:  # no line falls through from a refusal into the next
        block = text.split(f"\n:{label}\n")[1].split("\n\n")[0]
        if "echo " in block and "1>&2" in block:
            assert block.strip().endswith("exit /b 2")


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_what_it_names_is_in_the_bundle(file: Path) -> None:
    text = file.read_bytes().decode("ascii")
    for name in re.findall(r"(?:call|-r|load) ([\w.\\-]+)", text):
        path = name.replace("\\", "/")
        assert (settings.CHECKOUT / path).exists() or (file.parent / path).exists(), name


def test_the_demo_is_the_one_of_make() -> None:
    def loaded(file: Path) -> list[str]:
        return re.findall(r"load (data.*?)\r?\n", file.read_text(encoding="utf-8"))

    demo = loaded(settings.CHECKOUT / "Makefile")
    assert len(demo) == 1
    assert loaded(FILES[0].with_name("start.sh")) == demo
    assert loaded(FILES[0].with_name("start.bat")) == [demo[0].replace("/", "\\")]


NO_UNIX = """
import sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
sys.argv = ["triplehelix", *sys.argv[1:]]
from cli.main import main
main()
"""


def windows(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line without the modules that only Unix has: a first guess at Windows."""
    return subprocess.run(
        [sys.executable, "-c", NO_UNIX, *arguments],
        cwd=settings.CHECKOUT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_the_engine_that_is_built_in_says_that_it_is_not_for_windows(tmp_path: Path) -> None:
    assert windows("--help").returncode == 0
    done = windows("project", "--db", str(tmp_path / "graph"))
    assert done.returncode == 2
    # filelock warns of the lock that it misses: on Windows it has another.
    last = done.stderr.splitlines()[-1]
    assert "--db" in last and "WSL" in last and "Traceback" not in done.stderr


def test_a_server_is_looked_for_without_unix(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.db")
    done = windows("project", "--db", "bolt://127.0.0.1:1", "--ledger", ledger)
    assert done.returncode == 2
    assert "bolt://127.0.0.1:1" in done.stderr and "Traceback" not in done.stderr
