"""Every command that the papers show runs, and prints what they show.

The commands run one after another, in the order of the pages, in a scratch folder whose `data/` is
the project's, on the embedded engine.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.settings import CHECKOUT
from tests.command import run
from tests.papers.transcripts import Shown, agrees, shown_in

PAGES = [
    CHECKOUT / "README.md",
    CHECKOUT / "README.zh.md",
    *sorted((CHECKOUT / "docs").glob("*.md")),
]
SHOWN = [shown for page in PAGES if page.exists() for shown in shown_in(page, CHECKOUT)]
COMMANDS = [s for s in SHOWN if not s.command.startswith("make ")]
REFUSED = 1  # the exit code where the page itself shows that rows are refused


class Shell:
    """Runs commands as a reader would, who has just run `make demo`."""

    def __init__(self, folder: Path) -> None:
        (folder / "data").symlink_to(CHECKOUT / "data")
        self.folder = folder
        self.environment = {
            "TRIPLEHELIX_DB": str(folder / "var" / "graph"),
            "TRIPLEHELIX_LEDGER": "",
        }

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of `command` and all that it prints."""
        first, *rest = shlex.split(command)
        if first == "triplehelix":
            done = run(rest, self.folder, self.environment)
            return done.returncode, done.both
        shown = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )
        return shown.returncode, shown.stdout


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    shell = Shell(tmp_path_factory.mktemp("papers"))
    code, printed = shell.run("triplehelix load data/wenzhou data/delta-2019")
    assert code == 0, printed
    yield shell
    shell.run("triplehelix stop")


@pytest.mark.parametrize("shown", COMMANDS, ids=lambda s: f"{s.page}:{s.line}")
def test_a_shown_command_does_what_is_shown(shell: Shell, shown: Shown) -> None:
    code, printed = shell.run(shown.command)
    assert code == (REFUSED if "mend and load again" in shown.output else 0), printed
    if shown.output:
        assert agrees(shown.output, printed), f"shown:\n{shown.output}\nprinted:\n{printed}"


def test_the_papers_show_commands() -> None:
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("shown", SHOWN, ids=lambda s: f"{s.page}:{s.line}")
def test_a_shown_make_target_exists(shown: Shown) -> None:
    if shown.command.startswith("make "):
        target = shown.command.split()[1]
        assert re.search(rf"^{target}:", (CHECKOUT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_of_the_papers_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    broken = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
    assert not broken
