"""Runs `triplehelix` within the test's own process, which spares it the start of a new one."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.main import main


class Done(NamedTuple):
    """What a command printed, and the code that it exited with.  `both` is as on a screen."""

    returncode: int
    stdout: str
    stderr: str
    both: str


class _Copied(io.StringIO):
    """Text that goes to a second place too."""

    def __init__(self, screen: io.StringIO) -> None:
        super().__init__()
        self.screen = screen

    def write(self, text: str) -> int:
        self.screen.write(text)
        return super().write(text)


def run(
    arguments: Sequence[str | Path], folder: Path, environment: Mapping[str, str], said: str = ""
) -> Done:
    """`triplehelix` with `arguments`, in `folder`, with `said` at its standard input."""
    screen = io.StringIO()
    out, error = _Copied(screen), _Copied(screen)
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(error),
        contextlib.chdir(folder),
    ):
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["triplehelix", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.StringIO(said))
        with pytest.raises(SystemExit) as exit_:
            main()
    return Done(int(exit_.value.code or 0), out.getvalue(), error.getvalue(), screen.getvalue())
