"""The shapes that follow from the model: the real region conforms, a broken graph does not."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import PROV, RDF, SDO, Graph, Literal, URIRef

from graph.exports import BASE
from graph.ledger import Ledger
from graph.model import load_model
from graph.rdf.shapes import shapes
from graph.rdf.words import Words
from tests.standards.conftest import exported

WORDS = Words(load_model(), BASE)
TH, THING = WORDS.word, WORDS.thing
LAT = WORDS.term("geo:lat")


def validate(graph: Graph, shacl: Graph) -> str:
    """What pyshacl reports; empty where the graph conforms."""
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shacl)
    return "" if conforms else str(text)


def statement(graph: Graph, name: str) -> URIRef:
    (found,) = graph.subjects(RDF.type, TH(name))
    assert isinstance(found, URIRef)
    return found


def test_the_region_conforms(region_graph: Graph, shacl: Graph) -> None:
    assert not validate(region_graph, shacl)


def test_what_is_awkward_conforms(awkward: Ledger, tmp_path: Path, shacl: Graph) -> None:
    assert not validate(exported(awkward, tmp_path / "x.ttl"), shacl)


def test_the_shapes_are_shapes(shacl: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shacl, meta_shacl=True)
    assert conforms, text


def wrong_end(graph: Graph) -> None:
    graph.set((statement(graph, "LocatedInStatement"), RDF.object, THING("two:e")))


def wrong_plain_end(graph: Graph) -> None:
    graph.add((THING("one:p"), TH("locatedIn"), THING("one:p")))


def wrong_datatype(graph: Graph) -> None:
    graph.set((THING("one:p"), LAT, Literal("28.0")))


def out_of_range(graph: Graph) -> None:
    graph.set((THING("one:p"), LAT, Literal("128.0", datatype=WORDS.term("xsd:decimal"))))


def two_names(graph: Graph) -> None:
    graph.add((THING("one:p"), SDO.name, Literal("另一个名称")))


def no_name(graph: Graph) -> None:
    graph.remove((THING("one:p"), SDO.name, None))


def unknown_code(graph: Graph) -> None:
    graph.set((THING("one:p"), TH("level"), TH("place_level-galaxy")))


def no_source(graph: Graph) -> None:
    graph.remove((statement(graph, "LocatedInStatement"), PROV.hadPrimarySource, None))


def no_status(graph: Graph) -> None:
    graph.remove((statement(graph, "ServesStatement"), TH("status"), None))


def wrong_predicate(graph: Graph) -> None:
    graph.set((statement(graph, "ServesStatement"), RDF.predicate, TH("hosts")))


def no_dimension(graph: Graph) -> None:
    graph.remove((THING("one:o"), TH("scope"), None))


def text_for_a_thing(graph: Graph) -> None:
    graph.set((THING("one:u"), TH("locatedIn"), Literal("温州市")))


BREAKS = [
    wrong_end, wrong_plain_end, wrong_datatype, out_of_range, two_names, no_name, unknown_code,
    no_source, no_status, wrong_predicate, no_dimension, text_for_a_thing,
]  # fmt: skip


@pytest.mark.parametrize("breaking", BREAKS, ids=lambda b: b.__name__)
def test_a_broken_graph_does_not_conform(
    awkward: Ledger, tmp_path: Path, shacl: Graph, breaking: object
) -> None:
    graph = exported(awkward, tmp_path / "x.ttl")
    breaking(graph)  # type: ignore[operator]
    assert "Constraint Violation" in validate(graph, shacl)


def test_every_kind_and_relationship_has_its_shape(shacl: Graph) -> None:
    model = load_model()
    targets = set(shacl.objects(None, WORDS.term("sh:targetClass")))
    assert {TH(k.name) for k in model.kinds.values() if not k.abstract} <= targets
    assert {WORDS.statement_class(r.type) for r in model.relationships.values() if not r.derived} \
        <= targets  # fmt: skip


def test_the_shapes_are_always_the_same_text() -> None:
    assert shapes(load_model()) == shapes(load_model())
