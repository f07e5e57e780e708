"""Turtle and JSON-LD say what the ledger says, as rdflib reads them back."""

from __future__ import annotations

import json
import socket
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from rdflib import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    SDO,
    SKOS,
    VOID,
    XSD,
    Graph,
    Literal,
    URIRef,
)

from graph.errors import UserError
from graph.export import export_graph
from graph.exports import BASE
from graph.ledger import Ledger
from graph.model import load_model
from graph.rdf.vocabulary import vocabulary
from graph.rdf.words import Words
from tests.standards.conftest import AWKWARD, STRANGE, exported

WORDS = Words(load_model(), BASE)
TH = WORDS.word
KNOWN = {"org": ORG, "prov": PROV, "qb": QB, "skos": SKOS, "schema": SDO, "dcterms": DCTERMS,
         "foaf": FOAF, "owl": OWL, "void": VOID, "rdf": RDF}  # fmt: skip


def thing(id_: str) -> URIRef:
    return WORDS.thing(id_)


def test_each_statement_of_the_ledger_is_there_with_its_source_and_places(
    region: Ledger, region_graph: Graph
) -> None:
    graph = region_graph
    expected = Counter(
        (source.id, said.status, said.locators)
        for source in region.sources()
        for said in region.said_by(source.id)
    )
    found: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for statement in graph.subjects(RDF.type, RDF.Statement):
        (source,) = graph.objects(statement, PROV.hadPrimarySource)
        (status,) = graph.objects(statement, TH("status"))
        places = sorted(map(str, graph.objects(statement, TH("locator"))))
        found[str(source).rpartition("/")[2], str(status).rpartition("-")[2], tuple(places)] += 1
    assert sum(expected.values()) > 5_000
    assert {(s, t, tuple(sorted(p))): n for (s, t, p), n in expected.items()} == dict(found)
    for source in region.sources():
        described = graph.value(WORDS.source(source.id), DCTERMS.title)
        assert str(described) == source.title
        publisher = graph.value(WORDS.source(source.id), DCTERMS.publisher)
        assert str(graph.value(publisher, FOAF.name)) == source.publisher


def test_json_ld_says_the_same_and_asks_nobody(
    region: Ledger, region_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)
    assert set(exported(region, tmp_path / "x.jsonld")) == set(region_graph)


def test_the_same_ledger_gives_the_same_bytes(awkward: Ledger, tmp_path: Path) -> None:
    for name in ("x.ttl", "x.jsonld"):
        one, two = tmp_path / f"1{name}", tmp_path / f"2{name}"
        export_graph(None, one, ledger=awkward)
        export_graph(None, two, ledger=awkward)
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("name", ["x.ttl", "x.jsonld"])
def test_texts_and_ids_come_back_as_they_were(awkward: Ledger, tmp_path: Path, name: str) -> None:
    graph = exported(awkward, tmp_path / name)
    assert Literal(AWKWARD) in set(graph.objects(thing("one:u"), SDO.alternateName))
    assert str(graph.value(WORDS.source("one"), DCTERMS.title)) == AWKWARD
    member = graph.value(predicate=OWL.sameAs, object=thing("one:u"))
    assert unquote(str(member)).removeprefix(f"{BASE}id/") == STRANGE
    assert str(member).isascii() and " " not in str(member)
    assert set(graph.objects(thing("one:u"), OWL.sameAs)) \
        == {URIRef("https://ror.org/020hxh324")}  # fmt: skip


