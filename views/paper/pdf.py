"""A .docx as PDF, by the LibreOffice of this machine, if it has one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from graph.errors import UserError

PROGRAMS = ("soffice", "libreoffice")
ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
SECONDS = 120.0
NONE = "PDF is made by LibreOffice (soffice), which is not here; install it, or take the .docx"


def libreoffice() -> str | None:
    """The program's path; None where it is not installed."""
    found = (shutil.which(name) for name in PROGRAMS)
    there = (path for path in ELSEWHERE if Path(path).is_file())
    return next((path for path in found if path), None) or next(there, None)


def pdf(document: bytes, seconds: float = SECONDS) -> bytes:
    """The document as PDF.

    Raises `UserError` where LibreOffice is not installed, fails, or takes more than `seconds`.
    """
    program = libreoffice()
    if program is None:
        raise UserError(NONE)
    with tempfile.TemporaryDirectory(prefix="triplehelix-pdf-") as name:
        folder = Path(name)
        given = folder / "brief.docx"
        given.write_bytes(document)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",  # beside a person's own
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
            str(given),
        ]
        said = _run(command, seconds)
        made = folder / "brief.pdf"
        if not made.is_file():
            raise UserError(f"LibreOffice made no PDF: {said[:200] or 'it said nothing'}")
        return made.read_bytes()


def _run(command: list[str], seconds: float) -> str:
    """What the command said; the whole group of its processes ends with it."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise UserError(
                f"LibreOffice took more than {seconds:.0f} seconds for the PDF; take the .docx"
            ) from None
    return said.decode("utf-8", "replace").strip()
