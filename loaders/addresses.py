"""Reads an address (浙江省温州市龙湾区科技大道3号) as the deepest place in it that is known.

It goes from the front: each further name has to lie in the place before it, so that 鼓楼区 after
南京市 is that of Nanjing. A name counts where it ends as names of places do, or ends the address:
上海路28号 says nothing of Shanghai. What cannot be told apart is left to the one who asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from loaders.source import Names
from loaders.units import squeeze

LONGEST = 10  # characters of the name of a place
ENDS = ("省", "市", "区", "县", "旗", "镇", "乡", "街道")  # how the names of places end
OF_A_CITY = ("市", "区", "县")
BETWEEN = re.compile(r"(?:[-—–·,，、/\\>|]|市辖区)*")
TOWN = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:街道|镇|乡)")
DEEPEST = 8  # steps up from a place


class Reading(NamedTuple):
    """What an address says: the ids of the deepest place known (several, if they share its name),
    the name by which it says so, and what follows.  `astray` is a name of another place that
    follows and is not known to lie in it.
    """

    ids: frozenset[str] = frozenset()
    name: str = ""
    rest: str = ""
    astray: str = ""


class Addresses:
    """Reads addresses with what `names` knows; what the source `own` said before does not count."""

    def __init__(self, names: Names, own: str = "") -> None:
        self._names, self._own = names, f"{own}:" if own else ""
        self._places: dict[str, frozenset[str]] = {}  # by name
        self._wholes: dict[str, frozenset[str]] = {}  # the places that a place is part of

    def ask(self, texts: Iterable[str]) -> None:
        """Looks up all that `texts` may name, at once for all of them at each step."""
        begun = {(plain, 0) for text in texts if (plain := squeeze(text))}
        done: set[tuple[str, int]] = set()
        while begun:
            done |= begun
            self._look_up({part for plain, at in begun for part, _ in _parts(plain, at)})
            begun = {
                (plain, end)
                for plain, at in begun
                for part, end in _parts(plain, at)
                if self._places[part]
            } - done

    def read(self, text: str) -> Reading:
        """The deepest place that an address names; without ids if it begins with none."""
        self.ask([text])
        return self._read(squeeze(text), 0, Reading())

    def within(self, name: str, wholes: frozenset[str]) -> bool:
        """Whether a place of this name lies in one of `wholes`."""
        self._look_up({name})
        return any(self._lies_in(i, wholes) for i in self._places[name] - wholes)

    def meet(self, thing: str, places: frozenset[str]) -> bool:
        """Whether a thing is known to be located where one of `places` is: within, or around it."""
        self._look_around({thing})
        where = self._wholes[thing]
        return bool(where and places) and (
            self._lies_in(thing, places) or any(self._lies_in(p, where) for p in places)
        )

    def _read(self, plain: str, at: int, so_far: Reading) -> Reading:
        astray = ""
        for part, end in _parts(plain, at):
            ids = self._places[part]
            inside = frozenset(i for i in ids if self._lies_in(i, so_far.ids))
            if not inside:
                other = not any(self._lies_in(i, ids) for i in so_far.ids)
                astray = astray or (part if ids and other and part.endswith(OF_A_CITY) else "")
                continue
            here = Reading(inside, part, plain[end:])
            found = self._read(plain, end, here)
            if found != here or _counts(here, bool(so_far.ids)):
                return found
        return so_far._replace(astray=astray)

    def _lies_in(self, place: str, wholes: frozenset[str]) -> bool:
        """Whether it is one of `wholes` or lies in one; everything lies in nothing."""
        within = {place}
        for _ in range(DEEPEST):
            if not wholes or within & wholes:
                return True
            self._look_around(within)
            within = {w for i in within for w in self._wholes[i]}
        return False

    def _look_up(self, parts: set[str]) -> None:
        new = sorted(parts - self._places.keys())
        if not new:
            return
        found = self._names.ids_of_names(new)
        kinds = self._names.kinds_of({i for ids in found.values() for i in ids})
        for name in new:
            self._places[name] = frozenset(
                i
                for i in found.get(name, ())
                if kinds.get(i) == "Place" and not (self._own and i.startswith(self._own))
            )

    def _look_around(self, places: set[str]) -> None:
        new = sorted(places - self._wholes.keys())
        if not new:
            return
        wholes = self._names.wholes_of(new)
        self._look_up({name for names in wholes.values() for name in names})
        for place in new:
            self._wholes[place] = frozenset(
                i for name in wholes.get(place, ()) for i in self._places[name] if i != place
            )


def _parts(plain: str, at: int) -> list[tuple[str, int]]:
    """What may be a name from `at` on, the longest first, and where the address goes on."""
    ends = range(min(len(plain), at + LONGEST), at + 1, -1)
    return [(plain[at:end], end + len(_between(plain, end))) for end in ends]


def _between(plain: str, at: int) -> str:
    found = BETWEEN.match(plain, at)
    return found[0] if found else ""


def _counts(reading: Reading, within: bool) -> bool:
    """Whether a name means the place although no place in it follows."""
    name, rest = reading.name, reading.rest
    if not rest:
        return True
    if name.endswith(ENDS):
        return f"{name[-1]}{rest[0]}" != "市场"
    return within and TOWN.match(rest) is not None
