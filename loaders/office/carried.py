"""Carries what a person changed in the draft of a mapping over to the draft of a later file.

Pure: drafts as TOML gives them.  What nobody changed is as the later draft has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

TABLE_LEVEL = ("source", "encoding", "delimiter", "table")  # keys of the file and not of a table
ABSENT = object()
Named = tuple[str, str, int]  # sheet, kind, and which of several


def tables(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The tables of a mapping file, whether it has sections `[[table]]` or is one table."""
    if "table" in data:
        return list(data["table"])
    return [{k: v for k, v in data.items() if k not in TABLE_LEVEL}]


def joined(file: Mapping[str, Any], listed: list[dict[str, Any]]) -> dict[str, Any]:
    """The mapping file of `listed` tables, with what `file` says besides of the whole file."""
    whole = {k: v for k, v in file.items() if k in TABLE_LEVEL and k != "table"}
    return whole | (listed[0] if len(listed) == 1 else {"table": listed})


def carried(
    before: Mapping[str, Any], changed: Mapping[str, Any], now: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """The draft `now` with what is changed in `changed` against `before`, its own first draft.

    Also the keys that differ in all three: there the person's word counts, but may fit no more.
    """
    told: list[str] = []
    old, mine, new = (dict(_named(data)) for data in (before, changed, now))
    found = []
    for name in dict.fromkeys((*new, *(n for n in mine if n not in old))):
        merged = _merged(
            old.get(name, ABSENT), mine.get(name, ABSENT), new.get(name, ABSENT), "", told
        )
        if merged is not ABSENT:
            found.append(merged)
    first, mine_whole, whole = (
        {k: v for k, v in data.items() if k in TABLE_LEVEL and k != "table"}
        for data in (before, changed, now)
    )
    file = _merged(first, mine_whole, whole, "", told)
    return joined(file, found or tables(now)), list(dict.fromkeys(told))


def differing(one: Any, other: Any, key: str = "") -> Iterator[str]:
    """The innermost keys in which two drafts differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys((*one, *other)):
            yield from differing(one.get(name), other.get(name), name)
    elif isinstance(one, list) and isinstance(other, list) and key == "table":
        for a, b in zip(one, other, strict=False):
            yield from differing(a, b)
        if len(one) != len(other):
            yield key
    elif one != other:
        yield key


def _named(data: Mapping[str, Any]) -> Iterator[tuple[Named, dict[str, Any]]]:
    """Each table by its sheet and kind, and its number where several are alike in both."""
    counted: Counter[tuple[str, str]] = Counter()
    for table in tables(data):
        name = str(table.get("sheet", "")), str(table.get("kind", ""))
        counted[name] += 1
        yield (*name, counted[name]), table


def _merged(before: Any, changed: Any, now: Any, key: str, told: list[str]) -> Any:
    if changed == before:
        return now
    if changed is ABSENT or now in (before, changed):
        return changed
    if isinstance(changed, dict) and isinstance(now, dict):
        first = before if isinstance(before, dict) else {}
        found = {
            name: _merged(
                first.get(name, ABSENT), changed.get(name, ABSENT), now.get(name, ABSENT), name,
                told,
            )
            for name in dict.fromkeys((*now, *changed))
        }  # fmt: skip
        return {name: value for name, value in found.items() if value is not ABSENT}
    told.append(key)
    return changed
