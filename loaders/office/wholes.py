"""Columns that name a place level by level (省, 市, 县) together say where a thing is, with its
address last: 鼓楼区 alone may be in several cities, and 科技大道3号 anywhere.
"""

from __future__ import annotations

import re

from graph.model import Column, Model
from loaders.office.columns import MOSTLY, Seen, forms, separators, share
from loaders.office.context import Familiar
from loaders.values import fold

LEVELS = "place_level"  # the list of the model that names them
LAST = "address"  # below all of them
ADDRESS = re.compile("(?:地址|住址|住所)$")  # of a heading: goes on below all levels
TOWN = re.compile("(?:镇|乡|街道)$")  # few are known: they end an address
OFFICE = re.compile("^(?:所[在属]|注册|落户|归属)|名称?$")  # what is put about the name of a level


def levels(listed: list[Seen], model: Model) -> list[Seen]:
    """Those of `listed` that name one level of places each, the widest first, and an address last;
    none where one level has two columns."""
    found: dict[str, Seen] = {}
    for seen in listed:
        level = _level(seen, model)
        if level in found:
            return []
        if level:
            found[level] = seen
    order = [*model.lists[LEVELS].codes, LAST]
    return [found[level] for level in sorted(found, key=order.index)]


def together(listed: list[Seen], column: Column, model: Model) -> list[Seen]:
    """All of `listed`, the widest first, if they are the levels of the places that a column of the
    model points to; otherwise none.
    """
    found = levels(listed, model) if column.kinds == ("Place",) else []
    return found if 1 < len(found) == len(listed) else []


def around(places: list[Seen], free: list[Seen], model: Model, known: Familiar) -> list[Seen]:
    """`places`, the columns that say where, with those of the `free` ones that say it of a level,
    the widest first; none if they are not to be read together.
    """
    named = [s for s in free if _level(s, model)]
    wider = [s for s in named if _of_places(s, known)]
    towns = [s for s in named if s not in wider and share(s.texts, TOWN.search) >= MOSTLY]
    found = levels([*places, *wider, *(towns if places or wider else ())], model)
    whole = all(s in found for s in places)
    return found if whole and not any(separators(s) for s in found) else []


def _level(seen: Seen, model: Model) -> str:
    """The level of places that a column is called by; empty if it is called by none."""
    list_, own = model.lists[LEVELS], forms(seen.parts[-1])
    called = {*own, *(fold(OFFICE.sub("", f)) for f in own)}
    for code in list_.codes:
        words = (list_.label(code, "zh"), *list_.aliases.get(code, ()))
        if not called.isdisjoint(map(fold, words)):
            return code
    return LAST if ADDRESS.search(seen.parts[-1]) else ""


def _of_places(seen: Seen, known: Familiar) -> bool:
    texts = list(dict.fromkeys(seen.texts))
    known.ask(texts)
    return (
        bool(texts)
        and share(texts, lambda t: "Place" in known.kinds(t) or known.place(t)) >= MOSTLY
    )
