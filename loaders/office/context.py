"""What is said about a whole table outside its cells: in titles, lines, names of sheets."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loaders.addresses import Addresses
from loaders.periods import Time, read_time
from loaders.source import Names
from loaders.transform import indicator_name
from loaders.units import squeeze

TIMES = re.compile(
    r"(?:截至|至)?(?:19|20)\d\d\s*[年./-]\s*(?:\d{1,2}\s*[-—–~至到]\s*\d{1,2}\s*月|第?[一二三四1-4]\s*季度"
    r"|[上下]半年|前三季度|\d{1,2}\s*月|度|末|底)?|(?<!\d)(?:19|20)\d\d(?!\d)"
)
PLACES = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:省|市|新区|区|县|镇|街道)")
FORM = re.compile(
    r"(?:情况|统计|汇总|明细|登记|基本|主要|调查|进展|完成|一览|备案|清单|名单|名录|目录|台账|花名册"
    r"|分(?:主要)?(?:产业|行业|领域|类型|类别)|月报|季报|年报|报表|指标|信息|数据|附|表|册|单|按[^，,]{1,8}分|（.*?）|\(.*?\))+$"
)
OF_ALL = ("全市", "全省", "全县", "全区", "全国", "合计", "总计")
ENDINGS = ("市", "区", "县", "省", "镇")


class Nobody:
    """Nothing is known by name."""

    def ids_of_names(self, names: Iterable[str]) -> Mapping[str, list[str]]:
        """Nothing."""
        return {}

    def kinds_of(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Nothing."""
        return {}

    def wholes_of(self, ids: Iterable[str]) -> Mapping[str, list[str]]:
        """Nothing."""
        return {}


class Familiar:
    """Looks names up, each once; what the source `own` said before does not count."""

    def __init__(self, names: Names, own: str = "") -> None:
        self._names, self._own = names, f"{own}:"
        self._kinds: dict[str, dict[str, str]] = {}
        self.addresses = Addresses(names, own)

    def ask(self, wanted: Iterable[str]) -> None:
        """Looks up all that was not asked for before, at once."""
        new = sorted({w for w in wanted if w} - self._kinds.keys())
        if not new:
            return
        found = self._names.ids_of_names(new)
        kinds = self._names.kinds_of({i for ids in found.values() for i in ids} | set(new))
        for name in new:
            self._kinds[name] = {
                i: kinds[i]
                for i in (*found.get(name, ()), name)
                if i in kinds and not i.startswith(self._own)
            }

    def kinds(self, name: str) -> frozenset[str]:
        """The kinds of all that bear a name."""
        self.ask([name])
        return frozenset(self._kinds.get(name, {}).values())

    def only(self, name: str, kind: str) -> str:
        """The id of the one thing of a kind that bears a name; empty if there is not just one."""
        self.ask([name])
        found = [i for i, k in self._kinds.get(name, {}).items() if k == kind]
        return found[0] if len(found) == 1 else ""

    def whole(self, places: Iterable[str]) -> str:
        """The one place that most of `places` are part of: the city of which they are counties."""
        listed = [p for p in places if p]
        ids = [self.only(p, "Place") for p in listed]
        wholes = self._names.wholes_of([i for i in ids if i])
        counted = Counter(n for names in wholes.values() for n in set(names))
        found = counted.most_common(1)
        return found[0][0] if found and found[0][1] > len(listed) / 2 else ""

    def place(self, text: str) -> str:
        """The name of the place that a text means: 鹿城 is 鹿城区; empty if there is none."""
        plain = "".join(text.split())
        if len(plain) < 2:
            return ""
        names = [plain, *(plain + e for e in ENDINGS)]
        self.ask(names)
        if meant := [n for n in names if "Place" in self.kinds(n)]:
            # 鼓楼 may be several, of one name or of two: then it is none.
            return meant[0] if meant[0] == plain or len(meant) == 1 else ""
        found = self.addresses.read(plain)  # 上海市松江区
        if found.rest or found.astray or len(found.ids) != 1:
            return ""
        (id_,) = found.ids
        return found.name if self.only(found.name, "Place") else id_


@dataclass(frozen=True)
class Context:
    """What holds for a whole table: its time, and the place that it is about."""

    title: str
    time: Time
    place: str
    unit: str

    @property
    def units(self) -> list[str]:
        """The units of a line such as 单位：亿元、%."""
        return [u.strip() for u in re.split("[、,，;；]", self.unit) if u.strip()]

    @property
    def only_unit(self) -> str:
        """The unit of all columns that name none; empty where the line has several to choose of.

        A rate has its own unit, so that in 单位：亿元、% the other one is meant.
        """
        amounts = [u for u in self.units if u not in ("%", "％")]
        return amounts[0] if len(amounts) == 1 else ""


def context(title: str, lines: Iterable[str], sheet: str, unit: str, known: Familiar) -> Context:
    """What the title, the lines above and the sheet's name say of a table, the nearest first."""
    texts = [title, *lines, sheet]
    time = next((t for text in texts if (t := time_in(text)).year), Time())
    place = next((p for text in texts if (p := place_in(text, known))), "")
    return Context(title, time, place, unit)


def time_in(text: str) -> Time:
    """The one time that a text names; the last of several, as `2018-2021年` is about four."""
    plain = unicodedata.normalize("NFKC", text)
    found = [t for m in TIMES.finditer(plain) if (t := read_time(m[0].strip()))]
    return found[-1] if found else Time()


def place_in(text: str, known: Familiar) -> str:
    """The first known place that a text names."""
    plain = squeeze(text)
    starts = [plain[i:] for i in range(len(plain))]
    candidates = [m[0] for s in starts if (m := PLACES.match(s))]
    known.ask(candidates)
    found = [c for c in candidates if "Place" in known.kinds(c)]
    return found[0] if found else known.place(plain) if len(plain) <= 6 else ""


def matter(title: str, ctx: Context) -> str:
    """What a title is about, without its time, place and the words for a table."""
    plain = squeeze(title)
    plain = re.sub(r"^附[表件]?\d*[:：、]?|^表[\d一二三四五六七八九十.-]+[:：、]?", "", plain)
    plain = re.sub(r"(?:19|20)\d\d[-—–~至](?=(?:19|20)\d\d)", "", plain)
    plain = indicator_name(TIMES.sub("", plain))
    plain = plain.replace(ctx.place, "") if ctx.place else plain
    plain = re.sub(
        "^(?:年度?|末|底|各县[（(]市、?区[）)]|各县市区|历年|近年来?|分县市?区?|分地区|各区县|各[县市区]{1,3}|全市|各地|各园区|各)+",
        "",
        plain,
    )
    while (shorter := FORM.sub("", plain)) != plain:
        plain = shorter
    return plain.strip("的、，:：-")
