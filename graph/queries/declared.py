"""Reads the header of each query file, and the names of columns and questions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from graph.errors import UserError
from graph.model import Model, load_model

FOLDER = Path(__file__).parents[2] / "cypher"
ALL = "*"
VIEWS = {
    "table": (0, 0),
    "matrix": (2, 3),
    "network": (2, 2),
    "map": (1, 2),
}  # fewest, most columns
PLAIN_TYPES = {"kind", "integer", "year", "text"}

_TITLE = re.compile(r"(title|title_zh|view): (.+)")
_PARAM = re.compile(r'param (\w+): ([\w|]+)(?: = ("[^"]*"|-?\d+))? — (.+)')
_PARAM_ZH = re.compile(r"param_zh (\w+): (.+)")
_RETURNS = re.compile(r"returns ([\w, ]+)")
_VIEW = re.compile(r"(\w+)(?:\(([\w, ]+)\))?")


class QueryFileError(UserError):
    """A query file is not written as it should be; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for.  `kinds` if its value is a node; `default` None if it must be given.

    `all` tells whether `*` stands for all.
    """

    name: str
    type: str
    kinds: tuple[str, ...]
    default: str | int | None
    all: bool
    meaning: str
    meaning_zh: str


@dataclass(frozen=True, slots=True)
class View:
    """How the rows are best seen: the kind of picture and the columns that it is made of."""

    kind: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One named query.  `question` is its folder, `returns` its columns, `text` its Cypher."""

    name: str
    question: str
    title: str
    title_zh: str
    parameters: tuple[Parameter, ...]
    returns: tuple[str, ...]
    view: View
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """How people read a column of an answer.

    `holds` says what its values are: a code list, `kind`, `relationship`, `property`, `sides` (of a
    property, each `value (source)`), or nothing of these (empty).
    """

    name: str
    zh: str
    en: str
    holds: str = ""


@cache
def load_queries(folder: Path = FOLDER) -> tuple[Query, ...]:
    """All queries, in the order of their questions, by name in each.

    Raises `QueryFileError` for a wrong file.
    """
    model = load_model()
    order = {question: i for i, question in enumerate(load_questions(folder))}
    queries = [_parse(path, model) for path in sorted(folder.glob("*/*.cypher"))]
    if strange := {q.question for q in queries} - order.keys():
        raise QueryFileError(f"{', '.join(sorted(strange))}: a folder that questions.toml lacks")
    queries.sort(key=lambda q: (order[q.question], q.name))
    names = [q.name for q in queries]
    if twice := {n for n in names if names.count(n) > 1}:
        raise QueryFileError(f"{', '.join(sorted(twice))}: more than one query file of this name")
    return tuple(queries)


@cache
def load_columns(folder: Path = FOLDER) -> Mapping[str, Column]:
    """Names for people of the columns that queries return, from `cypher/columns.toml`."""
    data = tomllib.loads((folder / "columns.toml").read_text(encoding="utf-8"))
    return {name: Column(name, **values) for name, values in data.items()}


@cache
def load_questions(folder: Path = FOLDER) -> Mapping[str, Column]:
    """Names for people of the folders, in their order, from `cypher/questions.toml`."""
    data = tomllib.loads((folder / "questions.toml").read_text(encoding="utf-8"))
    return {name: Column(name, **values) for name, values in data.items()}


@dataclass(frozen=True, slots=True)
class Example:
    """Cypher to begin with, and what it asks."""

    zh: str
    en: str
    text: str


@cache
def load_examples(folder: Path = FOLDER) -> tuple[Example, ...]:
    """Cypher to begin with, from `cypher/examples.toml`."""
    data = tomllib.loads((folder / "examples.toml").read_text(encoding="utf-8"))
    return tuple(Example(e["zh"], e["en"], e["text"].strip()) for e in data["example"])


def column(name: str) -> Column:
    """How people read the column `name`; one that no list knows is called by its name."""
    columns = load_columns()
    if name in columns:
        return columns[name]
    if (of := columns.get(name.removesuffix("_id"))) and name.endswith("_id"):
        return Column(name, f"{of.zh}编号", f"{of.en} id")
    return Column(name, name, name)


def find_query(name: str) -> Query:
    """The query called `name`.  Raises `UserError` that names similar ones if there is none."""
    queries = {q.name: q for q in load_queries()}
    if name not in queries:
        near = get_close_matches(name, queries, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else f"one of {', '.join(queries)}"
        raise UserError(f"There is no query {name!r}; {hint}")
    return queries[name]


def _parse(path: Path, model: Model) -> Query:
    lines = path.read_text(encoding="utf-8").splitlines()
    said: dict[str, str] = {}
    parameters: dict[str, re.Match[str]] = {}
    chinese: dict[str, str] = {}
    header = 0
    for header, line in enumerate(lines):
        word = line.removeprefix("// ")
        if word == line:
            break
        if match := _TITLE.fullmatch(word):
            said[match[1]] = match[2]
        elif match := _RETURNS.fullmatch(word):
            said["returns"] = match[1]
        elif match := _PARAM.fullmatch(word):
            parameters[match[1]] = match
        elif match := _PARAM_ZH.fullmatch(word):
            chinese[match[1]] = match[2]
        elif re.match(r"(title|title_zh|view|param|param_zh|returns)\b", word):
            raise QueryFileError(f"{path.name}, line {header + 1}: {line!r} is not a header line")
        else:
            break  # a remark: the Cypher begins
    text = "\n".join(lines[header:]).strip()
    for needed in ("title", "title_zh", "returns", "view"):
        if needed not in said:
            raise QueryFileError(f"{path.name}: the header has no line // {needed}")
    if parameters.keys() != chinese.keys():
        raise QueryFileError(f"{path.name}: each // param needs its // param_zh, and the reverse")
    returns = tuple(said["returns"].split(", "))
    return Query(
        name=path.stem,
        question=path.parent.name,
        title=said["title"],
        title_zh=said["title_zh"],
        parameters=tuple(
            _parameter(path, m, chinese[name], text, model) for name, m in parameters.items()
        ),
        returns=returns,
        view=_view(path, said["view"], returns),
        text=text,
    )


def _parameter(path: Path, match: re.Match[str], zh: str, text: str, model: Model) -> Parameter:
    name, type_, default, meaning = match.groups()
    kinds = tuple(type_.split("|")) if all(t in model.kinds for t in type_.split("|")) else ()
    if not kinds and type_ not in PLAIN_TYPES and type_ not in model.lists:
        raise QueryFileError(f"{path.name}: {name} has type {type_!r}, not one of the model")
    if not re.search(rf"\${name}\b", text):
        raise QueryFileError(f"{path.name}: its text does not use ${name}")
    value = None if default is None else default.strip('"') if default[0] == '"' else int(default)
    return Parameter(name, type_, kinds, value, f'${name} = "{ALL}"' in text, meaning, zh)


def _view(path: Path, said: str, returns: tuple[str, ...]) -> View:
    match = _VIEW.fullmatch(said)
    columns = tuple(match[2].split(", ")) if match and match[2] else ()
    fewest, most = VIEWS.get(match[1] if match else "", (1, 0))
    if not match or not fewest <= len(columns) <= most or not set(columns) <= set(returns):
        raise QueryFileError(
            f"{path.name}: view {said!r}, expected {', '.join(VIEWS)} of columns that it returns"
        )
    return View(match[1], columns)