def test_standard_terms(awkward: Ledger, tmp_path: Path) -> None:
    graph = exported(awkward, tmp_path / "x.ttl")
    university, firm, place = thing("one:u"), thing("two:e"), thing("one:p")
    assert {ORG.Organization, SDO.CollegeOrUniversity, TH("University"), TH("Actor")} \
        <= set(graph.objects(university, RDF.type))  # fmt: skip
    names = set(graph.objects(university, SDO.name))
    assert names == {Literal("温州大学"), Literal("Wenzhou University", lang="en")}
    assert (university, SDO.location, place) in graph
    assert (university, ORG.linkedTo, firm) in graph or (firm, ORG.linkedTo, university) in graph
    assert (university, SDO.funder, firm) in graph  # read from the second end
    assert (thing("one:i"), SKOS.notation, Literal("C344")) in graph
    assert (thing("one:i"), SKOS.inScheme, WORDS.local("scheme", "Industry")) in graph
    (value,) = graph.objects(thing("one:o"), WORDS.term("sdmx-measure:obsValue"))
    assert value.datatype == XSD.decimal and int(value) == 10**16
    dates = {graph.value(WORDS.source("one"), DCTERMS.date)}
    assert dates == {Literal("2020-03", datatype=XSD.gYearMonth)}


def test_only_what_is_the_case_is_said_plainly(awkward: Ledger, tmp_path: Path) -> None:
    graph = exported(awkward, tmp_path / "x.ttl")
    assert (thing("one:f"), TH("serves"), thing("one:i")) not in graph  # planned
    assert (thing("one:u"), TH("operatesIn"), thing("one:i")) not in graph  # ended
    (planned,) = graph.subjects(RDF.type, TH("ServesStatement"))
    assert graph.value(planned, TH("status")) == TH("status-planned")
    assert graph.value(planned, RDF.object) == thing("one:i")
    (ended,) = graph.subjects(RDF.type, TH("OperatesInStatement"))
    assert graph.value(ended, TH("until")) == Literal("2000", datatype=XSD.gYear)


def test_two_sources_that_differ_are_both_heard(awkward: Ledger, tmp_path: Path) -> None:
    graph = exported(awkward, tmp_path / "x.ttl")
    assert [str(x) for x in graph.objects(thing("one:u"), SDO.foundingDate)] == ["1933"]
    said = {
        (str(graph.value(s, RDF.object)), str(graph.value(s, PROV.hadPrimarySource)))
        for s in graph.subjects(RDF.predicate, SDO.foundingDate)
    }
    assert said == {("1933", f"{BASE}source/one"), ("1934", f"{BASE}source/two")}
    forms = {
        str(graph.value(s, TH("form")))
        for s in graph.subjects(RDF.type, TH("CooperatesWithStatement"))
    }
    assert forms == {str(TH("cooperation_form-joint_research")), str(TH("cooperation_form-talent"))}
    stated = set(graph.objects(None, TH("statedSubject"))) | set(
        graph.objects(None, TH("statedObject"))
    )
    assert stated == {thing(STRANGE)}


def test_observations_are_a_well_formed_cube(region_graph: Graph) -> None:
    graph = region_graph + Graph().parse(data=vocabulary(load_model()), format="turtle")
    structure = TH("observations")
    dimensions = [
        p for c in graph.objects(structure, QB.component) for p in graph.objects(c, QB.dimension)
    ]
    assert len(dimensions) == 6
    cubes = set(graph.subjects(RDF.type, QB.Observation))
    every = set(graph.subjects(RDF.type, TH("Observation")))
    assert cubes < every and len(cubes) > 150
    for left_out in every - cubes:  # a source gives no year, say; the unit alone may be empty
        assert sum(1 for d in dimensions if not list(graph.objects(left_out, d))) > 0
    keys = []
    for observation in cubes:
        assert len(list(graph.objects(observation, QB.dataSet))) == 1  # IC-1
        values = [list(graph.objects(observation, d)) for d in dimensions]
        assert all(len(v) == 1 for v in values), observation  # IC-11
        keys.append((graph.value(observation, QB.dataSet), *(v[0] for v in values)))
    assert len(set(keys)) == len(keys)  # IC-12: no two with the same dimensions
    for dimension in dimensions:  # IC-2 to IC-5: what a structure needs
        assert (dimension, RDF.type, QB.DimensionProperty) in graph
    for dataset in graph.subjects(RDF.type, QB.DataSet):
        assert graph.value(dataset, QB.structure) == structure


