"""What a reader has seen, and which place is his: kept beside the ledger, for each browser.

There are no accounts.  A browser is known again by a number that the server gives it in a cookie;
it says nothing of the person.  A reader who comes without one shares what is kept for nobody.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock

COOKIE = "triplehelix_reader"
MOST = 5_000  # readers: those who left a mark longest ago are forgotten
DIGITS = 32


@dataclass
class Mark:
    """Of one reader: his place, and up to which version of which ledger he has seen each place.

    The place with the empty id is everything.
    """

    place: str = ""
    seen: dict[str, dict[str, int]] = field(default_factory=dict)


class Marks:
    """The marks in one file; processes and threads may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(f"{path}.lock")

    def place(self, reader: str) -> str:
        """The place that `reader` chose last; empty for everything."""
        return self._mark(reader).place

    def choose(self, reader: str, place: str) -> None:
        """Remembers the place of `reader`."""
        self._change(reader, lambda mark: setattr(mark, "place", place))

    def seen(self, reader: str, ledger: str, place: str) -> int | None:
        """The version up to which `reader` has seen `place`; None if he never said so.

        Who has seen everything has seen each place.
        """
        known = self._mark(reader).seen.get(ledger, {})
        return max((known[p] for p in {place, ""} & known.keys()), default=None)

    def see(self, reader: str, ledger: str, place: str, version: int) -> None:
        """Remembers that `reader` has seen `place` up to `version`."""
        self._change(reader, lambda m: m.seen.setdefault(ledger, {}).update({place: version}))

    def _mark(self, reader: str) -> Mark:
        return Mark(**self._read().get(reader, {}))  # type: ignore[arg-type]

    def _read(self) -> dict[str, dict[str, object]]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):  # damaged: nobody has seen anything yet
            return {}
        return found if isinstance(found, dict) else {}

    def _change(self, reader: str, change: Callable[[Mark], object]) -> None:
        with self._lock:
            every = self._read()
            mark = Mark(**every.pop(reader, {}))  # type: ignore[arg-type]
            change(mark)
            every[reader] = asdict(mark)  # the latest last
            kept = dict(list(every.items())[-MOST:])
            part = self.path.with_name(f"{self.path.name}.part")
            part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            part.replace(self.path)


def new_reader() -> str:
    """A number that no other browser has."""
    return secrets.token_hex(DIGITS // 2)


def is_reader(text: str) -> bool:
    """Whether `text` may be such a number."""
    return len(text) == DIGITS and set(text) <= set("0123456789abcdef")
