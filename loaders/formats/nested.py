"""Reaches into cells that hold objects: which value of a nested record a column means.

A path is keys with dots between them, `location.city`. Where it meets a list it goes into each
of its objects, or into those that are as the square brackets say:

    names[lang=zh].value                    whose `lang` is zh, or whose list `lang` has zh in it
    names[types=label, types!=acronym]      all of these hold
    names[lang=].value                      that have no `lang`
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.formats import Unreadable

STEP = re.compile(r"([^.\[\]]+)(?:\[([^\[\]]*)\])?")
TEST = re.compile(r"\s*([^=!,]+?)\s*(!?=)\s*([^=,]*?)\s*")
EXAMPLE = "a path such as location.city or names[lang=zh].value"


@dataclass(frozen=True, slots=True)
class Step:
    """One key of a path, and what the objects at it must have: key, value, and whether not."""

    key: str
    tests: tuple[tuple[str, str, bool], ...] = ()


def parse(text: str) -> tuple[Step, ...]:
    """The steps of a path.  Raises `Unreadable` for a text that is none."""
    steps: list[Step] = []
    at = 0
    while at < len(text):
        at += bool(steps)
        match = STEP.match(text, at)
        if not match or (steps and text[at - 1] != "."):
            raise Unreadable(EXAMPLE, value=text)
        tests = []
        for test in (match[2] or "").split(",") if match[2] is not None else ():
            if not (found := TEST.fullmatch(test)):
                raise Unreadable(EXAMPLE, value=text)
            tests.append((found[1], found[3], found[2] == "!="))
        steps.append(Step(match[1].strip(), tuple(tests)))
        at = match.end()
    if not steps or text.endswith("."):
        raise Unreadable(EXAMPLE, value=text)
    return tuple(steps)


def root(text: str) -> str:
    """The first key of a path, or all of a text that is none."""
    return re.split(r"[.\[]", text, maxsplit=1)[0].strip()


def walk(value: Any, steps: Sequence[Step], heed: bool = True) -> Iterator[Any]:
    """What stands at the end of a path in `value`; without `heed` brackets are overlooked."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from walk(one, steps, heed)
    elif not steps:
        if value is not None:
            yield value
    elif isinstance(value, dict) and steps[0].key in value:
        first, *rest = steps
        inner = value[first.key]
        if first.tests and heed:
            inner = [one for one in _list(inner) if _passes(one, first)]
        yield from walk(inner, rest, heed)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]


def _passes(value: Any, step: Step) -> bool:
    if not isinstance(value, dict):
        return False
    for key, wanted, negated in step.tests:
        found = [str(v) for v in _list(value.get(key)) if v is not None] or [""]
        if (wanted in found) == negated:
            return False
    return True


class Nested:
    """Reads nested records by the columns that a mapping names.

    `keys` are those of the records themselves. A named column that is none of them is a path; its
    cell has all that stands at its end. With `each`, the path of a list, every object of the list
    makes a row of its own, in which the list is that object alone.

    Raises `Unreadable` for a path that is none, or that begins with no key.
    """

    def __init__(self, fields: Iterable[str], each: str, keys: Sequence[str]) -> None:
        self.keys = [*keys]
        self.wanted = frozenset(fields)
        paths = [f for f in dict.fromkeys(fields) if f not in keys and ("." in f or "[" in f)]
        self.paths = {text: parse(text) for text in paths if root(text) in keys}
        self.header = [*keys, *self.paths]
        self.unseen = dict(self.paths)
        self.each = parse(each) if each else ()
        if self.each and (len(self.each) > 1 or self.each[0].key not in keys):
            raise Unreadable(f"one of {', '.join(keys)}, whose objects are rows", value=each)

    def look(self, record: Mapping[str, Any]) -> None:
        """Notes which paths lead anywhere."""
        for text, steps in [*self.unseen.items()]:
            if any(True for _ in walk(record, steps, heed=False)):
                del self.unseen[text]

    def records(self, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The record, or a copy for each object that makes a row."""
        if not self.each:
            yield record
            return
        for one in walk(record, self.each):
            yield {**record, self.each[0].key: one}

    def cells(self, record: Mapping[str, Any]) -> list[Any]:
        """The values of a row; objects that no column means are left out."""
        own = [record.get(key) for key in self.keys]
        plain = [
            v if key in self.wanted or not _nested(v) else None
            for key, v in zip(self.keys, own, strict=True)
        ]
        return [*plain, *([*walk(record, steps)] for steps in self.paths.values())]


def _nested(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list | tuple) and any(isinstance(v, dict | list) for v in value)
    )
