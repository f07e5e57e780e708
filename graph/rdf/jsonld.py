"""Writes triples as JSON-LD, a subject a line, with the context in the file: nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import RDF, XSD, URIRef

from graph.model import Property
from graph.rdf.turtle import LOCAL
from graph.rdf.words import NUMBERS, Block, Term, Words

IRI = "@id"
ROOMS = ("id", "source", "statement", "dataset", "scheme", "publisher")
LINKING = (  # terms that point at something, and that no declaration names
    "rdf:subject", "rdf:predicate", "prov:hadPrimarySource", "prov:wasDerivedFrom", "qb:dataSet",
    "qb:structure", "skos:inScheme", "dcterms:source", "dcterms:license", "dcterms:publisher",
    "dcterms:conformsTo", "th:statedSubject", "th:statedObject",
)  # fmt: skip
PLAIN = ("rdf:object", "dcterms:title", "dcterms:modified", "owl:versionInfo", "foaf:name")


class JsonLd:
    """A writer with the context that follows from the model."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.prefixes = dict(words.model.namespaces.prefixes)
        self.prefixes |= {room: f"{words.base}{room}/" for room in ROOMS}
        self._namespaces = sorted(self.prefixes.items(), key=lambda p: -len(p[1]))
        self._types = dict(_predicates(words))  # predicate → what its values are, if all alike
        self._keys = self._names()

    def context(self) -> dict[str, Any]:
        """Prefixes, and a name for each predicate with the type of its values."""
        names: dict[str, Any] = {}
        for predicate, key in sorted(self._keys.items(), key=lambda k: k[1]):
            type_ = self._types[predicate]
            named: dict[str, str] = {"@id": self.iri(predicate)}
            if type_:
                named["@type"] = IRI if type_ == IRI else self.iri(URIRef(type_))
            names[key] = named
        return {"@version": 1.1, **dict(sorted(self.prefixes.items())), **names}

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The whole file, a line a subject."""
        context = json.dumps(self.context(), ensure_ascii=False, indent=1)
        yield f'{{"@context": {context},\n"@graph": [\n'
        first = True
        for block in blocks:
            yield ("" if first else ",\n") + json.dumps(self.object(block), ensure_ascii=False)
            first = False
        yield "\n]}\n"

    def object(self, block: Block) -> dict[str, Any]:
        """All that is said of one subject."""
        subject, pairs = block
        found: dict[str, list[Any]] = {}
        for predicate, value in pairs:
            if predicate == RDF.type:
                found.setdefault("@type", []).append(self.iri(URIRef(value)))
                continue
            key = self._keys.get(predicate) or self.iri(predicate)
            shown = self._value(value, self._types.get(predicate, ""))
            if shown not in found.setdefault(key, []):
                found[key].append(shown)
        few = {k: v[0] if len(v) == 1 and k != "@type" else v for k, v in found.items()}
        return {"@id": self.iri(subject), **few}

    def iri(self, iri: URIRef) -> str:
        """An IRI with a prefix, where one fits."""
        for prefix, namespace in self._namespaces:
            rest = iri[len(namespace) :] if iri.startswith(namespace) else ""
            if rest and (prefix in ROOMS or LOCAL.fullmatch(rest)) and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return str(iri)

    def _value(self, value: Term, type_: str) -> Any:
        if isinstance(value, URIRef):
            iri = self.iri(value)
            return iri if type_ == IRI else {"@id": iri}
        if value.language:
            return {"@value": str(value), "@language": value.language}
        datatype = str(value.datatype or "")
        if datatype == type_:
            return str(value)
        if not datatype or value.datatype == XSD.string:
            return {"@value": str(value)} if type_ else str(value)
        return {"@value": str(value), "@type": self.iri(URIRef(datatype))}

    def _names(self) -> dict[URIRef, str]:
        """A short name for each predicate; where two would share it, the first has it."""
        names: dict[str, URIRef] = {}
        for p in self._types:
            prefixed = self.iri(p)
            short = prefixed.partition(":")[2]
            names[prefixed if short in names or short in self.prefixes else short] = p
        return {p: name for name, p in names.items()}


def _predicates(words: Words) -> Iterator[tuple[URIRef, str]]:
    """Each predicate with `@id`, a datatype, or nothing where its values differ."""
    model = words.model
    declared = [p for k in model.kinds.values() for p in k.properties.values()]
    declared += [p for r in model.relationships.values() for p in r.properties.values()]
    declared += model.statement.values()
    found: dict[URIRef, set[str]] = {}
    for p in declared:
        found.setdefault(words.predicate(p), set()).add(_type(p))
    for r in model.relationships.values():
        if not r.derived:
            found.setdefault(words.relationship(r.type), set()).add(IRI)
        for *_, terms in r.terms:
            for term in terms:
                found.setdefault(words.term(term), set()).add(IRI)
    for term in LINKING:
        found[words.term(term)] = {IRI}
    for term in PLAIN:
        found[words.term(term)] = {""}
    for predicate, types in found.items():
        yield predicate, types.pop() if len(types) == 1 else ""


def _type(p: Property) -> str:
    if p.resource or p.type == "code":
        return IRI
    if p.type in NUMBERS:
        return str(XSD.decimal)
    return str({"integer": XSD.integer, "year": XSD.gYear, "url": XSD.anyURI}.get(p.type, ""))
