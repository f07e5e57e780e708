"""What a name that nothing bears may have been meant for: how near another name is to it, and
whether such a thing is called as it is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

from graph.model import Model
from loaders.addresses import ENDS
from loaders.office.kinds import ending
from loaders.units import squeeze

ALIKE = 0.5  # how much of two names must be the same for one to be meant by the other
PLACE = "Place"
UNIT = re.compile(r"[\u4e00-\u9fff]{2,}?(?:街道|[省市区县旗镇乡])|[\u4e00-\u9fff]县")
STREET = re.compile(r"\d+(?:-\d+)?(?:号|弄|室|楼|幢|栋|层|座)|(?:路|街|大道|巷|弄)(?:\d|$)")


def is_address(written: str) -> bool:
    """Whether it reads as an address: several places in one, or a street."""
    plain = squeeze(written)
    return len(UNIT.findall(plain)) > 1 or STREET.search(plain) is not None


def alike(written: str, name: str) -> float:
    """How near a name is to what was written: more where one holds the other; 0 for not at all.

    Of two characters none can be another: 农业 is not nearly 鞋业.
    """
    ratio = difflib.SequenceMatcher(None, written, name).ratio()
    if written in name or name in written:
        return 1 + ratio
    return ratio if ratio >= ALIKE and min(len(written), len(name)) > 2 else 0.0


class Meant:
    """Something written where a thing of one of `kinds` has to stand, and what it may mean."""

    def __init__(self, written: str, kinds: Collection[str], model: Model) -> None:
        self.written, self._model = written, model
        longest = {k: ending(written, model.kinds[k]) for k in kinds}
        self._cut = max(longest.values(), default=0)
        self._ends = [k for k, n in longest.items() if n == self._cut and n]
        self._mixed = len({model.kinds[k].base for k in kinds}) > 1
        self._units = [*UNIT.finditer(written)]

    def score(self, name: str, kind: str) -> float:
        """How near the name of a thing of `kind` is; 0 where it cannot be what is meant."""
        if self._ends:
            return self._of_its_kind(name, kind)
        if kind == PLACE and not self._fits(name):
            return 0.0
        return alike(self.written, name)

    def _of_its_kind(self, name: str, kind: str) -> float:
        """Of what ends as things of a kind do: 南京大学 is neither 南京市 nor 南京工业大学."""
        cut = max(ending(name, self._model.kinds[k]) for k in self._ends)
        own = ending(name, self._model.kinds[kind])
        if kind not in self._ends and cut <= own:  # 中国科学院 is called as institutes are
            return 0.0
        if self.written in name or name in self.written:
            return alike(self.written, name)
        one, other = self.written[: -self._cut], name[: len(name) - cut]
        if self.written[-self._cut :] != name[len(other) :]:
            return float(one == other)
        ratio = difflib.SequenceMatcher(None, one, other).ratio()
        longer, common = max(len(one), len(other)), ratio * (len(one) + len(other)) / 2
        slip = longer - common < 2  # of one character; of two, one that sounds alike (罗锋, 罗峰)
        return ratio if slip and (ratio > ALIKE or _sound(one) == _sound(other)) else 0.0

    def _fits(self, name: str) -> bool:
        """Whether a place can be meant: not one around the last place that is named (温州市 in
        温州市龙弯区), nor one of another level (龙弯区 is no 龙湾镇), nor one that something else
        begins with (中国电信)."""
        last = self._units[-1] if self._units else None
        if name != self.written and name in self.written:
            within = last is None or self.written.rfind(name) + len(name) > last.start()
            return within and (not self._mixed or is_address(self.written))
        if last is None or last[0] != self.written or self.written in name:
            return True
        one, other = (_stem(n) for n in (self.written, name))
        return one == other or self.written[len(one) :] == name[len(other) :]


def _sound(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # takes half a second and 40 MB

    return lazy_pinyin(text)


def _stem(name: str) -> str:
    """A name of a place without the word for its level."""
    end = next((e for e in sorted(ENDS, key=len, reverse=True) if name.endswith(e)), "")
    return name[: len(name) - len(end)]
