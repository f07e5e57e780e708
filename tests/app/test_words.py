"""The catalogue: both languages say the same things, the pages say nothing that is not in it."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.words import names, written
from views import words
from views.pages import pages
from views.words import LANGUAGES, catalogue, files, text

VIEWS = Path(__file__).parents[2] / "views"
MODULES = [*VIEWS.rglob("*.py"), VIEWS.parent / "app.py"]


FILES = [path for language in LANGUAGES for path in files(language)]
FORMS = {language: catalogue(language) for language in LANGUAGES}
SHOWN = frozenset({  # what puts words before people
    "badge", "button", "caption", "checkbox", "dataframe", "download_button", "error", "expander",
    "file_uploader", "header", "info", "markdown", "metric", "multiselect", "number_input",
    "page_link", "popover", "progress", "radio", "segmented_control", "selectbox", "spinner",
    "subheader", "success", "tabs", "text", "text_area", "text_input", "title", "toggle", "warning",
    "write",
})  # fmt: skip


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def calls() -> list[tuple[str, ast.Call]]:
    return [
        (path.name, node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_said_in_every_language(language: str) -> None:
    """What is empty or still to be looked over (fuzzy) is missing."""
    every = {name for path in FILES for name in names(path)}
    assert every - FORMS[language].keys() == set()


def test_all_forms_in_all_languages_have_the_same_placeholders() -> None:
    left_open = {
        name: {frozenset(placeholders(form)) for forms in FORMS.values() for form in forms[name]}
        for name in FORMS["zh"]
    }
    assert {name for name, several in left_open.items() if len(several) > 1} == set()


def test_what_counts_has_the_forms_of_its_language() -> None:
    assert {len(forms) for forms in FORMS["zh"].values()} == {1}
    counted = {name for name, forms in FORMS["en"].items() if len(forms) == 2}
    assert "query.rows" in counted
    assert all("n" in placeholders(FORMS["en"][name][1]) for name in counted)
    assert [text("en", "query.rows", n=n) for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_a_text_is_in_one_file_of_a_language() -> None:
    for language in LANGUAGES:
        count = Counter(name for path in files(language) for name in names(path))
        assert [name for name, n in count.items() if n > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_file_is_in_order(path: Path) -> None:
    """No dates in its head, the English beside the Chinese: `make words` writes it so."""
    assert path.read_text(encoding="utf-8") == written(path)


def test_what_a_translator_has_to_look_over_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, mark in (("en", ""), ("zh", "#, fuzzy\n")):
        (tmp_path / language).mkdir()
        file = tmp_path / language / "a.po"
        entry = f'{mark}msgid "a.b"\nmsgstr "{language}"\n'
        file.write_text('msgid ""\nmsgstr ""\n\n' + entry, encoding="utf-8")
    monkeypatch.setattr(words, "__file__", str(tmp_path / "__init__.py"))
    fresh = words.catalogue.__wrapped__
    assert fresh("en") == {"a.b": ("en",)} and fresh("zh") == {}


def test_what_a_language_lacks_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"zh": {}, "en": {"a.b": ("{n} thing", "{n} things")}}
    monkeypatch.setattr(words, "catalogue", told.__getitem__)
    assert text("zh", "a.b", n=1234) == "1,234 things"
    with pytest.raises(KeyError):
        text("zh", "a.c")


def test_chinese_is_chinese_and_english_is_english() -> None:
    exempt = {"app.language", "serves.cell"}
    zh = {name for name, forms in FORMS["zh"].items() if not re.search("[一-鿿]", forms[0])}
    en = {name for name, forms in FORMS["en"].items() if re.search("[一-鿿]", "".join(forms))}
    signs = {name for name in FORMS["zh"] if name.startswith("signs.")}  # no words in them
    assert (zh | en) - exempt - signs == set()


def test_what_the_pages_say_is_in_the_catalogue_with_its_values() -> None:
    known = FORMS["zh"]
    for module, call in calls():
        first = call.args[0]
        if isinstance(first, ast.Constant):
            name = str(first.value)
            assert name in known, f"{module}: {name}"
            given = {keyword.arg for keyword in call.keywords}
            assert None in given or given >= placeholders(known[name][0]), f"{module}: {name}"
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


def test_every_page_has_its_title_and_help_in_one_or_two_sentences() -> None:
    assert [page.name for page in pages()][:2] == ["today", "explore"]
    for page in pages():
        for language, stop in (("zh", "。"), ("en", r"\.(?= |$)")):
            assert text(language, f"page.{page.name}")
            told = text(language, f"page.{page.name}_help")
            assert len(re.findall(stop, told)) in (1, 2), f"{language}: {told}"
            assert told.endswith(("。", ".")), told


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


def test_no_english_is_put_on_a_page_but_from_the_catalogue() -> None:
    """Words with a space between them, handed to what shows them, outside CSS and markup."""
    found = [
        f"{path.name}:{part.lineno}: {part.value}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SHOWN
        for given in [*node.args, *(k.value for k in node.keywords)]
        for part in _own(given)
        if re.search("[A-Za-z]{2,} [A-Za-z]{2,}", str(part.value))
    ]
    assert found == []


def _own(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts in an argument, but not those in the calls within it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Call):
            yield from _own(child)


def _pattern(node: ast.expr) -> str:
    if not isinstance(node, ast.JoinedStr):
        return ".*"
    return "".join(
        re.escape(part.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else r"\w+"
        for part in node.values
    )
