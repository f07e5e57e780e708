"""The catalogue: both languages say the same things, the pages say nothing that is not in it."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from views.pages import pages
from views.words import LANGUAGES, catalogue, text

VIEWS = Path(__file__).parents[2] / "views"
MODULES = [*VIEWS.rglob("*.py"), VIEWS.parent / "app.py"]


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def calls() -> list[tuple[str, ast.Call]]:
    return [
        (path.name, node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
    ]


def test_both_languages_have_the_same_texts_with_the_same_placeholders() -> None:
    zh, en = catalogue("zh"), catalogue("en")
    assert zh.keys() ^ en.keys() == set()
    assert {name for name in zh if placeholders(zh[name]) != placeholders(en[name])} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert [name for name, words in catalogue(language).items() if not words.strip()] == []


def test_chinese_is_chinese_and_english_is_english() -> None:
    exempt = {"app.language", "serves.cell"}
    zh = {name for name, words in catalogue("zh").items() if not re.search("[一-鿿]", words)}
    en = {name for name, words in catalogue("en").items() if re.search("[一-鿿]", words)}
    signs = {name for name in catalogue("zh") if name.startswith("signs.")}  # no words in them
    assert (zh | en) - exempt - signs == set()


def test_what_the_pages_say_is_in_the_catalogue_with_its_values() -> None:
    known = catalogue("zh")
    for module, call in calls():
        first = call.args[0]
        if isinstance(first, ast.Constant):
            name = str(first.value)
            assert name in known, f"{module}: {name}"
            given = {keyword.arg for keyword in call.keywords}
            assert None in given or given >= placeholders(known[name]), f"{module}: {name}"
        else:  # a name made of parts: some text must fit
            pattern = _pattern(first)
            assert any(re.fullmatch(pattern, name) for name in known), f"{module}: {pattern}"


def test_nothing_in_the_catalogue_is_left_over() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    patterns = [
        _pattern(call.args[0]) for _, call in calls() if isinstance(call.args[0], ast.JoinedStr)
    ]
    unused = {
        name
        for name in catalogue("zh")
        if f'"{name}"' not in source
        and f"'{name}'" not in source
        and not any(re.fullmatch(pattern, name) for pattern in patterns)
    }
    assert unused == set()


def test_every_page_has_its_title_and_help() -> None:
    assert [page.name for page in pages()][:2] == ["today", "explore"]
    for page in pages():
        assert text("zh", f"page.{page.name}") and text("en", f"page.{page.name}_help")


def test_texts_outside_the_catalogue() -> None:
    """Chinese in a module is a sign, a separator or a font, not a text."""
    found = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path in MODULES
        if path.parent.name != "words"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search("[一-鿿]{2,}", node.value)
    ]
    assert found == []


def _pattern(node: ast.expr) -> str:
    if not isinstance(node, ast.JoinedStr):
        return ".*"
    return "".join(
        re.escape(part.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else r"\w+"
        for part in node.values
    )
