"""Our own vocabulary, as it follows from the model: classes, properties, code lists, the cube."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef

from graph.model import Model, Property, Relationship
from graph.rdf import turtle
from graph.rdf.cube import structure
from graph.rdf.words import NUMBERS, TYPE, Block, Pair, Words

NO_BASE = ""  # a vocabulary speaks of nothing in the graph
RANGES = {"integer": "xsd:integer", "year": "xsd:gYear", "url": "xsd:anyURI", "text": "xsd:string"}

STATED = {  # where ids of several sources are one node
    "statedSubject": ("来源所用的主语编号", "id that the source uses as subject"),
    "statedObject": ("来源所用的宾语编号", "id that the source uses as object"),
}


def vocabulary(model: Model) -> str:
    """The vocabulary as Turtle."""
    words = Words(model, NO_BASE)
    return "".join(turtle.text(model.namespaces.prefixes, _blocks(words)))


def _blocks(words: Words) -> Iterator[Block]:
    model, term = words.model, words.term
    yield (
        words.vocabulary,
        [
            (TYPE, term("owl:Ontology")),
            *_labels(words, "三螺旋词汇", "Vocabulary of Triple Helix"),
            (term("rdfs:comment"), Literal("Words for what no standard vocabulary has a term for; "
                                           "derived from the model.", lang="en")),
            (term("rdfs:comment"), Literal("标准词汇中没有的词，由模型导出。", lang="zh")),
        ],
    )  # fmt: skip
    yield from _classes(words)
    yield from _properties(words)
    for r in model.relationships.values():
        if not r.derived:
            yield from _relationship(words, r)
    yield from _lists(words)
    yield from structure(words)


def _classes(words: Words) -> Iterator[Block]:
    term = words.term
    for kind in words.model.kinds.values():
        above = [words.word(kind.ancestors[1])] if len(kind.ancestors) > 1 else []
        yield (
            words.word(kind.name),
            [
                (TYPE, term("owl:Class")),
                *_labels(words, kind.zh, kind.en, kind.meaning_zh, kind.meaning, kind.example),
                *((term("rdfs:subClassOf"), a) for a in (*above, *map(term, kind.terms))),
            ],
        )


def _properties(words: Words) -> Iterator[Block]:
    """Our own properties, once each, whatever declares them."""
    model, term = words.model, words.term
    declared: dict[URIRef, Property] = {}
    owners = [model.statement, *(k.properties for k in model.kinds.values()),
              *(r.properties for r in model.relationships.values() if not r.derived)]  # fmt: skip
    ranges: dict[URIRef, set[str]] = {}
    for properties in owners:
        for p in properties.values():
            if not p.term:
                declared.setdefault(words.predicate(p), p)
                ranges.setdefault(words.predicate(p), set()).add(_range(p))
    for iri, p in declared.items():
        coded = p.type == "code" or p.resource
        kind = "owl:ObjectProperty" if coded else "owl:DatatypeProperty"
        said: list[Pair] = [
            (TYPE, term(kind)),
            *_labels(words, p.zh, p.en, p.meaning_zh, p.meaning, p.example),
        ]
        if len(ranges[iri]) == 1 and (range_ := ranges[iri].pop()):
            said.append((term("rdfs:range"), term(range_)))
        if p.identifier:
            said.append((term("rdfs:subPropertyOf"), term("schema:identifier")))
        yield iri, said
    for name, (zh, en) in STATED.items():
        yield words.word(name), [(TYPE, term("owl:ObjectProperty")), *_labels(words, zh, en)]


def _range(p: Property) -> str:
    if p.type == "code":
        return "skos:Concept"
    return "xsd:decimal" if p.type in NUMBERS else RANGES.get(p.type, "")


def _relationship(words: Words, r: Relationship) -> Iterator[Block]:
    term = words.term
    said: list[Pair] = [
        (TYPE, term("owl:ObjectProperty")),
        *_labels(words, r.zh, r.en, r.meaning_zh, r.meaning, r.example),
    ]
    if r.symmetric:
        said.append((TYPE, term("owl:SymmetricProperty")))
    for start, end, terms in r.terms:
        if start == end == "*":  # always so, whatever the ends
            said += [(term("rdfs:subPropertyOf"), term(t)) for t in terms if t[0] != "^"]
    yield words.relationship(r.type), said
    yield (
        words.statement_class(r.type),
        [
            (TYPE, term("owl:Class")),
            *_labels(words, f"关于“{r.zh}”的陈述", f"statement that one {r.en} another"),
            (term("rdfs:subClassOf"), term("rdf:Statement")),
        ],
    )


def _lists(words: Words) -> Iterator[Block]:
    term = words.term
    for list_ in words.model.lists.values():
        scheme = words.scheme(list_.name)
        labels: Mapping[str, str]
        yield scheme, [(TYPE, term("skos:ConceptScheme")), *_labels(words, list_.zh, list_.en)]
        for code, labels in list_.codes.items():
            said: list[Pair] = [
                (TYPE, term("skos:Concept")),
                (term("skos:inScheme"), scheme),
                (term("skos:notation"), Literal(code)),
                (term("skos:prefLabel"), Literal(labels.get("zh", code), lang="zh")),
                (term("skos:prefLabel"), Literal(labels.get("en", code), lang="en")),
            ]
            if meaning := labels.get("meaning"):
                said.append((term("skos:definition"), Literal(meaning, lang="en")))
            yield words.code(list_.name, code), said


def _labels(
    words: Words, zh: str, en: str, meaning_zh: str = "", meaning: str = "", example: str = ""
) -> Iterator[Pair]:
    yield words.term("rdfs:label"), Literal(zh, lang="zh")
    yield words.term("rdfs:label"), Literal(en, lang="en")
    if meaning_zh:
        yield words.term("rdfs:comment"), Literal(meaning_zh, lang="zh")
    if meaning:
        yield words.term("rdfs:comment"), Literal(meaning, lang="en")
    if example:
        yield words.term("skos:example"), Literal(example)
