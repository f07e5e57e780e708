"""SHACL shapes, as they follow from the model: what a graph that we export conforms to.

A kind has a shape for its nodes: datatypes, how many values, code lists, patterns.  A relationship
has one for its statements, and one for the plain triples: which ends it allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import XSD, Literal, URIRef

from graph.model import Kind, Model, Property, Relationship
from graph.rdf.cube import DIMENSIONS, ENDS, KIND
from graph.rdf.turtle import Turtle
from graph.rdf.words import DATES, NUMBERS, Words
from graph.rdf.words import camel as camel_case

DEGREES = {"longitude": 180, "latitude": 90}


def shapes(model: Model) -> str:
    """The shapes as Turtle."""
    prefixes = dict(model.namespaces.prefixes)
    return "".join(_Shapes(Words(model, ""), Turtle(prefixes)).text())


class _Shapes:
    def __init__(self, words: Words, turtle: Turtle) -> None:
        self.words, self.model, self.iri = words, words.model, turtle.iri

    def text(self) -> Iterator[str]:
        yield Turtle(self.model.namespaces.prefixes).head()
        for kind in self.model.kinds.values():
            if not kind.abstract:
                yield self._kind(kind)
        yield self._statement()
        for r in self.model.relationships.values():
            if not r.derived:
                yield self._relationship(r)
                yield self._ends(r)
        yield self._observation()

    def _shape(self, name: str, targets: str, *parts: str) -> str:
        said = " ;\n    ".join(("a sh:NodeShape", targets, *filter(None, parts)))
        return f"\n{self.iri(self.words.word(f'{name}Shape'))} {said} .\n"

    def _kind(self, kind: Kind) -> str:
        by: dict[URIRef, list[Property]] = {}
        for p in kind.properties.values():
            by.setdefault(self.words.predicate(p), []).append(p)
        parts = [part for path, ps in by.items() for part in self._properties(kind, path, ps)]
        if kind.table:  # a source is described by itself
            parts += [self._of_statement("status", 1, 1), self._of_statement("since", 0, 1)]
            parts += [self._of_statement("until", 0, 1), self._source("prov:wasDerivedFrom", "")]
        return self._shape(kind.name, f"sh:targetClass {self._word(kind.name)}", *parts)

    def _properties(self, kind: Kind, path: URIRef, ps: Sequence[Property]) -> Iterator[str]:
        if kind.name == "Source" and ps[0].name == "publisher":
            yield self._property(path, "sh:nodeKind sh:IRI", "sh:maxCount 1")
        elif len(ps) == 1 and not ps[0].language and not ps[0].resource:
            yield self._property(path, self._value(ps[0]), *_counts(ps[0]))
        else:  # several share a term, told apart by datatype, or others may use the term too
            for p in ps:
                counts = [c.replace("sh:m", "sh:qualifiedM") for c in _counts(p)]
                value = f"sh:qualifiedValueShape [ {self._value(p)} ]"
                yield self._property(path, value, *(counts or ["sh:qualifiedMinCount 0"]))
            kinds = " ".join(f"[ {self._value(p)} ]" for p in ps)
            if not any(p.resource for p in ps):
                yield self._property(path, f"sh:or ( {kinds} )")

    def _value(self, p: Property) -> str:
        """What a value of a property has to be."""
        if p.resource:
            start = p.resource.partition("{")[0] or p.example.rpartition("/")[0]
            return f"sh:nodeKind sh:IRI ; sh:pattern {_text(f'^{_escaped(start)}')}"
        if p.type == "code":
            codes = (self.iri(self.words.code(p.list, c)) for c in self.model.lists[p.list].codes)
            return f"sh:in ( {' '.join(codes)} )"
        pattern = f" ; sh:pattern {_text(p.pattern)}" if p.pattern else ""
        if p.type == "text":
            return f"sh:datatype {'rdf:langString' if p.language else 'xsd:string'}{pattern}"
        if p.type == "date":
            return f"sh:or ( {' '.join(f'[ sh:datatype {self.iri(d)} ]' for d in DATES.values())} )"
        if p.type in NUMBERS:
            limit = DEGREES.get(p.type)
            within = f" ; sh:minInclusive -{limit}.0 ; sh:maxInclusive {limit}.0" if limit else ""
            return f"sh:datatype xsd:decimal{within}"
        types = {"integer": XSD.integer, "year": XSD.gYear, "url": XSD.anyURI}
        return f"sh:datatype {self.iri(types[p.type])}"

    def _property(self, path: URIRef, *parts: str) -> str:
        said = " ; ".join((f"sh:path {self.iri(path)}", *filter(None, parts)))
        return f"sh:property [ {said} ]"

    def _of_statement(self, name: str, least: int, most: int | None) -> str:
        p = self.model.statement[name]
        counts = [f"sh:minCount {least}"] if least else []
        counts += [f"sh:maxCount {most}"] if most else []
        return self._property(self.words.predicate(p), self._value(p), *counts)

    def _source(self, term: str, most: str) -> str:
        path = self.words.term(term)
        return self._property(path, "sh:class prov:Entity", "sh:minCount 1", most)

    def _statement(self) -> str:
        one = ("sh:minCount 1", "sh:maxCount 1")
        term = self.words.term
        return self._shape(
            "Statement",
            "sh:targetClass rdf:Statement",
            self._property(term("rdf:subject"), "sh:nodeKind sh:IRI", *one),
            self._property(term("rdf:predicate"), "sh:nodeKind sh:IRI", *one),
            self._property(term("rdf:object"), *one),
            self._source("prov:hadPrimarySource", "sh:maxCount 1"),
            self._of_statement("status", 1, 1),
            self._of_statement("since", 0, 1),
            self._of_statement("until", 0, 1),
            self._of_statement("basis", 1, 1),
            self._of_statement("basis_at", 0, None),
            self._of_statement("locator", 0, None),
        )

    def _relationship(self, r: Relationship) -> str:
        predicate = f"sh:hasValue {self.iri(self.words.relationship(r.type))}"
        name = f"{camel_case(r.type)[0].upper()}{camel_case(r.type)[1:]}Statement"
        return self._shape(
            name,
            f"sh:targetClass {self.iri(self.words.statement_class(r.type))}",
            self._property(self.words.term("rdf:predicate"), predicate),
            self._allowed(r, "rdf:subject", "rdf:object"),
            *(self._property(self.words.predicate(p), self._value(p), *_counts(p))
              for p in r.properties.values()),
        )  # fmt: skip

    def _ends(self, r: Relationship) -> str:
        """Plain triples of a relationship: the subject is the node itself."""
        iri = self.iri(self.words.relationship(r.type))
        return self._shape(
            f"{camel_case(r.type)}Ends", f"sh:targetSubjectsOf {iri}", self._allowed(r, "", iri)
        )

    def _allowed(self, r: Relationship, subject: str, object_: str) -> str:
        pairs = list(r.declared_ends)
        if r.symmetric:
            pairs += [(b, a) for a, b in pairs if a != b]
        if not subject:  # each object has to fit, and the subject may be of one pair alone
            by: dict[str, list[str]] = {}
            for a, b in pairs:
                by.setdefault(a, []).append(b)
            pairs = [(a, "|".join(bs)) for a, bs in by.items()]
        alternatives = []
        for a, b in pairs:
            first = self._class(a)
            start = f"sh:property [ sh:path {subject} ; {first} ]" if subject else first
            end = f"sh:property [ sh:path {object_} ; {self._class(b)} ]"
            alternatives.append(f"[ sh:and ( [ {start} ] [ {end} ] ) ]")
        return f"sh:or ( {' '.join(alternatives)} )"

    def _class(self, side: str) -> str:
        names = list(dict.fromkeys(side.split("|")))
        if len(names) == 1:
            return f"sh:class {self._word(names[0])}"
        return f"sh:or ( {' '.join(f'[ sh:class {self._word(n)} ]' for n in names)} )"

    def _observation(self) -> str:
        """An observation of the cube has every dimension once."""
        one = ("sh:minCount 1", "sh:maxCount 1")
        properties = self.model.kinds[KIND].properties
        paths = [self.words.relationship(type_) for type_ in ENDS]
        paths += [self.words.predicate(properties[n]) for n in (*DIMENSIONS, "unit", "value")]
        paths.append(self.words.term("qb:dataSet"))
        parts = [self._property(path, *one) for path in paths]
        return self._shape("CubeObservation", "sh:targetClass qb:Observation", *parts)

    def _word(self, name: str) -> str:
        return self.iri(self.words.word(name))


def _counts(p: Property) -> list[str]:
    return ["sh:minCount 1"] * p.required + ["sh:maxCount 1"] * (not p.many)


def _text(text: str) -> str:
    return Literal(text).n3()


def _escaped(text: str) -> str:
    return text.replace(".", "\\.")
