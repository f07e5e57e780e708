"""Finds nodes by what people type: a name, an alias, English, pinyin or its initials.

In process and not in the engines, whose text indexes differ and rank badly: a plain scan over
prepared strings answers in milliseconds up to some hundred thousand names.  The index is made
once for each version of the graph.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from typing import NamedTuple

from pypinyin import lazy_pinyin, load_phrases_dict

EXACT, PREFIX, WITHIN = range(3)
TEXT, SOUND, INITIALS = range(3)
SHORTEST_CODE = 6  # characters: less of a code is a year, or letters of every address
load_phrases_dict({"长三角": [["cháng"], ["sān"], ["jiǎo"]]})  # read zhǎng without this


class Entry(NamedTuple):
    """A node as the finder knows it; `weight` puts the better connected first among equals."""

    id: str
    kind: str
    name: str
    others: tuple[str, ...] = ()  # aliases, English name
    weight: int = 0
    codes: tuple[str, ...] = ()  # credit code, ROR id and their like


class Found(NamedTuple):
    """An answer; `matched` is the name that the words were found in, if it is not `name`, and
    `by_code` tells whether that is a code and no name."""

    id: str
    kind: str
    name: str
    matched: str
    by_code: bool = False


class _Line(NamedTuple):
    text: str
    sound: str
    starts: frozenset[int]  # where a syllable begins in `sound`
    initials: str
    entry: Entry
    written: str
    is_code: bool = False


class SearchIndex:
    """The finder of one version of the graph."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self._lines = [
            _line(entry, written)
            for entry in entries
            for written in dict.fromkeys((entry.name, *entry.others))
            if normalise(written)
        ]
        self._lines += [
            _Line(normalise(code), "", frozenset(), "", entry, code, is_code=True)
            for entry in entries
            for code in entry.codes
        ]

    def __len__(self) -> int:
        return len(self._lines)

    def find(
        self, words: str, limit: int = 20, kinds: Collection[str] | None = None
    ) -> list[Found]:
        """Up to `limit` nodes whose names carry `words`; of some `kinds` only, if given.

        A code is met by all of it or by so much that it can be nothing else.

        An exact name comes before a beginning, a beginning before a part; what is written
        before what is only pronounced so; then the better connected, then the shorter.
        """
        sought = normalise(words)
        if not sought:
            return []
        latin = sought.isascii() and sought.isalpha()
        best: dict[str, tuple[tuple[int, int, int, int, str], _Line]] = {}
        for line in self._lines:
            if kinds is not None and line.entry.kind not in kinds:
                continue
            if line.is_code and len(sought) < SHORTEST_CODE:
                continue
            place = _text(sought, line)
            if place is None and latin and not line.is_code:
                place = _sound(sought, line)
            if place is None:
                continue
            rank = (*place, -line.entry.weight, len(line.entry.name), line.entry.id)
            known = best.get(line.entry.id)
            if known is None or rank < known[0]:
                best[line.entry.id] = (rank, line)
        ranked = sorted(best.values(), key=lambda pair: pair[0])[:limit]
        return [
            Found(
                line.entry.id,
                line.entry.kind,
                line.entry.name,
                "" if line.written == line.entry.name else line.written,
                line.is_code,
            )
            for _, line in ranked
        ]


def normalise(words: str) -> str:
    """Without width, case, spaces and punctuation, so that `Ａ（b）` and `a b` are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def _line(entry: Entry, written: str) -> _Line:
    text = normalise(written)
    syllables = _syllables(text)
    starts = []
    position = 0
    for syllable in syllables:
        starts.append(position)
        position += len(syllable)
    sound = "".join(syllables)
    initials = "".join(s[0] for s in syllables)
    return _Line(text, sound, frozenset(starts), initials, entry, written)


def _syllables(text: str) -> list[str]:
    """Pinyin without tones, one syllable a character; a run of Latin letters stays one."""
    return [] if text.isascii() else lazy_pinyin(text)  # ASCII is found as text already


def _text(sought: str, line: _Line) -> tuple[int, int] | None:
    at = line.text.find(sought)
    if at < 0:
        return None
    if at == 0:
        return (EXACT if len(sought) == len(line.text) else PREFIX), TEXT
    return WITHIN, TEXT


def _sound(sought: str, line: _Line) -> tuple[int, int] | None:
    at = line.sound.find(sought)
    while at >= 0 and at not in line.starts:  # "an" is not in "wen zhou da", but in "an ting"
        at = line.sound.find(sought, at + 1)
    if at == 0:
        return (EXACT if len(sought) == len(line.sound) else PREFIX), SOUND
    if at > 0:
        return WITHIN, SOUND
    at = line.initials.find(sought)
    if at < 0 or len(sought) < 2:
        return None
    if at == 0:
        return (EXACT if len(sought) == len(line.initials) else PREFIX), INITIALS
    return WITHIN, INITIALS
