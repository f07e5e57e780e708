"""Reasons for people: what is wrong with a cell, a file or a query, in the reader's language.

`graph/` and `loaders/` say it in English, as the command line shows it.  A catalogue has the same
sentences as templates, `views/words/reasons/<language>.po`; a text that none of them fits as a
whole stays as it is, so that nothing is lost.  Pure: what comes out is text, not yet Markdown.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from string import Formatter
from typing import NamedTuple

from graph.model import CodeList, Refusal, load_model
from loaders.accepted import ANY_KIND, ANY_RELATIONSHIP, accept
from views.words import reasons, text

OF_THE_MODEL = ("kind", "column", "relationship", "list")  # how names of placeholders begin
AGAIN = ("expected", "hint", "missing", "doubt", "error", "place")
LISTED = ("near", "names")
DIGITS = ("number", "count", "row")
ON_PAGES = {  # what is no column of the model → the text of its field
    "title": "load.title",
    "publisher": "load.publisher",
    "date": "load.date",
    "licence": "load.licence",
    "owner": "worklist.owner",
    "due": "worklist.due",
}
BETWEEN = re.compile(r"( or | and |, )")
SIGNS = {" or ": "或", " and ": "和", ", ": "、"}
ARTICLE = re.compile("^an? ")
OF_KIND = re.compile(r" ?\((\w+)\)(, )?")
MORE = re.compile(r"(.+) (and \d+ more)", re.DOTALL)
LONGEST_VALUE = 80  # characters of a cell's text in a line
LONGEST = 2_000  # characters of a reason that is looked up


class Template(NamedTuple):
    """An English sentence as a pattern with named groups, and the same in another language."""

    pattern: re.Pattern[str]
    said: str
    order: tuple[int, int]


def reason(said: object, language: str) -> str:
    """An English reason in `language`; as it is, where the catalogue has no such sentence."""
    return _reason(str(said), language)


@lru_cache(4_096)
def _reason(said: str, language: str) -> str:
    for template in _templates(language) if len(said) <= LONGEST else ():
        if found := template.pattern.fullmatch(said):
            caught = found.groupdict()
            told = {name: _told(name, caught, language) for name in caught}
            return template.said.format(**told)
    return said


def refusal_line(refusal: Refusal, language: str) -> str:
    """A refused cell in one line: file, sheet, row, column, value, and what was expected."""
    where = [refusal.file, refusal.sheet]
    where += [text(language, "refusal.row", row=str(refusal.row))] if refusal.row else []
    column = column_word(refusal.column, language)
    where += [text(language, "refusal.column", column=column)] if column else []
    value = shortened(refusal.value)
    joined = ("、" if language == "zh" else ", ").join(filter(None, where))
    expected = reason(refusal.expected, language)
    if not value:
        return text(language, "refusal.line", where=joined, expected=expected)
    return text(language, "refusal.line_value", where=joined, value=value, expected=expected)


def refusal_reason(refusal: Refusal, language: str) -> str:
    """The same beside the row itself: only the value, or else the column, and what was expected."""
    expected = reason(refusal.expected, language)
    if value := shortened(refusal.value):
        return text(language, "refusal.cell_value", value=value, expected=expected)
    if not refusal.column:
        return text(language, "refusal.whole", expected=expected)
    column = column_word(refusal.column, language)
    return text(language, "refusal.cell", column=column, expected=expected)


def shortened(value: str) -> str:
    """A value of a table as it is told in a line."""
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 3]}…"


def column_word(name: str, language: str) -> str:
    """The label of a column that is called as the model calls it; others as they are."""
    return _words(language).get(name, name) if _templates(language) else name


@cache
def _templates(language: str) -> tuple[Template, ...]:
    """The catalogue; sentences with the longest own text first, as they fit the least."""
    found = [_template(english, said) for english, said in reasons(language).items()]
    return tuple(sorted(found, key=lambda template: template.order, reverse=True))


def _template(english: str, said: str) -> Template:
    pattern, own, digits = "", 0, 0
    for literal, name, _, _ in Formatter().parse(english):
        pattern += re.escape(literal)
        own += len(literal)
        if name:
            of_digits = name.startswith(DIGITS)
            digits += of_digits
            what = r"[\d.,]+" if of_digits else ".*?" if name.startswith("hint") else ".+?"
            pattern += f"(?P<{name}>{what})"
    return Template(re.compile(pattern, re.DOTALL), said, (own, digits))


def _told(name: str, caught: dict[str, str], language: str) -> str:
    """What a placeholder caught, by what its name says of it."""
    value = caught[name]
    if name.startswith(AGAIN):
        return _reason(value, language)
    if name.startswith("parts"):
        return SIGNS[" and "].join(_reason(part, language) for part in value.split(" and "))
    if name.startswith("things"):
        return _things(value, language)
    if name.startswith(LISTED):
        return value.replace(" or ", SIGNS[" or "]).replace(", ", SIGNS[", "])
    if name.startswith("codes"):
        return _codes(value, caught.get("list", ""), language)
    if name.startswith(OF_THE_MODEL):
        return _several(value, _words(language))
    return value


def _several(value: str, words: Mapping[str, str]) -> str:
    """One word or several, `a Park or Zone`, each by `words`, without its article."""
    if value in words:
        return words[value]
    return "".join(
        SIGNS.get(part) or words.get(ARTICLE.sub("", part), part) for part in BETWEEN.split(value)
    )


def _things(value: str, language: str) -> str:
    """Ids with their kinds in brackets, and how many more there are."""
    more = MORE.fullmatch(value)
    kinds = load_model().kinds
    shown = OF_KIND.sub(
        lambda found: (
            f"（{_words(language)[found[1]]}）{SIGNS[', '] if found[2] else ''}"
            if found[1] in kinds
            else found[0]
        ),
        more[1] if more else value,
    )
    return f"{shown}{SIGNS[', ']}{_reason(more[2], language)}" if more else shown


def _codes(value: str, of: str, language: str) -> str:
    """Codes by their labels in the list that is called `of`; other names by the model's words."""
    listed = _lists().get(of)
    words = {c: listed.label(c, language) for c in listed.codes} if listed else _words(language)
    return _several(value, words)


@cache
def _lists() -> dict[str, CodeList]:
    return {listed.en: listed for listed in load_model().lists.values()}


@cache
def _words(language: str) -> dict[str, str]:
    """Names and English labels of the model → its words in `language`.

    Where kinds call columns of one name differently, the word of the most counts.
    """
    model = load_model()
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for of in (*model.kinds, *model.relationships):
        for column in model.columns(of):
            label = str(getattr(column, language))
            for name in (column.name, column.en):
                counted[name][label] += 1
    found = {name: text(language, said) for name, said in ON_PAGES.items()}
    for table in (ANY_KIND, ANY_RELATIONSHIP):
        accepted = accept(table, model)
        found[accepted.chooser] = str(getattr(accepted.columns[accepted.chooser], language))
    found |= {name: labels.most_common(1)[0][0] for name, labels in counted.items()}
    for listed in model.lists.values():
        found[listed.en] = str(getattr(listed, language))
    for name, relationship in model.relationships.items():
        found[name] = str(getattr(relationship, language))
    for name, kind in model.kinds.items():
        found[name] = found[kind.en] = str(getattr(kind, language))
    return found
