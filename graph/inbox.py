"""The folder of files that people hand over in the app.

Each lies under its own name in a folder named by its hash, with what belongs to it beside it (its
mapping, its refused rows).  So no file takes the place of another of the same name, and what was
loaded from either can be shown; the same file handed over again lies there once.
"""

from __future__ import annotations

import hashlib
import shutil
from glob import escape
from pathlib import Path

from graph.described import file_hash
from graph.errors import no_room
from graph.tables import replacing

DIGITS = 16  # of a hash, in the name of a folder


def put(inbox: Path, name: str, content: bytes) -> Path:
    """Where the file `name` with this `content` lies in `inbox`; written if it is not there yet.

    A file that is new there is read as the last one of its name was: with that one's mapping, and
    the draft that this began with.
    Raises `UserError` where it cannot be written.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = inbox / sha256[:DIGITS] / name
    try:
        for there in (path, inbox / name):  # the latter from before files had folders
            if there.is_file() and file_hash(there) == sha256:
                return there
        path.parent.mkdir(parents=True, exist_ok=True)
        before = _last_mapping(inbox, name)
        if before and not mapping_of(path).exists():
            shutil.copyfile(before, mapping_of(path))
            if (drafted := before.with_name(drafted_of(path).name)).is_file():
                shutil.copyfile(drafted, drafted_of(path))
        with replacing(path) as made:
            made.write_bytes(content)
    except OSError as error:
        raise no_room(error) from error
    return path


def mapping_of(path: Path) -> Path:
    """The file beside `path` that says how it is read, there or not."""
    return path.with_name(f"{path.name}.mapping.toml")


def drafted_of(path: Path) -> Path:
    """The file beside `path` with the draft that its mapping began with, there or not."""
    return path.with_name(f"{path.name}.drafted.toml")


def _last_mapping(inbox: Path, name: str) -> Path | None:
    """The mapping that was changed last of those of files called `name`."""
    mapping = mapping_of(inbox / name)
    found = [*inbox.glob(f"*/{escape(mapping.name)}"), *([mapping] if mapping.is_file() else [])]
    return max(found, key=lambda p: p.stat().st_mtime_ns, default=None)
