"""The generated page of terms and formats: what of the model is which term of which vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from graph.exports import exporters
from graph.model import Model, Property, Relationship
from graph.rdf.words import Words, camel
from scripts.markdown import NOTE, table


def terms(model: Model) -> str:
    """The page, in Markdown."""
    words = Words(model, "")
    own = model.namespaces.own
    named = {iri: name for name, iri in model.namespaces.prefixes.items()}
    parts = [
        "# Formats and terms · 导出格式与术语",
        NOTE,
        "## Formats · 格式\n",
        "`triplehelix export FILE`; the ending says the format, or `--format` does. "
        "文件扩展名决定格式，也可用 `--format` 指定。\n",
        table(
            ("format", "endings", "what it is", "说明"),
            [
                (f"`{e.NAME}`", " ".join(f"`{s}`" for s in e.SUFFIXES if s), e.TITLE, e.TITLE_ZH)
                for e in exporters().values()
            ],
        ),
        "## Kinds · 类别\n",
        f"Each node has the classes of its kind and of all above it; `{own}:` is our own "
        "vocabulary ([vocabulary.ttl](vocabulary.ttl)).\n",
        table(
            ("kind", "中文", "classes"),
            [
                (k.name, k.zh, ", ".join(_short(str(c), named) for c in words.kinds[k.name]))
                for k in model.kinds.values()
            ],
        ),
        "## Properties · 属性\n",
        table(("property", "of", "term", "value"), _properties(model)),
        "## Relationships · 关系\n",
        "What is the case is said with our own word and with the terms of others; `^` is read from "
        "the second end. 已成事实者同时用自有词与标准词表述；`^` 表示从第二端读。\n",
        table(
            ("relationship", "中文", "our word", "terms of others, by ends"),
            [
                (r.type, r.zh, f"`{own}:{camel(r.type)}`", _of_others(r))
                for r in model.relationships.values()
                if not r.derived
            ],
        ),
        "## Namespaces · 命名空间\n",
        table(
            ("prefix", "namespace"),
            [(f"`{name}:`", iri) for name, iri in sorted(model.namespaces.prefixes.items())],
        ),
    ]
    return "\n".join(parts)


def _properties(model: Model) -> list[tuple[str, ...]]:
    """A row for each property and term, with the kinds or relationships that have it so."""
    own = model.namespaces.own
    rows: dict[tuple[str, str, str], list[str]] = {}
    owners: list[tuple[str, Iterable[Property]]] = [("every row", model.statement.values())]
    for kind in model.kinds.values():
        above = model.kinds[kind.ancestors[1]].properties if len(kind.ancestors) > 1 else {}
        properties = [p for p in kind.properties.values() if above.get(p.name) != p]
        owners.append((kind.name, properties))
    owners += [(r.type, r.properties.values()) for r in model.relationships.values()
               if not r.derived]  # fmt: skip
    for owner, properties in owners:
        for p in properties:
            term = p.term or f"{own}:{camel(p.name)}"
            rows.setdefault((p.name, term, _value(p)), []).append(owner)
    return [
        (f"`{name}`", ", ".join(of), f"`{term}`", value)
        for (name, term, value), of in sorted(rows.items())
    ]


def _value(p: Property) -> str:
    if p.resource:
        return f"IRI `{p.resource.replace('{}', '…')}`"
    if p.list:
        return f"concept of `{p.list}`"
    types = {"number": "xsd:decimal", "longitude": "xsd:decimal", "latitude": "xsd:decimal",
             "integer": "xsd:integer", "year": "xsd:gYear", "url": "xsd:anyURI",
             "date": "xsd:date, xsd:gYearMonth or xsd:gYear"}  # fmt: skip
    return types.get(p.type, f"text, `@{p.language}`" if p.language else "text")


def _of_others(r: Relationship) -> str:
    return "; ".join(f"{a} → {b}: {', '.join(f'`{t}`' for t in ts)}" for a, b, ts in r.terms)


def _short(iri: str, named: dict[str, str]) -> str:
    namespace = max((n for n in named if iri.startswith(n)), key=len)
    return f"`{named[namespace]}:{iri[len(namespace) :]}`"