def test_a_figure_without_all_dimensions_is_no_part_of_the_cube(
    awkward: Ledger, tmp_path: Path
) -> None:
    graph = exported(awkward, tmp_path / "x.ttl")
    assert set(graph.subjects(RDF.type, QB.Observation)) == {thing("one:o")}
    assert set(graph.subjects(RDF.type, TH("Observation"))) == {thing("one:o"), thing("one:o2")}


def test_every_word_of_ours_is_in_the_vocabulary_in_two_languages(region_graph: Graph) -> None:
    published = Graph().parse(data=vocabulary(load_model()), format="turtle")
    used = {t for triple in region_graph for t in triple if str(t).startswith(str(TH("")))}
    assert len(used) > 80
    for word in used:
        labels = [o for p in ("rdfs:label", "skos:prefLabel")
                  for o in published.objects(word, WORDS.term(p))]  # fmt: skip
        assert {o.language for o in labels} >= {"zh", "en"}, word


def test_the_terms_of_others_are_terms_that_they_have() -> None:
    model = load_model()
    terms = [t for k in model.kinds.values() for t in k.terms]
    terms += [p.term for k in model.kinds.values() for p in k.properties.values() if p.term]
    terms += [t.removeprefix("^") for r in model.relationships.values()
              for *_, ts in r.terms for t in ts]  # fmt: skip
    checked = {t for t in terms if t.partition(":")[0] in KNOWN}
    assert len(checked) > 40
    unknown = {t for t in checked if WORDS.term(t) not in KNOWN[t.partition(":")[0]]}
    assert not unknown


def test_a_base_of_ones_own(awkward: Ledger, tmp_path: Path) -> None:
    base = "https://data.example.org/triple/"
    graph = exported(awkward, tmp_path / "x.ttl", base=base)
    assert (URIRef(f"{base}id/one:u"), TH("locatedIn"), URIRef(f"{base}id/one:p")) in graph
    assert set(exported(awkward, tmp_path / "x.jsonld", base=base)) == set(graph)


@pytest.mark.parametrize("base", ["", "urn:x:", "https://x.org", "https://x.org/a b/", "ftp://x/"])
def test_a_base_that_does_not_do_is_one_line(awkward: Ledger, tmp_path: Path, base: str) -> None:
    with pytest.raises(UserError, match="expected an http or https address"):
        export_graph(None, tmp_path / "x.ttl", ledger=awkward, base=base)
    assert not (tmp_path / "x.ttl").exists()


def test_an_empty_ledger_is_one_line(tmp_path: Path) -> None:
    with (
        Ledger.open(tmp_path / "ledger.db") as ledger,
        pytest.raises(UserError, match="nothing to export"),
    ):
        export_graph(None, tmp_path / "x.ttl", ledger=ledger)


def test_a_part(awkward: Ledger, tmp_path: Path) -> None:
    export_graph(None, tmp_path / "x.ttl", ids=["one:u", "one:p"], ledger=awkward)
    graph = Graph().parse(tmp_path / "x.ttl")
    assert set(graph.subjects(TH("status"), None)) > {thing("one:u"), thing("one:p")}
    assert set(graph.subjects(RDF.type, TH("Actor"))) == {thing("one:u")}
    assert not list(graph.triples((None, None, thing("two:e"))))


def test_json_ld_is_read_by_programs_that_know_no_rdf(awkward: Ledger, tmp_path: Path) -> None:
    export_graph(None, tmp_path / "x.jsonld", ledger=awkward)
    data = json.loads((tmp_path / "x.jsonld").read_text("utf-8"))
    by_id = {o["@id"]: o for o in data["@graph"] if "th:Place" in o.get("@type", [])}
    assert data["@context"]["name"] == {"@id": "schema:name"}
    assert by_id["id:one:p"]["name"] == "温州市" and by_id["id:one:p"]["lat"] == "28"
    assert by_id["id:one:p"]["status"] == "th:status-actual"
