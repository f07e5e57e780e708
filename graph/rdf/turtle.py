"""Writes triples as Turtle, a subject at a time; rdflib escapes every text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rdflib import RDF, Literal, URIRef

from graph.rdf.words import Block, Term

LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


class Turtle:
    """A writer with `prefixes`; IRIs that begin with `base` are written relative to it."""

    def __init__(self, prefixes: Mapping[str, str], base: str = "") -> None:
        self.prefixes, self.base = prefixes, base
        # The longest namespace first, so that one within another is found.
        self._namespaces = sorted(prefixes.items(), key=lambda p: -len(p[1]))
        self.iri = lru_cache(100_000)(self._iri)

    def head(self) -> str:
        """The prefixes, and the base where there is one."""
        lines = [f"@base <{self.base}> .\n"] if self.base else []
        lines += [f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self.prefixes.items())]
        return "".join(lines)

    def block(self, block: Block) -> str:
        """All that is said of one subject."""
        subject, pairs = block
        by: dict[URIRef, dict[str, None]] = {}
        for predicate, value in pairs:
            by.setdefault(predicate, {})[self.term(value)] = None
        said = " ;\n    ".join(
            f"{'a' if predicate == RDF.type else self.iri(predicate)} {', '.join(values)}"
            for predicate, values in by.items()
        )
        return f"\n{self.iri(subject)} {said} .\n"

    def term(self, term: Term) -> str:
        """A term as Turtle has it."""
        if isinstance(term, Literal):
            datatype = term.datatype
            if datatype is None:
                return term.n3()
            return f"{Literal(str(term)).n3()}^^{self.iri(datatype)}"
        return self.iri(term)

    def _iri(self, iri: URIRef) -> str:
        for prefix, namespace in self._namespaces:
            if iri.startswith(namespace) and LOCAL.fullmatch(iri[len(namespace) :]):
                return f"{prefix}:{iri[len(namespace) :]}"
        if self.base and iri.startswith(self.base) and len(iri) > len(self.base):
            return URIRef(iri[len(self.base) :]).n3()
        return iri.n3()


def text(prefixes: Mapping[str, str], blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks as the parts of a Turtle text."""
    turtle = Turtle(prefixes)
    yield turtle.head()
    yield from map(turtle.block, blocks)
