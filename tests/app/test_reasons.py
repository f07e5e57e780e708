"""Reasons in Chinese: every sentence that refuses a cell has one, and nothing of it is lost."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph import ingest
from graph.errors import UserError
from graph.ledger import Ledger
from graph.model import Refusal, load_model
from loaders import Options
from loaders.formats import Unreadable
from loaders.office.draft import draft
from tests.office.found_broken import broken
from views.parts.reasons import reason, refusal_line, refusal_reason
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
Lines = Callable[[str, list[list[str]], str], tuple[list[Refusal], list[str]]]
SAMPLE = "7"  # fits a placeholder of digits, and every other


def placeholders(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(words) if name)


class Templates:
    """What an expression may be: its own text, with `SAMPLE` for what is put in."""

    def __init__(self, tree: ast.Module, within: ast.AST) -> None:
        """`within` is the function (or the module) whose names count beside the module's."""
        self.assigned: dict[str, list[ast.expr]] = {}
        for node in [*tree.body, *ast.walk(within)]:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.assigned.setdefault(node.targets[0].id, []).append(node.value)
        self.functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}

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
        inner = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        for within, node in [(f, n) for f in inner for n in ast.walk(f)]:
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in callers and len(node.args) > callers[name]:
                found |= set(Templates(tree, within).of(node.args[callers[name]]))
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
            "the id or name of an Industry or Park; there is none, perhaps 光学 or 光电",
            "产业或园区的编号或名称；没有这一个，也许是：光学或光电",
        ),
        (
            "an id; the name fits a:1 (Park), a:2 (Industry) and 3 more",
            "编号；这个名称对得上几个：a:1（园区）、a:2（产业）、另有 3 个",
        ),
        ("a value; industry may not be empty", "一个值；「所属产业」不能为空"),
        (
            "status: one of planned, actual",
            "状态，以下之一：计划、已实现",
        ),
        (
            "a b.csv: a table is refused: nobody knows why",
            "a b.csv: a table is refused: nobody knows why",
        ),
        (
            "Stopped after 10 s; ask for less, or by place or kind",
            "10 秒后停止；请少查一些，或限定地方或类别",
        ),
        ("owner: at most 200 characters", "负责人：最多 200 个字符"),
    ],
)
def test_words_of_the_model_are_told_by_its_declarations(english: str, chinese: str) -> None:
    assert reason(english, "zh") == chinese


FIRMS = [
    ["编号", "企业名称", "所属产业", "成立年份", "网址", "经度", "状态", "颜色"],
    ["a1", "甲公司", "", "二〇一九", "www", "999", "好", "红"],
    ["a2", "", "", "2019", "http://x.cn", "120", "actual", ""],
    ["a3", "=1+1", "", "", "", "", "", ""],
    ["a;b", "乙公司", "", "", "", "", "", ""],
    ["a5", "丙公司", "眼视光", "", "", "", "", ""],
]
ROWS = [
    ["id", "name", "industry", "uscc", "founded", "colour"],
    ["b1", "甲公司", "", "123", "x", ""],
    ["b2", "", "", "", "", "", "6"],
    ["b3", "乙公司", "b1", "", "", ""],
]
LINKS = [["from", "to", "since", "until", "status"], ["a", "b", "2020", "2019", "maybe"], ["", "b"]]


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    """What the page Load says of a table that the real loader reads."""

    def read(name: str, rows: list[list[str]], kind: str) -> tuple[list[Refusal], list[str]]:
        path = tmp_path / name
        if path.suffix == ".xlsx":
            book = Workbook()
            book.active.title = "企业名单"
            for row in rows:
                book.active.append(row)
            book.save(path)
        else:
            text = "\n".join(map(",".join, rows))
            path.write_text(text, encoding="utf-8")
        with Ledger.open(tmp_path / "ledger.db") as ledger:
            report = ingest.load(path, ledger, Options(kind), dry_run=True)
        return report.refusals, report.warnings

    return read


@pytest.mark.parametrize(
    ("name", "rows", "kind", "least"),
    [
        ("firms.xlsx", FIRMS, "Enterprise", 7),
        ("firms.csv", ROWS, "Enterprise", 4),
        ("links.csv", LINKS, "LOCATED_IN", 3),
        ("kinds.csv", [["kind", "id", "name"], ["Firm", "a", "甲"]], "*", 1),
        ("header.csv", [["颜色", "大小"], ["1", "2"]], "Enterprise", 1),
    ],
)
def test_a_refused_file_is_told_in_chinese(
    lines: Lines, name: str, rows: list[list[str]], kind: str, least: int
) -> None:
    refusals, warnings = lines(name, rows, kind)
    assert len(refusals) >= least and warnings
    told = [f(r, "zh") for r in refusals for f in (refusal_line, refusal_reason)]
    told += [reason(warning, "zh") for warning in warnings]
    assert [text for text in told if SENTENCE.search(text)] == []
    assert all(r.value[:20] in line for r, line in zip(refusals, told[::2], strict=False))


def test_a_line_has_the_order_of_chinese(lines: Lines) -> None:
    refusals, _ = lines("firms.xlsx", FIRMS, "Enterprise")
    told = [refusal_line(refusal, "zh") for refusal in refusals]
    assert (
        "firms.xlsx、企业名单、第 6 行、列「所属产业」：值「眼视光」，"
        "应为：产业的编号或名称；没有这一个"
    ) in told
    industry = next(r for r in refusals if r.value == "眼视光")
    assert "row 6, 所属产业: “眼视光”, expected the id" in refusal_line(industry, "en")
    assert "列「所属产业」" in refusal_line(industry._replace(column="industry"), "zh")


def test_what_cannot_be_read_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"no workbook")
    (tmp_path / "empty.csv").write_bytes(b"")
    for name in ("damaged.xlsx", "empty.csv"):
        with pytest.raises(Unreadable) as unreadable:
            draft(tmp_path / name, load_model())
        assert re.search("[一-鿿]", told := reason(unreadable.value.expected, "zh"))
        assert not SENTENCE.search(told)
    (tmp_path / "nothing.csv").write_text("颜色,大小\n1,2\n", encoding="utf-8")
    for path in (tmp_path / "nothing.csv", tmp_path / "there_is_none.csv"):
        with Ledger.open(tmp_path / "ledger.db") as ledger, pytest.raises(UserError) as error:
            ingest.load(path, ledger, dry_run=True)
        assert not SENTENCE.search(reason(error.value, "zh").replace("triplehelix map", ""))


def test_what_is_said_of_broken_office_files_is_chinese(tmp_path: Path) -> None:
    """Also the remarks of a draft and the warnings of a load."""
    said: set[str] = set()
    for fault in (b for b in broken() if not b.name.startswith("one_cell")):
        (folder := tmp_path / fault.name).mkdir()
        path = fault.build(folder)
        kind = fault.base.constants.get("kind", "") if fault.base else ""
        with Ledger.open(folder / "ledger.db") as ledger:
            try:
                drafted = draft(path, load_model(), ledger, kind)
                said |= {*drafted.notices, *drafted.left, *drafted.doubts}
                report = ingest.load(path, ledger, Options(kind), dry_run=True)
                said |= {*report.warnings, *(r.expected for r in report.refusals)}
            except Unreadable as error:
                said.add(error.expected)
            except UserError as error:
                said.add(error.message)
    told = {text: reason(text, "zh").replace("triplehelix map", "") for text in said}
    assert len(told) > 20
    assert {text for text, zh in told.items() if zh == text or SENTENCE.search(zh)} == set()
