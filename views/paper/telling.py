"""Statements as items of a brief, grouped into lines: each value once, with all who state it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from graph.ledger import Fact
from graph.model import Model
from views.paper.brief import Cite, Item, Line, plain_text
from views.parts import wording
from views.parts.drawing import PLANNED, form_word
from views.parts.writing import number
from views.words import text

MOST_ITEMS = 8  # of a line
UNSAID = "unspecified"  # a form of cooperation that no source states
UNDATED = 9999  # comes last
CROWD = 12  # others of one relationship: above, they are counted by kind
FIRST = (  # what is said first, if it is stated; then what is stated most
    "LOCATED_IN", "HOST", "ORIGIN", "PART_OF", "OPERATES_IN",
    "AFFILIATED_WITH", "founded", "floor_area", "staff",
)  # fmt: skip


class Stated(NamedTuple):
    """One thing said of what the brief is about, ready to be put into a line."""

    key: str  # what belongs into one line
    label: str
    words: str
    cite: Cite
    fact: Fact


class Coming(NamedTuple):
    """One thing that is intended: how far it is, its year, and where it is stated."""

    status: str
    since: int | None
    words: str
    cite: Cite


class Teller:
    """Puts statements about one node into words of one language."""

    def __init__(self, facts: Iterable[Fact], model: Model, language: str) -> None:
        self.facts, self.model, self.language = list(facts), model, language
        self.kinds = wording.kinds_said(self.facts, model)

    def stated(self, fact: Fact) -> Stated:
        """The fact in words; the status only where it is over or still to come."""
        label = wording.predicate(fact, self.kinds, self.model, self.language)
        words = plain_text(wording.content(fact, self.kinds, self.model, self.language))
        more = [wording.detail(fact, self.model, self.language), *self.when(fact)]
        if fact.status == "ended":
            more.append(self.model.lists["status"].label(fact.status, self.language))
        if fact.basis == "inferred":
            more.append(self.model.lists["basis"].label(fact.basis, self.language))
        words += self.aside(more)
        return Stated(f"{fact.predicate} {fact.direction}", label, words, cite_of(fact), fact)

    def when(self, fact: Fact) -> list[str]:
        """From and until when it holds, as far as that is stated of a relationship."""
        if not fact.other:
            return []
        since = [text(self.language, "brief.since", year=fact.since)] if fact.since else []
        until = [text(self.language, "brief.until", year=fact.until)] if fact.until else []
        return [*since, *until]

    def aside(self, parts: Iterable[str]) -> str:
        """Further words in brackets, if there are any."""
        said = [plain_text(part) for part in dict.fromkeys(parts) if part]
        if not said:
            return ""
        return f"（{'，'.join(said)}）" if self.language == "zh" else f" ({', '.join(said)})"

    def lines(self, facts: Iterable[Fact], most: int = MOST_ITEMS) -> list[Line]:
        """One line for each thing that is said, the most telling first."""
        grouped: dict[str, list[Stated]] = defaultdict(list)
        for stated in map(self.stated, facts):
            grouped[stated.key].append(stated)

        def order(key: str) -> tuple[int, int, str]:
            name = key.split()[0]
            first = FIRST.index(name) if name in FIRST and "in" not in key.split()[1:] else 99
            return first, -len(grouped[key]), key

        return [self._line(grouped[key], most) for key in sorted(grouped, key=order)]

    def coming(self, planned: Iterable[Coming]) -> list[Line]:
        """A line for each status and year, what is only planned and the earliest first."""
        order = list(self.model.lists["status"].codes)
        grouped: dict[tuple[int, int], list[Coming]] = defaultdict(list)
        for one in planned:
            grouped[order.index(one.status), one.since or UNDATED].append(one)
        return [
            line(self._due(order[status], year), ((c.words, c.cite) for c in grouped[status, year]))
            for status, year in sorted(grouped)
        ]

    def _due(self, status: str, year: int) -> str:
        """A status with its year: of what is planned when it is due, else when it began."""
        word = self.model.lists["status"].label(status, self.language)
        if year == UNDATED:
            return text(self.language, "brief.undated", status=word)
        name = "brief.due" if status == "planned" else "brief.begun"
        return text(self.language, name, status=word, year=year)

    def _line(self, stated: Sequence[Stated], most: int) -> Line:
        others = {s.fact.other for s in stated if s.fact.other}
        if len(others) > CROWD:
            return Line(stated[0].label, tuple(self._counted(stated)))
        return line(stated[0].label, ((s.words, s.cite) for s in stated), most)

    def _counted(self, stated: Sequence[Stated]) -> list[Item]:
        """So many of each kind, with the sources that tell of them."""
        kinds = Counter(kind for kind, _ in {(s.fact.other_kind, s.fact.other) for s in stated})
        found = []
        for kind, n in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])):
            word = wording.kind_word(kind, self.model, self.language) or "?"
            here = [s for s in stated if s.fact.other_kind == kind]
            sources = dict.fromkeys(Cite(s.fact.source) for s in here)
            found.append(Item(f"{word} {number(n, self.language)}", tuple(sources)))
        return found


def line(label: str, said: Iterable[tuple[str, Cite]], most: int = MOST_ITEMS) -> Line:
    """A line of `said`: the same words once, with everyone who says them."""
    items = items_of(said)
    return Line(label, tuple(items[:most]), max(0, len(items) - most))


def items_of(said: Iterable[tuple[str, Cite]]) -> list[Item]:
    """Each of the words once, in the order in which they come."""
    grouped: dict[str, list[Cite]] = {}
    for words, cite in said:
        grouped.setdefault(words, []).append(cite)
    return [Item(words, tuple(dict.fromkeys(cites))) for words, cites in grouped.items()]


def cite_of(fact: Fact) -> Cite:
    """Where a fact is stated."""
    return Cite(fact.source, fact.locators)


def cites_of(
    facts: Iterable[Fact], sources: Sequence[str], fits: Callable[[Fact], bool]
) -> list[Cite]:
    """Where those of `facts` that fit are stated; for a source that has none here, the source."""
    found = [cite_of(f) for f in facts if fits(f) and f.source in sources]
    told = {cite.source for cite in found}
    return list(dict.fromkeys([*found, *(Cite(s) for s in sources if s not in told)]))


def is_so(status: str) -> bool:
    """Whether it is, or was; not only intended."""
    return status not in PLANNED


def form_words(form: str, model: Model, language: str) -> str:
    """A form of cooperation in words; where none is stated, that they work together."""
    if form == UNSAID:
        return text(language, "brief.together")
    return plain_text(form_word(form, model, language))
