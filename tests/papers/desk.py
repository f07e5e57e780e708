"""Where a page's commands run: a checkout of the page's own, over the graph of `make demo`.

All pages share the graph; after one that wrote into it, it is made anew from the first ledger.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from cli.commands.loading import LEFT_OUT
from graph.ledger import Ledger
from graph.settings import CHECKOUT, DB, LEDGER
from graph.workspace import Workspace
from tests.command import run
from tests.papers.blocks import RUN, Block, Shown, agrees, commands

REFUSED = 1  # the exit code where the page itself shows that rows are refused
CODE = {"graph", "loaders", "cypher", "cli", "views"}
DEMO = ("wenzhou", "delta-2019")  # what `make demo` loads
SECONDS = 120  # for one command


def _code(shown: str) -> int:
    """How a command ends of which a page shows this."""
    refused = (what for of in LEFT_OUT.values() for what in of)
    return REFUSED if any(f"{what}: " in shown for what in refused) else 0


class Graph:
    """One graph in `folder` with what `make demo` loads, put back to that before it is lent."""

    def __init__(self, folder: Path) -> None:
        self.settings = {DB.name: str(folder / "graph"), LEDGER.name: ""}
        self.folder, self.ledger, self.kept = folder, folder / "ledger.db", folder / "kept.db"
        packages = [CHECKOUT / "data" / name for name in DEMO]
        done = run(["load", *packages], folder, self.settings)
        assert done.returncode == 0, done.both
        self.version = self._version()
        shutil.copyfile(self.ledger, self.kept)

    def lend(self) -> dict[str, str]:
        """The settings that name it."""
        if self._version() != self.version:
            for left in self.folder.glob("ledger.db*"):
                left.unlink()
            shutil.copyfile(self.kept, self.ledger)
            with Workspace.open(self.settings[DB.name], str(self.ledger)) as workspace:
                workspace.store.wipe()
                workspace.refresh()
        return dict(self.settings)

    def close(self) -> None:
        """Stops its engine."""
        run(["stop"], self.folder, self.settings)

    def _version(self) -> int:
        with Ledger.open(str(self.ledger)) as ledger:
            return ledger.version


class Desk:
    """Runs the blocks of one page as a reader would who has just run `make demo`."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder, self.environment = folder, settings
        self.names: dict[str, object] = {}  # of the page's sessions
        self.changed = False  # whether the page changed the program
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z"],
            cwd=CHECKOUT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        for name in filter(None, listed.stdout.split("\0")):
            if (CHECKOUT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(CHECKOUT / name, folder / name)
        (folder / ".venv").symlink_to(Path(sys.prefix))

    def run(self, page: list[Block]) -> list[str]:
        """Run the blocks in order; what went otherwise than shown."""
        wrong = []
        for block, following in zip(page, [*page[1:], None], strict=True):
            if block.save:
                self.save(block)
            elif not block.not_run and block.language == "console":
                wrong += self.console(block)
            elif not block.not_run and block.language in RUN:
                do = {"python": self.python, "pycon": self.session, "cypher": self.cypher}
                code, printed = do[block.language](block)
                shown = following.text if following and following.language == "output" else ""
                if code or (shown and not agrees(shown, printed)):
                    wrong.append(f"{block.place}: exit code {code}, printed:\n{printed}")
        return wrong

    def save(self, block: Block) -> None:
        """Write a block to the file that it names."""
        path = (self.folder / block.save).resolve()
        assert path.is_relative_to(self.folder), f"{block.place}: {block.save} is elsewhere"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        self.changed |= path.relative_to(self.folder).parts[0] in CODE

    def console(self, block: Block) -> list[str]:
        """Run its commands.

        Each has to end well, unless what is shown says that rows were refused, or `echo $?` is the
        next command and shows the code.
        """
        wrong = []
        shown = commands(block)
        expected = {
            i: int(after.output)
            for i, after in enumerate(shown[1:])
            if after.command == "echo $?" and after.output.strip().isdigit()
        }
        for i, one in enumerate(shown):
            if one.command == "echo $?" and i - 1 in expected:
                continue
            code, printed = self.command(one)
            wanted = expected.get(i, _code(one.output))
            if code != wanted or (one.output and not agrees(one.output, printed)):
                wrong.append(
                    f"{block.page}:{one.line}: {one.command}\nexit code {code}, expected {wanted}"
                    f"\nshown:\n{one.output}printed:\n{printed}"
                )
        return wrong

    def command(self, shown: Shown) -> tuple[int, str]:
        """The exit code of a command and all that it prints."""
        command = shown.command.replace("\\\n", "")
        words = shlex.shlex(command, posix=True, punctuation_chars=True)
        words.whitespace_split = True
        parts = list(words)
        if parts[0] == "export":
            name, _, value = parts[1].partition("=")
            self.environment[name] = value
            return 0, ""
        into = parts.pop() if parts[-2:-1] == [">"] else ""
        asked = parts[: -1 if into else None]
        plain = not any(set(part) <= set("();<>|&") for part in asked) and "$" not in command
        if asked[0] == "triplehelix" and plain and not self.changed:  # spares it a new process
            done = run(asked[1:], self.folder, self.environment)
            if into:
                (self.folder / into).write_text(done.stdout, encoding="utf-8")
            return done.returncode, done.stderr if into else done.both
        return self._process(["bash", "-c", command])

    def python(self, block: Block) -> tuple[int, str]:
        """Run a script; within this process, unless the page changed the program."""
        script = self.folder / "shown.py"
        script.write_text(block.text, encoding="utf-8")
        if self.changed:
            return self._process([sys.executable, str(script)])
        printed = io.StringIO()
        try:
            with self._here(), contextlib.redirect_stdout(printed):
                runpy.run_path(str(script), run_name="__main__")
        except Exception as error:
            return 1, f"{printed.getvalue()}{type(error).__name__}: {error}\n"
        return 0, printed.getvalue()

    def session(self, block: Block) -> tuple[int, str]:
        """Run a session of Python; what differs from what it shows."""
        said = io.StringIO()
        test = doctest.DocTestParser().get_doctest(block.text, {}, block.page, block.page, 0)
        test.globs = self.names
        with self._here():
            done = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(
                test, out=said.write, clear_globs=False
            )
        return int(done.failed > 0 or not done.attempted), said.getvalue()

    @contextlib.contextmanager
    def _here(self) -> Iterator[None]:
        """In the page's folder, with its settings."""
        kept = os.environ.copy()
        os.environ.update(self.environment)
        try:
            with contextlib.chdir(self.folder):
                yield
        finally:
            os.environ.clear()
            os.environ.update(kept)

    def cypher(self, block: Block) -> tuple[int, str]:
        """Ask a query as a person types it."""
        done = run(["cypher", "-"], self.folder, self.environment, said=block.text)
        return done.returncode, done.both

    def _process(self, command: list[str]) -> tuple[int, str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=os.environ | self.environment | {"PATH": path, "PYTHONPATH": str(self.folder)},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=SECONDS,
        )  # fmt: skip
        return done.returncode, done.stdout
