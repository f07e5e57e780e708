"""The query files: that each is read as it is written, and keeps the rules of the library."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import UserError
from graph.model import load_model
from graph.queries import (
    Query,
    QueryFileError,
    column,
    find_query,
    load_columns,
    load_queries,
    load_questions,
)
from graph.queries.declared import FOLDER

QUERIES = load_queries()
MODEL = load_model()
GOOD = """// title: Partners
// title_zh: 伙伴
// param actor: Actor|Place — whose
// param_zh actor: 谁的
// param status: status = "*" — only these
// param_zh status: 只看
// param year: year = 2019 — the year
// param_zh year: 年份
// returns partner, status, partner_id
// view: matrix(partner, status)
// A remark.
MATCH (a:Actor {id: $actor}) WHERE $status = "*" OR a.since = $year RETURN 1 AS x
ORDER BY x LIMIT $limit
"""


def _read(folder: Path, text: str, name: str = "partners") -> Query:
    (folder / "who").mkdir(exist_ok=True)
    (folder / "questions.toml").write_text('[who]\nzh = "谁"\nen = "Who"\n', encoding="utf-8")
    (folder / "who" / f"{name}.cypher").write_text(text, encoding="utf-8")
    load_queries.cache_clear()
    load_questions.cache_clear()
    (query,) = load_queries(folder)
    return query


def test_a_file_is_read_as_written(tmp_path: Path) -> None:
    query = _read(tmp_path, GOOD)
    assert (query.name, query.question, query.title_zh) == ("partners", "who", "伙伴")
    actor, status, year = query.parameters
    assert (actor.kinds, actor.default, actor.all) == (("Actor", "Place"), None, False)
    assert (status.kinds, status.type, status.default, status.all) == ((), "status", "*", True)
    assert (year.default, year.all, year.meaning, year.meaning_zh) == (
        2019,
        False,
        "the year",
        "年份",
    )
    assert query.returns == ("partner", "status", "partner_id")
    assert (query.view.kind, query.view.columns) == ("matrix", ("partner", "status"))
    assert query.text.startswith("// A remark.\nMATCH")


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("// title: Partners\n", "", "no line // title"),
        ("// view: matrix(partner, status)", "// view: matrix(partner)", "view"),
        ("// view: matrix(partner, status)", "// view: matrix(partner, year)", "view"),
        ("// view: matrix(partner, status)", "// view: pie(partner)", "view"),
        ("status: status =", "status: standing =", "type 'standing'"),
        ("Actor|Place", "Actor|Plaice", "type 'Actor|Plaice'"),
        ("// param_zh year: 年份\n", "", "param_zh"),
        (" — the year", "", "is not a header line"),
        ("= $year", "= 2019", "does not use $year"),
    ],
)
def test_a_wrong_header_is_named(tmp_path: Path, right: str, wrong: str, complaint: str) -> None:
    assert right in GOOD
    with pytest.raises(QueryFileError, match=re.escape(complaint)):
        _read(tmp_path, GOOD.replace(right, wrong))


def test_a_folder_that_no_question_names_is_refused(tmp_path: Path) -> None:
    _read(tmp_path, GOOD)
    (tmp_path / "where").mkdir()
    (tmp_path / "where" / "else.cypher").write_text(GOOD, encoding="utf-8")
    load_queries.cache_clear()
    with pytest.raises(QueryFileError, match="where"):
        load_queries(tmp_path)


def test_an_unknown_query_is_answered_with_similar_ones() -> None:
    with pytest.raises(UserError, match=r"did you mean.*partners-of-actor"):
        find_query("partners-of-actors")


def test_there_are_enough_and_every_question_has_some() -> None:
    assert len(QUERIES) >= 30
    assert {q.question for q in QUERIES} == set(load_questions())


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_a_query_keeps_the_rules(query: Query) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert re.search(r"[一-鿿]", query.title_zh)
    assert all(re.search(r"[一-鿿]", p.meaning_zh) for p in query.parameters)
    last, limit = query.text.splitlines()[-2:]
    assert last.startswith("ORDER BY ") and limit == "LIMIT $limit"
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD|FOREACH)\b", query.text)


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_a_query_speaks_the_words_of_the_model(query: Query) -> None:
    code = "\n".join(x for x in query.text.splitlines() if not x.lstrip().startswith("//"))
    code = re.sub(r'"[^"]*"', '""', code)
    types = {
        word
        for pattern in re.findall(r"\[\w*:([A-Z_|]+)", code)
        for word in pattern.split("|")
        if word
    }
    labels = {
        word for pattern in re.findall(r"\(\w*:([A-Za-z|]+)", code) for word in pattern.split("|")
    }
    assert types <= MODEL.relationships.keys()
    assert labels <= MODEL.kinds.keys()
    assert all(not MODEL.kinds[x].ancestors[1:] or x == "Enclave" for x in labels)


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_parameters_used_are_declared(query: Query) -> None:
    used = set(re.findall(r"\$(\w+)", query.text))
    assert used == {p.name for p in query.parameters} | {"limit"}


def test_every_column_has_a_name_for_people_and_no_name_is_left_over() -> None:
    returned = {c for q in QUERIES for c in q.returns}
    nodes = {c for c in returned if c.endswith("_id")}
    assert {c for c in returned - nodes if c not in load_columns()} == set()
    assert {c for c in nodes if column(c).zh == c} == set()
    named = returned | {c.removesuffix("_id") for c in nodes}
    assert set(load_columns()) - named == set()


def test_what_columns_hold_is_of_the_model() -> None:
    known = {"", "kind", "relationship", "property", "sides", "form", *MODEL.lists}
    assert {c.holds for c in load_columns().values()} <= known


def test_a_query_file_stands_in_a_folder_of_its_question() -> None:
    assert {p.stem for p in FOLDER.glob("*/*.cypher")} == {q.name for q in QUERIES}
    assert list(FOLDER.glob("*.cypher")) == []
