"""From the ledger to triples: one subject at a time, so that memory holds no graph.

First the sources, then the nodes as their statements add up, then what relates them, then each
statement with its source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rdflib import Literal

from graph.fold import Fold
from graph.ledger import Ledger, SourceInfo
from graph.ledger.view import View
from graph.rdf.cube import ENDS, KIND, Cube
from graph.rdf.words import TYPE, Block, Pair, Words, concepts, licence

CASE = ("under_way", "actual")  # statuses of what is the case: plain triples say only such
ALWAYS = (*ENDS, "AMONG")  # of a figure: what is planned is its value, not what it speaks of
STEP = 1_000


@dataclass(slots=True)
class Counts:
    """What was written."""

    nodes: int = 0
    relationships: int = 0
    statements: int = 0


@dataclass(slots=True)
class Blocks:
    """The triples of the ledger, or of the nodes `ids` alone.

    `progress` hears the number of rows so far; `counts` is right when all were taken.
    """

    ledger: Ledger
    words: Words
    ids: frozenset[str] | None = None
    progress: Callable[[int], None] = lambda rows: None
    counts: Counts = field(default_factory=Counts)
    _kinds: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Block]:
        ledger = self.ledger
        version = ledger.version
        at = next((r.at for r in ledger.revisions() if r.version == version), "")
        yield self._whole(ledger.id, version, at)
        with ledger.reading() as connection:
            view = View(connection, version, "rdf")
            for _, info in sorted(view.sources.items()):
                yield from self._source(info)
            fold, cube = Fold(ledger.model, view.ranks), Cube(self.words)
            yield from self._nodes(view, fold, cube)
            yield from self._links(view, fold, cube)
            yield from cube.blocks()
            yield from self._statements(view)

    def _whole(self, ledger: str, version: int, at: str) -> Block:
        term = self.words.term
        day = self.words.value(self.words.model.kinds["Source"].properties["date"], at[:10])
        return (
            self.words.whole,
            [
                (TYPE, term("void:Dataset")),
                (TYPE, term("prov:Entity")),
                (term("dcterms:title"), Literal("Triple Helix", lang="en")),
                (term("dcterms:title"), Literal("三螺旋", lang="zh")),
                (term("dcterms:modified"), day),
                (term("owl:versionInfo"), Literal(f"ledger {ledger}, version {version}")),
                (term("dcterms:conformsTo"), self.words.vocabulary),
            ],
        )

    def _source(self, info: SourceInfo) -> Iterator[Block]:
        words, term = self.words, self.words.term
        declared = words.model.kinds["Source"].properties
        iri = words.source(info.id)
        given = {"name": info.title, "date": info.date, "licence": info.licence, "rank": info.rank,
                 "url": info.url}  # fmt: skip
        said: list[Pair] = [(TYPE, class_) for class_ in words.kinds["Source"]]
        for name, value in given.items():
            if value != "":
                p = declared[name]
                said.append((words.predicate(p), words.value(p, value)))
        if info.version:
            said.append((term("owl:versionInfo"), Literal(info.version)))
        if link := licence(info.licence):
            said.append((term("dcterms:license"), link))
        if info.publisher:  # an agent, as DCMI asks, and not its name
            publisher = words.local("publisher", info.publisher)
            said.append((words.predicate(declared["publisher"]), publisher))
            yield publisher, [(TYPE, term("foaf:Agent")),
                              (term("foaf:name"), Literal(info.publisher))]  # fmt: skip
        yield iri, said

    def _nodes(self, view: View, fold: Fold, cube: Cube) -> Iterator[Block]:
        words, wanted = self.words, self.ids
        schemes = set()
        for id_, said in view.nodes():
            members = view.members.get(id_, ())
            node = fold.node(id_, said, members)
            if node is None:
                continue
            if wanted is not None and id_ not in wanted:
                continue
            self._kinds[id_] = node.kind
            yield words.thing(id_), list(self._node(node.kind, node.properties))
            for member in members:
                if member != id_:
                    yield words.thing(member), [(words.term("owl:sameAs"), words.thing(id_))]
            if node.kind == KIND:
                cube.node(id_, node.properties)
            if concepts(words.model.kinds[node.kind]):
                schemes.add(node.kind)
            self._count("nodes")
        for kind in sorted(schemes):
            declared = words.model.kinds[kind]
            yield (
                words.local("scheme", kind),
                [
                    (TYPE, words.term("skos:ConceptScheme")),
                    (words.term("skos:prefLabel"), Literal(declared.zh, lang="zh")),
                    (words.term("skos:prefLabel"), Literal(declared.en, lang="en")),
                ],
            )

    def _node(self, kind: str, properties: dict[str, Any]) -> Iterator[Pair]:
        words = self.words
        for class_ in words.kinds[kind]:
            if class_ != words.term("qb:Observation"):  # only those that are complete
                yield TYPE, class_
        if concepts(words.model.kinds[kind]):
            yield words.term("skos:inScheme"), words.local("scheme", kind)
        for name in sorted(properties):
            if (p := words.property(kind, name)) and name not in words.model.statement:
                given = properties[name]
                for value in given if isinstance(given, list) else (given,):
                    yield words.predicate(p), words.value(p, value)
        for name in ("status", "since", "until"):
            if name in properties:
                yield words.said(name, properties[name])
        for source in properties["sources"]:
            yield words.term("prov:wasDerivedFrom"), words.source(source)

    def _links(self, view: View, fold: Fold, cube: Cube) -> Iterator[Block]:
        words, kinds = self.words, self._kinds
        for (low, high), joined in view.pairs():
            if low not in kinds or high not in kinds:
                continue
            said: dict[str, dict[Pair, None]] = {low: {}, high: {}}
            for (start, type_, end, _), properties in fold.links(joined).items():
                self._count("relationships")
                if properties["status"] not in CASE and type_ not in ALWAYS:
                    continue
                cube.link(start, type_)
                said[start][words.relationship(type_), words.thing(end)] = None
                for term, inverse in words.others(type_, kinds[start], kinds[end]):
                    one, other = (end, start) if inverse else (start, end)
                    said[one][term, words.thing(other)] = None
            for id_, pairs in said.items():
                if pairs:
                    yield words.thing(id_), list(pairs)

    def _statements(self, view: View) -> Iterator[Block]:
        words, kinds, model = self.words, self._kinds, self.words.model
        term = words.term
        whole = (TYPE, term("rdf:Statement"))
        for row in view.stated():
            key, source, subject, predicate, object_, value, qualifier, *rest = row
            node = view.node_of(subject)
            if node not in kinds:
                continue
            said: list[Pair] = [whole]
            if object_ is not None:
                end = view.node_of(object_)
                if end not in kinds or predicate not in model.relationships:
                    continue
                said += [
                    (TYPE, words.statement_class(predicate)),
                    (term("rdf:predicate"), words.relationship(predicate)),
                    (term("rdf:object"), words.thing(end)),
                ]
                if end != object_:
                    said.append((words.word("statedObject"), words.thing(object_)))
                if qualifier:
                    said.append(words.qualifier(predicate, qualifier))
            elif predicate == "kind":
                said += [(term("rdf:predicate"), TYPE), (term("rdf:object"), words.word(value))]
            elif p := words.property(kinds[node], predicate):
                said += [
                    (term("rdf:predicate"), words.predicate(p)),
                    (term("rdf:object"), words.value(p, value)),
                ]
            else:  # of an older model
                continue
            said.insert(1, (term("rdf:subject"), words.thing(node)))
            if node != subject:
                said.append((words.word("statedSubject"), words.thing(subject)))
            said.append((term("prov:hadPrimarySource"), words.source(source)))
            said += self._rest(predicate, *rest)
            self._count("statements")
            yield words.local("statement", key.hex()), said

    def _rest(
        self, predicate: str, status: str, since: int | None, until: int | None, basis: str,
        basis_at: str, detail: str, locators: str,
    ) -> Iterator[Pair]:  # fmt: skip
        words = self.words
        yield words.said("status", status)
        if since is not None:
            yield words.said("since", since)
        if until is not None:
            yield words.said("until", until)
        yield words.said("basis", basis)
        for place in filter(None, basis_at.split("\n")):
            yield words.said("basis_at", place)
        for place in filter(None, locators.split("\n")):
            yield words.said("locator", place)
        if detail:
            yield from words.details(predicate, json.loads(detail))

    def _count(self, what: str) -> None:
        setattr(self.counts, what, getattr(self.counts, what) + 1)
        done = self.counts.nodes + self.counts.relationships + self.counts.statements
        if done % STEP == 0:
            self.progress(done)
