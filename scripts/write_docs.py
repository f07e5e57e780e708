"""Writes the generated pages of docs/: from the model, the queries, the commands and the settings.

`make docs` writes them; a test holds the files against `pages()`.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph import settings
from graph.model import CodeList, Kind, Model, Property, Relationship, load_model
from graph.queries import Query, load_queries, load_questions
from graph.rdf.shapes import shapes
from graph.rdf.vocabulary import vocabulary
from scripts.command_page import commands_page
from scripts.markdown import NOTE, table
from scripts.terms_page import terms

DOCS = settings.CHECKOUT / "docs"


def pages() -> dict[str, str]:
    """File name in docs/ → its text."""
    model = load_model()
    return {
        "data-dictionary.md": data_dictionary(model),
        "templates.md": templates(model),
        "queries.md": queries(load_queries()),
        "commands.md": commands_page(),
        "settings.md": settings_page(),
        "shapes.ttl": shapes(model),
        "terms.md": terms(model),
        "vocabulary.ttl": vocabulary(model),
    }


def data_dictionary(model: Model) -> str:
    """Every kind, relationship and code list, as `graph/model/` declares them."""
    parts = [
        "# Data dictionary · 数据字典",
        NOTE,
        "What the graph can hold. Declared in `graph/model/`, one short file each.\n",
        "图中可以有什么。每项在 `graph/model/` 中各有一个短文件。\n",
        "## Kinds · 类别\n",
    ]
    parts += [_kind(model, kind) for kind in model.kinds.values()]
    parts += ["## Relationships · 关系\n"]
    parts += [_relationship(r) for r in model.relationships.values()]
    parts += [
        "## What every row may say · 每行都可注明\n",
        _properties(model.statement.values()),
        "## Code lists · 代码表\n",
    ]
    parts += [_code_list(code_list) for code_list in model.lists.values()]
    return "\n".join(parts)


def _kind(model: Model, kind: Kind) -> str:
    parent = model.kinds[kind.ancestors[1]] if len(kind.ancestors) > 1 else None
    own = [p for p in kind.properties.values() if not parent or p.name not in parent.properties]
    lines = [f"### {kind.name} · {kind.zh}\n", f"{kind.meaning} {kind.meaning_zh}"]
    if kind.example:
        lines.append(f"Example · 例：{kind.example}")
    if parent:
        lines.append(f"All that {parent.name} has; its labels are `:{':'.join(kind.labels)}`.")
    return "\n".join(lines) + "\n" + (f"\n{_properties(own)}" if own else "")


def _relationship(r: Relationship) -> str:
    notes = [
        "No direction." if r.symmetric else f"Read backwards: {r.inverse_en} · {r.inverse_zh}.",
        f"Ends: {'; '.join(' → '.join(pair) for pair in r.declared_ends)}.",
    ]
    if r.qualifier:
        notes.append(f"Each `{r.qualifier}` is a relationship of its own.")
    if r.derived:
        notes.append("Made by the projection, never stated.")
    if r.column:
        notes.append(f"Column `{r.column}` in tables of the first end.")
    if r.inverse_column:
        notes.append(f"Column `{r.inverse_column}` in tables of the second end.")
    lines = [
        f"### {r.type} · {r.zh}\n",
        f"{r.meaning} {r.meaning_zh}",
        f"Example · 例：{r.example}\n",
        *(f"- {note}" for note in notes),
    ]
    own = _properties(r.properties.values()) if r.properties else ""
    return "\n".join(lines) + "\n" + (f"\n{own}" if own else "")


def _properties(properties: Iterable[Property]) -> str:
    return table(
        ("property", "中文", "English", "type", "meaning", "example"),
        [
            (
                f"`{p.name}`",
                p.zh,
                p.en,
                _type(p),
                " ".join(filter(None, (p.meaning, p.meaning_zh))),
                p.example,
            )
            for p in properties
        ],
    )


def _type(p: Property) -> str:
    words = [f"one of [{p.list}](#{p.list})" if p.list else p.type]
    words += [f"in {p.unit}"] if p.unit else []
    words += ["several"] if p.many else []
    words += ["required"] if p.required else []
    words += ["identifies"] if p.identifier else []
    return ", ".join(words)


def _code_list(code_list: CodeList) -> str:
    rows = [
        (f"`{code}`", labels["zh"], labels["en"], labels.get("meaning", ""))
        for code, labels in code_list.codes.items()
    ]
    title = f"### {code_list.name}\n\n{code_list.en} · {code_list.zh}\n"
    return f"{title}\n{table(('code', '中文', 'English', 'meaning'), rows)}"


def templates(model: Model) -> str:
    """The columns that a table of each kind accepts."""
    parts = [
        "# Templates · 模板",
        NOTE,
        "One table a kind; `triplehelix template KIND` writes it empty as .xlsx or .csv. "
        "Columns may stand in any order and be left out, except the required ones. "
        "Several values in a cell are separated by `;`. "
        "What every row may say (status, years, basis, locator) is in the "
        "[data dictionary](data-dictionary.md#what-every-row-may-say--每行都可注明).\n",
        "每类一张表；`triplehelix template KIND` 生成空表（.xlsx 或 .csv）。"
        "列的次序不限，除必填列外均可省略；一格多个值用 `;` 分隔。\n",
    ]
    parts.append("## Tables of kinds · 类别表\n")
    for kind in model.kinds.values():
        if kind.table and not kind.abstract:
            parts.append(f"### {kind.name} · {kind.zh}\n")
            parts.append(_columns(model, kind.name))
    parts.append("## Tables of relationships · 关系表\n")
    for r in model.relationships.values():
        if not r.derived:
            parts.append(f"### {r.type} · {r.zh}\n")
            parts.append(_columns(model, r.type))
    return "\n".join(parts)


def _columns(model: Model, name: str) -> str:
    rows = []
    for column in model.columns(name):
        if column.role == "statement":
            continue
        holds = _type(column.property).split("](")[0].replace("[", "") if column.property else ""
        if column.relationship or column.role == "end":
            holds = " or ".join(_shortest(model, column.kinds))
            holds += ", several" if column.many else ""
        if column.required and "required" not in holds:
            holds = ", ".join(filter(None, (holds, "required")))
        rows.append((f"`{column.name}`", column.zh, column.en, holds))
    return table(("column", "中文", "English", "holds"), rows)


def _shortest(model: Model, kinds: tuple[str, ...]) -> list[str]:
    """`kinds` with all actors said as Actor."""
    actors = set(model.concrete("Actor"))
    if actors <= set(kinds):
        return ["Actor", *(k for k in kinds if k not in actors)]
    return list(kinds)


def queries(library: Iterable[Query]) -> str:
    """The named queries, by question."""
    parts = [
        "# Named queries · 查询",
        NOTE,
        "`triplehelix query NAME --param value`. Each is one file of `cypher/`. "
        "An actor, place or industry is given by its id or its name; `*` is all.\n",
        "每个查询为一个文件；主体、地点、产业可写编号或名称，`*` 表示全部。\n",
    ]
    questions = load_questions()
    question = ""
    for query in library:
        if query.question != question:
            question = query.question
            parts.append(f"## {questions[question].en} · {questions[question].zh}\n")
        parts.append(_query(query))
    return "\n".join(parts)


def _query(query: Query) -> str:
    lines = [f"### {query.name}\n", f"{query.title} · {query.title_zh}\n"]
    for p in query.parameters:
        default = "" if p.default is None else f", default `{p.default}`"
        lines.append(f"- `--{p.name}` {p.type}{default}: {p.meaning} · {p.meaning_zh}")
    lines += [""] if query.parameters else []
    lines.append(f"Returns {', '.join(f'`{name}`' for name in query.returns)}.\n")
    return "\n".join(lines)


def settings_page() -> str:
    """The settings, as `graph/settings.py` declares them."""
    rows = [
        (f"`{s.name}`", f"`{_relative(s.default)}`" if s.default else "", s.en, s.zh)
        for s in settings.SETTINGS
    ]
    return "\n".join(
        [
            "# Settings · 设置",
            NOTE,
            "Environment variables. An empty one counts as not set. 环境变量；空值视为未设。\n",
            table(("variable", "default", "meaning", "含义"), rows),
        ]
    )


def _relative(default: str) -> str:
    return default.removeprefix(f"{settings.CHECKOUT}/")


def main() -> None:
    """Write the pages that differ."""
    for name, text in pages().items():
        path = DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()
