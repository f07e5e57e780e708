"""The folder of files that people hand over in the app.

Each lies under its own name in a folder named by its hash, with what belongs to it beside it (its
mapping, its refused rows).  So no file takes the place of another of the same name, and what was
loaded from either can be shown; the same file handed over again lies there once.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from glob import escape
from pathlib import Path

from graph.described import file_hash
from graph.errors import no_room
from graph.tables import replacing

DIGITS = 16  # of a hash, in the name of a folder
SAID = ".said.json"  # how the name of the file ends that has what a person said of a source


def put(inbox: Path, name: str, content: bytes, like: Path | None = None) -> Path:
    """Where the file `name` with this `content` lies in `inbox`; written if it is not there yet.

    A file that is new there is read as the file `like` is, or as the last one of its name was: with
    that one's mapping, and the draft that this began with.
    Raises `UserError` where it cannot be written.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = inbox / sha256[:DIGITS] / name
    try:
        for there in (path, inbox / name):  # the latter from before files had folders
            if there.is_file() and file_hash(there) == sha256:
                return there
        path.parent.mkdir(parents=True, exist_ok=True)
        before = mapping_of(like) if like else _last(inbox, mapping_of(Path(name)).name)
        if before and before.is_file() and not mapping_of(path).exists():
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


def by_hash(inbox: Path, name: str, sha256: str) -> Path | None:
    """The file `name` with this hash; None if it is not there, or is another by now."""
    for path in (inbox / sha256[:DIGITS] / name, inbox / name):
        if path.is_file() and file_hash(path) == sha256:
            return path
    return None


def last_of(inbox: Path, name: str) -> Path | None:
    """The file that was handed over last of those called `name`."""
    return _last(inbox, name)


def said_of(inbox: Path, name: str) -> dict[str, str]:
    """What a person said last of the source that a file called `name` is: who says so, and when."""
    file = _last(inbox, f"{name}{SAID}")
    try:
        told = json.loads(file.read_text("utf-8")) if file else {}
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def keep_said(path: Path, told: Mapping[str, str]) -> None:
    """Remembers what a person said of the source that the file at `path` is."""
    text = json.dumps(dict(told), ensure_ascii=False)
    path.with_name(f"{path.name}{SAID}").write_text(text, "utf-8")


def _last(inbox: Path, name: str) -> Path | None:
    """The file called `name` that was written last, of those in the inbox's folders and its own."""
    own = inbox / name
    found = [*inbox.glob(f"*/{escape(name)}"), *([own] if own.is_file() else [])]
    return max(found, key=lambda p: p.stat().st_mtime_ns, default=None)
