"""Indicators as a W3C Data Cube: each figure an observation, each source a data set of them.

An observation is one of the cube if it has all dimensions, each once; another one is still in the
graph, with its statements.  Several parts of one figure (of whom a rank is) are attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import XSD, Literal

from graph.rdf.words import TYPE, Block, Pair, Words

KIND = "Observation"
DIMENSIONS = ("year", "measure")  # properties; the status and the unit are dimensions too
ENDS = ("SCOPE", "OF")  # relationships of an observation that are dimensions
NO_UNIT = Literal("")  # of a figure whose source states none


class Cube:
    """Gathers, while the graph is read, which observations are complete."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._ends: dict[str, list[int]] = {}
        self._without_unit: set[str] = set()

    def node(self, id_: str, properties: dict[str, Any]) -> None:
        """Takes in an observation, from its properties."""
        if all(name in properties for name in (*DIMENSIONS, "value")):
            self._ends[id_] = [0, 0]
            if "unit" not in properties:
                self._without_unit.add(id_)

    def link(self, start: str, type_: str) -> None:
        """Takes in a relationship that is the case."""
        if type_ in ENDS and start in self._ends:
            self._ends[start][ENDS.index(type_)] += 1

    def blocks(self) -> Iterator[Block]:
        """The observations, and the data sets that they belong to."""
        words = self.words
        unit = words.predicate(words.model.kinds[KIND].properties["unit"])
        sets = set()
        for id_, ends in self._ends.items():
            if ends == [1, 1]:
                source = id_.split(":", 1)[0]
                sets.add(source)
                said: list[Pair] = [
                    (TYPE, words.term("qb:Observation")),
                    (words.term("qb:dataSet"), words.local("dataset", source)),
                ]
                if id_ in self._without_unit:
                    said.append((unit, NO_UNIT))
                yield words.thing(id_), said
        for source in sorted(sets):
            yield (
                words.local("dataset", source),
                [
                    (TYPE, words.term("qb:DataSet")),
                    (words.term("dcterms:source"), words.source(source)),
                    (words.term("qb:structure"), words.word("observations")),
                ],
            )


def structure(words: Words) -> Iterator[Block]:
    """The data structure definition: dimensions, the measure, attributes."""
    model, properties = words.model, words.model.kinds[KIND].properties
    dimensions = [words.relationship(type_) for type_ in ENDS]
    dimensions += [words.predicate(properties[name]) for name in (*DIMENSIONS, "unit")]
    dimensions.append(words.predicate(model.statement["status"]))
    parts = [("dimension", p) for p in dimensions]
    parts.append(("measure", words.predicate(properties["value"])))
    parts += [("attribute", words.predicate(properties["comparator"]))]
    parts += [("attribute", words.relationship("AMONG"))]
    names = [words.word(f"observations-{number}") for number in range(1, len(parts) + 1)]
    yield (
        words.word("observations"),
        [
            (TYPE, words.term("qb:DataStructureDefinition")),
            (words.term("rdfs:label"), Literal("Observations of indicators", lang="en")),
            (words.term("rdfs:label"), Literal("指标观测值", lang="zh")),
            *((words.term("qb:component"), name) for name in names),
        ],
    )
    coded = {words.predicate(p): p.list for p in (*properties.values(), *model.statement.values())
             if p.list}  # fmt: skip
    for number, (name, (role, p)) in enumerate(zip(names, parts, strict=True), 1):
        said: list[Pair] = [(TYPE, words.term("qb:ComponentSpecification")),
                            (words.term(f"qb:{role}"), p)]  # fmt: skip
        if role == "dimension":
            said.append((words.term("qb:order"), Literal(str(number), datatype=XSD.integer)))
        yield name, said
        kinds = [words.term(f"qb:{role.capitalize()}Property")]
        if p in coded:
            kinds.append(words.term("qb:CodedProperty"))
        made: list[Pair] = [(TYPE, kind) for kind in kinds]
        if p in coded:
            made.append((words.term("qb:codeList"), words.scheme(coded[p])))
        yield p, made
