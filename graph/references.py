"""Which id each reference means that the rows of one load make.

A reference is a local id of the same data set, a whole id, or the exact name (English name,
alias, external id such as a ROR id) of exactly one thing that may stand there; own things go before
those of other sources.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.index import Candidate, Index, Known, Unfit, place_text
from graph.located import Located
from graph.meant import Meant
from graph.model import Entity, Link, Model

NAMED = 4  # candidates that a message names
NEAR_ASKED = 20  # references of one load for which near names are looked for: it takes a while
SHOWN = 3  # names that may have been meant

PLACES = frozenset({"Place"})


class Resolver:
    """Finds the ends of links among this load's entities and what was known before."""

    def __init__(self, index: Index, known: Sequence[Known], model: Model) -> None:
        self.index, self.known, self.model = index, known, model
        self.located = Located(index, known)
        self._kinds: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._asked: set[str] = set()
        self._hints: dict[tuple[str, frozenset[str]], str] = {}
        self._sides = {
            r.type: tuple(_side(r.ends, s, r.symmetric) for s in (0, 1))
            for r in model.relationships.values()
        }

    def certain(self, link: Link) -> Link | None:
        """`link` with whole ids, if both ends are ids of this load; None if that is not sure."""
        index = self.index
        start, end = index.by_id(link.start), index.by_id(link.end)
        if start is None or end is None or start == end:
            return None
        if not self.model.relationships[link.type].allows(start[1], end[1]):
            return None
        return Link(link.type, start[0], end[0], *link[3:])

    def check_others(self, entity: Entity) -> None:
        """Lets an entity pass that is of this source, or known to the source that its id names.

        Raises `Unfit` if that source has no such thing, or one of another kind.
        """
        if entity.id.startswith(f"{self.index.source}:"):
            return
        kinds = [k[entity.id] for o in self.known if entity.id in (k := o.kinds_of([entity.id]))]
        if entity.kind not in kinds:
            has = f"; there it is of the kind {kinds[0]}" if kinds else "; it has none"
            where = entity.id.partition(":")[0]
            expected = f"an id of its own, or of a thing of the kind {entity.kind} in {where}"
            raise Unfit("id", entity.id, expected + has)

    def ask(self, links: Sequence[Link]) -> None:
        """Looks up what `links` refer to outside this load, all at once."""
        wanted = {
            r
            for link in links
            for r in (link.start, link.end)
            if r not in self._asked and self.index.by_id(r) is None
        }
        self._asked |= wanted
        prefix = f"{self.index.source}:"
        for known in self.known:
            names = known.ids_of_names(wanted)
            ids = wanted.union(*names.values())
            # What an earlier version of this source said does not count: it says it no more.
            kinds = known.kinds_of([i for i in ids if not i.startswith(prefix)])
            self._kinds = {**kinds, **self._kinds}
            for name, found in names.items():
                others = [i for i in found if i in kinds]
                merged = {known.resolve(i): i for i in reversed(others)}
                if merged:
                    self._names.setdefault(name, sorted(merged.values()))
        self.located.ask(
            link.end
            for link in links
            if self._sides[link.type][1] == PLACES
            and link.end in wanted
            and link.end not in self._names
        )

    def resolve(self, link: Link) -> Link:
        """`link` with whole ids.  Raises `Unfit` if they cannot be had, after `ask`."""
        relationship = self.model.relationships[link.type]
        starts, ends = self._candidates(link, 0), self._candidates(link, 1)
        pairs = [
            (a, b) for a in starts for b in ends if a[0] != b[0] and relationship.allows(a[1], b[1])
        ]
        if len(pairs) == 1:
            return link._replace(start=pairs[0][0][0], end=pairs[0][1][0])
        if not pairs:
            raise self._unfit_pair(link, starts, ends)
        for side, name in enumerate(("from", "to")):
            several = list(dict.fromkeys(p[side] for p in pairs))
            if len(several) > 1:
                reference = link.end if side else link.start
                raise Unfit(name, reference, f"an id; the name fits {_list(self._told(several))}")
        raise AssertionError(link)

    def _told(self, several: Sequence[Candidate]) -> list[Candidate]:
        """Several of one name, places with what they are part of, which tells them apart."""
        wholes = self.located.wholes([i for i, kind in several if kind == "Place"])
        return [(f"{wholes[i]} {i}" if i in wholes else i, kind) for i, kind in several]

    def _candidates(self, link: Link, side: int) -> list[Candidate]:
        reference = link.end if side else link.start
        name = "to" if side else "from"
        kinds = self._sides[link.type][side]
        own = self.index.by_id(reference)
        if own is not None:
            found = [own]
        elif reference in self._kinds and ":" in reference:
            found = [(reference, self._kinds[reference])]
        else:
            found = self.index.by_name(reference, kinds) or [
                (i, self._kinds[i])
                for i in self._names.get(reference, ())
                if self._kinds[i] in kinds
            ]
        if fitting := [c for c in found if c[1] in kinds]:
            return fitting
        wanted = f"the id or name of {_a_kind(kinds, self.model)}"
        others = self.index.bearers(reference)
        others += [(i, self._kinds[i]) for i in self._names.get(reference, ())]
        if kinds == PLACES and not own and (places := self._in_address(link, reference)):
            return [(i, "Place") for i in places]
        if found := found or others:
            raise Unfit(name, reference, f"{wanted}; this is {_list(found)}")
        if place := self.index.refused(reference):
            hint = f"; {place_text(place)}, which has it, was refused"
        else:
            hint = self._near(reference, kinds)
        raise Unfit(name, reference, f"{wanted}; there is none{hint}", because=place)

    def _in_address(self, link: Link, reference: str) -> list[str]:
        """The places that an address may lie in; none if it is no address.  Raises `Unfit`."""
        found = self.located.find(reference)
        if found.expected:
            raise Unfit("to", reference, found.expected)
        if len(found.ids) == 1 and link.cell and found.rest:
            column = link.cell.written.get(link.cell.column, link.cell.column)
            self.located.tell(link.cell.file, column, reference, found.name)
        return found.ids

    def _near(self, reference: str, kinds: frozenset[str]) -> str:
        """`, perhaps A`: the names that may have been meant."""
        if (reference, kinds) in self._hints:
            return self._hints[reference, kinds]
        if len(self._hints) >= NEAR_ASKED or ":" in reference:
            return ""
        found = {n for known in (self.index, *self.known) for n in known.names_near(reference)}
        fitting: dict[str, set[str]] = {}  # name → the things of these kinds that bear it
        alike: dict[str, float] = {}
        meant = Meant(reference, kinds, self.model)
        for known in (self.index, *self.known):
            ids = known.ids_of_names(found)
            of_kind = known.kinds_of({i for some in ids.values() for i in some})
            for name, some in ids.items():
                for i in (i for i in some if of_kind.get(i) in kinds):
                    if score := meant.score(name, of_kind[i]):
                        fitting.setdefault(name, set()).add(known.resolve(i))
                        alike[name] = max(score, alike.get(name, 0.0))
        shown: list[str] = []
        named: set[str] = set()
        for name in sorted(alike, key=lambda n: (alike[n], n), reverse=True):
            if len(shown) < SHOWN and not fitting[name] <= named:  # each thing once
                same = [n for n in sorted(alike) if fitting[n] == fitting[name]]
                shown.append(min(same, key=lambda n: abs(len(n) - len(reference))))
                named |= fitting[name]
        hint = f", perhaps {' or '.join(shown)}" if shown else ""
        self._hints[reference, kinds] = hint
        return hint

    def _unfit_pair(self, link: Link, starts: list[Candidate], ends: list[Candidate]) -> Unfit:
        if {a for a, _ in starts} == {b for b, _ in ends}:
            return Unfit("to", link.end, "another one than its own other end")
        a, b = starts[0][1], ends[0][1]
        relationship = self.model.relationships[link.type]
        pairs = [*relationship.ends, *((y, x) for x, y in relationship.ends)]
        fit = frozenset(y for x, y in pairs[: None if relationship.symmetric else len(pairs) // 2]
                        if x == a)  # fmt: skip
        expected = f"{_a_kind(fit, self.model)} at this end of {link.type} from {a}, not {b}"
        return Unfit("to", link.end, expected)


def _side(ends: frozenset[tuple[str, str]], side: int, symmetric: bool) -> frozenset[str]:
    return frozenset(k for pair in ends for k in (pair if symmetric else (pair[side],)))


def _a_kind(kinds: frozenset[str], model: Model) -> str:
    """The kinds for a message; `Actor` where all kinds of actor are among them."""
    names = set(kinds)
    for abstract in (k.name for k in model.kinds.values() if k.abstract):
        below = set(model.concrete(abstract))
        if below <= names:
            names = names - below | {abstract}
    first, *rest = sorted(names)
    return " or ".join([f"an {first}" if first[0] in "AEIOU" else f"a {first}", *rest])


def _list(candidates: Sequence[Candidate]) -> str:
    shown = ", ".join(f"{i} ({kind})" for i, kind in candidates[:NAMED])
    return shown + (f" and {len(candidates) - NAMED} more" if len(candidates) > NAMED else "")
