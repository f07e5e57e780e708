"""What the model declares, as IRIs and literals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote

from rdflib import RDF, XSD, Literal, URIRef

from graph.ledger.statement import write
from graph.model import Kind, Model, Property

Term = URIRef | Literal
Pair = tuple[URIRef, Term]  # predicate and object
Block = tuple[URIRef, list[Pair]]  # a subject and what is said of it

UNRESERVED = ":-._~"  # what an id keeps beside letters and digits; all else is percent-encoded
NUMBERS = frozenset({"number", "longitude", "latitude"})
DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}  # by length
LICENCES = (
    "Apache-2.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "MIT", "ODC-By-1.0", "ODbL-1.0",
)  # fmt: skip


class Words:
    """The vocabulary of a model; `base` begins the IRIs of what is in the graph."""

    def __init__(self, model: Model, base: str) -> None:
        self.model, self.base = model, base
        self.own = model.namespaces.prefixes[model.namespaces.own]
        self.thing = lru_cache(200_000)(self._thing)
        kinds = reversed(list(model.kinds.values()))  # the first that declares a name is taken
        self._any = {p.name: p for kind in kinds for p in kind.properties.values()}

    # Things in the graph

    def _thing(self, id_: str) -> URIRef:
        return self.local("id", id_)

    def source(self, id_: str) -> URIRef:
        """The IRI of a source."""
        return self.local("source", id_)

    def local(self, room: str, name: str) -> URIRef:
        """An IRI under the base; whatever an IRI cannot hold is percent-encoded."""
        return URIRef(f"{self.base}{room}/{quote(name, safe=UNRESERVED)}")

    @property
    def whole(self) -> URIRef:
        """The IRI of all that is exported."""
        return URIRef(f"{self.base}graph")

    # Words of the vocabulary

    @property
    def vocabulary(self) -> URIRef:
        """The IRI of our vocabulary."""
        return URIRef(self.own.rstrip("#/"))

    @lru_cache(1_000)  # noqa: B019 - one a program
    def term(self, name: str) -> URIRef:
        """The IRI of a term such as `org:Organization`."""
        return URIRef(self.model.namespaces.iri(name))

    @lru_cache(1_000)  # noqa: B019
    def word(self, name: str) -> URIRef:
        """The IRI of a word of our own."""
        return URIRef(self.own + name)

    def predicate(self, p: Property) -> URIRef:
        """The IRI of a property."""
        return self.term(p.term) if p.term else self.word(camel(p.name))

    def property(self, kind: str, name: str) -> Property | None:
        """The property `name` of a kind; of another kind where several kinds are one node."""
        return self.model.kinds[kind].properties.get(name) or self._any.get(name)

    def relationship(self, type_: str) -> URIRef:
        """Our word for a type of relationship."""
        return self.word(camel(type_))

    def statement_class(self, type_: str) -> URIRef:
        """The class of the statements of a relationship."""
        name = camel(type_)
        return self.word(f"{name[0].upper()}{name[1:]}Statement")

    @lru_cache(1_000)  # noqa: B019
    def code(self, list_: str, code: str) -> URIRef:
        """The concept that a code stands for."""
        labels = self.model.lists[list_].codes.get(code, {})
        name = code if code.replace("_", "a").isalnum() else labels.get("en", code)
        return self.word(f"{list_}-{quote(name.replace(' ', '-'), safe='-_')}")

    def scheme(self, list_: str) -> URIRef:
        """The concept scheme that a code list is."""
        return self.word(f"list-{list_}")

    @cached_property
    def kinds(self) -> Mapping[str, tuple[URIRef, ...]]:
        """Kind → all classes of its nodes: our own, innermost first, then those of others."""
        found = {}
        for kind in self.model.kinds.values():
            own = [self.word(name) for name in kind.ancestors]
            others = [self.term(t) for name in kind.ancestors for t in self.model.kinds[name].terms]
            found[kind.name] = tuple(dict.fromkeys([*own, *others]))
        return found

    @lru_cache(20_000)  # noqa: B019
    def others(self, type_: str, start: str, end: str) -> tuple[tuple[URIRef, bool], ...]:
        """The terms of other vocabularies for a relationship between two kinds; with True those
        that are read from the second end."""
        found = []
        for first, second, terms in self.model.relationships[type_].terms:
            if self._is(start, first) and self._is(end, second):
                found += [(self.term(t), t.startswith("^")) for t in terms]
        return tuple(dict.fromkeys(found))

    def _is(self, kind: str, among: str) -> bool:
        return among == "*" or not {*among.split("|")}.isdisjoint(self.model.kinds[kind].ancestors)

    # Values

    def value(self, p: Property, value: Any) -> Term:
        """A value of a property, as stored or typed, as the term of RDF that it is."""
        text = value if type(value) is str else write(value)
        if p.resource:
            return URIRef(p.resource.format(quote(text, safe=f"/{UNRESERVED}")))
        if p.type == "code" and text in self.model.lists[p.list].codes:
            return self.code(p.list, text)
        if p.type in ("text", "code"):
            return Literal(text, lang=p.language or None)
        if p.type in NUMBERS:
            return _typed(format(Decimal(text), "f"), XSD.decimal)
        if p.type == "date":
            return _typed(text, DATES.get(len(text), XSD.string))
        return _typed(text, {"integer": XSD.integer, "year": XSD.gYear, "url": XSD.anyURI}[p.type])

    def said(self, name: str, value: Any) -> Pair:
        """What a statement says beside its subject, predicate and object."""
        p = self.model.statement[name]
        return self.predicate(p), self.value(p, value)

    def qualifier(self, type_: str, qualifier: str) -> Pair:
        """The form or role of a relationship."""
        declared = self.model.relationships[type_]
        p = declared.properties[declared.qualifier]
        return self.predicate(p), self.value(p, qualifier)

    def details(self, type_: str, details: Mapping[str, Any]) -> Iterator[Pair]:
        """The other properties of a relationship."""
        for name, given in sorted(details.items()):
            if p := self.model.relationships[type_].properties.get(name):
                for value in given if isinstance(given, list) else (given,):
                    yield self.predicate(p), self.value(p, value)


def camel(name: str) -> str:
    """`name_en` or `PART_OF` as a local name: `nameEn`, `partOf`."""
    first, *rest = name.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)


def licence(text: str) -> URIRef | None:
    """The IRI of a licence: itself, or that of SPDX where the text is one of its common ids."""
    if text.startswith(("http://", "https://")):
        return URIRef(quote(text, safe=f"/?#&=%{UNRESERVED}"))
    return URIRef(f"http://spdx.org/licenses/{text}") if text in LICENCES else None


def concepts(kind: Kind) -> bool:
    """Whether the nodes of a kind are concepts of a scheme."""
    return "skos:Concept" in kind.terms


def _typed(text: str, datatype: URIRef) -> Literal:
    return Literal(text, datatype=datatype, normalize=False)


TYPE = RDF.type
