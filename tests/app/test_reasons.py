"""Reasons in Chinese: every sentence that refuses a cell has one, and nothing of it is lost."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import ingest
from graph.ledger import Ledger
from graph.model import Refusal, load_model
from loaders import Options
from loaders.formats import Unreadable
from loaders.office.draft import draft
from tests.office.workbook import write_workbook
from views.parts.reasons import column_word, reason, refusal_line, refusal_reason
from views.words import LANGUAGES, files, reasons

CHECKOUT = Path(__file__).parents[2]
MODULES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("loaders", "graph")
    for path in sorted((CHECKOUT / folder).rglob("*.py"))
}
EXPECTED = {  # what refuses → at which place it says what was expected
    "Refusal": 5, "Fault": 2, "Unfit": 2, "BadCell": 1, "WrongCell": 2, "WrongHeader": 1,
    "Wrong": 0, "Unreadable": 0,
}  # fmt: skip
OTHER_PLACES = {  # what the pages do not do: other ways to write, and what only commands ask for
    "graph/exports", "graph/package", "graph/export.py", "graph/interop.py", "graph/snapshot.py",
    "graph/ledger/database/postgresql.py", "graph/ledger/ledger.py", "graph/settings.py",
    "graph/project.py", "loaders/templates.py",
}  # fmt: skip
SENTENCE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){2,}")
SAMPLE = "7"  # fits a placeholder of digits, and every other


def placeholders(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(words) if name)


class Templates:
    """What an expression may be: its own text, with `SAMPLE` for what is put in."""

    def __init__(self, tree: ast.Module) -> None:
        self.assigned: dict[str, list[ast.expr]] = {}
        self.functions: dict[str, ast.FunctionDef] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.assigned.setdefault(node.targets[0].id, []).append(node.value)
            if isinstance(node, ast.FunctionDef):
                self.functions[node.name] = node

    def of(self, node: ast.expr) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(value)):
                yield value
            case ast.JoinedStr(values=parts):
                yield "".join(
                    str(p.value) if isinstance(p, ast.Constant) else SAMPLE for p in parts
                )
            case ast.BinOp(left=left, right=right):
                for begin in self.of(left):
                    yield from (begin + end for end in (*self.of(right), SAMPLE))
            case ast.IfExp(body=body, orelse=other):
                yield from self.of(body)
                yield from self.of(other)
            case ast.Name(id=name):
                for value in self.assigned.get(name, ()):
                    yield from self.of(value)
            case ast.Subscript(value=ast.Name(id=name)):
                for value in self.assigned.get(name, ()):
                    if isinstance(value, ast.Dict):
                        yield from (text for v in value.values for text in self.of(v))
            case ast.Call(func=ast.Name(id=name), args=given):
                for argument in given:
                    if isinstance(argument, ast.Constant | ast.JoinedStr):
                        yield from self.of(argument)
                for inner in ast.walk(self.functions.get(name, ast.Pass())):
                    if isinstance(inner, ast.Return) and inner.value:
                        yield from self.of(inner.value)


def said(callers: dict[str, int], modules: dict[Path, ast.Module]) -> set[str]:
    """Every sentence that is handed to one of `callers`, at the place it names."""
    found = set()
    for tree in modules.values():
        templates = Templates(tree)
        for node in ast.walk(tree):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in callers and len(node.args) > callers[name]:
                found |= set(templates.of(node.args[callers[name]]))
    return {text for text in found if re.search("[a-z]{2}", text)}


def test_every_expected_text_has_its_chinese() -> None:
    found = said(EXPECTED, MODULES)
    assert len(found) > 90
    assert {text for text in found if SENTENCE.search(reason(text, "zh"))} == set()
    assert {text for text in found if reason(text, "zh") == text} == set()


def test_every_error_that_a_page_can_show_has_its_chinese() -> None:
    shown = {
        path: tree
        for path, tree in MODULES.items()
        if not any(path.is_relative_to(CHECKOUT / other) for other in OTHER_PLACES)
    }
    found = said({"UserError": 0, "Overtaken": 0}, shown)
    assert len(found) > 60
    assert {text for text in found if SENTENCE.search(reason(text, "zh"))} == set()


def test_templates_are_whole() -> None:
    """The same placeholders on both sides, Chinese in each, and no file taken for a page's."""
    told = reasons("zh")
    assert len(told) > 250
    assert [e for e, z in told.items() if placeholders(e) != placeholders(z)] == []
    assert [e for e in told if len(set(placeholders(e))) < len(placeholders(e))] == []
    assert [z for z in told.values() if not re.search("[一-鿿]", z)] == []
    assert reasons("en") == {}
    assert not any(path.parent.name == "reasons" for lang in LANGUAGES for path in files(lang))


def test_what_has_no_template_stays_as_it_is() -> None:
    assert reason("something nobody wrote down", "zh") == "something nobody wrote down"
    assert reason("the id or name of an Industry; there is none", "en").startswith("the id")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("the id or name of an Industry; there is none", "产业的编号或名称；没有这一个"),
        (
            "the id or name of an Industry; there is none, perhaps 光学 or 光电",
            "产业的编号或名称；没有这一个，也许是：光学或光电",
        ),
        (
            "an id; the name fits a:1 (Park), a:2 (Industry) and 3 more",
            "编号；这个名称对得上几个：a:1（园区）, a:2（产业）、另有 3 个",
        ),
        ("t.csv: nobody says of it publisher, date, licence; options can say so", None),
    ],
)
def test_words_of_the_model_are_told_by_its_declarations(english: str, chinese: str | None) -> None:
    told = reason(english, "zh")
    assert told != english and (chinese is None or told == chinese)
    assert not SENTENCE.search(told)
