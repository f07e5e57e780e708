"""Tells of which kind the things are that a table has a row for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Column, Kind, Model
from loaders.accepted import ANY_KIND, accept
from loaders.office.columns import (
    MOSTLY,
    ORDINARY,
    Match,
    Seen,
    assign,
    forms,
    matches,
    share,
)
from loaders.office.context import Context
from loaders.values import fold

NAME_OF = {"own": 0.8, "title": 0.7, "ending": 1.0}  # weights of what tells the kind
NOT_ROWS = frozenset({"Observation", "Indicator", "Source"})


@dataclass
class Found:
    """The kind of the rows, and what their columns are; `guessed` is a column that may be what they
    are called.
    """

    kind: str
    chosen: dict[str, list[Match]]
    twice: list[tuple[Seen, Column]]
    score: float = 0.0
    sure: bool = True
    guessed: Seen | None = None


def kind_of(seen: list[Seen], ctx: Context, sheet: str, model: Model, told: str) -> Found | None:
    """The kind of which the rows are; None if nothing tells it."""
    told = told or _said_by_column(seen, model)
    if told and told != "Observation":
        if found := _found(seen, told, ctx, sheet, model):
            return found
        begun, whole = as_told(seen, told, model)
        return begun if whole else None
    every = [
        found
        for kind in model.kinds.values()
        if kind.table and not kind.abstract and kind.name not in NOT_ROWS
        if (found := _found(seen, kind.name, ctx, sheet, model))
    ]
    every.sort(key=lambda f: -f.score)
    if not every or "name" not in every[0].chosen:
        return None
    best = every[0]
    best.sure = len(every) < 2 or best.score > every[1].score + 0.05
    return best


def as_told(seen: list[Seen], told: str, model: Model) -> tuple[Found, bool]:
    """What columns are in a table of a kind that a person has said, and whether that is all which
    such a table must have; what each row is called may be guessed.
    """
    chosen, twice = assign(matches(seen, told, model))
    found = Found(told, chosen, twice)
    missing = [n for n in accept(told, model).required if n not in chosen]
    if missing == ["name"] and (guess := _name_by_guess(seen, found, model)):
        chosen["name"] = [Match(guess, accept(told, model).columns["name"], 0)]
        found.guessed, missing = guess, []
    return found, not missing


def _name_by_guess(seen: list[Seen], found: Found, model: Model) -> Seen | None:
    """The one column whose texts end as names of the kind do, or whose heading ends with a word for
    the kind: 厂家, 申报单位.
    """
    kind = model.kinds[found.kind]
    taken = [m.seen for listed in found.chosen.values() for m in listed]
    free = [
        s
        for s in seen
        if s not in taken and s.texts and not s.numeric and fold(s.parts[-1]) not in ORDINARY
    ]
    named = [s for s in free if share(s.texts, lambda t: ending(t, kind) > 0) >= MOSTLY]
    aliases = accept(kind.name, model).columns["name"].aliases
    called = {w.removesuffix("名称") for w in (kind.zh, *kind.named, *aliases)} - {""}
    headed = [s for s in free if forms(s.parts[-1])[-1].endswith(tuple(map(fold, called)))]
    both = [s for s in named if s in headed]
    for some in (both, named, headed):
        if some:
            return some[0] if len(some) == 1 else None
    return None


def _said_by_column(seen: list[Seen], model: Model) -> str:
    """`Actor`, or `*` for any kind, where a column says of which kind each row is."""
    accepted = accept(ANY_KIND, model)
    chooser = accepted.columns[accepted.chooser]
    named = {fold(chooser.name), fold(chooser.zh)}
    for s in seen:
        kinds = {k for t in s.texts if (k := accepted.choices.get(fold(t)))}
        if (
            fold(s.name) in named
            and kinds
            and share(s.texts, lambda t: fold(t) in accepted.choices)
        ):
            return "Actor" if kinds <= set(model.concrete("Actor")) else ANY_KIND
    return ""


def _found(seen: list[Seen], kind: str, ctx: Context, sheet: str, model: Model) -> Found | None:
    accepted = accept(kind, model)
    chosen, twice = assign(matches(seen, kind, model))
    if any(name not in chosen for name in accepted.required):
        return None
    found = Found(kind, chosen, twice)
    if kind not in model.kinds or not chosen:
        return found
    found.score = sum(m.score for listed in chosen.values() for m in listed[:1]) / 100
    found.score += _told(model.kinds[kind], chosen, ctx, sheet)
    return found


def _told(kind: Kind, chosen: dict[str, list[Match]], ctx: Context, sheet: str) -> float:
    """How much names, the title and the names of the rows speak for a kind."""
    name = chosen["name"][0].seen if "name" in chosen else None
    told = 0.0
    own = {fold(a) for a in (*kind.aliases.get("name", ()), kind.zh)}
    if name and any(f in own for part in (name.parts[-1], name.name) for f in forms(part)):
        told += NAME_OF["own"]
    title = f"{sheet} {ctx.title}"
    places = [title.rfind(w) + len(w) for w in (*kind.named, kind.zh) if w in title]
    if places:
        told += NAME_OF["title"] * (0.5 + 0.5 * max(places) / len(title))
    if name and kind.endings:
        told += NAME_OF["ending"] * share(name.texts, lambda t: ending(t, kind) > 0)
    return told


def ending(text: str, kind: Kind) -> int:
    """How many characters of a name are such as names of this kind end with."""
    plain = re.sub(r"[（(].*?[）)]$", "", text.strip())
    return max((len(e) for e in kind.endings if plain.endswith(e)), default=0)


def kind_of_names(names: list[str], kinds: tuple[str, ...], model: Model) -> str:
    """The one of `kinds` whose names end as these do; empty if they differ or none does."""
    found = set()
    for name in names:
        longest = {k: ending(name, model.kinds[k]) for k in kinds}
        best = max(longest.values(), default=0)
        found |= {k for k, n in longest.items() if n == best} if best else {""}
    return found.pop() if len(found) == 1 else ""
