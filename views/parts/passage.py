"""Beside a fact the paragraph or row of its source's file, with the words of the fact marked.

What stands there is text: every sign of markup in it is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import streamlit as st

from graph.ledger import Fact
from graph.originals import Passage
from views.parts.address import language, say
from views.parts.apart import facts_apart
from views.parts.choices import choose_from
from views.parts.data import cut, model, names_of, passages
from views.parts.drawing import Node
from views.parts.facts import in_words, told
from views.parts.locators import place_words
from views.parts.plain import plain
from views.parts.wording import content, kinds_said

IGNORED = re.compile(r"[\s\"'“”‘’《》〈〉•·,，]")  # printing differs in these
SHORTEST = 2  # characters of a word that is marked; a number may be shorter


def show_passages(node: Node, stated: Sequence[Fact]) -> None:
    """A list to choose a fact from, and where each of its places stands in the source's file."""
    choices = {fact.key.hex(): fact for fact in told(stated) if fact.locators}
    if not choices:
        return
    kinds = kinds_said(stated, model())
    named = zip(choices, facts_apart(choices.values()), strict=True)
    labels = {key: in_words(fact, model(), kinds) for key, fact in named}
    chosen = choose_from(
        "fact",
        say("passage.which"),
        ["", *labels],
        lambda key: labels.get(key) or say("passage.choose"),
    )
    if chosen:
        fact = choices[chosen]
        words = fact_words(fact, node, kinds)
        for passage in passages(fact.source, fact.locators, words):
            _show(passage, words, place_words(passage.locator, cut(fact.source), language()))


def fact_words(fact: Fact, node: Node, kinds: Sequence[str]) -> tuple[str, ...]:
    """The words by which a fact is found in its source: its value or the other end's names, else
    the names of what it is about."""
    if fact.other:
        return tuple(dict.fromkeys([fact.other_name, *names_of(fact.other)]))
    if fact.predicate == "kind":
        return tuple(dict.fromkeys([node.name, *names_of(node.id)]))
    value = f"{fact.value:g}" if isinstance(fact.value, float) else str(fact.value)
    return tuple(dict.fromkeys([value, content(fact, kinds, model(), language())]))


def _show(passage: Passage, words: Sequence[str], place: str) -> None:
    """What stands at a place; `place` is that in words."""
    place = plain(place)
    if passage.state != "here":
        st.caption(say(f"passage.{passage.state}", file=plain(passage.file), place=place))
        return
    with st.container(border=True):
        row = say("passage.row", n=passage.row) if passage.row else ""
        file = "" if passage.row else f"{plain(passage.file)} · "  # of a row its place names it
        st.caption(f"{file}{place} {row}".strip())
        if passage.cells:
            lines = [f":gray[{plain(h)}]  {_markup(text, words)}" for h, text in passage.cells]
            st.markdown("  \n".join(lines))
        else:
            lines = [_markup(line, words) for line in passage.text.splitlines()]
            st.markdown("  \n".join(lines))


def _markup(text: str, words: Sequence[str]) -> str:
    return "".join(
        f":orange-background[{plain(piece)}]" if is_marked else _spaced(piece)
        for piece, is_marked in marked(text, words)
    )


def _spaced(text: str) -> str:
    """`text` escaped, with the blanks at its ends, which stand between it and what is marked."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{plain(text)}{right}"


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is one of `words`.

    Blanks, quotation marks and width variants make no difference.  A number is marked where it
    stands whole: 7 is not in 17 or 7.5.
    """
    letters, places = _folded(text)
    hit = [False] * len(text)
    for word in words:
        needle, _ = _folded(str(word))
        number = bool(re.fullmatch(r"[\d.]+", needle))
        if len(needle) < SHORTEST and not number:
            continue
        bounds = (r"(?<![\d.])", r"(?!\.?\d)") if number else ("", "")
        for found in re.finditer(f"{bounds[0]}{re.escape(needle)}{bounds[1]}", letters):
            first, last = places[found.start()], places[found.end() - 1]
            hit[first : last + 1] = [True] * (last + 1 - first)
    pieces: list[tuple[str, bool]] = []
    for sign, is_hit in zip(text, hit, strict=True):
        if pieces and pieces[-1][1] == is_hit:
            pieces[-1] = pieces[-1][0] + sign, is_hit
        else:
            pieces.append((sign, is_hit))
    return pieces


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` as it is compared, and of each character the place in `text`."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in unicodedata.normalize("NFKC", sign).lower():
            if not IGNORED.match(one):
                letters.append(one)
                places.append(place)
    return "".join(letters), places
